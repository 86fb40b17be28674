//! Limits of texts and addresses, applied to bodies in place: trim, then say what is wrong.

use crate::error::Problems;

/// Longest title or name, in characters.
pub const TITLE_MAX: usize = 200;
/// Longest description, note or message, in characters.
pub const TEXT_MAX: usize = 10_000;
/// Shortest password (OWASP ASVS 5, 6.2.1), in characters.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, in characters: long enough for any passphrase, short enough to hash.
pub const PASSWORD_MAX: usize = 128;

/// Characters that would let a text reorder or hide its neighbours on the screen, or break a mail header.
fn is_forbidden(c: char, lines: bool) -> bool {
    (c.is_control() && !(lines && (c == '\n' || c == '\t')))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn tidy(text: &mut String) {
    if text.contains("\r\n") {
        *text = text.replace("\r\n", "\n");
    }
    let trimmed = text.trim();
    if trimmed.len() != text.len() {
        *text = trimmed.to_owned();
    }
}

fn check(problems: &mut Problems, pointer: &str, text: &str, max: usize, lines: bool) {
    if text.chars().count() > max {
        problems.add(pointer, "too_long", format!("must be at most {max} characters"));
    }
    if text.chars().any(|c| is_forbidden(c, lines)) {
        problems.add(pointer, "bad_character", "must not contain control characters");
    }
}

/// One line that must say something: a title, a name.
pub fn title(problems: &mut Problems, pointer: &str, text: &mut String) {
    tidy(text);
    if text.is_empty() {
        problems.add(pointer, "blank", "must not be blank");
    }
    check(problems, pointer, text, TITLE_MAX, false);
}

/// One line that may be empty.
pub fn line(problems: &mut Problems, pointer: &str, text: &mut String) {
    tidy(text);
    check(problems, pointer, text, TITLE_MAX, false);
}

/// Several lines that may be empty.
pub fn prose(problems: &mut Problems, pointer: &str, text: &mut String) {
    tidy(text);
    check(problems, pointer, text, TEXT_MAX, true);
}

/// An e-mail address: tidied, lowered, and plausible. Delivery is the only proof.
pub fn email(problems: &mut Problems, pointer: &str, text: &mut String) {
    tidy(text);
    if text.chars().any(char::is_uppercase) {
        *text = text.to_lowercase();
    }
    if !is_email(text) {
        problems.add(pointer, "not_an_address", "must be an e-mail address such as mara@nimbus.example");
    }
}

/// Whether a text looks like one deliverable address: `local@domain.tld`, at most 254 characters, no quoting, no spaces.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_ok = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    text.len() <= 254 && local_ok && domain.contains('.') && domain.split('.').all(label_ok)
}

/// A domain name such as `nimbus.example`; empty is allowed.
pub fn domain(problems: &mut Problems, pointer: &str, text: &mut String) {
    tidy(text);
    *text = text.to_lowercase();
    if !text.is_empty() && !is_email(&format!("x@{text}")) {
        problems.add(pointer, "not_a_domain", "must be a domain such as nimbus.example");
    }
}

/// A password's length; its strength is judged by the server, which also knows the person's name and address.
pub fn password(problems: &mut Problems, pointer: &str, text: &str) {
    let length = text.chars().count();
    if length < PASSWORD_MIN {
        problems.add(pointer, "too_short", format!("must be at least {PASSWORD_MIN} characters"));
    }
    if length > PASSWORD_MAX {
        problems.add(pointer, "too_long", format!("must be at most {PASSWORD_MAX} characters"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_blanks_is_refused_and_a_padded_one_trimmed() {
        let mut problems = Problems::default();
        title(&mut problems, "/title", &mut "  \t ".to_owned());
        assert_eq!(problems.0[0].code, "blank");
        let mut problems = Problems::default();
        let mut text = " Budget released ".to_owned();
        title(&mut problems, "/title", &mut text);
        assert_eq!((problems.0.len(), text.as_str()), (0, "Budget released"));
    }

    #[test]
    fn two_hundred_characters_fit_and_one_more_does_not() {
        let mut problems = Problems::default();
        title(&mut problems, "/title", &mut "ü".repeat(200));
        assert!(problems.0.is_empty());
        title(&mut problems, "/title", &mut "ü".repeat(201));
        assert_eq!(problems.0[0].code, "too_long");
    }

    #[test]
    fn addresses_that_are_none_are_refused() {
        for good in ["mara@nimbus.example", "a.b+c@x-y.co.uk", "o'neil@firm.example", "jörg@bücher.example"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "mara",
            "mara@",
            "@nimbus.example",
            "mara@nimbus",
            "a b@c.de",
            "a@b..de",
            "a@-b.de",
            ".a@b.de",
            "a@b.de\nBcc: x@y.z",
            "<a@b.de>",
            "a@@b.de",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn line_breaks_and_direction_overrides_stay_out_of_titles() {
        for bad in ["a\nb", "a\u{202e}b", "a\u{0}b"] {
            let mut problems = Problems::default();
            title(&mut problems, "/title", &mut bad.to_owned());
            assert_eq!(problems.0[0].code, "bad_character", "{bad:?}");
        }
    }
}
