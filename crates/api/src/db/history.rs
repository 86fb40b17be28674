//! Reading a plan's log as the API shows it.

use super::{Conn, events::Row, hidden, schema::events};
use crate::error::ApiError;
use diesel::prelude::*;
use std::collections::HashSet;
use tandem_shared::{
    day::Timestamp,
    event::{Event, EventType},
    id::{OrganizationId, PlanId},
    milestone::Visibility,
};

/// Lines of a plan's log between two numbers, as the API shows them. Without `internal` they are as a guest may read them now: neither internal lines nor
/// what was said of a thing before it became the seller's own; only that it did, without its title, for screens that still show it.
///
/// # Errors
/// When the store fails.
pub fn list(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    internal: bool,
    mut stretch: Stretch,
    limit: usize,
) -> Result<Vec<Event>, ApiError> {
    if internal {
        return Ok(page(conn, org, plan, true, stretch, limit)?.into_iter().filter_map(Row::event).collect());
    }
    let hidden = hidden::ids(conn, org, plan)?;
    let mut told = Vec::new();
    loop {
        let rows = page(conn, org, plan, false, stretch, limit)?;
        let (is_last, end) = (rows.len() < limit, rows.last().map(|row| row.seq));
        told.extend(rows.into_iter().filter_map(|row| event_without(row, &hidden)));
        match end {
            Some(end) if !is_last && told.len() < limit => stretch = stretch.beyond(end),
            _ => break,
        }
    }
    told.truncate(limit);
    Ok(told)
}

/// The lines of one kind about one thing, newest first, internal ones among them.
///
/// # Errors
/// When the store fails.
pub fn of_subject(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    subject: &str,
    kind: EventType,
) -> Result<Vec<Event>, ApiError> {
    let rows: Vec<Row> = events::table
        .filter(events::organization_id.eq(org.as_str()))
        .filter(events::log_id.eq(plan))
        .filter(events::subject_id.eq(subject))
        .filter(events::kind.eq(kind.as_str()))
        .order(events::seq.desc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(Row::event).collect())
}

/// Which lines of a log, and in which order.
#[derive(Clone, Copy, Debug)]
pub enum Stretch {
    /// After this number, oldest first.
    After(i64),
    /// Before this number, newest first.
    Before(i64),
    /// The newest first.
    Newest,
}

impl Stretch {
    const fn beyond(self, seq: i64) -> Self {
        match self {
            Self::After(_) => Self::After(seq),
            Self::Before(_) | Self::Newest => Self::Before(seq),
        }
    }
}

fn page(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    internal: bool,
    stretch: Stretch,
    limit: usize,
) -> Result<Vec<Row>, ApiError> {
    let mut query = events::table
        .filter(events::organization_id.eq(org.as_str()))
        .filter(events::log_id.eq(plan))
        .select(Row::as_select())
        .into_boxed();
    if !internal {
        query = query.filter(events::visibility.eq(Visibility::Shared.as_str()));
    }
    query = match stretch {
        Stretch::After(after) => query.filter(events::seq.gt(after)).order(events::seq.asc()),
        Stretch::Before(before) => query.filter(events::seq.lt(before)).order(events::seq.desc()),
        Stretch::Newest => query.order(events::seq.desc()),
    };
    Ok(query.limit(i64::try_from(limit).unwrap_or(i64::MAX)).load(conn)?)
}

/// As a guest may read it: of what is hidden now only that it became so.
fn event_without(row: Row, hidden: &HashSet<String>) -> Option<Event> {
    let is_hidden = hidden.contains(&row.subject_id) || hidden.contains(&row.parent_id);
    let mut event = row.event()?;
    if is_hidden {
        let is_switch = matches!(event.changes.as_slice(), [one] if one.field == "visibility");
        event.data.title = None;
        return is_switch.then_some(event);
    }
    Some(event)
}

/// When the newest line of a plan's log was written, of all or of those that both sides see.
///
/// # Errors
/// When the store fails.
pub fn newest_at(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    internal: bool,
) -> Result<Option<Timestamp>, ApiError> {
    let also = if internal { "internal" } else { "shared" };
    let query = events::table
        .filter(events::organization_id.eq(org.as_str()))
        .filter(events::log_id.eq(plan.as_str()))
        .filter(events::visibility.eq("shared").or(events::visibility.eq(also)))
        .order(events::seq.desc())
        .select(events::at);
    let at: Option<i64> = on_its_engine!(conn, |own| query.first(own).optional()?);
    Ok(at.map(Timestamp::from_micros))
}
