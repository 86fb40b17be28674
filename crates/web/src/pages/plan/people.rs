//! The tab *People*: the map of who decides, and both sides' people.

use super::{judge, wishes::Desk};
use crate::{
    api::stakeholders,
    components::plan::{
        board::Board,
        judge::Judge,
        people::{
            buy_in::{BuyIns, Went},
            map::map,
            people,
        },
    },
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::access::Permission;

/// Sellers see gaps and what was declared not needed, which stands beside the plan; a guest's map is drawn from the plan alone.
pub(super) fn tab(desk: Desk, as_buyer: bool) -> AnyView {
    let board = Board::here();
    let map = if board.may(Permission::SeeInternal) {
        provide_context(histories(desk));
        judge::shown(desk, as_buyer, map)
    } else {
        map(Judge::new(board.plan, as_buyer, Callback::new(|_| {})))
    };
    view! { <div class="plan-stack">{map}{people()}</div> }.into_any()
}

/// Reads how the buy-in of one person went.
fn histories(desk: Desk) -> BuyIns {
    BuyIns(Callback::new(move |(id, into): (_, Went)| {
        let Some(plan) = desk.open.id_if_open() else { return };
        spawn_local(async move {
            let all = stakeholders::buy_in(&plan, &id).await;
            into.try_set(Some(all.map(|all| all.data).map_err(|error| error.failure())));
        });
    }))
}
