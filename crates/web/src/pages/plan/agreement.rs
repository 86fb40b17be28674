//! The tab *Sign-off*: what is asked, signed, offered and agreed, fetched again whenever something happens in the plan.

use super::wishes::{Desk, problem};
use crate::{
    api::{Answer as Fetch, ApiError, agreement as api},
    browser,
    components::{
        plan::{
            agreement::{Agreement, Ask, Data, agreement},
            wish::Answer,
        },
        ui::Loading,
    },
    state::fetched::fetched,
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    error::{FieldError, Problem},
    id::PlanId,
};

/// Where the agreement stands, and what can be done about it.
pub(super) fn tab(desk: Desk, as_buyer: bool) -> AnyView {
    let open = desk.open;
    let newest = Memo::new(move |_| open.plan.with(|p| p.as_ref().map(|p| p.seq)));
    let data = fetched(move || {
        // Read rather than only tracked: a memo that was never read follows nothing.
        newest.with(|_| ());
        let id = open.id();
        async move { fetch(&id).await }
    });
    let ask = Callback::new(move |(ask, hear)| fulfil(desk, ask, hear));
    view! {
        <Loading value=data.value failure=data.failure on_retry=data.retry() let:data>
            {agreement(Agreement::new(data, as_buyer, ask))}
        </Loading>
    }
    .into_any()
}

async fn fetch(plan: &PlanId) -> Fetch<Data> {
    let (sign_offs, versions) = (api::sign_offs(plan).await?, api::versions(plan).await?);
    Ok(Data { sign_offs, versions, proposals: api::proposals(plan).await? })
}

fn fulfil(desk: Desk, ask: Ask, hear: Callback<Answer>) {
    let open = desk.open;
    open.begin_change();
    spawn_local(async move {
        let result = send(desk, ask).await;
        open.end_change();
        open.refresh().await;
        // What wanted to hear may have been closed meanwhile.
        hear.try_run(match result {
            Ok(None) => Answer::Done,
            Ok(Some(place)) => Answer::Refused(code_wanted(&place)),
            Err(error) => Answer::Refused(problem(&error)),
        });
    });
}

/// A code was mailed: said at the field that takes it.
fn code_wanted(place: &str) -> Problem {
    let detail = ["is needed to sign: we sent six digits to ", place, ". Type them here and sign once more"].concat();
    Problem {
        kind: String::new(),
        title: String::new(),
        status: 202,
        code: "code_required".to_owned(),
        detail: String::new(),
        errors: vec![FieldError { pointer: "/code".to_owned(), code: "code_required".to_owned(), detail }],
        request_id: String::new(),
    }
}

/// Answers where a code was mailed that is still wanted.
async fn send(desk: Desk, ask: Ask) -> Result<Option<String>, ApiError> {
    let plan = &desk.open.id();
    let said = match ask {
        Ask::Request(new) => api::request(plan, &new).await.map(|_| "Everyone named is asked by e-mail to sign."),
        Ask::Sign(id, new) => match api::sign(plan, &id, &new).await? {
            Some(place) => return Ok(Some(place)),
            None => Ok("Signed."),
        },
        Ask::Decline(id, why) => api::decline(plan, &id, &why).await.map(|_| "Declined; both sides read why."),
        Ask::Withdraw(id, why) => api::withdraw(plan, &id, &why).await.map(|_| "The request is taken back."),
        Ask::Certificate(id) => {
            let (name, bytes) = api::certificate(plan, &id).await?;
            browser::download_bytes(&name, &bytes);
            return Ok(None);
        }
        Ask::Propose(new) => api::propose(plan, &new).await.map(|_| "Proposed. The other side decides."),
        Ask::Accept(id, said) => api::accept(plan, &id, &said).await.map(|_| "Accepted. The plan is changed."),
        Ask::Refuse(id, said) => {
            api::refuse(plan, &id, &said).await.map(|_| "Declined. The plan stays as it was agreed.")
        }
        Ask::Counter(id, new) => api::counter(plan, &id, &new).await.map(|_| "Offered. The other side decides."),
        Ask::TakeBack(id, said) => api::take_back(plan, &id, &said).await.map(|_| "The proposal is taken back."),
    }?;
    desk.toasts.done(said);
    Ok(None)
}
