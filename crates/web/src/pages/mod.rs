//! The pages: they fetch, components show. No page knows another.

pub mod choose_password;
pub mod deal;
pub mod deals;
pub mod forgot_password;
pub mod join;
pub mod my_actions;
pub mod plan;
pub mod settings;
pub mod sign_in;
pub mod sign_up;
pub mod waiting;
