//! How numbers, days and lists are said in evidence.

pub(super) use crate::spoken::day;

/// `1 action`, `3 actions`, `no actions`.
pub(super) fn count(n: i64, one: &str) -> String {
    match n {
        0 => ["no ", one, "s"].concat(),
        1 => ["1 ", one].concat(),
        _ => [&n.to_string(), " ", one, "s"].concat(),
    }
}

/// `a, b and c`.
pub(super) fn list(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => [&most.join(", "), " and ", last].concat(),
    }
}
