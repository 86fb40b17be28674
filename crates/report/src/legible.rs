//! Makes what people typed printable: a document that has a hole where a character should be is refused, and no plan should be.

use crate::typeface::TYPEFACE;
use serde_json::Value;

/// Stands for a character that the typefaces lack.
const BOX: char = '□';

/// Makes every text printable; answers whether characters were missing.
pub(crate) fn make(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let (printed, missing) = text_of(text);
            *text = printed;
            missing
        }
        Value::Array(all) => all.iter_mut().fold(false, |missing, one| make(one) | missing),
        Value::Object(all) => all.iter_mut().fold(false, |missing, (_, one)| make(one) | missing),
        _ => false,
    }
}

fn text_of(text: &str) -> (String, bool) {
    let (mut out, mut missing) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            // Neither has a glyph, and what turns the direction of reading could make a name look like another.
            c if c.is_control() || is_invisible(c) => {}
            c if is_private(c) || !TYPEFACE.prints(c) => {
                missing = true;
                out.push(BOX);
            }
            c => out.push(c),
        }
    }
    (out, missing)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}')
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
