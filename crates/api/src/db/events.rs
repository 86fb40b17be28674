//! Logs and their lines.

use super::{
    Conn,
    schema::{events, logs},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    chain::{ChainLine, Content},
    day::Timestamp,
    event::{Actor, ActorKind, Event, EventData, EventType},
    id::OrganizationId,
    stakeholder::Side,
};

/// The head of a log: number and hash of its newest line.
pub struct Head {
    /// Number of the newest line; 0 for none.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

/// Begins a log.
///
/// # Errors
/// When the store fails.
pub fn begin(conn: &mut Conn, org: &OrganizationId, log: &str) -> Result<(), ApiError> {
    diesel::insert_into(logs::table)
        .values((
            logs::organization_id.eq(org.as_str()),
            logs::id.eq(log),
            logs::seq.eq(0),
            logs::hash.eq(tandem_shared::chain::GENESIS),
        ))
        .execute(conn)?;
    Ok(())
}

/// The head of a log, locked until the transaction ends, so that nobody else adds a line meanwhile. SQLite has one writer anyway.
///
/// # Errors
/// `NotFound`.
pub fn lock(conn: &mut Conn, org: &OrganizationId, log: &str) -> Result<Head, ApiError> {
    let head = logs::table
        .filter(logs::organization_id.eq(org.as_str()))
        .filter(logs::id.eq(log))
        .select((logs::seq, logs::hash));
    let (seq, hash) = match conn {
        Conn::Pg(pg) => head.for_update().first(pg)?,
        Conn::Sqlite(sqlite) => head.first(sqlite)?,
    };
    Ok(Head { seq, hash })
}

#[derive(Insertable)]
#[diesel(table_name = events)]
struct NewRow<'a> {
    organization_id: &'a str,
    log_id: &'a str,
    seq: i64,
    at: i64,
    kind: &'a str,
    visibility: &'a str,
    actor_kind: &'a str,
    actor_id: &'a str,
    actor_side: &'a str,
    actor_commitment: &'a str,
    actor_name: Option<&'a str>,
    actor_salt: Option<&'a str>,
    subject_id: &'a str,
    parent_id: &'a str,
    content_commitment: &'a str,
    content: Option<String>,
    content_salt: Option<&'a str>,
    prev: &'a str,
    hash: &'a str,
}

/// Adds a line and moves the head.
///
/// # Errors
/// When the store fails.
pub fn append(conn: &mut Conn, org: &OrganizationId, line: &ChainLine) -> Result<(), ApiError> {
    let row = NewRow {
        organization_id: org.as_str(),
        log_id: &line.log,
        seq: line.seq,
        at: line.at,
        kind: &line.kind,
        visibility: &line.visibility,
        actor_kind: &line.actor_kind,
        actor_id: &line.actor_id,
        actor_side: &line.actor_side,
        actor_commitment: &line.actor_commitment,
        actor_name: line.actor_name.as_deref(),
        actor_salt: line.actor_salt.as_deref(),
        subject_id: &line.subject,
        parent_id: &line.parent,
        content_commitment: &line.content_commitment,
        content: line.content.as_ref().map(Content::canonical),
        content_salt: line.content_salt.as_deref(),
        prev: &line.prev,
        hash: &line.hash,
    };
    let line_of = diesel::insert_into(events::table).values(row);
    on_its_engine!(conn, |own| line_of.execute(own)?);
    let head =
        diesel::update(logs::table.filter(logs::organization_id.eq(org.as_str())).filter(logs::id.eq(&line.log)))
            .set((logs::seq.eq(line.seq), logs::hash.eq(&line.hash)));
    on_its_engine!(conn, |own| head.execute(own)?);
    Ok(())
}

/// A line as it is stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
pub(super) struct Row {
    log_id: String,
    pub(super) seq: i64,
    at: i64,
    kind: String,
    visibility: String,
    actor_kind: String,
    actor_id: String,
    actor_side: String,
    actor_commitment: String,
    actor_name: Option<String>,
    actor_salt: Option<String>,
    pub(super) subject_id: String,
    pub(super) parent_id: String,
    content_commitment: String,
    content: Option<String>,
    content_salt: Option<String>,
    prev: String,
    hash: String,
}

impl Row {
    fn content(&self) -> Option<Content> {
        self.content.as_deref().and_then(|text| serde_json::from_str(text).ok())
    }

    /// As the API shows it.
    pub(super) fn event(self) -> Option<Event> {
        let content = self.content();
        let (title, changes) = content.map_or((None, Vec::new()), |c| (Some(c.title), c.changes));
        Some(Event {
            seq: self.seq,
            at: Timestamp::from_micros(self.at),
            actor: Actor {
                kind: ActorKind::from_word(&self.actor_kind)?,
                id: self.actor_id,
                name: self.actor_name,
                side: Side::from_word(&self.actor_side)?,
            },
            kind: EventType::from_word(&self.kind)?,
            data: EventData {
                id: self.subject_id,
                title,
                milestone_id: Some(self.parent_id).filter(|p| !p.is_empty()),
            },
            changes,
            hash: self.hash,
        })
    }

    fn line(self) -> ChainLine {
        let content = self.content();
        ChainLine {
            log: self.log_id,
            seq: self.seq,
            at: self.at,
            kind: self.kind,
            visibility: self.visibility,
            actor_kind: self.actor_kind,
            actor_id: self.actor_id,
            actor_side: self.actor_side,
            actor_commitment: self.actor_commitment,
            subject: self.subject_id,
            parent: self.parent_id,
            content_commitment: self.content_commitment,
            prev: self.prev,
            hash: self.hash,
            actor_name: self.actor_name,
            actor_salt: self.actor_salt,
            content,
            content_salt: self.content_salt,
        }
    }
}

/// Every line of a log, for export and verification.
///
/// # Errors
/// When the store fails.
pub fn lines(conn: &mut Conn, org: &OrganizationId, log: &str) -> Result<Vec<ChainLine>, ApiError> {
    let rows: Vec<Row> = events::table
        .filter(events::organization_id.eq(org.as_str()))
        .filter(events::log_id.eq(log))
        .order(events::seq.asc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::line).collect())
}

/// Every log of the store, with its organization: for verification after a restore.
///
/// # Errors
/// When the store fails.
pub fn all_logs(conn: &mut Conn) -> Result<Vec<(OrganizationId, String, Head)>, ApiError> {
    let rows: Vec<(String, String, i64, String)> =
        logs::table.select((logs::organization_id, logs::id, logs::seq, logs::hash)).load(conn)?;
    Ok(rows.into_iter().map(|(org, log, seq, hash)| (OrganizationId::trusted(org), log, Head { seq, hash })).collect())
}
