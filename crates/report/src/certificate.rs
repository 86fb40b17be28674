//! The certificate of what was signed, by whom, when and from where. The text that the signatures cover is enclosed as a file, so that anybody can check it.

use crate::{
    ReportFailure,
    press::{self, Enclosure, Template},
    signature::{Signature, instant, signatures},
};
use serde::Serialize;
use tandem_shared::{
    agreement::{Certificate, Commitment},
    day::Day,
    document::sections::in_full,
    stakeholder::Side,
};

const TEMPLATE: Template = Template { name: "certificate.typ", text: include_str!("../templates/certificate.typ") };
/// The name of the enclosed file.
const ENCLOSED: &str = "signed.json";

#[derive(Serialize)]
struct Report {
    title: String,
    deal: String,
    buyer: String,
    seller: String,
    day: (i32, u8, u8),
    version: i32,
    requested: String,
    message: String,
    signed: String,
    anchor: String,
    commitments: Vec<Line>,
    signatures: Vec<Signature>,
    hash: String,
    event_seq: i64,
    event_hash: String,
    key: String,
    plan_id: String,
    enclosed: &'static str,
}

#[derive(Serialize)]
struct Line {
    number: usize,
    title: String,
    outcome: String,
    date: String,
    owner: String,
}

/// The certificate of a version that everyone has signed.
///
/// # Errors
/// When the typesetter refuses it, which no certificate makes it do.
pub fn certificate(c: &Certificate) -> Result<Vec<u8>, ReportFailure> {
    let enclosure = Enclosure { name: ENCLOSED, text: c.canonical.clone() };
    press::print(TEMPLATE, &report(c), c.sign_off.id.as_str(), Some(enclosure))
}

fn report(c: &Certificate) -> Report {
    let asked = &c.sign_off;
    let signed = asked.decided_at.unwrap_or(asked.requested_at);
    Report {
        title: c.plan_title.clone(),
        deal: c.deal_name.clone(),
        buyer: c.buyer.clone(),
        seller: c.seller.clone(),
        day: Day::of_instant(signed).parts(),
        version: asked.version,
        requested: format!("{} by {}", instant(asked.requested_at), asked.requested_by),
        message: asked.message.clone(),
        signed: instant(signed),
        anchor: c.snapshot.anchor_date.map(in_full).unwrap_or_default(),
        commitments: c.snapshot.by_date().into_iter().zip(1..).map(|(m, number)| line(c, m, number)).collect(),
        signatures: signatures(asked, &c.buyer, &c.seller),
        hash: asked.hash.clone(),
        event_seq: c.event_seq,
        event_hash: c.event_hash.clone(),
        key: c.log_public_key.clone(),
        plan_id: c.plan_id.to_string(),
        enclosed: ENCLOSED,
    }
}

fn line(c: &Certificate, m: &Commitment, number: usize) -> Line {
    let company = match m.owner_side {
        Side::Buyer => c.buyer.clone(),
        Side::Seller => c.seller.clone(),
        Side::Joint => "Both sides".to_owned(),
    };
    Line {
        number,
        title: m.title.clone(),
        outcome: m.outcome.clone(),
        date: match m.target_date {
            _ if m.cancelled => "Called off".to_owned(),
            Some(day) => in_full(day),
            None => "No date yet".to_owned(),
        },
        owner: m.owner.as_ref().map_or(company.clone(), |p| format!("{}, {company}", p.name)),
    }
}
