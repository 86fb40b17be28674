//! Who can be sent a status update: people with an address who may read the plan.

use super::post::post;
use crate::{
    app::App,
    auth::{Permit, permit::EditPlan},
    db::{Tx, grants, invitations as facts, stakeholders},
    error::ApiError,
    mail::{Letter, Message},
};
use tandem_shared::{
    day::Timestamp,
    error::Problems,
    grant::GrantStatus,
    id::{GrantId, OrganizationId, PlanId, StakeholderId, UserId},
    stakeholder::Side,
    update::{Recipient, StatusUpdate, period_in_words},
};

/// A person of the plan who can be reached.
#[derive(Clone, Debug)]
pub(super) struct Reachable {
    /// As the update names them.
    pub recipient: Recipient,
    email: String,
    /// The access they read it with, for the buyer's people.
    grant: Option<GrantId>,
}

/// Everyone who can be reached: the seller's people with an address, the buyer's whose access holds.
pub(super) fn reachable(
    tx: &mut Tx<'_>,
    org: &OrganizationId,
    plan: &PlanId,
    now: Timestamp,
) -> Result<Vec<Reachable>, ApiError> {
    let links = grants::list_short(tx.conn, org, plan.as_str())?;
    let people = stakeholders::list(tx.conn, org, plan.as_str())?;
    let read = |person: stakeholders::StakeholderRow| {
        let holds = |status| matches!(status, GrantStatus::Active | GrantStatus::Pending);
        let link = links.iter().find(|l| l.stakeholder_id == person.id && holds(l.status(now)));
        let is_reached = link.is_some() || person.side == Side::Seller;
        let email = person.email.filter(|_| is_reached)?;
        let recipient = Recipient { stakeholder_id: person.id, name: person.name, side: person.side };
        Some(Reachable { recipient, email, grant: link.map(|l| l.id.clone()) })
    };
    Ok(people.into_iter().filter_map(read).collect())
}

/// Those of them who were chosen.
///
/// # Errors
/// `Invalid` with each who cannot be reached.
pub(super) fn chosen(people: &[Reachable], ids: &[StakeholderId]) -> Result<Vec<Reachable>, ApiError> {
    let (mut problems, mut found) = (Problems::default(), Vec::new());
    for (i, id) in ids.iter().enumerate() {
        match people.iter().find(|one| one.recipient.stakeholder_id == *id) {
            Some(one) => found.push(one.clone()),
            None => problems.add(
                format!("/recipients/{i}"),
                "unknown",
                "has no address, or no access to this plan; share it with them first",
            ),
        }
    }
    problems.result()?;
    Ok(found)
}

/// Puts a letter for each into the outbox. Who loses access before it leaves does not get it.
pub(super) fn mail(
    tx: &mut Tx<'_>,
    app: &App,
    permit: &Permit<EditPlan>,
    update: &StatusUpdate,
    people: &[Reachable],
    now: Timestamp,
) -> Result<(), ApiError> {
    let (org, plan) = (permit.organization_id(), permit.plan_id());
    let named = facts::plan_facts(tx.conn, org, plan.as_str())?;
    let (sender, sender_email) = facts::inviter(tx.conn, org, &UserId::trusted(permit.caller.id().to_owned()))?;
    for one in people {
        let message = Message::StatusUpdate {
            sender: sender.clone(),
            sender_email: sender_email.clone(),
            company: named.company.clone(),
            deal_name: named.deal_name.clone(),
            period: period_in_words(update.period_from, update.period_to),
            sections: Box::new(update.sections.clone()),
            for_guest: one.grant.is_some(),
            link: format!("{}/plans/{plan}/updates", app.config.public_url),
        };
        let letter = Letter { to_name: one.recipient.name.clone(), to_email: one.email.clone(), message };
        post(tx, &app.keys, org, &letter, one.grant.as_ref().map(|grant| (plan, grant)), now)?;
    }
    Ok(())
}
