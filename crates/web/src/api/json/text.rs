//! The text of JSON: white space, strings, numbers, what is passed over.

use super::{Read, Unreadable};
use std::borrow::Cow;

/// A text that is being read.
pub(super) struct Reader<'de> {
    text: &'de str,
    at: usize,
}

impl<'de> Reader<'de> {
    /// From its beginning.
    pub(super) const fn new(text: &'de str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space; it stays unread.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Reads this byte, or refuses.
    pub(super) fn eat(&mut self, wanted: u8) -> Read<()> {
        if self.peek() != Some(wanted) {
            return Err(Unreadable);
        }
        self.at += 1;
        Ok(())
    }

    /// Whether this word is next; then it is read.
    pub(super) fn is(&mut self, word: &str) -> bool {
        self.peek();
        self.follows(word)
    }

    fn follows(&mut self, word: &str) -> bool {
        let found = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if found {
            self.at += word.len();
        }
        found
    }

    fn slice(&self, from: usize) -> Read<&'de str> {
        self.text.get(from..self.at).ok_or(Unreadable)
    }

    /// Reads a string.
    pub(super) fn string(&mut self) -> Read<Cow<'de, str>> {
        self.eat(b'"')?;
        let mut text = Cow::Borrowed("");
        loop {
            let from = self.at;
            while !matches!(self.byte(), None | Some(b'"' | b'\\')) {
                self.at += 1;
            }
            let part = self.slice(from)?;
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            let end = self.byte();
            self.at += 1;
            match end {
                Some(b'"') => return Ok(text),
                Some(_) => text.to_mut().push(self.escaped()?),
                None => return Err(Unreadable),
            }
        }
    }

    fn escaped(&mut self) -> Read<char> {
        let letter = self.byte().ok_or(Unreadable)?;
        self.at += 1;
        Ok(match letter {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => return self.code_point(),
            other => char::from(other),
        })
    }

    fn code_point(&mut self) -> Read<char> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.follows("\\u") {
            0x1_0000 + ((first - 0xD800) << 10) + (self.hex()?.wrapping_sub(0xDC00) & 0x3FF)
        } else {
            first
        };
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Read<u32> {
        let from = self.at;
        self.at += 4;
        u32::from_str_radix(self.slice(from)?, 16).map_err(|_| Unreadable)
    }

    /// Reads a whole number.
    pub(super) fn number(&mut self) -> Read<i64> {
        self.digits()?.parse().map_err(|_| Unreadable)
    }

    /// Reads a number that may be a fraction. The browser knows how; our own way would bring its tables along.
    pub(super) fn fraction(&mut self) -> Read<f64> {
        let digits = self.digits()?;
        #[cfg(target_family = "wasm")]
        let number = js_sys::parse_float(digits);
        #[cfg(not(target_family = "wasm"))]
        let number = digits.parse().unwrap_or(f64::NAN);
        if f64::is_nan(number) { Err(Unreadable) } else { Ok(number) }
    }

    fn digits(&mut self) -> Read<&'de str> {
        self.peek();
        let from = self.at;
        while matches!(self.byte(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        self.slice(from)
    }

    /// Reads whatever comes.
    pub(super) fn skip(&mut self) -> Read<()> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(open @ (b'{' | b'[')) => {
                self.at += 1;
                let (mut items, end) = (true, if open == b'{' { b'}' } else { b']' });
                while self.more(&mut items, end)? {
                    if open == b'{' {
                        self.string()?;
                        self.eat(b':')?;
                    }
                    self.skip()?;
                }
                Ok(())
            }
            _ if self.is("null") || self.is("true") || self.is("false") => Ok(()),
            // A fraction, too, may be passed over.
            Some(b'-' | b'0'..=b'9') => {
                let _ = self.number();
                Ok(())
            }
            _ => Err(Unreadable),
        }
    }

    /// Whether another item comes before the end; the comma before it is read, or the end.
    pub(super) fn more(&mut self, is_first: &mut bool, end: u8) -> Read<bool> {
        if self.peek() == Some(end) {
            self.at += 1;
            return Ok(false);
        }
        if !std::mem::replace(is_first, false) {
            self.eat(b',')?;
        }
        Ok(true)
    }
}
