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
    risk::Risk,
};

/// The risks that this caller sees: none of a milestone that is hidden or deleted.
pub(super) fn risks(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    sees: impl Fn(&MilestoneId) -> bool,
    eyes: &Eyes,
) -> Result<Vec<Risk>, ApiError> {
    let mut rows = risks::list(conn, org, plan)?;
    rows.retain(|r| eyes.sees(r.risk.visibility.as_str()) && r.risk.milestone_id.as_ref().is_none_or(&sees));
    let mine = |row: risks::RiskRow| Risk { mine: row.created_by == eyes.created_by, ..row.risk };
    Ok(rows.into_iter().map(mine).collect())
}

/// The constraints that this caller sees.
pub(super) fn constraints(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    eyes: &Eyes,
) -> Result<Vec<Constraint>, ApiError> {
    let mut rows = constraints::list(conn, org, plan)?;
    rows.retain(|r| eyes.sees(r.constraint.visibility.as_str()));
    let mine =
        |row: constraints::ConstraintRow| Constraint { mine: row.created_by == eyes.created_by, ..row.constraint };
    Ok(rows.into_iter().map(mine).collect())
}

/// What was declared not applicable; guests are not told of rules that speak to sellers only.
pub(super) fn waivers(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    eyes: &Eyes,
) -> Result<Vec<Waiver>, ApiError> {
    let mut all = waivers::list(conn, org, plan)?;
    let internal = allows(eyes.kind, Permission::SeeInternal);
    all.retain(|w| internal || Rule::from_word(&w.rule).is_some_and(|rule| !rule.is_for_sellers()));
    Ok(all)
}

/// When each side works.
pub(super) fn calendars(row: &PlanRow, deal: &DealOf, today: Day) -> Calendars {
    Calendars {
        buyer: calendar(&row.buyer_weekdays, row.buyer_country.as_ref(), today),
        seller: calendar(&deal.seller_weekdays, deal.seller_country.as_ref(), today),
    }
}

fn calendar(weekdays: &str, country: Option<&String>, today: Day) -> Calendar {
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

/// What happened so far.
pub(super) fn pulse(row: &PlanRow) -> Pulse {
    let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
    Pulse {
        shared_at: at(row.first_shared_at),
        opened_at: at(row.first_joined_at),
        buyer_acted_at: at(row.last_buyer_event_at),
        reviewed_at: at(row.reviewed_at),
        ..Pulse::default()
    }
}
