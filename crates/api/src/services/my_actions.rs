//! *My actions*: what is the caller's, over all plans.

use super::{eyes::Eyes, plan_view};
use crate::{
    app::App,
    auth::Caller,
    db::assignees::{self, Whose},
    error::ApiError,
};
use tandem_shared::{
    action::MyAction,
    grant::Access,
    id::{DealId, PlanId},
};

/// Days for which done actions stay in *my actions*.
const DONE_SHOWN_DAYS: i64 = 7;
/// Most actions that *my actions* shows.
const MINE_MAX: i64 = 500;

/// What is the caller's: a user's over all plans, a guest's in the plan of their link. Open ones, and those done within a week.
///
/// # Errors
/// When the store fails.
pub async fn mine(app: &App, caller: Caller) -> Result<Vec<MyAction>, ApiError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let whose = match &caller {
                Caller::User(user) => Whose::User(&user.id),
                Caller::Guest(guest) => Whose::Stakeholder(&guest.plan_id, &guest.stakeholder_id),
            };
            let eyes = Eyes::own(&caller, now);
            let since = now.plus_seconds(-DONE_SHOWN_DAYS * 86_400).micros();
            let may_complete = match &caller {
                Caller::User(_) => true,
                Caller::Guest(guest) => guest.access == Access::Edit,
            };
            let rows = assignees::mine(conn, caller.organization_id(), &whose, since, MINE_MAX)?;
            Ok(rows
                .into_iter()
                .map(|row| MyAction {
                    action: plan_view::action(row.action, Vec::new(), row.is_cancelled, &eyes),
                    plan_id: PlanId::trusted(row.plan_id),
                    deal_id: DealId::trusted(row.deal_id),
                    deal_name: row.deal_name,
                    account_name: row.account_name,
                    milestone_title: row.milestone_title,
                    may_complete,
                })
                .collect())
        })
        .await
}
