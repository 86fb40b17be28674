//! The pages: they fetch, components show. No page knows another.

pub mod sign_in;
pub mod waiting;
