//! Mails of the agreement: who is reached, and what each step tells whom. Nobody is mailed about what they did themselves, and nobody whose access was
//! taken back.

use super::post::post;
use crate::{
    app::App,
    auth::Permit,
    db::{
        Conn, Tx, grants, invitations as facts, plans,
        sign_offs::SignOffRow,
        stakeholders::{self, StakeholderRow},
        users,
    },
    error::ApiError,
    mail::{AgreementStep, CertificateOf, Letter, Message},
};
use tandem_shared::{
    agreement::Proposal,
    day::Timestamp,
    grant::GrantStatus,
    id::{OrganizationId, PlanId, SignOffId},
    stakeholder::Side,
};

/// A person who can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reader {
    name: String,
    email: String,
    /// Whether the certificate is for them: they signed, or are of the seller's.
    may_see_certificate: bool,
}

/// Where a person of the plan is reached who can open it: an account of the seller's, or access that was not taken back.
pub(super) fn address_of(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    person: &StakeholderRow,
    now: Timestamp,
) -> Result<Option<String>, ApiError> {
    if let Some(user) = &person.user_id {
        return stakeholders::member_email(conn, org, user);
    }
    let grant = grants::find_of(conn, org, plan.as_str(), &person.id)?;
    let opens = |g: &grants::GrantRow| matches!(g.short.status(now), GrantStatus::Active | GrantStatus::Pending);
    Ok(grant.filter(opens).map(|g| g.email))
}

/// People of the plan who can open it, if they are wanted.
fn people<P>(
    conn: &mut Conn,
    p: &Permit<P>,
    now: Timestamp,
    wanted: impl Fn(&StakeholderRow) -> bool,
) -> Result<Vec<Reader>, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let mut readers = Vec::new();
    for person in stakeholders::list(conn, org, plan.as_str())?.into_iter().filter(|s| wanted(s)) {
        if let Some(email) = address_of(conn, org, plan, &person, now)? {
            readers.push(Reader { name: person.name, email, may_see_certificate: true });
        }
    }
    Ok(readers)
}

/// Who made something, by the id of their account or grant.
fn maker<P>(conn: &mut Conn, p: &Permit<P>, id: &str, now: Timestamp) -> Result<Option<Reader>, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    if id.starts_with("user_") {
        let user = users::get(conn, org, id)?.user;
        return Ok(Some(Reader { name: user.name, email: user.email, may_see_certificate: true }));
    }
    let grant = match grants::find(conn, org, plan.as_str(), id) {
        Ok(grant) => grant,
        Err(ApiError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let opens = grant.short.status(now) == GrantStatus::Active;
    Ok(opens.then_some(Reader { name: grant.name, email: grant.email, may_see_certificate: false }))
}

/// What a mail says besides who did what.
struct Word<'a> {
    step: AgreementStep,
    version: i32,
    note: &'a str,
    lines: Vec<String>,
    /// The request that everyone has signed.
    signed: Option<SignOffId>,
}

impl<'a> Word<'a> {
    const fn of(step: AgreementStep, version: i32, note: &'a str, lines: Vec<String>) -> Self {
        Self { step, version, note, lines, signed: None }
    }
}

/// Writes to everyone once, except to who is doing it; of an agreement everyone gets their copy.
fn write<P>(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<P>,
    mut readers: Vec<Reader>,
    word: &Word<'_>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let own = maker(tx.conn, p, p.caller.id(), now)?;
    readers.sort_unstable_by(|a, b| (&a.email, b.may_see_certificate).cmp(&(&b.email, a.may_see_certificate)));
    readers.dedup_by(|a, b| a.email == b.email);
    readers.retain(|r| word.step == AgreementStep::SignedByAll || own.as_ref().is_none_or(|own| own.email != r.email));
    let named = facts::plan_facts(tx.conn, org, plan.as_str())?;
    for reader in readers {
        let certificate = word.signed.clone().filter(|_| reader.may_see_certificate).map(|sign_off_id| CertificateOf {
            organization_id: org.clone(),
            plan_id: plan.clone(),
            sign_off_id,
        });
        let message = Message::Agreement {
            step: word.step,
            actor: p.caller.name().to_owned(),
            actor_email: own.as_ref().map(|o| o.email.clone()).unwrap_or_default(),
            company: if p.caller.side() == Side::Seller { named.company.clone() } else { named.account_name.clone() },
            deal_name: named.deal_name.clone(),
            version: word.version,
            note: Some(word.note.to_owned()).filter(|n| !n.is_empty()),
            lines: word.lines.clone(),
            link: format!("{}/plans/{plan}/sign-off", app.config.public_url),
            certificate,
        };
        let letter = Letter { to_name: reader.name, to_email: reader.email, message };
        post(tx, &app.keys, org, &letter, None, now)?;
    }
    Ok(())
}

/// Those who are asked to sign and can open the plan.
fn signers<P>(conn: &mut Conn, p: &Permit<P>, row: &SignOffRow, now: Timestamp) -> Result<Vec<Reader>, ApiError> {
    people(conn, p, now, |s| row.sign_off.signers.iter().any(|asked| asked.stakeholder_id == s.id))
}

/// Tells what became of a request: each signer that their signature is wanted, and of every later step who asked as well.
pub(super) fn told<P>(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<P>,
    row: &SignOffRow,
    step: AgreementStep,
    now: Timestamp,
) -> Result<(), ApiError> {
    let asked = &row.sign_off;
    let mut readers = signers(tx.conn, p, row, now)?;
    if step != AgreementStep::SignatureWanted {
        readers.extend(maker(tx.conn, p, &row.requested_by, now)?);
    }
    let note = match step {
        AgreementStep::SignatureWanted => asked.message.as_str(),
        AgreementStep::SignedByAll => "",
        _ => asked.reason.as_deref().unwrap_or_default(),
    };
    let names = asked.signers.iter().filter(|_| step == AgreementStep::SignedByAll).map(|s| s.name.clone());
    let signed = (step == AgreementStep::SignedByAll).then(|| asked.id.clone());
    write(tx, app, p, readers, &Word { signed, ..Word::of(step, asked.version, note, names.collect()) }, now)
}

/// Everybody of a side who may decide, the deal's owner among them.
fn deciders<P>(conn: &mut Conn, p: &Permit<P>, side: Side, now: Timestamp) -> Result<Vec<Reader>, ApiError> {
    let mut all = people(conn, p, now, |s| s.side == side)?;
    if side == Side::Seller {
        let (_, deal) = plans::find_with_deal(conn, p.organization_id(), p.plan_id())?;
        all.extend(maker(conn, p, &deal.owner_id, now)?);
    }
    Ok(all)
}

/// The side that a proposal of this side is offered to.
const fn other(side: Side) -> Side {
    if matches!(side, Side::Buyer) { Side::Seller } else { Side::Buyer }
}

fn texts(proposal: &Proposal) -> Vec<String> {
    proposal.changes.iter().map(|c| c.text.clone()).collect()
}

/// Tells the other side what is offered.
pub(super) fn offered<P>(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<P>,
    proposal: &Proposal,
    now: Timestamp,
) -> Result<(), ApiError> {
    let readers = deciders(tx.conn, p, other(proposal.side), now)?;
    let step =
        if proposal.counter_of.is_some() { AgreementStep::ProposalCountered } else { AgreementStep::ProposalOffered };
    let word = Word::of(step, proposal.base_version, &proposal.reason, texts(proposal));
    write(tx, app, p, readers, &word, now)
}

/// Tells what became of a proposal: its maker, and the whole of its side once the plan is another.
pub(super) fn answered<P>(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<P>,
    proposal: &Proposal,
    made_by: &str,
    step: AgreementStep,
    now: Timestamp,
) -> Result<(), ApiError> {
    let mut readers: Vec<Reader> = maker(tx.conn, p, made_by, now)?.into_iter().collect();
    match step {
        AgreementStep::ProposalAccepted => readers.extend(deciders(tx.conn, p, proposal.side, now)?),
        AgreementStep::ProposalWithdrawn => readers = deciders(tx.conn, p, other(proposal.side), now)?,
        _ => {}
    }
    let version = proposal.version.unwrap_or(proposal.base_version);
    write(tx, app, p, readers, &Word::of(step, version, &proposal.decision_note, texts(proposal)), now)
}
