//! The landing of an invitation: `/join#…`. Looks up what the link is for, and joins only when a person clicks: mail scanners run scripts too.

use crate::{
    api::{ApiError, guest},
    browser,
    components::{
        plan::{look, wording},
        ui::IconName,
    },
    route,
    state::session::remember_plan,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tandem_shared::{
    grant::{Access, Invitation, InvitationState},
    stakeholder::Side,
};

/// What the page shows.
#[derive(Clone, PartialEq)]
enum Step {
    /// Asking what the link is for.
    Checking,
    /// No secret in the address: it can be typed.
    Typing,
    /// What the link is for; a click joins.
    Known(Box<Invitation>),
    /// A code was mailed to this address.
    Code(String),
    /// It was not opened in time; a new one can be asked for.
    Expired(Option<Box<Invitation>>),
    /// Access was taken back.
    Revoked(Option<Box<Invitation>>),
    /// No link at all.
    Unknown,
    /// A new link was asked for.
    Asked,
    /// The service was not reached, or something else went wrong.
    Failed(String),
}

#[derive(Clone, Copy)]
struct Join {
    secret: RwSignal<String>,
    step: RwSignal<Step>,
    trouble: RwSignal<String>,
    busy: RwSignal<bool>,
    go: Callback<String>,
}

/// `/join#secret`.
#[component]
pub fn JoinPage() -> impl IntoView {
    browser::set_title("Join");
    let navigate = use_navigate();
    // Replaced, so that the way back does not lead to the secret.
    let go =
        Callback::new(move |to: String| navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
    let join = Join {
        secret: RwSignal::new(browser::fragment()),
        step: RwSignal::new(Step::Checking),
        trouble: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        go,
    };
    join.look();
    // The whole address of another invitation pasted over this one changes the fragment only.
    let changed = window_event_listener(leptos::ev::hashchange, move |_| {
        join.secret.set(browser::fragment());
        join.look();
    });
    on_cleanup(move || changed.remove());
    view! { <div class="join-page"><div class="card-box">{move || join.shown()}</div></div> }
}

impl Join {
    /// Asks what the link is for. Changes nothing on the server.
    fn look(self) {
        let secret = self.secret.get_untracked();
        if secret.is_empty() {
            return self.step.set(Step::Typing);
        }
        self.step.set(Step::Checking);
        spawn_local(async move {
            let step = match guest::invitation(&secret).await {
                Ok(i) => match i.state {
                    InvitationState::Ready | InvitationState::Joined => Step::Known(Box::new(i)),
                    InvitationState::Expired => Step::Expired(Some(Box::new(i))),
                    InvitationState::Revoked => Step::Revoked(Some(Box::new(i))),
                },
                Err(error) => Self::refused(&error),
            };
            self.step.try_set(step);
        });
    }

    fn refused(error: &ApiError) -> Step {
        match (error.status(), error.code()) {
            (404 | 422, _) => Step::Unknown,
            (410, code) if code.contains("revoked") => Step::Revoked(None),
            (410, _) => Step::Expired(None),
            _ => Step::Failed(error.message()),
        }
    }

    /// Joins, with the code when one was asked for. Only ever called by a click.
    fn join(self, code: Option<String>) {
        self.busy.set(true);
        self.trouble.set(String::new());
        let secret = self.secret.get_untracked();
        spawn_local(async move {
            let answer = guest::join(&secret, code.as_deref()).await;
            self.busy.try_set(false);
            match answer {
                Ok(guest::Joined::Session(session)) => {
                    remember_plan(&session.plan_id);
                    self.go.run(route::plan(&session.plan_id));
                }
                Ok(guest::Joined::Code(sent)) => drop(self.step.try_set(Step::Code(sent.address_hint))),
                Err(error) if matches!(error.status(), 404 | 410) && code.is_none() => {
                    drop(self.step.try_set(Self::refused(&error)));
                }
                Err(error) => drop(self.trouble.try_set(error.message_with_fields())),
            }
        });
    }

    /// Asks for a new link; the answer is the same whether or not the service knows this one.
    fn renew(self) {
        self.busy.set(true);
        let secret = self.secret.get_untracked();
        spawn_local(async move {
            let answer = guest::request_link(&secret).await;
            self.busy.try_set(false);
            match answer {
                Ok(()) => drop(self.step.try_set(Step::Asked)),
                Err(error) => drop(self.trouble.try_set(error.message())),
            }
        });
    }

    fn shown(self) -> AnyView {
        match self.step.get() {
            Step::Checking => view! { <div role="status"><span class="sr-only">"Looking up the invitation"</span><div class="skeleton title"></div><div class="skeleton text"></div><div class="skeleton text"></div><div class="skeleton row"></div></div> }.into_any(),
            Step::Typing => self.typing(),
            Step::Known(invitation) => self.known(&invitation),
            Step::Code(hint) => self.code(&hint),
            Step::Expired(i) => self.expired(i.as_deref()),
            Step::Revoked(i) => revoked(i.as_deref()),
            Step::Unknown => self.told("This link leads nowhere", "It may have been cut off or mistyped on its way. Open it from the e-mail once more, or type the short code that stands in the e-mail.", Some("Type the code")),
            Step::Asked => self.told("Look into your e-mail", "If this link was one of ours, a new one is on its way to the same address. The old one no longer works.", None),
            Step::Failed(why) => self.told("This did not work", &why, Some("Try again")),
        }
    }

    fn told(self, title: &'static str, detail: &str, button: Option<&'static str>) -> AnyView {
        let click = move |_| match self.step.get_untracked() {
            Step::Failed(_) => self.look(),
            _ => self.step.set(Step::Typing),
        };
        let button =
            button.map(|word| view! { <button type="button" class="btn btn-block" on:click=click>{word}</button> });
        view! { <h1>{title}</h1><p role="status">{detail.to_owned()}</p>{button} }.into_any()
    }

    fn known(self, i: &Invitation) -> AnyView {
        let company = wording::company(&i.company).to_owned();
        let about = [
            "One page that ",
            &company,
            " and ",
            wording::company(&i.account_name),
            " share: what happens when, who does what, and what is still open. No account, no password.",
        ]
        .concat();
        let may = match i.access {
            Access::Edit => "You may edit: tick what is done, add actions, move dates",
            Access::View => "You may look: see every step and date, change nothing",
        };
        let waiting = match i.actions_waiting {
            0 => "Nothing is waiting for you yet".to_owned(),
            1 => "One action is waiting for you".to_owned(),
            n => n.to_string() + " actions are waiting for you",
        };
        let seen = company + " sees when you were here and what you change";
        let points = [may.to_owned(), waiting, seen]
            .map(|text| view! { <li>{look::icon(IconName::Check)}<span>{text}</span></li> });
        let joined = (i.state == InvitationState::Joined).then(|| view! { <p class="dim">"This link was opened before. In another browser it asks for a code, which is sent to the same address."</p> });
        let first = i.inviter.split_whitespace().next().unwrap_or_default().to_owned();
        view! {
            {pair(i)}
            <div><h1>{[i.inviter.as_str(), " invites you to plan “", &i.deal_name, "” together"].concat()}</h1><p class="dim">{about}</p></div>
            <ul>{points.into_iter().collect::<Vec<_>>()}</ul>
            {joined}
            {self.trouble_line()}
            <button type="button" class="btn btn-primary btn-block" disabled=move || self.busy.get() on:click=move |_| self.join(None)>"Join room"</button>
            <p class="help">"For "{i.address_hint.clone()}". Not you? Tell "{first}", and do not join: what you do would carry somebody else’s name."</p>
        }
        .into_any()
    }

    fn trouble_line(self) -> AnyView {
        view! { <p class="trouble" role="alert">{move || self.trouble.get()}</p> }.into_any()
    }

    fn code(self, hint: &str) -> AnyView {
        let code = RwSignal::new(String::new());
        let send = move |e: leptos::ev::SubmitEvent| {
            e.prevent_default();
            self.join(Some(code.get_untracked()));
        };
        request_animation_frame(|| browser::focus("join-code"));
        view! {
            <form on:submit=send class="code-form">
                <h1>"Type the code we sent you"</h1>
                <p class="dim">"This link was opened in another browser before. To be sure that it is you, we sent six digits to "{hint.to_owned()}". They hold for ten minutes."</p>
                <label for="join-code" class="sr-only">"Six-digit code"</label>
                <input id="join-code" class="input code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="7" prop:value=move || code.get() on:input=move |e| code.set(event_target_value(&e)) />
                {self.trouble_line()}
                <button type="submit" class="btn btn-primary btn-block" disabled=move || self.busy.get()>"Join room"</button>
                <button type="button" class="btn btn-ghost btn-block" disabled=move || self.busy.get() on:click=move |_| self.join(None)>"Send a new code"</button>
            </form>
        }
        .into_any()
    }

    fn typing(self) -> AnyView {
        let typed = RwSignal::new(String::new());
        let send = move |e: leptos::ev::SubmitEvent| {
            e.prevent_default();
            let text = typed.get_untracked();
            // A whole address may be pasted too.
            let secret = text.rsplit('#').next().unwrap_or_default().trim().to_owned();
            if secret.is_empty() {
                return self.trouble.set("Type the code that stands below the button in the e-mail.".to_owned());
            }
            self.trouble.set(String::new());
            self.secret.set(secret);
            self.look();
        };
        view! {
            <form on:submit=send class="code-form">
                <h1>"Type the code from your invitation"</h1>
                <p class="dim">"Some mail programs cut the end off a link. The e-mail also has a short code, below the button."</p>
                <label for="join-secret" class="sr-only">"Code from the e-mail"</label>
                <input id="join-secret" class="input" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" prop:value=move || typed.get() on:input=move |e| typed.set(event_target_value(&e)) />
                {self.trouble_line()}
                <button type="submit" class="btn btn-primary btn-block">"Go on"</button>
            </form>
        }
        .into_any()
    }

    fn expired(self, i: Option<&Invitation>) -> AnyView {
        let to = i.map_or_else(|| "the same address".to_owned(), |i| i.address_hint.clone());
        view! {
            {i.map(pair)}
            <h1>"This link has expired"</h1>
            <p class="dim">"It was not opened within 90 days. We can send a new one to "{to}", and to no other address."</p>
            {self.trouble_line()}
            <button type="button" class="btn btn-primary btn-block" disabled=move || self.busy.get() on:click=move |_| self.renew()>"Send me a new link"</button>
        }
        .into_any()
    }
}

fn pair(i: &Invitation) -> AnyView {
    view! { <div class="pair">{look::face(&i.company, Side::Seller)}{look::icon(IconName::ArrowRight)}{look::face(&i.account_name, Side::Buyer)}</div> }.into_any()
}

fn revoked(i: Option<&Invitation>) -> AnyView {
    let whom = i.map_or_else(
        || "the person who invited you".to_owned(),
        |i| [i.inviter.as_str(), " at ", wording::company(&i.company)].concat(),
    );
    view! {
        {i.map(pair)}
        <h1>"Your access was taken back"</h1>
        <p class="dim">"If you still need the plan, ask "{whom}" to invite you again."</p>
    }
    .into_any()
}
