//! What pages are made of: [`ui`] the design language, [`layout`] what stands around every page, [`plan`] the parts of a plan.

pub mod layout;
pub mod plan;
pub mod ui;
