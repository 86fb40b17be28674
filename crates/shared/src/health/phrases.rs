//! Finding words and phrases in titles, whatever the language: a title is lowered, its punctuation cut to single marks, and phrases are looked for at the
//! borders of words. Languages written without spaces are searched as they stand.

/// A title made ready for looking: ` legal review complete , phase 2 `.
pub(super) struct Phrases(String);

impl Phrases {
    /// Makes a title ready.
    pub(super) fn of(title: &str) -> Self {
        let mut text = String::with_capacity(title.len() + 2);
        text.push(' ');
        for c in title.chars().flat_map(char::to_lowercase) {
            let is_word = c.is_alphanumeric();
            let is_join = matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '/' | '&' | '_') || c.is_whitespace();
            if is_word {
                text.push(c);
            } else {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
                if !is_join && !text.ends_with(", ") {
                    text.push_str(", ");
                }
            }
        }
        if !text.ends_with(' ') {
            text.push(' ');
        }
        Self(text)
    }

    /// Its words, with `,` for a break.
    pub(super) fn words(&self) -> Vec<&str> {
        self.0.split_ascii_whitespace().collect()
    }

    /// Whether it is written in Japanese.
    pub(super) fn is_japanese(&self) -> bool {
        self.0.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
    }

    /// Whether one of the phrases, parted by `|`, stands in it.
    pub(super) fn has(&self, phrases: &str) -> bool {
        phrases.split('|').any(|phrase| self.has_one(phrase))
    }

    fn has_one(&self, phrase: &str) -> bool {
        if !phrase.is_ascii() && phrase.chars().any(|c| c >= '\u{3040}') {
            return self.0.contains(phrase);
        }
        self.0.match_indices(phrase).any(|(at, _)| {
            let before = self.0.get(..at).is_some_and(|t| t.ends_with(' '));
            let after = self.0.get(at + phrase.len()..).is_some_and(|t| t.starts_with(' '));
            before && after
        })
    }

    /// Whether it begins with one of the phrases.
    pub(super) fn begins(&self, phrases: &str) -> bool {
        let text = self.0.trim_start();
        phrases.split('|').any(|phrase| text.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// Whether it ends with one of the endings, parted by `|`, at the border of a word or not.
    pub(super) fn ends(&self, endings: &str) -> bool {
        let text = self.0.trim_end();
        endings.split('|').any(|ending| text.ends_with(ending))
    }

    /// Whether one of its words ends with one of the endings.
    pub(super) fn has_ending(&self, endings: &str) -> bool {
        self.0.split_ascii_whitespace().any(|word| endings.split('|').any(|ending| word.ends_with(ending)))
    }
}

/// Whether a word is one of those parted by `|`.
pub(super) fn is_one(word: &str, list: &str) -> bool {
    list.split('|').any(|w| w == word)
}
