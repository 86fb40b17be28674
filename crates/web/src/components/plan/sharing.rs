//! *Share plan*: several people at once, each with their own access; what will be sent is shown before it is.

use super::{
    board::Board,
    fields::{Choice, options, sentence},
    invitees::{Addressed, addresses},
    look,
    mails::{self, MailPreviews, Mails},
    wish::{Answer, Wish},
    wording,
};
use crate::components::ui::IconName;
use leptos::prelude::*;
use tandem_shared::{
    error::{FieldError, Input, Problem, Problems},
    grant::{Access, GrantStatus, Invitee, NewGrants},
    stakeholder::{Side, Stakeholder},
};

/// One row of the form.
#[derive(Clone, Default, PartialEq)]
struct Row {
    email: String,
    name: String,
    edit: bool,
}

#[derive(Clone, Copy)]
struct Sharing {
    board: Board,
    rows: RwSignal<Vec<Row>>,
    note: RwSignal<String>,
    errors: RwSignal<Vec<FieldError>>,
    general: RwSignal<String>,
    confirming: RwSignal<bool>,
    busy: RwSignal<bool>,
    sent: Callback<usize>,
    /// Those of the newest look: what comes late for an earlier one is heard by nobody.
    mails: RwSignal<Mails>,
}

/// The form; `sent` hears to how many people mails are on their way.
pub(crate) fn share_form(sent: Callback<usize>) -> AnyView {
    let sharing = Sharing {
        board: Board::here(),
        rows: RwSignal::new(vec![Row::default()]),
        note: RwSignal::new(String::new()),
        errors: RwSignal::new(Vec::new()),
        general: RwSignal::new(String::new()),
        confirming: RwSignal::new(false),
        busy: RwSignal::new(false),
        sent,
        mails: RwSignal::new(RwSignal::new(None)),
    };
    // What the service would refuse is told before anything is sent.
    Effect::new(move |_| {
        if let Some(Some(Err(problem))) = sharing.mails.get().try_get() {
            sharing.refuse(problem);
        }
    });
    let previews = use_context::<MailPreviews>();
    Effect::new(move |_| {
        if sharing.confirming.get() {
            let mails = RwSignal::new(None);
            sharing.mails.set(mails);
            previews.into_iter().for_each(|p| p.0.run((sharing.body(), mails)));
        }
    });
    (move || if sharing.confirming.get() { confirm(sharing) } else { ask(sharing) }).into_any()
}

impl Sharing {
    /// What would be sent: rows without an address are left out.
    fn body(self) -> NewGrants {
        let access = |edit| if edit { Access::Edit } else { Access::View };
        let invitee = |r: &Row| Invitee {
            email: r.email.clone(),
            name: Some(r.name.clone()).filter(|n| !n.trim().is_empty()),
            access: access(r.edit),
        };
        let note = self.note.get_untracked();
        NewGrants {
            invitees: self.rows.with_untracked(|rows| rows.iter().map(invitee).collect()),
            note: Some(note).filter(|n| !n.trim().is_empty()),
        }
    }

    /// Looks at what was typed; shows what would be sent, or what is wrong.
    fn review(self) {
        self.rows.update(|rows| {
            rows.retain(|r| !r.email.trim().is_empty() || !r.name.trim().is_empty());
            if rows.is_empty() {
                rows.push(Row::default());
            }
        });
        let mut problems = Problems::default();
        self.body().check(&mut problems);
        self.general.set(String::new());
        self.confirming.set(problems.0.is_empty());
        self.errors.set(problems.0);
    }

    fn send(self) {
        self.busy.set(true);
        let body = self.body();
        let people = body.invitees.len();
        let hear = Callback::new(move |answer| {
            self.busy.set(false);
            match answer {
                Answer::Done => {
                    self.rows.set(vec![Row::default()]);
                    self.note.set(String::new());
                    self.confirming.set(false);
                    self.sent.run(people);
                }
                Answer::ChangedMeanwhile => self.general.set("Something changed meanwhile. Try again.".to_owned()),
                Answer::Refused(problem) => self.refuse(problem),
            }
        });
        self.board.ask_and_hear(Wish::Invite(body), hear);
    }

    /// Back to the form, with what is wrong.
    fn refuse(self, problem: Problem) {
        let unnamed = problem.errors.is_empty();
        self.general.set(if unnamed {
            problem.detail
        } else {
            "Nothing was sent. Correct what is marked, then try again.".to_owned()
        });
        self.errors.set(problem.errors);
        self.confirming.set(false);
    }

    fn error(self, pointer: &str) -> String {
        self.errors.with(|all| {
            all.iter().filter(|e| e.pointer == pointer).map(|e| sentence(&e.detail)).collect::<Vec<_>>().join(" ")
        })
    }

    /// Puts pasted people where the cursor is; the first takes the row itself.
    fn spread(self, at: usize, people: Vec<Addressed>) {
        self.rows.update(|rows| {
            let edit = rows.get(at).is_some_and(|r| r.edit);
            let new = people.into_iter().map(|p| Row { email: p.email, name: p.name, edit });
            let end = (at + 1).min(rows.len());
            rows.splice(at.min(end)..end, new);
        });
        self.errors.set(Vec::new());
    }
}

fn ask(s: Sharing) -> AnyView {
    let rows = move || (0..s.rows.with(Vec::len)).map(|at| row(s, at)).collect::<Vec<_>>();
    let note_error = move || s.error("/note");
    let add = move |_| s.rows.update(|rows| rows.push(Row::default()));
    view! {
        <form class="share" on:submit=move |e| { e.prevent_default(); s.review(); }>
            <p class="dim">"Each person gets an e-mail with a link of their own. No account, no password. Paste a list to fill several rows."</p>
            {suggestions(s)}
            <ol>{rows}</ol>
            <button type="button" class="quiet add" on:click=add>{look::icon(IconName::Plus)}"Another person"</button>
            <div class="ask wide">
                <label for="share-note">"Personal note"</label>
                <textarea id="share-note" class="textarea" rows="3" prop:value=move || s.note.get() on:input=move |e| s.note.set(event_target_value(&e))></textarea>
                <p class="help error">{note_error}</p>
            </div>
            <p class="trouble" role="alert">{move || [s.general.get(), s.error("/invitees")].concat()}</p>
            <div class="buttons"><button type="submit" class="btn btn-sm btn-primary">"Look over and send"</button></div>
        </form>
    }
    .into_any()
}

/// The buyer's people who have no link yet, to take with one click.
fn suggestions(s: Sharing) -> AnyView {
    let board = Board::here();
    let without = move || {
        let is_in = |email: &str| s.rows.with(|rows| rows.iter().any(|r| r.email.trim().eq_ignore_ascii_case(email)));
        let has_link = |p: &Stakeholder| p.grant.as_ref().is_some_and(|g| g.status != GrantStatus::Revoked);
        let of =
            |p: &&Stakeholder| p.side == Side::Buyer && !has_link(p) && p.email.as_deref().is_some_and(|e| !is_in(e));
        board.plan.with(|plan| plan.stakeholders.iter().filter(of).cloned().collect::<Vec<_>>())
    };
    let take = move |p: &Stakeholder| {
        let row = Row { email: p.email.clone().unwrap_or_default(), name: p.name.clone(), edit: true };
        s.rows.update(|rows| {
            rows.retain(|r| !r.email.trim().is_empty());
            rows.push(row);
        });
    };
    let chip = move |p: Stakeholder| {
        let name = p.name.clone();
        view! { <button type="button" class="chip" on:click=move |_| take(&p)>{look::icon(IconName::Plus)}{name}</button> }
    };
    (move || view! { <div class="chips">{without().into_iter().map(chip).collect::<Vec<_>>()}</div> }).into_any()
}

fn row(s: Sharing, at: usize) -> AnyView {
    let id = ["share-", &at.to_string()].concat();
    let pointer = move |field: &str| ["/invitees/", &at.to_string(), "/", field].concat();
    let error = move || [s.error(&pointer("email")), s.error(&pointer("name"))].concat();
    let invalid = move || (!s.error(&pointer("email")).is_empty()).then_some("true");
    let email = move || s.rows.with(|rows| rows.get(at).map(|r| r.email.clone()).unwrap_or_default());
    let typed = move |text: String| {
        s.errors.update(|all| all.retain(|e| e.pointer != pointer("email")));
        s.rows.update(|rows| rows.get_mut(at).into_iter().for_each(|r| r.email = text.clone()));
    };
    let pasted = move |e: leptos::ev::ClipboardEvent| {
        let text = e.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        let people = addresses(&text);
        if people.len() > 1 || people.iter().any(|p| !p.name.is_empty()) {
            e.prevent_default();
            s.spread(at, people);
        }
    };
    // A list that is typed rather than pasted becomes rows when the field is left.
    let left = move |_| {
        let people =
            addresses(&s.rows.with_untracked(|rows| rows.get(at).map(|r| r.email.clone()).unwrap_or_default()));
        if people.len() > 1 {
            s.spread(at, people);
        }
    };
    let chosen = s.rows.with_untracked(|rows| rows.get(at).is_some_and(|r| r.edit));
    let choices = [Choice::of("view", "View only"), Choice::of("edit", "Edit")];
    let set =
        move |value: String| s.rows.update(|rows| rows.get_mut(at).into_iter().for_each(|r| r.edit = value == "edit"));
    let remove = move |_| {
        s.rows.update(|rows| {
            if rows.len() > 1 && at < rows.len() {
                rows.remove(at);
            }
        });
    };
    let (help, label) = (id.clone() + "-help", id.clone());
    view! {
        <li>
            <label class="sr-only" for=label>"E-mail address"</label>
            <input id=id class="input" type="text" inputmode="email" autocomplete="off" placeholder="name@company.example" aria-describedby=help.clone() aria-invalid=invalid
                prop:value=email on:input=move |e| typed(event_target_value(&e)) on:paste=pasted on:blur=left />
            <select class="select" aria-label="Access" on:change=move |e| set(event_target_value(&e))>{options(&choices, if chosen { "edit" } else { "view" })}</select>
            <button type="button" class="quiet" title="Remove this row" aria-label="Remove this row" on:click=remove>{look::icon(IconName::Cross)}</button>
            <p class="help error" id=help>{error}</p>
        </li>
    }
    .into_any()
}

fn confirm(s: Sharing) -> AnyView {
    let body = s.body();
    let people = body.invitees.iter().map(|i| {
        let name = i.name.clone().unwrap_or_default();
        let shown = if name.is_empty() { i.email.clone() } else { name.clone() };
        let address = (!name.is_empty()).then(|| view! { <span class="dim">{i.email.clone()}</span> });
        view! { <li>{look::face(&shown, Side::Buyer)}<span>{shown}" "{address}</span><b>{wording::access(i.access)}</b></li> }
    });
    let people = people.collect::<Vec<_>>();
    let word =
        ["Send ", &wording::count(i64::try_from(people.len()).unwrap_or(0), "invitation", "invitations")].concat();
    view! {
        <div class="share confirm">
            <p>"Each of them gets an e-mail that names the deal, the milestones they answer for and the actions that wait for them, with a link of their own that holds for 90 days:"</p>
            <ul class="people">{people}</ul>
            {mails::shown(s.mails)}
            <p class="trouble" role="alert">{move || s.general.get()}</p>
            <div class="buttons">
                <button type="button" class="btn btn-sm btn-primary" disabled=move || s.busy.get() on:click=move |_| s.send()>{word}</button>
                <button type="button" class="btn btn-sm btn-ghost" on:click=move |_| s.confirming.set(false)>"Back"</button>
            </div>
        </div>
    }
    .into_any()
}
