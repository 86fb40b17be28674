//! The design language: thin components over the style sheet. All class names that mean looks live here and in the other `components` folders.

pub mod avatar;
pub mod badge;
pub mod button;
pub mod checkbox;
pub mod dialog;
pub mod empty;
pub(crate) mod erased;
pub mod field;
pub mod form;
pub mod icon;
pub mod loading;
pub mod menu;
pub mod panel;
pub mod progress;
pub(crate) mod rows;
pub mod tabs;
pub mod toast;

pub use avatar::{Avatar, CompanyMark};
pub use badge::{Badge, HealthMark, SidePill, Tone};
pub use button::{Button, IconButton, Kind, LinkButton};
pub use checkbox::Checkbox;
pub use dialog::{Dialog, DialogFoot};
pub use empty::{EmptyState, ErrorState, Notice};
pub(crate) use erased::{on, when};
pub(crate) use field::Fault;
pub use field::{DateField, Field, Select, TextArea};
pub use form::{Form, FormRow};
pub use icon::{Icon, IconName};
pub use loading::{Loading, Skeleton};
pub use menu::{Menu, MenuItem, MenuLink};
pub use panel::{PageHead, Panel};
pub use progress::ProgressBar;
pub(crate) use rows::rows;
pub use tabs::{TabLink, Tabs};
pub use toast::ToastCard;

/// An id for an element that others point at, unique on this page.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
