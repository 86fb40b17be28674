//! Who signs, and what stands above their line.

use serde::Serialize;
use tandem_shared::{
    agreement::{SignOff, Signer},
    day::{Day, Timestamp},
    document::sections::in_full,
    stakeholder::Side,
};

/// A person who signs or is to sign.
#[derive(Serialize)]
pub(crate) struct Signature {
    /// Their name; empty when nobody is known.
    pub name: String,
    /// Their job title.
    pub title: String,
    /// For which company.
    pub company: String,
    /// Where the request went.
    pub email: String,
    /// What they typed as their name; empty before.
    pub typed: String,
    /// When, in words; empty before.
    pub at: String,
    /// From which network address, where the reader may know.
    pub from: String,
}

/// An instant in words, to the minute.
pub(crate) fn instant(at: Timestamp) -> String {
    let seconds = at.seconds().rem_euclid(86_400);
    format!("{}, {:02}:{:02} UTC", in_full(Day::of_instant(at)), seconds / 3600, seconds / 60 % 60)
}

/// Everyone who is asked, the buyer's people first.
pub(crate) fn signatures(sign_off: &SignOff, buyer: &str, seller: &str) -> Vec<Signature> {
    let mut all: Vec<&Signer> = sign_off.signers.iter().collect();
    all.sort_by_key(|s| s.side);
    let company = |side: Side| if side == Side::Seller { seller } else { buyer };
    let one = |s: &Signer| Signature {
        name: s.name.clone(),
        title: s.title.clone(),
        company: company(s.side).to_owned(),
        email: s.email.clone(),
        typed: s.typed_name.clone().filter(|_| s.signed_at.is_some()).unwrap_or_default(),
        at: s.signed_at.map(instant).unwrap_or_default(),
        from: s.address.clone().unwrap_or_default(),
    };
    all.into_iter().map(one).collect()
}
