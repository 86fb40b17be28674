//! Finding words and phrases in titles, whatever the language: a title is lowered, its punctuation cut to single marks, and phrases are looked for at the
//! borders of words. Languages written without spaces are searched as they stand.

/// A title made ready for looking: ` legal review complete , phase 2 `.
pub(super) struct Phrases {
    text: String,
    /// A bit for the first byte of each word: most phrases are ruled out by it.
    firsts: u64,
    is_japanese: bool,
}

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
        let firsts = text.split_ascii_whitespace().fold(0, |bits, word| bits | bit(word));
        let is_japanese = text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
        Self { text, firsts, is_japanese }
    }

    /// Its words, with `,` for a break.
    pub(super) fn words(&self) -> Vec<&str> {
        self.text.split_ascii_whitespace().collect()
    }

    /// Whether it is written in Japanese.
    pub(super) const fn is_japanese(&self) -> bool {
        self.is_japanese
    }

    /// Whether one of the phrases, parted by `|`, stands in it.
    pub(super) fn has(&self, phrases: &str) -> bool {
        phrases.split('|').any(|phrase| self.has_one(phrase))
    }

    fn has_one(&self, phrase: &str) -> bool {
        if phrase.starts_with(|c| c >= '\u{3040}') {
            return self.is_japanese && self.text.contains(phrase);
        }
        if self.firsts & bit(phrase) == 0 {
            return false;
        }
        self.text.match_indices(phrase).any(|(at, _)| {
            let before = self.text.get(..at).is_some_and(|t| t.ends_with(' '));
            let after = self.text.get(at + phrase.len()..).is_some_and(|t| t.starts_with(' '));
            before && after
        })
    }

    /// Whether it begins with one of the phrases.
    pub(super) fn begins(&self, phrases: &str) -> bool {
        let text = self.text.trim_start();
        phrases.split('|').any(|phrase| text.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// Whether it ends with one of the endings, parted by `|`, at the border of a word or not.
    pub(super) fn ends(&self, endings: &str) -> bool {
        let text = self.text.trim_end();
        endings.split('|').any(|ending| text.ends_with(ending))
    }

    /// Whether one of its words ends with one of the endings.
    pub(super) fn has_ending(&self, endings: &str) -> bool {
        self.text.split_ascii_whitespace().any(|word| endings.split('|').any(|ending| word.ends_with(ending)))
    }
}

/// The bit of a word's first byte.
fn bit(word: &str) -> u64 {
    word.bytes().next().map_or(0, |byte| 1 << (byte & 63))
}

/// Whether a word is one of those parted by `|`.
pub(super) fn is_one(word: &str, list: &str) -> bool {
    list.split('|').any(|w| w == word)
}
