//! The grid of deals. Search, filters and order are in the URL, so that a view can be kept and shared.

use crate::{
    api::{self, deals::DealQuery},
    browser,
    components::{
        deals::{
            filters::{FilterChoice, FilterRow, SearchField, with_all},
            form::{DealDraft, DealForm},
            table::{DealTable, MoreRows},
        },
        layout::Page,
        ui::{Button, Dialog, EmptyState, IconName, Kind, Loading, PageHead},
    },
    format, route,
    state::{Fetched, Sending, fetched, use_session, use_toasts},
};
use leptos::{leptos_dom::helpers::debounce, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use std::time::Duration;
use tandem_shared::{
    deal::Deal,
    organization::Member,
    paging::Page as Rows,
    plan::PlanHealth,
    stage::{Stage, StageKind},
};

const SORTS: [(&str, &str); 5] = [
    ("", "Last changed first"),
    ("name", "By name"),
    ("seller_close_date", "By CRM date"),
    ("-amount", "Largest first"),
    ("-created_at", "Newest first"),
];

/// The grid.
#[component]
pub fn DealsPage() -> impl IntoView {
    browser::set_title("Deals");
    let filter = Filter::from_url();
    let query = filter.follow_url();
    let deals = fetched(move || {
        let query = query.get();
        async move { api::deals::list(&query, None).await }
    });
    let stages = fetched(|| async { api::organization::stages().await });
    let members = fetched(|| async { api::organization::members().await });
    let stage_names = Signal::derive(move || {
        stages.value.with(|s| names(s.as_ref(), |s: &Stage| (s.id.to_string(), s.name.clone())))
    });
    let adding = RwSignal::new(false);
    view! {
        <Page>
            <PageHead title="Deals">
                <SearchField value=filter.search />
                <Button kind=Kind::Primary icon=IconName::Plus on_click=move |_| adding.set(true)>"New deal"</Button>
            </PageHead>
            {filters(filter, stage_names, members)}
            <Loading value=deals.value failure=deals.failure on_retry=deals.retry() let:rows>
                {grid(rows, deals, query, stage_names, adding)}
            </Loading>
            {new_deal(adding, stages)}
        </Page>
    }
}

fn names<T>(page: Option<&Rows<T>>, name: impl Fn(&T) -> (String, String)) -> Vec<(String, String)> {
    page.map(|p| p.data.iter().map(name).collect()).unwrap_or_default()
}

/// What is shown, one signal each.
#[derive(Clone, Copy)]
struct Filter {
    search: RwSignal<String>,
    stage_id: RwSignal<String>,
    owner_id: RwSignal<String>,
    health: RwSignal<String>,
    sort: RwSignal<String>,
}

impl Filter {
    fn from_url() -> Self {
        let map = use_query_map().get_untracked();
        let of = |key: &str| RwSignal::new(map.get(key).unwrap_or_default());
        Self {
            search: of("search"),
            stage_id: of("stage_id"),
            owner_id: of("owner_id"),
            health: of("health"),
            sort: of("sort"),
        }
    }

    fn query(self) -> DealQuery {
        DealQuery {
            search: self.search.get().trim().to_owned(),
            stage_id: self.stage_id.get(),
            owner_id: self.owner_id.get(),
            health: self.health.get(),
            sort: self.sort.get(),
        }
    }

    fn is_set(self) -> bool {
        DealQuery { sort: String::new(), ..self.query() } != DealQuery::default()
    }

    fn clear(self) {
        [self.search, self.stage_id, self.owner_id, self.health].iter().for_each(|s| s.set(String::new()));
    }

    /// The query to ask, a moment after typing stopped; the URL follows it.
    fn follow_url(self) -> Signal<DealQuery> {
        let asked = RwSignal::new(untrack(|| self.query()));
        let go = use_navigate();
        let mut settle = debounce(Duration::from_millis(250), move |query: DealQuery| {
            if asked.try_get_untracked().is_some_and(|before| before != query) {
                let url = route::DEALS.to_owned() + &query.to_query(&[]);
                go(&url, NavigateOptions { replace: true, scroll: false, ..Default::default() });
                asked.set(query);
            }
        });
        Effect::new(move |_| settle(self.query()));
        provide_context(self);
        asked.into()
    }
}

fn filters(filter: Filter, stages: Signal<Vec<(String, String)>>, members: Fetched<Rows<Member>>) -> AnyView {
    let owner = |m: &Member| (m.id.to_string(), m.name.clone());
    let owners = Signal::derive(move || with_all("Every owner", members.value.with(|m| names(m.as_ref(), owner))));
    let healths = PlanHealth::ALL.iter().map(|h| (h.as_str().to_owned(), format::sentence(h.as_str()))).collect();
    let sorts: Vec<_> = SORTS.iter().map(|(word, text)| ((*word).to_owned(), (*text).to_owned())).collect();
    view! {
        <FilterRow>
            <FilterChoice label="Stage" value=filter.stage_id options=Signal::derive(move || with_all("Every stage", stages.get())) />
            <FilterChoice label="Owner" value=filter.owner_id options=owners />
            <FilterChoice label="Health" value=filter.health options=with_all("Any health", healths) />
            <FilterChoice label="Order" value=filter.sort options=sorts />
            <Show when=move || filter.is_set()>
                <Button kind=Kind::Ghost icon=IconName::Cross on_click=move |_| filter.clear()>"Clear filters"</Button>
            </Show>
        </FilterRow>
    }
    .into_any()
}

fn grid(
    rows: Signal<Rows<Deal>>,
    deals: Fetched<Rows<Deal>>,
    query: Signal<DealQuery>,
    stages: Signal<Vec<(String, String)>>,
    adding: RwSignal<bool>,
) -> AnyView {
    let (more, toasts) = (Sending::default(), use_toasts());
    let on_more = move |()| {
        let (asked, after) = (query.get_untracked(), rows.with_untracked(|r| r.next_cursor.clone()));
        more.send(async move { api::deals::list(&asked, after.as_deref()).await }, move |next| {
            deals.value.update(|value| {
                if let Some(value) = value {
                    let known: Vec<_> = value.data.iter().map(|d| d.id.clone()).collect();
                    value.data.extend(next.data.into_iter().filter(|d| !known.contains(&d.id)));
                    value.has_more = next.has_more;
                    value.next_cursor = next.next_cursor;
                }
            });
        });
    };
    Effect::new(move |_| more.error.with(|e| e.iter().for_each(|e| toasts.failed(e))));
    let is_empty = Memo::new(move |_| rows.with(|r| r.data.is_empty()));
    view! {
        <Show when=move || !is_empty.get() fallback=move || nothing(query, adding)>
            <DealTable deals=Signal::derive(move || rows.with(|r| r.data.clone())) stages=stages />
            <MoreRows has_more=Signal::derive(move || rows.with(|r| r.has_more)) busy=more.busy on_more=on_more />
        </Show>
    }
    .into_any()
}

fn nothing(query: Signal<DealQuery>, adding: RwSignal<bool>) -> AnyView {
    let filter = use_context::<Filter>();
    let unfiltered = DealQuery { sort: String::new(), ..query.get() } == DealQuery::default();
    if unfiltered {
        view! {
            <EmptyState icon=IconName::Flag title="No deals yet" detail="Make the first one, then its mutual plan, and share it with the buyer.">
                <Button kind=Kind::Primary icon=IconName::Plus on_click=move |_| adding.set(true)>"New deal"</Button>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <EmptyState icon=IconName::Search title="No deal fits" detail="Try other words, or take filters away.">
                <Button on_click=move |_| filter.iter().for_each(|f| f.clear())>"Clear filters"</Button>
            </EmptyState>
        }
        .into_any()
    }
}

/// Stages a deal can begin in: id and name.
fn open_stages(stages: Fetched<Rows<Stage>>) -> Vec<(String, String)> {
    let is_open = |s: &&Stage| s.kind == StageKind::Open;
    let named = |s: &Stage| (s.id.to_string(), s.name.clone());
    stages.value.with(|s| s.iter().flat_map(|p| &p.data).filter(is_open).map(named).collect())
}

fn new_deal(open: RwSignal<bool>, stages: Fetched<Rows<Stage>>) -> AnyView {
    let session = use_session();
    let go = use_navigate();
    let choices = Signal::derive(move || open_stages(stages));
    let toasts = use_toasts();
    view! {
        <Dialog open=open title="New deal" wide=true>
            {
                let go = go.clone();
                let currency = session.me().map(|me| me.organization.currency).unwrap_or_default();
                let (draft, form, amount_error) = (DealDraft::new(&currency), Sending::default(), RwSignal::new(None::<String>));
                let submit = Callback::new(move |and_plan: bool| match draft.read() {
                    Err(why) => {
                        form.error.set(None);
                        amount_error.set(Some(why));
                    }
                    Ok(new) => {
                        amount_error.set(None);
                        let go = go.clone();
                        form.send(async move { api::deals::create(&new).await }, move |deal| {
                            open.set(false);
                            toasts.done(format!("“{}” is made.", deal.name));
                            let to = if and_plan { route::guided_start(&deal.id) } else { route::deal(&deal.id) };
                            go(&to, NavigateOptions::default());
                        });
                    }
                });
                let error_of = move |pointer: &'static str| {
                    form.error.with(|e| e.as_ref().and_then(|e| e.field(pointer))).or_else(|| (pointer == "/amount").then(|| amount_error.get()).flatten())
                };
                let fields = &["/name", "/account_name", "/account_domain", "/product", "/stage_id", "/amount", "/currency", "/seller_close_date"];
                view! {
                    <DealForm
                        draft=draft
                        stages=choices
                        error_of=Callback::new(error_of)
                        error=form.general(fields)
                        busy=form.busy
                        on_submit=Callback::new(move |()| submit.run(false))
                        on_plan=Callback::new(move |()| submit.run(true))
                        on_cancel=move |()| open.set(false)
                    />
                }
            }
        </Dialog>
    }
    .into_any()
}
