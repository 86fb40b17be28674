//! A deal's facts: how they read, what may be chosen, how a change is saved.

use super::Open;
use crate::{
    api,
    components::deals::{fact::Fact, facts::FactList},
    format,
    state::Sending,
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    deal::{BudgetStatus, Deal, DealPatch},
    id::DealId,
    organization::MemberStatus,
};

fn choices(fact: Fact, open: Open) -> Vec<(String, String)> {
    match fact {
        Fact::Stage => open
            .stages
            .value
            .with(|s| s.iter().flat_map(|p| &p.data).map(|s| (s.id.to_string(), s.name.clone())).collect()),
        Fact::Owner => open.members.value.with(|m| {
            let active = m.iter().flat_map(|p| &p.data).filter(|m| m.status == MemberStatus::Active);
            active.map(|m| (m.id.to_string(), m.name.clone())).collect()
        }),
        Fact::Budget => {
            BudgetStatus::ALL.iter().map(|b| (b.as_str().to_owned(), format::sentence(b.as_str()))).collect()
        }
        _ => Vec::new(),
    }
}

/// A fact as people read it.
fn shown_fact(fact: Fact, deal: &Deal, open: Open) -> String {
    let draft = fact.draft(deal);
    match fact {
        Fact::Owner => deal.owner_name.clone(),
        Fact::Stage | Fact::Budget => {
            choices(fact, open).into_iter().find(|(word, _)| *word == draft).map(|(_, text)| text).unwrap_or_default()
        }
        Fact::Amount => deal.amount.map(|a| format::money(a, &deal.currency)).unwrap_or_default(),
        Fact::CloseDate => deal
            .seller_close_date
            .map(|d| format!("{}, {}", format::day(d), format::relative(d, format::today())))
            .unwrap_or_default(),
        _ => draft,
    }
}

pub(super) fn fact_list(deal: Signal<Deal>, open: Open, may_edit: Signal<bool>) -> FactList {
    let (form, editing, theirs) = (Sending::default(), RwSignal::new(None::<Fact>), RwSignal::new(None::<String>));
    let typed_wrong = RwSignal::new(None::<String>);
    // What is edited keeps the version it began with: that is what makes the service notice another's change.
    let version = StoredValue::new(0);
    Effect::new(move |_| {
        editing.track();
        typed_wrong.set(None);
        form.error.set(None);
        version.set_value(deal.with_untracked(|d| d.version));
    });
    let save = move |(fact, typed): (Fact, String)| {
        let (id, currency, before) = deal.with_untracked(|d| (d.id.clone(), d.currency.clone(), fact.draft(d)));
        let patch = match fact.patch(&typed, &currency) {
            Ok(patch) => patch,
            Err(why) => return typed_wrong.set(Some(why)),
        };
        typed_wrong.set(None);
        form.busy.set(true);
        form.error.set(None);
        spawn_local(async move {
            let saving = Saving { open, id, fact, before, version };
            match saving.save(&patch).await {
                Ok(None) => editing.set(None),
                Ok(now) => theirs.set(now),
                Err(error) => form.error.set(Some(error)),
            }
            form.busy.set(false);
        });
    };
    let error = Signal::derive(move || {
        let pointer = editing.get()?.pointer();
        let said = form.error.with(|e| e.as_ref().map(|e| e.field(pointer).unwrap_or_else(|| e.message())));
        typed_wrong.get().or(said)
    });
    FactList {
        shown: Callback::new(move |fact| deal.with(|d| shown_fact(fact, d, open))),
        draft: Callback::new(move |fact: Fact| deal.with_untracked(|d| fact.draft(d))),
        choices: Callback::new(move |fact| choices(fact, open)),
        save: Callback::new(save),
        editing,
        busy: form.busy,
        error,
        theirs,
        may_edit,
    }
}

/// A fact on its way to the service.
struct Saving {
    open: Open,
    id: DealId,
    fact: Fact,
    before: String,
    version: StoredValue<i32>,
}

impl Saving {
    /// Saves; answers what somebody else made of this fact meanwhile, if it differs from what it was. When another fact was changed there is nothing to
    /// choose: it saves again.
    async fn save(self, patch: &DealPatch) -> Result<Option<String>, api::ApiError> {
        let mut saved = api::deals::update(&self.id, Some(self.version.get_value()), patch).await;
        if matches!(saved, Err(api::ApiError::Changed(_))) {
            let now = api::deals::get(&self.id).await?;
            self.version.set_value(now.version);
            if self.fact.draft(&now) != self.before {
                let theirs = shown_fact(self.fact, &now, self.open);
                self.open.deal.value.set(Some(now));
                return Ok(Some(theirs));
            }
            saved = api::deals::update(&self.id, Some(now.version), patch).await;
        }
        self.open.deal.value.set(Some(saved?));
        Ok(None)
    }
}
