//! Icons: strokes on a grid of 24, drawn inline so that they take the text's colour and print.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal,)+) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName { $($(#[$doc])* $name,)+ }

        impl IconName {
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)+ }
            }
        }
    };
}

icons! {
    /// Add.
    Plus = "M12 5v14M5 12h14",
    /// Close, remove.
    Cross = "M6 6l12 12M18 6 6 18",
    /// Done.
    Check = "M20 6 9 17l-5-5",
    /// Done, in a circle.
    CheckCircle = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8.5 12l2.5 2.5 4.5-5",
    /// Not begun.
    Circle = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
    /// Begun.
    HalfCircle = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7.5a4.5 4.5 0 0 1 0 9z",
    /// Under way.
    CircleDot = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12.5 12a.5.5 0 1 1-1 0 .5.5 0 0 1 1 0zM14 12a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
    /// Called off, refused.
    Ban = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM5.7 5.7l12.6 12.6",
    /// At risk.
    Warning = "M10.3 3.9 1.8 18a2 2 0 0 0 1.7 3h17a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0zM12 9v4M12 17h.01",
    /// Overdue.
    Clock = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5l3 2",
    /// Worth knowing.
    Info = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 11v5M12 8h.01",
    /// Opens downwards.
    ChevronDown = "m6 9 6 6 6-6",
    /// Closes upwards.
    ChevronUp = "m6 15 6-6 6 6",
    /// Goes on.
    ChevronRight = "m9 6 6 6-6 6",
    /// Goes back.
    ChevronLeft = "m15 6-6 6 6 6",
    /// Up.
    ArrowUp = "M12 19V5M6 11l6-6 6 6",
    /// Down.
    ArrowDown = "M12 5v14M6 13l6 6 6-6",
    /// To.
    ArrowRight = "M5 12h14M13 6l6 6-6 6",
    /// Search.
    Search = "M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0zM20 20l-4.7-4.7",
    /// See, look as.
    Eye = "M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7S2 12 2 12zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
    /// Share.
    Share = "M21 5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM9 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM21 19a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM8.6 13.5l6.8 4M15.4 6.5l-6.8 4",
    /// Internal.
    Lock = "M5 11h14v9H5zM8 11V7a4 4 0 0 1 8 0v4",
    /// A person.
    User = "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4 21a8 8 0 0 1 16 0",
    /// People.
    Users = "M13 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM1.5 21a7.5 7.5 0 0 1 15 0M16 4.2a4 4 0 0 1 0 7.6M19 14.5a7.5 7.5 0 0 1 3.5 6.5",
    /// A date.
    Calendar = "M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4",
    /// Copy.
    Copy = "M9 9h11v11H9zM5 15H4V4h11v1",
    /// Delete.
    Trash = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
    /// Edit.
    Pencil = "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
    /// More.
    More = "M5 12h.01M12 12h.01M19 12h.01",
    /// Take hold of.
    Grip = "M7 9h10M7 15h10",
    /// Leave.
    LogOut = "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
    /// Light.
    Sun = "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 2.5v2M12 19.5v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2.5 12h2M19.5 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
    /// Dark.
    Moon = "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
    /// As the system says.
    Monitor = "M3 4h18v12H3zM9 20h6M12 16v4",
    /// A mail.
    Mail = "M3 6h18v13H3zM3 7l9 7 9-7",
    /// Send.
    Send = "M21 3 3 10.5l7 3.5 3.5 7zM21 3 10 14",
    /// Take back.
    Undo = "M4 9h10a6 6 0 0 1 0 12h-3M8 5 4 9l4 4",
    /// Again.
    Refresh = "M20 12a8 8 0 1 1-2.3-5.7L20 8.5M20 4v4.5h-4.5",
    /// A link.
    Link = "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
    /// A milestone.
    Flag = "M5 21V4h13l-3 4.5 3 4.5H5",
    /// A contract is signed.
    Signature = "M3 20h18M4 15c3 0 6-11 9-11 2 0 1 4-2 7 3-2 5-3 5-1s0 3 4 2",
    /// Print.
    Printer = "M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z",
    /// Settings.
    Settings = "M4 7h9M19 7h1M4 17h1M11 17h9M18 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM10.5 17a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
    /// Filter.
    Filter = "M4 5h16l-6 8v6l-4-2v-4z",
    /// A company.
    Building = "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3",
    /// A list.
    List = "M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01",
    /// The keyboard.
    Keyboard = "M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8",
    /// Rings.
    Bell = "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
    /// Gives notice of a text.
    Note = "M5 3h14v13l-5 5H5zM14 21v-5h5M9 8h6M9 12h6",
}

/// An icon. Decoration by default; with a label it is read out.
#[component]
pub fn Icon(
    /// What it shows.
    name: IconName,
    /// What is read out; nothing when the text beside says it.
    #[prop(optional, into)]
    label: String,
    /// Bigger: 20 instead of 16 pixels.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let named = !label.is_empty();
    view! {
        <svg
            class=if large { "icon icon-lg" } else { "icon" }
            viewBox="0 0 24 24"
            role=named.then_some("img")
            aria-label=named.then_some(label)
            aria-hidden=(!named).then_some("true")
        >
            <path d=name.path() />
        </svg>
    }
}
