//! What sharing a plan would mail, shown before it is sent. Nothing is made and nobody is told.

use super::{
    grants::{fresh_row, look_up, person_of},
    invitations::{self as mails, Written},
};
use crate::{
    app::App,
    auth::{Permit, permit::Share},
    db::{Conn, invitations as facts},
    error::ApiError,
    ids::NewId,
    mail::Letter,
};
use tandem_shared::{
    grant::{LINK_DAYS, NewGrants},
    id::GrantId,
    mail_preview::MailPreview,
};

/// The mails, a person each, in the order they were named.
///
/// # Errors
/// `Invalid`, naming every address that cannot be invited.
pub async fn preview(app: &App, permit: &Permit<Share>, new: NewGrants) -> Result<Vec<MailPreview>, ApiError> {
    let (app2, permit, now) = (app.clone(), permit.clone(), app.clock.now());
    let read = move |conn: &mut Conn| {
        let (org, plan) = (permit.organization_id(), permit.plan_id());
        let plan_facts = facts::plan_facts(conn, org, plan.as_str())?;
        let note = new.note.unwrap_or_default();
        let mut letters = Vec::with_capacity(new.invitees.len());
        for guest in look_up(conn, &permit, new.invitees)? {
            let person = person_of(&permit, &guest.invitee, guest.person, now);
            let mut row = fresh_row(&permit, GrantId::new(), person, guest.invitee, &note, now);
            row.short.expires_at = now.plus_seconds(LINK_DAYS * 86_400);
            let message = mails::invitation(conn, org, plan, &row, &plan_facts, Written::blank(&app2))?;
            letters.push(Letter { to_name: row.name, to_email: row.email, message });
        }
        Ok(letters)
    };
    let letters: Vec<Letter> = app.db.read(read).await?;
    let templates = app.templates.clone();
    let shown = move |letter: Letter| {
        let mail = templates.render(&letter).map_err(ApiError::internal)?;
        Ok(MailPreview { to_name: letter.to_name, to_email: letter.to_email, subject: mail.subject, text: mail.text })
    };
    // Fifty mails are some work for a core: not where requests are answered.
    let render = move || letters.into_iter().map(shown).collect();
    tokio::task::spawn_blocking(render).await.map_err(ApiError::internal)?
}
