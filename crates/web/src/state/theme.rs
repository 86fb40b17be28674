//! Light, dark, or as the system says.

use crate::browser;
use leptos::prelude::*;

const KEY: &str = "tandem.theme";

/// How the reader wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word that the browser remembers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one that this word names; the system's for any other.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

#[derive(Clone, Copy)]
struct Chosen(RwSignal<Theme>);

pub(super) fn provide() {
    let theme = RwSignal::new(browser::recall(KEY).map_or(Theme::System, |word| Theme::from_word(&word)));
    provide_context(Chosen(theme));
    Effect::new(move |before: Option<Theme>| {
        let now = theme.get();
        let attribute = match now {
            Theme::System => None,
            Theme::Light => Some("tandem"),
            Theme::Dark => Some("tandem-dark"),
        };
        browser::set_root_attribute("data-theme", attribute);
        if before.is_some() {
            browser::remember(KEY, (now != Theme::System).then_some(now.as_str()));
        }
        now
    });
}

/// The theme chosen on this browser; setting it is remembered.
#[must_use]
pub fn use_theme() -> RwSignal<Theme> {
    use_context::<Chosen>().map_or_else(RwSignal::default, |chosen| chosen.0)
}
