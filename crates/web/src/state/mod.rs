//! What more than one page knows. Provided once by the app ([`provide`]), taken anywhere by `use_…`.

pub mod bar;
pub mod fetched;
pub mod online;
pub mod plan;
pub mod sending;
pub mod session;
pub mod theme;
pub mod toasts;
pub mod whole;

pub use fetched::{Fetched, fetched};
pub use sending::Sending;
pub use session::use_session;
pub use toasts::use_toasts;

/// Provides all of it to the app.
pub fn provide() {
    bar::provide();
    session::provide();
    theme::provide();
    toasts::provide();
    online::provide();
}
