//! The pages: they fetch, components show. No page knows another.

pub mod join;
pub mod plan;
pub mod sign_in;
pub mod waiting;
