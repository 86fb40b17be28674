//! What stands around every page: the bars, the skip link, the frame of account pages, the page that is not there.

pub mod bars;
pub mod frame;

pub use bars::{GuestBar, UserBar};
pub use frame::{AccountFrame, Mark, NotThere, Page, SkipLink};
