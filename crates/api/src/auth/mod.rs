//! Who is calling and what they may: secrets, sealing, tokens, passwords.

pub mod password;
pub mod seal;
pub mod secret;
pub mod tokens;
