//! `mutual.*`: both sides carry their part.

use super::{
    Findings,
    facts::{Facts, Seen, is_open},
    finding::{Finding, Object, ObjectKind},
    fix::{Fix, Place},
    proposed::ProposedAction,
    rule::{Rule, Severity},
    speech, suggest,
};
use crate::{milestone::Visibility, stakeholder::Side, status::ActionStatus};

/// Open actions from which a balance can be told.
const ENOUGH: i64 = 4;

/// With at least four open actions neither side has both more than twice the other's and three or more above it. A joint action counts for both.
pub(super) fn balance(f: &Facts<'_>) -> Findings {
    let (mut all, mut buyer, mut seller) = (0i64, 0i64, 0i64);
    for action in f.open_actions() {
        all += 1;
        buyer += i64::from(action.side != Side::Seller);
        seller += i64::from(action.side != Side::Buyer);
    }
    if all < ENOUGH {
        return None;
    }
    let (most, least, side, heavy) =
        if seller > buyer { (seller, buyer, Side::Buyer, "seller") } else { (buyer, seller, Side::Seller, "buyer") };
    if most <= 2 * least || most - least < 3 {
        return Some(Vec::new());
    }
    let light = side.as_str();
    let (open, few) =
        (speech::count(most, "open action"), if least == 0 { "none".to_owned() } else { least.to_string() });
    let evidence = format!("The {heavy} has {open} and the {light} {few}.");
    // As many as bring the lighter side to half of the other's, or to two below it.
    let missing = ((most + 1) / 2 - least).min(most - 2 - least);
    let fix = balancing(f, side, usize::try_from(missing).unwrap_or(1));
    let severity = if least == 0 { Severity::Error } else { Severity::Warning };
    let object = Object::new(ObjectKind::Side, light, light);
    Some(vec![Finding::new(Rule::MutualBalance, evidence).weighing(severity).about(object).fixed_by(fix)])
}

/// Actions for the side that has too few: first where it has none yet, then on the other milestones.
fn balancing(f: &Facts<'_>, side: Side, missing: usize) -> Fix {
    let (idle, busy): (Vec<&Seen<'_>>, Vec<&Seen<'_>>) = f.open().partition(|s| !has(s, side));
    let title = |seen: &Seen<'_>| match side {
        Side::Buyer => suggest::buyer_action(seen.topic),
        _ => suggest::seller_action(seen.topic),
    };
    let second = match side {
        Side::Buyer => "Confirm the date with everyone who takes part",
        _ => "Confirm that nothing is missing for the date",
    };
    let first = idle.iter().chain(&busy).map(|s| suggest::action(f, s, side, title(s)));
    let more = idle.iter().chain(&busy).map(|s| suggest::action(f, s, side, second));
    let actions: Vec<ProposedAction> = first.chain(more).take(missing).collect();
    if actions.len() < missing { Fix::open(Place::Actions) } else { Fix::AddActions { actions } }
}

/// Every open milestone that both sides see has an action of each side, open or done.
pub(super) fn both_sides(f: &Facts<'_>) -> Findings {
    let mut findings = Vec::new();
    f.open().next()?;
    for seen in f.open() {
        let (buyer, seller) = (count(seen, Side::Buyer), count(seen, Side::Seller));
        let title = &seen.m.title;
        let evidence = match (buyer, seller) {
            (0, 0) => format!("“{title}” has no action of either side."),
            (0, n) => format!("“{title}” has {} of the seller and none of the buyer.", speech::count(n, "action")),
            (n, 0) => format!("“{title}” has {} of the buyer and none of the seller.", speech::count(n, "action")),
            _ => continue,
        };
        let mut actions = Vec::new();
        if buyer == 0 {
            actions.push(suggest::action(f, seen, Side::Buyer, suggest::buyer_action(seen.topic)));
        }
        if seller == 0 {
            actions.push(suggest::action(f, seen, Side::Seller, suggest::seller_action(seen.topic)));
        }
        let fix = Fix::AddActions { actions };
        findings.push(Finding::new(Rule::MutualBothSides, evidence).on(seen.m).fixed_by(fix));
    }
    Some(findings)
}

fn has(seen: &Seen<'_>, side: Side) -> bool {
    count(seen, side) > 0
}

fn count(seen: &Seen<'_>, side: Side) -> i64 {
    let counts = |a: &&crate::action::Action| {
        let of_side = a.side == side || a.side == Side::Joint;
        of_side
            && a.visibility == Visibility::Shared
            && (is_open(a) || a.status == ActionStatus::Done || a.completed_at.is_some())
    };
    i64::try_from(seen.m.actions.iter().filter(counts).count()).unwrap_or(0)
}
