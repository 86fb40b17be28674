//! The typefaces: Libertinus Serif, and DejaVu Sans Mono for what is copied letter by letter. Both are free, and are embedded in every document.

use std::sync::LazyLock;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Families that are used, as the templates name them.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// Fonts, and what they can print.
pub(crate) struct Typeface {
    /// An index of the fonts.
    pub book: LazyHash<FontBook>,
    /// Every font.
    pub fonts: Vec<Font>,
}

/// All fonts of this program.
pub(crate) static TYPEFACE: LazyLock<Typeface> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .filter(|font| FAMILIES.contains(&font.info().family.as_str()))
        .collect();
    Typeface { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

impl Typeface {
    /// Whether there is a glyph for a character.
    pub fn prints(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(c.into()))
    }
}
