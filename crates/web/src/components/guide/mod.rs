//! The guided start: five questions, one at a time, and the plan that follows from the answers.

pub mod dates;
pub mod fields;
pub mod frame;
pub mod known;
pub mod outline;
pub mod people;
pub mod questions;
pub mod talk;
