//! The mails that sharing would send, as they will be read.

use super::look;
use leptos::prelude::*;
use tandem_shared::{error::Problem, grant::NewGrants, mail_preview::MailPreview};

/// The mails that would be sent, or why nobody can be invited so; nothing until they are here.
pub(crate) type Mails = RwSignal<Option<Result<Vec<MailPreview>, Problem>>>;

/// Reads what would be sent; given by the page.
#[derive(Clone, Copy)]
pub(crate) struct MailPreviews(pub(crate) Callback<(NewGrants, Mails)>);

/// The mails as they will be read, the first one opened.
pub(super) fn shown(mails: RwSignal<Mails>) -> AnyView {
    let mail = |(at, mail): (usize, &MailPreview)| {
        view! {
            <details class="as-table mail" open=at == 0>
                <summary>"The e-mail to "{mail.to_name.clone()}</summary>
                <p><b>{mail.subject.clone()}</b></p>
                <pre>{mail.text.clone()}</pre>
            </details>
        }
    };
    let shown = move || {
        mails.get().with(|mails| match mails {
            Some(Ok(all)) => all.iter().enumerate().map(mail).collect::<Vec<_>>().into_any(),
            Some(Err(_)) => ().into_any(),
            None => look::row(),
        })
    };
    view! { <div>{shown}<p class="help">"Where “…” stands, each person’s own link and code are put when it is sent."</p></div> }.into_any()
}
