//! Links to a plan: made, kept as hashes, and told by mail.

use super::post::post;
use crate::{
    app::App,
    auth::secret::{PlainSecret, ShortCode},
    db::{
        Conn, Tx,
        grants::GrantRow,
        guests::GrantKey,
        invitations::{self as facts, PlanFacts},
        outbox,
    },
    error::ApiError,
    mail::{AssignedAction, Letter, Message, OwnedMilestone},
};
use tandem_shared::{
    day::{Day, Timestamp},
    grant::{Delivery, LINK_DAYS},
    id::{OrganizationId, PlanId},
};

/// A link that was just made, in clear text: to be mailed, then forgotten.
pub struct FreshLink {
    secret: PlainSecret,
    code: ShortCode,
}

impl FreshLink {
    /// A new link in place of an earlier one, whose mails that wait are taken back.
    ///
    /// # Errors
    /// When the store fails.
    pub fn replace(tx: &mut Tx<'_>, key: &GrantKey, row: &mut GrantRow, now: Timestamp) -> Result<Self, ApiError> {
        outbox::withdraw(tx.conn, &key.organization_id, &key.grant_id, now)?;
        Ok(Self::for_row(row, now))
    }

    /// A new link; its hashes stand in the row from now on, and it holds ninety days.
    #[must_use]
    pub fn for_row(row: &mut GrantRow, now: Timestamp) -> Self {
        let link = Self { secret: PlainSecret::generate(), code: ShortCode::generate() };
        row.secret_hash = link.secret.hash().as_str().to_owned();
        row.code_hash = link.code.hash().as_str().to_owned();
        row.sent_at = now;
        row.short.expires_at = now.plus_seconds(LINK_DAYS * 86_400);
        (row.delivery, row.delivery_reason) = (Delivery::Queued, None);
        link
    }

    fn url(&self, app: &App) -> String {
        format!("{}/join#{}", app.config.public_url, self.secret.expose())
    }
}

/// Mails an invitation with what waits for the person.
///
/// # Errors
/// When the store fails.
pub fn invite(
    tx: &mut Tx<'_>,
    app: &App,
    key: &GrantKey,
    row: &GrantRow,
    plan: &PlanFacts,
    link: &FreshLink,
    now: Timestamp,
) -> Result<(), ApiError> {
    let written = Written { link: link.url(app), code: link.code.grouped() };
    let message = invitation(tx.conn, &key.organization_id, &key.plan_id, row, plan, written)?;
    send(tx, app, key, row, message, now)
}

/// Link and code as they stand in a mail.
pub struct Written {
    /// The whole address.
    pub link: String,
    /// The short code.
    pub code: String,
}

impl Written {
    /// In place of what is made when the mail is sent.
    #[must_use]
    pub fn blank(app: &App) -> Self {
        Self { link: format!("{}/join#…", app.config.public_url), code: "…".to_owned() }
    }
}

/// What an invitation says.
///
/// # Errors
/// When the store fails.
pub fn invitation(
    conn: &mut Conn,
    org: &OrganizationId,
    plan_id: &PlanId,
    row: &GrantRow,
    plan: &PlanFacts,
    written: Written,
) -> Result<Message, ApiError> {
    let (inviter, inviter_email) = facts::inviter(conn, org, &row.invited_by)?;
    let waiting = facts::waiting_for(conn, org, plan_id.as_str(), &row.short.stakeholder_id)?;
    let owned = facts::owned_by(conn, org, plan_id.as_str(), &row.short.stakeholder_id)?;
    Ok(Message::Invitation {
        inviter,
        inviter_email,
        company: plan.company.clone(),
        deal_name: plan.deal_name.clone(),
        access: row.short.access,
        note: Some(row.note.clone()).filter(|note| !note.is_empty()),
        actions: waiting
            .into_iter()
            .map(|a| AssignedAction { title: a.title, milestone: a.milestone, target_date: a.target_date })
            .collect(),
        milestones: owned.into_iter().map(|(title, target_date)| OwnedMilestone { title, target_date }).collect(),
        link: written.link,
        code: written.code,
        expires_on: Day::of_instant(row.short.expires_at),
    })
}

/// Mails a new link to a plan that was shared before.
///
/// # Errors
/// When the store fails.
pub fn mail_new_link(
    tx: &mut Tx<'_>,
    app: &App,
    key: &GrantKey,
    row: &GrantRow,
    plan: &PlanFacts,
    link: &FreshLink,
    now: Timestamp,
) -> Result<(), ApiError> {
    let (inviter, _) = facts::inviter(tx.conn, &key.organization_id, &row.invited_by)?;
    let message = Message::NewLink {
        inviter,
        company: plan.company.clone(),
        deal_name: plan.deal_name.clone(),
        link: link.url(app),
        code: link.code.grouped(),
        expires_on: Day::of_instant(row.short.expires_at),
    };
    send(tx, app, key, row, message, now)
}

/// Puts a message for the person of a grant into the outbox.
///
/// # Errors
/// When the store fails.
pub fn send(
    tx: &mut Tx<'_>,
    app: &App,
    key: &GrantKey,
    row: &GrantRow,
    message: Message,
    now: Timestamp,
) -> Result<(), ApiError> {
    let letter = Letter { to_name: row.name.clone(), to_email: row.email.clone(), message };
    post(tx, &app.keys, &key.organization_id, &letter, Some((&key.plan_id, &key.grant_id)), now)
}

/// A name for a person of whom only the address is known, such as *Mara Lindt* for `mara.lindt@nimbus.example`.
#[must_use]
pub fn name_from(email: &str) -> String {
    let local = email.split(['@', '+']).next().unwrap_or(email);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let words: Vec<String> = local.split(['.', '_', '-']).filter_map(capital).collect();
    if words.is_empty() { email.to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_from_an_address() {
        for (email, name) in [
            ("mara.lindt@nimbus.example", "Mara Lindt"),
            ("éva_o-neil+plans@x.example", "Éva O Neil"),
            ("it@nimbus.example", "It"),
            ("_@nimbus.example", "_@nimbus.example"),
        ] {
            assert_eq!(name_from(email), name);
        }
    }
}
