//! What now: a way on is chosen, answered, looked at and taken.

use super::wishes::Desk;
use crate::{
    api::{self, ApiError},
    components::{
        plan::{
            look,
            ways::{Outcome, Ways, choices, way},
        },
        ui::Loading,
    },
    route,
    state::whole::Whole,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use tandem_shared::{
    access::Permission,
    guide::modes::{Mode, ModeStep},
};

/// The ways on, or the one that the address names.
pub(super) fn tab(desk: Desk, as_buyer: bool) -> AnyView {
    let board = crate::components::plan::board::Board::here();
    if as_buyer || !board.may(Permission::EditMilestones) {
        return look::empty("You may look at this plan, but not change it", "Ask the seller for Edit access.");
    }
    let (whole, query) = (Whole::of(desk.open), use_query_map());
    let asked = Memo::new(move |_| {
        query.with(|q| (q.get("mode").and_then(|word| Mode::from_word(&word)), q.get("milestone").unwrap_or_default()))
    });
    let id = desk.open.id();
    let (here, plan_address) = (route::plan_tab(&id, "what-now"), StoredValue::new(route::plan(&id)));
    let proposals_address = StoredValue::new(route::plan_tab(&id, "sign-off"));
    let address = Callback::new(move |mode: Option<Mode>| {
        mode.map_or_else(|| here.clone(), |mode| [here.as_str(), "?mode=", mode.as_str()].concat())
    });
    let take = Callback::new(move |(step, hear)| fulfil(desk, step, hear));
    view! {
        <Loading value=whole.plan failure=whole.failure() on_retry=whole.retry() let:plan>
            {move || {
                let ways = Ways { plan, take, address, plan_address, proposals_address };
                let (mode, milestone) = asked.get();
                untrack(|| mode.map_or_else(|| choices(ways), |mode| way(ways, mode, milestone)))
            }}
        </Loading>
    }
    .into_any()
}

fn fulfil(desk: Desk, step: ModeStep, hear: Callback<Outcome>) {
    let open = desk.open;
    open.begin_change();
    spawn_local(async move {
        let taken = api::guide::take(&open.id(), &step).await;
        open.end_change();
        open.refresh().await;
        let outcome = match taken {
            Ok(true) => Outcome::Offered,
            Ok(false) => Outcome::Done,
            Err(ApiError::Changed(_)) => {
                Outcome::Refused("The plan has changed meanwhile. Go back to the questions and look again.".to_owned())
            }
            Err(error) => Outcome::Refused(error.message_with_fields()),
        };
        hear.try_run(outcome);
    });
}
