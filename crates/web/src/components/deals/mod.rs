//! Parts of the grid of deals and of a deal's page.

pub mod fact;
pub mod facts;
pub mod filters;
pub mod form;
pub mod table;
