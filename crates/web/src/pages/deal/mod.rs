//! A deal: its facts and its business context, edited in place, and the way to its mutual plan.

mod facts;
mod start;

use crate::{
    api, browser,
    components::{
        deals::{fact::Fact, facts::Facts},
        layout::Page,
        ui::{
            Badge, Button, Dialog, DialogFoot, EmptyState, HealthMark, IconName, Kind, LinkButton, Loading, Menu,
            MenuItem, PageHead, Panel, ProgressBar, Skeleton, TabLink, Tabs,
        },
    },
    format,
    late::{Missing, late},
    route,
    state::{Fetched, Sending, fetched, use_session, use_toasts},
};
use facts::fact_list;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use tandem_shared::{
    access::{CallerKind, Permission, allows},
    deal::Deal,
    id::DealId,
    organization::Member,
    paging::Page as Rows,
    plan::NewPlan,
    stage::Stage,
};
use wasm_split_helpers::wasm_split;

/// What the page has fetched.
#[derive(Clone, Copy)]
struct Open {
    deal: Fetched<Deal>,
    stages: Fetched<Rows<Stage>>,
    members: Fetched<Rows<Member>>,
}

/// A deal.
#[component]
pub fn DealPage() -> impl IntoView {
    browser::set_title("Deal");
    let params = use_params_map();
    let is_start = Memo::new(move |_| params.with(|p| p.get("step").is_some_and(|step| step == "start")));
    let id = Memo::new(move |_| DealId::trusted(params.with(|p| p.get("deal").unwrap_or_default())));
    let open = Open {
        deal: fetched(move || {
            let id = id.get();
            async move { api::deals::get(&id).await }
        }),
        stages: fetched(|| async { api::organization::stages().await }),
        members: fetched(|| async { api::organization::members().await }),
    };
    let deal = open.deal;
    move || {
        if is_start.get() {
            return late(lines, move || Box::pin(guided_start(id)));
        }
        view! {
            <Page>
                <Loading value=deal.value failure=deal.failure on_retry=deal.retry() let:shown>
                    {shown_deal(shown, open)}
                </Loading>
            </Page>
        }
        .into_any()
    }
}

#[wasm_split(guide, fallible)]
fn guided_start(id: Memo<DealId>) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || start::start(id)))
}

fn lines() -> AnyView {
    view! { <Page><Skeleton /></Page> }.into_any()
}

fn may_edit(deal: Signal<Deal>) -> Signal<bool> {
    let session = use_session();
    Signal::derive(move || {
        session.me().is_some_and(|me| {
            let owns = deal.with(|d| d.owner_id == me.user.id);
            allows(CallerKind::of_user(me.user.role, owns, false), Permission::EditDeal)
        })
    })
}

fn shown_deal(deal: Signal<Deal>, open: Open) -> AnyView {
    Effect::new(move |_| deal.with(|d| browser::set_title(&d.name)));
    let may_edit = may_edit(deal);
    let query = use_query_map();
    let on_plan_tab = Memo::new(move |_| query.with(|q| q.get("tab").as_deref() == Some("plan")));
    let plan_tab = Signal::derive(move || {
        deal.with(|d| d.plan_id.as_ref().map_or_else(|| format!("{}?tab=plan", route::deal(&d.id)), route::plan))
    });
    let here = Signal::derive(move || deal.with(|d| route::deal(&d.id)));
    let tabs = Signal::derive(move || {
        vec![
            TabLink { href: here.get(), label: "Deal".to_owned() },
            TabLink { href: plan_tab.get(), label: "Mutual plan".to_owned() },
        ]
    });
    let current = Signal::derive(move || if on_plan_tab.get() { plan_tab.get() } else { here.get() });
    let head = move || view! { {move || deal.with(|d| format!("{}, owned by {}", d.account_name, d.owner_name))} };
    view! {
        <p class="crumb"><a href=route::DEALS class="link">"Deals"</a></p>
        <PageHead title=Signal::derive(move || deal.with(|d| d.name.clone())) detail=head>
            <Show when=move || may_edit.get()>{deal_menu(deal)}</Show>
        </PageHead>
        <Tabs label="Deal" tabs=tabs current=current />
        <div class="deal-body">
            <Show when=move || on_plan_tab.get() fallback=move || facts(deal, open, may_edit)>{plan(deal, may_edit)}</Show>
        </div>
    }
    .into_any()
}

fn facts(deal: Signal<Deal>, open: Open, may_edit: Signal<bool>) -> AnyView {
    let list = fact_list(deal, open, may_edit);
    view! {
        <div class="deal-columns">
            <Panel title="Deal"><Facts facts=Fact::FACTS.to_vec() list=list /></Panel>
            <div class="deal-side">
                {plan(deal, may_edit)}
                <Panel title="Business context"><Facts facts=Fact::CONTEXT.to_vec() list=list /></Panel>
                {move || links(&deal.get())}
            </div>
        </div>
    }
    .into_any()
}

fn plan(deal: Signal<Deal>, may_edit: Signal<bool>) -> AnyView {
    let has_plan = Memo::new(move |_| deal.with(|d| d.plan_id.clone()));
    move_view(move || match has_plan.get() {
        Some(plan) => {
            let next = deal.with(|d| d.next_step.clone()).map(|n| match n.target_date {
                Some(date) => format!("Next: {}, {}", n.title, format::day(date)),
                None => format!("Next: {}", n.title),
            });
            let seen = deal.with(|d| d.last_buyer_visit_at).map_or_else(
                || "No buyer has looked yet.".to_owned(),
                |at| format!("A buyer looked {}.", format::ago(at, format::now())),
            );
            view! {
                <Panel title="Mutual plan">
                    <div class="plan-card">
                        <div class="plan-card-marks">
                            <HealthMark health=Signal::derive(move || deal.with(|d| d.health)) />
                            <ProgressBar progress=Signal::derive(move || deal.with(|d| d.progress)) />
                        </div>
                        {next.map(|next| view! { <p class="text-sm">{next}</p> })}
                        <p class="muted text-sm">{seen}</p>
                        <div class="plan-open">
                            <LinkButton href=route::plan(&plan) kind=Kind::Primary>"Open the plan"</LinkButton>
                            <Show when=move || may_edit.get() && deal.with(|d| d.progress.total == 0)>
                                <LinkButton kind=Kind::Ghost href=Signal::derive(move || deal.with(|d| route::guided_start(&d.id)))>"Plan with five questions"</LinkButton>
                            </Show>
                        </div>
                    </div>
                </Panel>
            }
            .into_any()
        }
        None => no_plan(deal, may_edit),
    })
}

fn move_view(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    view.into_any()
}

fn no_plan(deal: Signal<Deal>, may_edit: Signal<bool>) -> AnyView {
    let (form, toasts, go) = (Sending::default(), use_toasts(), use_navigate());
    let make = StoredValue::new(move || {
        let (id, go) = (deal.with_untracked(|d| d.id.clone()), go.clone());
        form.send(async move { api::plans::create(&id, &NewPlan::default()).await }, move |plan| {
            go(&route::plan(&plan.id), NavigateOptions::default());
        });
    });
    Effect::new(move |_| form.error.with(|e| e.iter().for_each(|e| toasts.failed(e))));
    view! {
        <Panel title="Mutual plan">
            <EmptyState
                icon=IconName::Flag
                title="No plan yet"
                detail="One page that you and the buyer both own: what happens when, who does what, what is still open."
            >
                <Show when=move || may_edit.get()>
                    <div class="plan-begin">
                        <LinkButton kind=Kind::Primary icon=IconName::Plus href=Signal::derive(move || deal.with(|d| route::guided_start(&d.id)))>"Plan with five questions"</LinkButton>
                        <Button kind=Kind::Ghost busy=form.busy on_click=move |_| make.with_value(|make| make())>"Start empty"</Button>
                    </div>
                </Show>
            </EmptyState>
        </Panel>
    }
    .into_any()
}

fn links(deal: &Deal) -> AnyView {
    if deal.refs.is_empty() {
        return ().into_any();
    }
    let rows = deal.refs.clone().into_iter().map(|r| {
        let what = format!("{} {}", format::sentence(&r.source), r.id);
        let link = r.url.map_or_else(
            || what.clone().into_any(),
            |url| {
                view! { <a href=url class="link" rel="noopener noreferrer external" target="_blank">{what.clone()}</a> }
                    .into_any()
            },
        );
        view! { <li><Badge text="Record" />" "{link}</li> }
    });
    view! { <Panel title="In other systems"><ul class="ref-list">{rows.collect_view()}</ul></Panel> }.into_any()
}

fn deal_menu(deal: Signal<Deal>) -> AnyView {
    let (asking, form, toasts, go) = (RwSignal::new(false), Sending::default(), use_toasts(), use_navigate());
    let delete = StoredValue::new(move || {
        let (id, name, go) =
            (deal.with_untracked(|d| d.id.clone()), deal.with_untracked(|d| d.name.clone()), go.clone());
        form.send(async move { api::deals::delete(&id).await }, move |()| {
            toasts.done(format!("“{name}” is deleted."));
            go(route::DEALS, NavigateOptions { replace: true, ..Default::default() });
        });
    });
    view! {
        <Menu label="More" icon=IconName::More>
            <MenuItem label="Delete the deal" icon=IconName::Trash danger=true on_click=move |()| asking.set(true) />
        </Menu>
        <Dialog open=asking title="Delete this deal?">
            <p class="text-sm">
                "The deal and its mutual plan go, with every milestone and action. Guests lose their access. This cannot be undone."
            </p>
            {move || form.error.get().map(|e| view! { <p class="tone-bad text-sm">{e.message()}</p> })}
            <DialogFoot>
                <Button kind=Kind::Ghost on_click=move |_| asking.set(false)>"Keep it"</Button>
                <Button kind=Kind::Danger busy=form.busy on_click=move |_| delete.with_value(|delete| delete())>"Delete the deal"</Button>
            </DialogFoot>
        </Dialog>
    }
    .into_any()
}
