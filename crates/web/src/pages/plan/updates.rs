//! The tab of weekly updates: fetches them, keeps, sends and deletes drafts.

use super::{files, happened, wishes::Desk};
use crate::{
    api::{ApiError, plans, updates as api},
    components::{
        plan::{
            board::Board,
            look,
            updates::{
                cadence,
                editor::{Deed, Writing, editor},
                sent::sent,
            },
        },
        ui::{Button, IconName, Kind},
    },
    state::{
        fetched::{Fetched, fetched},
        whole::Whole,
    },
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    access::Permission,
    id::PlanId,
    plan::{Plan, PlanPatch},
    update::{StatusUpdate, StatusUpdateState},
};

/// What the tab keeps.
#[derive(Clone, Copy)]
struct Tab {
    desk: Desk,
    list: Fetched<Vec<StatusUpdate>>,
    /// The draft that is being written, and as it was read.
    writing: RwSignal<Option<(Writing, StatusUpdate)>>,
    busy: RwSignal<bool>,
}

/// Everything of the tab, as far as the viewer may.
pub(super) fn tab(desk: Desk) -> AnyView {
    let newest = Memo::new(move |_| desk.open.plan.with(|p| p.as_ref().map(|p| p.seq)));
    let list = fetched(move || {
        // Read rather than only tracked: a memo that was never read follows nothing.
        newest.with(|_| ());
        let plan = desk.open.id();
        async move { api::list(&plan).await }
    });
    let tab = Tab { desk, list, writing: RwSignal::new(None), busy: RwSignal::new(false) };
    let board = Board::here();
    let (may_edit, may_feed) = (board.may(Permission::EditPlan), board.may(Permission::EditActions));
    let whole = may_edit.then(|| Whole::of(desk.open));
    if may_edit {
        Effect::new(move || list.value.with(|all| all.iter().for_each(|all| tab.follow(all))));
    }
    let banner = whole.map(|whole| move || whole.plan.with(|p| p.as_ref().map(cadence::banner)));
    view! {
        <div class="plan-stack">
            {banner}
            {may_edit.then(|| tab.draft_area())}
            <section><h2 class="section-head">"Sent updates"</h2>{tab.sent_area(may_edit)}</section>
            {whole.map(|whole| tab.cadence_area(whole))}
            {files::area(desk, may_feed)}
        </div>
    }
    .into_any()
}

impl Tab {
    /// Takes up the newest draft; notes when somebody else changed the one that is being written, or when it is gone.
    fn follow(self, all: &[StatusUpdate]) {
        if self.busy.get_untracked() {
            return;
        }
        let draft = all.iter().find(|u| u.status == StatusUpdateState::Draft);
        match (self.writing.get_untracked(), draft) {
            (None, Some(draft)) => self.begin_later(draft.clone()),
            (Some((writing, read)), Some(draft)) if draft.id == read.id && draft.version > read.version => {
                if writing.draft.get_untracked() == read {
                    self.begin_later(draft.clone());
                } else {
                    writing.is_stale.set(true);
                }
            }
            (Some((_, read)), _) if !all.iter().any(|u| u.id == read.id && u.status == StatusUpdateState::Draft) => {
                self.writing.set(None);
                self.desk.toasts.wrong("Somebody sent or deleted the draft meanwhile.");
            }
            _ => {}
        }
    }

    /// Outside of the effect that asks for it: what an effect makes ends when it runs again.
    fn begin_later(self, draft: StatusUpdate) {
        spawn_local(async move { self.begin(draft) });
    }

    fn begin(self, draft: StatusUpdate) {
        let (from, to) = (draft.period_from, draft.period_to);
        let happened = RwSignal::new(Vec::new());
        let writing = Writing {
            draft: RwSignal::new(draft.clone()),
            previewing: RwSignal::new(false),
            busy: self.busy,
            trouble: RwSignal::new(String::new()),
            is_stale: RwSignal::new(false),
            happened: happened.into(),
            ask: Callback::new(move |deed| self.act(deed)),
        };
        self.writing.set(Some((writing, draft)));
        let desk = self.desk;
        spawn_local(async move {
            if let Some(all) = happened::shared(desk.open, from, to).await {
                happened.try_set(all);
            }
        });
    }

    fn draft_area(self) -> AnyView {
        let ask = move |_| {
            self.run(async move |desk| api::draft(&desk.open.id()).await, |tab, draft| tab.begin(draft));
        };
        (move || match self.writing.get() {
            Some((writing, _)) => editor(writing),
            None => view! {
                <section class="card-box">
                    <h2>"Weekly update"</h2>
                    <p class="dim text-sm">"Drafted from what really happened: what was completed, what is on track and at risk, who does what next, which dates moved. You edit it, choose who gets it, and send it."</p>
                    <div class="buttons"><Button kind=Kind::Primary icon=IconName::Note busy=self.busy on_click=ask>"Draft this week’s update"</Button></div>
                </section>
            }
            .into_any(),
        })
        .into_any()
    }

    fn sent_area(self, may_edit: bool) -> AnyView {
        let named = Board::here().may(Permission::SeeInternal);
        let of_sent = move |all: &Vec<StatusUpdate>| {
            let mut sent: Vec<_> = all.iter().filter(|u| u.status == StatusUpdateState::Sent).cloned().collect();
            if !named {
                sent.iter_mut().for_each(|u| u.recipients.clear());
            }
            sent
        };
        let updates = Memo::new(move |_| self.list.value.with(|all| all.as_ref().map(of_sent)));
        (move || match (updates.get(), self.list.failure.get()) {
            (Some(updates), _) => sent(updates, may_edit),
            (None, Some(failure)) => {
                view! { <crate::components::ui::ErrorState failure=failure on_retry=self.list.retry() /> }.into_any()
            }
            (None, None) => look::row(),
        })
        .into_any()
    }

    fn cadence_area(self, whole: Whole) -> AnyView {
        let save = Callback::new(move |patch: PlanPatch| {
            let said = |tab: Self, _: Plan| tab.desk.toasts.done("The rhythm is saved.");
            self.run(async move |desk| plans::update(&desk.open.id(), None, &patch).await, said);
        });
        // What it follows from: what is typed stays while anything else happens.
        let facts =
            Memo::new(move |_| whole.plan.with(|p| p.as_ref().map(|p| (p.conduct.clone(), cadence::day_of(p)))));
        (move || {
            facts.get()?;
            let plan = whole.plan.get_untracked()?;
            Some(cadence::cadence(&plan, self.busy, save))
        })
        .into_any()
    }

    /// Does one thing at a time; what was refused is said in a message, or beside the draft.
    fn run<T: 'static>(
        self,
        call: impl AsyncFnOnce(Desk) -> Result<T, ApiError> + 'static,
        then: impl FnOnce(Self, T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = call(self.desk).await;
            match answer {
                Ok(value) => then(self, value),
                Err(error) => self.refused(&error),
            }
            self.busy.try_set(false);
            self.list.reload();
        });
    }

    fn refused(self, error: &ApiError) {
        match self.writing.try_get_untracked().flatten() {
            Some((writing, _)) if matches!(error, ApiError::Changed(_)) => writing.is_stale.set(true),
            Some((writing, _)) => writing.trouble.set(error.message_with_fields()),
            None => self.desk.toasts.failed(error),
        }
    }

    fn act(self, deed: Deed) {
        let Some((writing, read)) = self.writing.get_untracked() else { return };
        let draft = writing.draft.get_untracked();
        writing.trouble.set(String::new());
        let keep = async move |desk: Desk| match draft == read {
            true => Ok(draft),
            false => api::save(&desk.open.id(), &draft).await,
        };
        match deed {
            Deed::Save => self.run(keep, |tab, kept| {
                tab.begin(kept);
                tab.desk.toasts.done("The draft is saved.");
            }),
            Deed::Preview => self.run(keep, |tab, kept| {
                tab.begin(kept);
                if let Some((writing, _)) = tab.writing.get_untracked() {
                    writing.previewing.set(true);
                }
            }),
            Deed::Send => self.run(
                async move |desk| {
                    let draft = keep(desk).await?;
                    let to = draft.recipients.iter().map(|r| r.stakeholder_id.clone()).collect();
                    api::send(&desk.open.id(), &draft.id, to).await
                },
                |tab, _| {
                    tab.writing.set(None);
                    tab.desk.toasts.done("The update is on its way.");
                },
            ),
            Deed::DraftAgain => self.draft_again(writing.draft.get_untracked()),
            Deed::Delete => self.delete(writing.draft.get_untracked()),
            Deed::TakeTheirs => {
                self.writing.set(None);
                self.list.reload();
            }
        }
    }

    /// What stood in the fields can be taken back.
    fn draft_again(self, written: StatusUpdate) {
        let (read, plan) = (written.clone(), self.desk.open.id());
        self.run(
            async move |desk| api::draft_again(&desk.open.id(), &read).await,
            move |tab, fresh| {
                let version = fresh.version;
                tab.begin(fresh);
                let undo = move || {
                    let (plan, before) = (plan.clone(), StatusUpdate { version, ..written.clone() });
                    tab.bring_back(async move { api::save(&plan, &before).await });
                };
                tab.desk.toasts.undoable("The update is drafted again from what happened until now.", undo);
            },
        );
    }

    fn delete(self, draft: StatusUpdate) {
        let (id, plan) = (draft.id.clone(), self.desk.open.id());
        self.run(
            async move |desk| api::delete(&desk.open.id(), &id).await,
            move |tab, ()| {
                tab.writing.set(None);
                let undo = move || tab.bring_back(write_again(plan.clone(), draft.clone()));
                tab.desk.toasts.undoable("The draft is deleted.", undo);
            },
        );
    }

    /// For *Undo*, which outlives the tab: what comes back is stored in any case, and shown where somebody still looks.
    fn bring_back(self, saved: impl Future<Output = Result<StatusUpdate, ApiError>> + 'static) {
        spawn_local(async move {
            match saved.await {
                Ok(draft) if self.busy.try_get_untracked().is_some() => {
                    self.begin(draft);
                    self.list.reload();
                }
                Ok(_) => {}
                Err(error) => self.desk.toasts.failed(&error),
            }
        });
    }
}

/// Drafts anew, with what a deleted draft said.
async fn write_again(plan: PlanId, deleted: StatusUpdate) -> Result<StatusUpdate, ApiError> {
    let fresh = api::draft(&plan).await?;
    api::save(&plan, &StatusUpdate { id: fresh.id, version: fresh.version, ..deleted }).await
}
