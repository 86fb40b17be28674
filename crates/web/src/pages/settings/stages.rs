//! The organization's pipeline: add, rename, put in order, delete.

use crate::{
    api, browser,
    components::{
        settings::{
            SettingsFrame,
            stages::{StageList, StageWish},
        },
        ui::{Button, Dialog, DialogFoot, Field, Form, IconName, Kind, Loading, Panel, Select},
    },
    route,
    state::{Fetched, Sending, fetched, toasts::Toasts, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    id::StageId,
    paging::Page as Rows,
    stage::{NewStage, Stage, StageKind, StagePatch},
};

/// The stage in the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Edited {
    New,
    Old(Stage),
}

/// The stages.
#[component]
pub fn StagesPage() -> impl IntoView {
    browser::set_title("Stages");
    let stages = fetched(|| async { api::organization::stages().await });
    let (may_manage, toasts) = (super::is_admin(), use_toasts());
    let (open, edited) = (RwSignal::new(false), RwSignal::new(Edited::New));
    let edit = move |what: Edited| {
        edited.set(what);
        open.set(true);
    };
    let wish = Callback::new(move |wish| match wish {
        StageWish::Order(ids) => order(ids, stages, toasts),
        StageWish::Edit(stage) => edit(Edited::Old(stage)),
        StageWish::Delete(stage) => delete(stage, stages, toasts),
    });
    let tools = move || {
        view! {
            <Show when=move || may_manage.get()>
                <Button icon=IconName::Plus on_click=move |_| edit(Edited::New)>"Add a stage"</Button>
            </Show>
        }
    };
    view! {
        <SettingsFrame current=route::STAGES>
            <Panel title="Stages" tools=tools>
                <p class="muted text-sm mb-3">"The steps a deal goes through. Plans group their milestones by them."</p>
                <Loading value=stages.value failure=stages.failure on_retry=stages.retry() let:shown>
                    {list(shown, may_manage, wish)}
                </Loading>
            </Panel>
            {dialog(open, edited, stages)}
        </SettingsFrame>
    }
}

fn list(shown: Signal<Rows<Stage>>, may_manage: Signal<bool>, wish: Callback<StageWish>) -> AnyView {
    let stages = Signal::derive(move || shown.with(|p| p.data.clone()));
    view! { <StageList stages=stages may_manage=may_manage on_wish=wish /> }.into_any()
}

/// Puts the stages in a new order at once; when the service refuses, as they were.
fn order(ids: Vec<StageId>, stages: Fetched<Rows<Stage>>, toasts: Toasts) {
    stages.value.update(|page| {
        if let Some(page) = page {
            page.data.sort_by_key(|s| ids.iter().position(|id| *id == s.id));
        }
    });
    spawn_local(async move {
        if let Err(error) = api::organization::order_stages(ids).await {
            toasts.failed(&error);
            stages.reload();
        }
    });
}

fn delete(stage: Stage, stages: Fetched<Rows<Stage>>, toasts: Toasts) {
    spawn_local(async move {
        match api::organization::delete_stage(&stage.id).await {
            Ok(()) => {
                let again = NewStage { name: stage.name.clone(), kind: stage.kind };
                toasts.undoable(format!("“{}” is deleted.", stage.name), move || {
                    let again = again.clone();
                    spawn_local(async move {
                        match api::organization::create_stage(&again).await {
                            Ok(_) => stages.reload(),
                            Err(error) => toasts.failed(&error),
                        }
                    });
                });
                stages.reload();
            }
            Err(error) => toasts.failed(&error),
        }
    });
}

fn dialog(open: RwSignal<bool>, edited: RwSignal<Edited>, stages: Fetched<Rows<Stage>>) -> AnyView {
    let title = Signal::derive(move || {
        if edited.with(|e| *e == Edited::New) { "Add a stage".to_owned() } else { "Edit the stage".to_owned() }
    });
    view! {
        <Dialog open=open title=title>
            {
                let form = Sending::default();
                let what = edited.get_untracked();
                let (name, kind) = match &what {
                    Edited::New => (String::new(), StageKind::Open),
                    Edited::Old(stage) => (stage.name.clone(), stage.kind),
                };
                let (name, kind) = (RwSignal::new(name), RwSignal::new(kind.as_str().to_owned()));
                let kinds = [("open", "Open: the deal goes on"), ("won", "Won: signed and after"), ("lost", "Lost")];
                let kinds = kinds.map(|(word, text)| (word.to_owned(), text.to_owned())).to_vec();
                let submit = move |()| {
                    let (what, name) = (what.clone(), name.get_untracked());
                    let kind = kind.with_untracked(|k| StageKind::from_word(k)).unwrap_or(StageKind::Open);
                    let call = async move {
                        match what {
                            Edited::New => api::organization::create_stage(&NewStage { name, kind }).await,
                            Edited::Old(stage) => api::organization::update_stage(&stage.id, &StagePatch { name: Some(name), kind: Some(kind) }).await,
                        }
                    };
                    form.send(call, move |_| {
                        open.set(false);
                        stages.reload();
                    });
                };
                view! {
                    <Form on_submit=submit error=form.general(&["/name", "/kind"])>
                        <Field label="Name" value=name focus=true error=form.field("/name") />
                        <Select label="What it means for a deal" value=kind options=kinds error=form.field("/kind") />
                        <DialogFoot>
                            <Button kind=Kind::Ghost on_click=move |_| open.set(false)>"Cancel"</Button>
                            <Button kind=Kind::Primary submit=true busy=form.busy>"Save"</Button>
                        </DialogFoot>
                    </Form>
                }
            }
        </Dialog>
    }
    .into_any()
}
