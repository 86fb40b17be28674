//! Two letters that stand for a person or a company where there is no picture.

/// The first letters of the first and the last word, in capitals: `Mara Kern` → `MK`, `Nimbus GmbH` → `NG`, `Legal` → `LE`. `upper` gives the
/// capitals of a text: a browser has its own, which need not be sent to it.
#[must_use]
pub fn initials<'a>(name: &'a str, upper: fn(&str) -> String) -> String {
    let letters = |word: &'a str| word.chars().filter(|c| c.is_alphanumeric());
    let words: Vec<&str> = name.split([' ', '-']).filter(|w| letters(w).next().is_some()).collect();
    let letters: String = match words.as_slice() {
        [] => "?".to_owned(),
        [only] => letters(only).take(2).collect(),
        [first, .., last] => letters(first).take(1).chain(letters(last).take(1)).collect(),
    };
    upper(&letters)
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_gives_two_letters() {
        for (name, letters) in [
            ("Mara Kern", "MK"),
            ("Legal", "LE"),
            ("Ada de la Cruz", "AC"),
            ("", "?"),
            ("Æsa", "ÆS"),
            ("O'Neil", "ON"),
            ("Zoë O'Brien", "ZO"),
            ("Eva-Maria Kern", "EK"),
            ("Nimbus (Berlin)", "NB"),
        ] {
            assert_eq!(initials(name, str::to_uppercase), letters);
        }
    }
}
