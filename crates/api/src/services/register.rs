//! What stands beside a plan's milestones, as one caller sees it: risks, the buyer's calendar, working calendars, how the plan is worked and what was
//! declared not applicable.

use super::eyes::Eyes;
use crate::{
    db::{
        Conn, constraints,
        plans::{DealOf, PlanRow},
        risks, waivers,
    },
    error::ApiError,
    holidays,
};
use tandem_shared::{
    access::{Permission, allows},
    calendar::{Calendar, Calendars, Weekday},
    constraint::Constraint,
    day::{Day, Timestamp},
    health::Rule,
    id::{MilestoneId, OrganizationId, PlanId},
    method::{Conduct, Procurement, Pulse, Waiver},
    milestone::Milestone,
    risk::Risk,
    stakeholder::{Stakeholder, StakeholderRole},
};

/// What the caller sees beside the milestones.
pub(super) struct Register {
    /// What may delay the plan.
    pub risks: Vec<Risk>,
    /// Dates and periods it must honour.
    pub constraints: Vec<Constraint>,
    /// What was declared not applicable.
    pub waivers: Vec<Waiver>,
}

/// Reads what stands beside these milestones and people, which are those that the caller sees; the risks were read before.
pub(super) fn read(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    milestones: &[Milestone],
    people: &[Stakeholder],
    mut risks: Vec<Risk>,
    eyes: &Eyes,
) -> Result<Register, ApiError> {
    risks.retain(|r| r.milestone_id.as_ref().is_none_or(|id| milestones.iter().any(|m| m.id == *id)));
    let constraints = constraints(conn, org, plan, eyes)?;
    let sees = |object: &str| is_object(object, milestones, people, &risks, &constraints);
    let waivers = waivers(conn, org, plan, sees, eyes)?;
    Ok(Register { risks, constraints, waivers })
}

/// The risks that this caller may see, of milestones too that are hidden or deleted: [`read`] leaves those out.
pub(super) fn risks(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, eyes: &Eyes) -> Result<Vec<Risk>, ApiError> {
    let mut rows = risks::list(conn, org, plan)?;
    rows.retain(|r| eyes.sees(r.risk.visibility.as_str()));
    let mine = |row: risks::RiskRow| Risk { mine: row.created_by == eyes.created_by, ..row.risk };
    Ok(rows.into_iter().map(mine).collect())
}

/// The constraints that this caller sees.
fn constraints(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, eyes: &Eyes) -> Result<Vec<Constraint>, ApiError> {
    let mut rows = constraints::list(conn, org, plan)?;
    rows.retain(|r| eyes.sees(r.constraint.visibility.as_str()));
    let mine =
        |row: constraints::ConstraintRow| Constraint { mine: row.created_by == eyes.created_by, ..row.constraint };
    Ok(rows.into_iter().map(mine).collect())
}

/// What was declared not applicable; guests are told neither of rules that speak to sellers only nor of what they do not see. Of roles that are not
/// needed they read that, so that nobody asks them for a name, and neither why nor who said so.
fn waivers(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    sees: impl Fn(&str) -> bool,
    eyes: &Eyes,
) -> Result<Vec<Waiver>, ApiError> {
    let mut all = waivers::list(conn, org, plan)?;
    let told = |w: &Waiver| Rule::from_word(&w.rule).is_some_and(|rule| !rule.is_for_sellers());
    if !allows(eyes.kind, Permission::SeeInternal) {
        let is_role = |w: &Waiver| w.rule == Rule::StakeholderCoverage.as_str();
        // Of the whole rule a seller says that it is waived, not that nobody is needed.
        all.retain(|w| (told(w) || is_role(w) && w.object.is_some()) && w.object.as_deref().is_none_or(&sees));
        for waiver in all.iter_mut().filter(|w| is_role(w)) {
            (waiver.reason, waiver.by) = (String::new(), String::new());
        }
    }
    Ok(all)
}

/// Whether a finding can be about this: a role, or something of the plan as it is seen.
pub(super) fn is_object(
    object: &str,
    milestones: &[Milestone],
    people: &[Stakeholder],
    risks: &[Risk],
    constraints: &[Constraint],
) -> bool {
    StakeholderRole::from_word(object).is_some()
        || milestones.iter().any(|m| {
            m.id.as_str() == object
                || m.actions.iter().any(|a| a.id.as_str() == object)
                || m.assumptions.iter().any(|a| a.id.as_str() == object)
        })
        || people.iter().any(|s| s.id.as_str() == object)
        || risks.iter().any(|r| r.id.as_str() == object)
        || constraints.iter().any(|c| c.id.as_str() == object)
}

/// When each side works.
pub(super) fn calendars(row: &PlanRow, deal: &DealOf, today: Day) -> Calendars {
    Calendars {
        buyer: calendar(&row.buyer_weekdays, row.buyer_country.as_ref(), today),
        seller: calendar(&deal.seller_weekdays, deal.seller_country.as_ref(), today),
    }
}

/// When one side works, from what is stored.
pub(super) fn calendar(weekdays: &str, country: Option<&String>, today: Day) -> Calendar {
    Calendar {
        weekdays: weekdays.split(' ').filter_map(Weekday::from_word).collect(),
        country: country.cloned(),
        holidays: country.map(|code| holidays::around(code, today)).unwrap_or_default(),
    }
}

/// How the plan is worked. The fiscal year is the seller's own.
pub(super) fn conduct(row: &PlanRow, deal: &DealOf, eyes: &Eyes) -> Conduct {
    let fiscal_year_start = if allows(eyes.kind, Permission::SeeInternal) {
        deal.fiscal_year_start
    } else {
        Conduct::default().fiscal_year_start
    };
    Conduct {
        small_deal: row.small_deal,
        procurement: Procurement::from_word(&row.procurement).unwrap_or(Procurement::Unknown),
        review_every_days: row.review_every_days,
        next_review_date: row.next_review_date.as_deref().and_then(|d| d.parse::<Day>().ok()),
        close_gap_note: row.close_gap_note.clone(),
        fiscal_year_start,
    }
}

/// What happened so far; `changed_at` is when anybody last changed what the caller sees.
pub(super) fn pulse(row: &PlanRow, changed_at: Option<Timestamp>, proposed: Vec<MilestoneId>) -> Pulse {
    let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
    Pulse {
        shared_at: at(row.first_shared_at),
        opened_at: at(row.first_joined_at),
        buyer_acted_at: at(row.last_buyer_event_at),
        reviewed_at: at(row.reviewed_at),
        changed_at,
        rebuilt_at: at(row.rebuilt_at),
        signed_at: at(row.agreed_at),
        proposed,
    }
}
