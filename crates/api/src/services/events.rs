//! Recording what happened: exactly one line per mutating operation, in its transaction, chained by hash.

use crate::{
    auth::secret,
    db::{Signal, Tx, events, plans},
    error::ApiError,
};
use tandem_shared::{
    chain::{ChainLine, Content, commitment, hex},
    day::Timestamp,
    event::{Actor, Change, EventType},
    id::{OrganizationId, PlanId},
    milestone::Visibility,
    stakeholder::Side,
};

/// A log that is locked for one line: opened first in a write, so that writers of one plan stand in line before they read.
pub struct Log {
    organization_id: OrganizationId,
    id: String,
    plan: Option<PlanId>,
    head: events::Head,
    actor: Actor,
    at: Timestamp,
}

/// What a line says.
pub struct Line<'a> {
    /// What happened.
    pub kind: EventType,
    /// Who may see it.
    pub visibility: Visibility,
    /// Id of the thing that changed.
    pub id: &'a str,
    /// Its title or name.
    pub title: &'a str,
    /// The milestone it stands under, if it is an action.
    pub milestone_id: Option<&'a str>,
    /// Fields that changed.
    pub changes: Vec<Change>,
}

impl<'a> Line<'a> {
    /// A line that both sides see.
    #[must_use]
    pub const fn shared(kind: EventType, id: &'a str, title: &'a str) -> Self {
        Self { kind, visibility: Visibility::Shared, id, title, milestone_id: None, changes: Vec::new() }
    }

    /// A line that only the seller sees.
    #[must_use]
    pub const fn internal(kind: EventType, id: &'a str, title: &'a str) -> Self {
        Self { kind, visibility: Visibility::Internal, id, title, milestone_id: None, changes: Vec::new() }
    }

    /// With the fields that changed.
    #[must_use]
    pub fn with(mut self, changes: Vec<Change>) -> Self {
        self.changes = changes;
        self
    }
}

impl Log {
    /// Locks a plan's log.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn of_plan(
        tx: &mut Tx<'_>,
        org: &OrganizationId,
        plan: &PlanId,
        actor: Actor,
        at: Timestamp,
    ) -> Result<Self, ApiError> {
        let head = events::lock(tx.conn, org, plan.as_str())?;
        Ok(Self { organization_id: org.clone(), id: plan.to_string(), plan: Some(plan.clone()), head, actor, at })
    }

    /// Locks the organization's log.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn of_organization(
        tx: &mut Tx<'_>,
        org: &OrganizationId,
        actor: Actor,
        at: Timestamp,
    ) -> Result<Self, ApiError> {
        let head = events::lock(tx.conn, org, org.as_str())?;
        Ok(Self { organization_id: org.clone(), id: org.to_string(), plan: None, head, actor, at })
    }

    /// When the write happens.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Number that the next line will have.
    #[must_use]
    pub const fn next_seq(&self) -> i64 {
        self.head.seq + 1
    }

    /// Who writes.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Writes the line and tells open screens once it is committed. Takes the log: one line per write.
    ///
    /// # Errors
    /// When the store fails.
    pub fn record(mut self, tx: &mut Tx<'_>, line: Line<'_>) -> Result<(), ApiError> {
        self.note(tx, line)
    }

    /// Writes a line before the one of the write itself, for what follows from it elsewhere: an edit that voids a request for signatures.
    ///
    /// # Errors
    /// When the store fails.
    pub fn note(&mut self, tx: &mut Tx<'_>, line: Line<'_>) -> Result<(), ApiError> {
        let chained = self.chained(line);
        events::append(tx.conn, &self.organization_id, &chained)?;
        self.head = events::Head { seq: chained.seq, hash: chained.hash };
        if let Some(plan) = self.plan.clone() {
            if self.actor.side == Side::Buyer {
                plans::note_buyer_event(tx.conn, &self.organization_id, &plan, self.at)?;
            }
            tx.tell(Signal::Event { organization: self.organization_id.clone(), plan, seq: chained.seq })?;
        }
        Ok(())
    }

    fn chained(&self, line: Line<'_>) -> ChainLine {
        let salts = [hex(&secret::random::<16>()), hex(&secret::random::<16>())];
        let [actor_salt, content_salt] = salts;
        let content = Content { title: line.title.to_owned(), changes: line.changes };
        let name = self.actor.name.clone().unwrap_or_default();
        let mut chained = ChainLine {
            log: self.id.clone(),
            seq: self.head.seq + 1,
            at: self.at.micros(),
            kind: line.kind.as_str().to_owned(),
            visibility: line.visibility.as_str().to_owned(),
            actor_kind: self.actor.kind.as_str().to_owned(),
            actor_id: self.actor.id.clone(),
            actor_side: self.actor.side.as_str().to_owned(),
            actor_commitment: commitment(&actor_salt, &name),
            subject: line.id.to_owned(),
            parent: line.milestone_id.unwrap_or_default().to_owned(),
            content_commitment: commitment(&content_salt, &content.canonical()),
            prev: self.head.hash.clone(),
            hash: String::new(),
            actor_name: Some(name),
            actor_salt: Some(actor_salt),
            content: Some(content),
            content_salt: Some(content_salt),
        };
        chained.hash = chained.expected_hash();
        chained
    }
}

/// Collects the fields that changed.
#[derive(Default)]
pub struct Changes(pub Vec<Change>);

impl Changes {
    /// Notes a field when its text differs.
    pub fn note<T: PartialEq + ToString>(&mut self, field: &str, from: Option<&T>, to: Option<&T>) {
        if from != to {
            self.0.push(Change {
                field: field.to_owned(),
                from: from.map(ToString::to_string),
                to: to.map(ToString::to_string),
            });
        }
    }

    /// Notes who or what stands there now. Whether that differs is for the ids to say: two people may have one name.
    pub fn named(&mut self, field: &str, differs: bool, from: Option<String>, to: Option<String>) {
        if differs {
            self.0.push(Change { field: field.to_owned(), from, to });
        }
    }

    /// Notes a text field, empty for none.
    pub fn text(&mut self, field: &str, from: &str, to: &str) {
        let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        self.note(field, some(from).as_ref(), some(to).as_ref());
    }
}
