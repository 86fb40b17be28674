//! What happens around every request.

pub mod headers;
pub mod metrics;
pub mod request_id;
