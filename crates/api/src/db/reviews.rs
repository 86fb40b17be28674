//! Which plans are to be reviewed, and for which review their owner was reminded.

use super::{
    Conn,
    schema::{deals, milestones, organizations, plans, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::{Day, Timestamp},
    id::{OrganizationId, PlanId},
    update::next_review,
};

/// A plan whose review is due, with its deal's owner.
#[derive(Clone, Debug)]
pub struct DueReview {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// The plan.
    pub plan_id: PlanId,
    /// The day of the review.
    pub due: Day,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's address.
    pub owner_email: String,
    /// The selling company.
    pub company: String,
    /// The deal's name.
    pub deal_name: String,
}

type Row =
    ((String, String, Option<String>, i32, Option<i64>, Option<i64>, Option<String>), (String, String, String, String));

/// The review of a plan, when it is due and nobody was reminded of it.
fn due_by(
    ((org, plan, set, every, reviewed, shared, reminded), (name, email, company, deal)): Row,
    today: Day,
) -> Option<DueReview> {
    let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
    let due = next_review(set.and_then(|d| d.parse().ok()), every, at(reviewed), at(shared))?;
    let is_new = reminded.as_deref() != Some(due.to_string().as_str());
    (due <= today && is_new).then(|| DueReview {
        organization_id: OrganizationId::trusted(org),
        plan_id: PlanId::trusted(plan),
        due,
        owner_name: name,
        owner_email: email,
        company,
        deal_name: deal,
    })
}

/// Shared plans with open milestones whose review is due on `today` or before and whose owner was not reminded of it.
///
/// # Errors
/// When the store fails.
pub fn due(conn: &mut Conn, today: Day) -> Result<Vec<DueReview>, ApiError> {
    let open = milestones::table
        .filter(milestones::organization_id.eq(plans::organization_id))
        .filter(milestones::plan_id.eq(plans::id))
        .filter(milestones::completed_at.is_null())
        .filter(milestones::cancelled_at.is_null())
        .filter(milestones::deleted_at.is_null());
    let rows: Vec<Row> = plans::table
        .inner_join(
            deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
        )
        .inner_join(
            users::table.on(users::organization_id.eq(deals::organization_id).and(users::id.eq(deals::owner_id))),
        )
        .inner_join(organizations::table.on(organizations::id.eq(plans::organization_id)))
        .filter(plans::archived_at.is_null())
        .filter(plans::first_shared_at.is_not_null())
        .filter(deals::deleted_at.is_null())
        .filter(users::status.eq("active"))
        .filter(diesel::dsl::exists(open))
        .select((
            (
                plans::organization_id,
                plans::id,
                plans::next_review_date,
                plans::review_every_days,
                plans::reviewed_at,
                plans::first_shared_at,
                plans::review_reminded_for,
            ),
            (users::name, users::email, organizations::name, deals::name),
        ))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|row| due_by(row, today)).collect())
}

/// Notes that the owner was reminded of the review of that day; answers whether nobody had noted it before.
///
/// # Errors
/// When the store fails.
pub fn note_reminded(conn: &mut Conn, review: &DueReview) -> Result<bool, ApiError> {
    let day = review.due.to_string();
    let noted = diesel::update(plans::table)
        .filter(plans::organization_id.eq(review.organization_id.as_str()))
        .filter(plans::id.eq(review.plan_id.as_str()))
        .filter(plans::review_reminded_for.is_null().or(plans::review_reminded_for.ne(&day)))
        .set(plans::review_reminded_for.eq(&day))
        .execute(conn)?;
    Ok(noted == 1)
}

/// Notes that a plan was reviewed: a day that was set by hand and has come is kept, and counts no longer.
///
/// # Errors
/// When the store fails.
pub fn note_reviewed(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, now: Timestamp) -> Result<(), ApiError> {
    let this = plans::table.filter(plans::organization_id.eq(org.as_str())).filter(plans::id.eq(plan.as_str()));
    diesel::update(this).set(plans::reviewed_at.eq(now.micros())).execute(conn)?;
    let held = plans::next_review_date.le(Day::of_instant(now).to_string());
    diesel::update(this.filter(held)).set(plans::next_review_date.eq(None::<String>)).execute(conn)?;
    Ok(())
}
