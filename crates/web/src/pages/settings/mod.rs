//! Settings: one's own profile, the organization, its members, its stages, its calendar.

pub mod calendar;
pub mod members;
pub mod organization;
pub mod profile;
pub mod stages;

use crate::state::use_session;
use leptos::prelude::*;
use tandem_shared::organization::Role;

/// Whether the user may manage the organization.
fn is_admin() -> Signal<bool> {
    let session = use_session();
    Signal::derive(move || session.me().is_some_and(|me| me.user.role == Role::Admin))
}
