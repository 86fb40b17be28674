//! Who is calling and what they may: callers and permits; secrets, sealing, tokens, passwords.

pub mod allowed;
pub mod browser;
pub mod caller;
pub mod guest_browser;
pub mod password;
pub mod permit;
pub mod refresh;
pub mod seal;
pub mod secret;
pub mod tokens;

pub use caller::Caller;
pub use permit::{AnyCaller, DealPermit, OrgPermit, Permit};
