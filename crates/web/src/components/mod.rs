//! What pages are made of: [`ui`] the design language, [`layout`] what stands around every page, [`plan`], [`deals`],
//! [`guide`], [`actions`], [`settings`] and [`account`] the parts of those pages.

pub mod account;
pub mod actions;
pub mod deals;
pub mod guide;
pub mod layout;
pub mod plan;
pub mod settings;
pub mod ui;
