//! Two letters that stand for a person or a company where there is no picture.

/// The first letters of the first and the last word, in capitals: `Mara Kern` → `MK`, `Nimbus GmbH` → `NG`, `Legal` → `LE`. `upper` gives the
/// capitals of a text: a browser has its own, which need not be sent to it.
#[must_use]
pub fn initials(name: &str, upper: fn(&str) -> String) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let letters: String = match words.as_slice() {
        [] => "?".to_owned(),
        [only] => only.chars().take(2).collect(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    };
    upper(&letters)
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_gives_two_letters() {
        for (name, letters) in
            [("Mara Kern", "MK"), ("Legal", "LE"), ("Ada de la Cruz", "AC"), ("", "?"), ("Æsa", "ÆS"), ("O'Neil", "ON")]
        {
            assert_eq!(initials(name, str::to_uppercase), letters);
        }
    }
}
