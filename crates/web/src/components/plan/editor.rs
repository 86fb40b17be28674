//! A form in place: keeps what was typed when it is refused, and lets a person choose when somebody else was quicker.

use super::{
    board::Board,
    clash::{self, Clash},
    draft::Draft,
    fields::{Field, Wiring, field, sentence},
    wish::Answer,
};
use leptos::prelude::*;
use tandem_shared::error::Problem;

/// What is to be saved: what is typed, what was there when it was opened, the version that was on the screen, and who wants to hear.
pub(crate) type Save = (Draft, Draft, i32, Callback<Answer>);

/// A form: what it asks for and what becomes of it.
pub(crate) struct Editor {
    /// Its key among the open forms.
    pub(crate) key: String,
    /// The word on its button.
    pub(crate) save_label: &'static str,
    /// What it asks for.
    pub(crate) fields: Vec<Field>,
    /// What is there before typing.
    pub(crate) base: Draft,
    /// The version on the screen; 0 for a new thing.
    pub(crate) version: i32,
    /// Saves it.
    pub(crate) save: Callback<Save>,
    /// The thing as it is now, for choosing when it changed meanwhile.
    pub(crate) now: Option<Callback<(), Option<(Draft, i32)>>>,
    /// Whether it stays open for the next one.
    pub(crate) again: bool,
}

#[derive(Clone, Copy)]
struct Open {
    /// What hears the answers belongs to the form, not to the dialog that may have sent it.
    owner: StoredValue<Owner>,
    board: Board,
    key: StoredValue<String>,
    base: RwSignal<(Draft, i32)>,
    wiring: Wiring,
    general: RwSignal<String>,
    busy: RwSignal<bool>,
    clash: RwSignal<Option<Clash>>,
    save: Callback<Save>,
    now: Option<Callback<(), Option<(Draft, i32)>>>,
    again: bool,
}

impl Open {
    fn of(editor: &Editor) -> Self {
        Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            // Taken now: what runs after an answer has no context.
            board: Board::here(),
            key: StoredValue::new(editor.key.clone()),
            base: RwSignal::new((editor.base.clone(), editor.version)),
            wiring: Wiring { draft: RwSignal::new(editor.base.clone()), errors: RwSignal::new(Vec::new()) },
            general: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            clash: RwSignal::new(None),
            save: editor.save,
            now: editor.now,
            again: editor.again,
        }
    }

    fn send(self) {
        self.busy.set(true);
        self.general.set(String::new());
        let (base, version) = self.base.get_untracked();
        let key = self.key.get_value();
        let hear = move |answer| match answer {
            // The page may have been drawn anew meanwhile, and this form with it.
            Answer::Done if !self.again => {
                self.board.close_form(&key);
                // To what was added the page goes, which knows it.
                if !key.starts_with("new:") {
                    go_back(&key);
                }
            }
            _ if self.key.try_get_value().is_some() => self.hear(answer),
            _ => {}
        };
        let hear = self.owner.with_value(|owner| owner.with(|| Callback::new(hear)));
        self.save.run((self.wiring.draft.get_untracked(), base, version, hear));
    }

    fn hear(self, answer: Answer) {
        self.busy.set(false);
        match answer {
            Answer::Done => {
                self.wiring.draft.set(self.base.get_untracked().0);
                focus_first(&self.key.get_value());
            }
            Answer::Refused(problem) => self.refuse(problem),
            Answer::ChangedMeanwhile => self.reconcile(),
        }
    }

    fn refuse(self, problem: Problem) {
        let unnamed = problem.errors.is_empty();
        self.wiring.errors.set(problem.errors);
        self.general.set(if unnamed { problem.detail } else { String::new() });
        let key = self.key.get_value();
        request_animation_frame(move || focus(&["[id='form-", &key, "'] [aria-invalid=true]"].concat()));
    }

    /// Somebody else was quicker: what only they changed is taken over; where both changed one field, the person chooses.
    fn reconcile(self) {
        let Some((theirs, version)) = self.now.and_then(|now| now.run(())) else {
            return self.general.set("It was deleted meanwhile. Copy what you need and cancel.".to_owned());
        };
        let (base, _) = self.base.get_untracked();
        let mine = self.wiring.draft.get_untracked();
        let fields = mine.conflicts(&base, &theirs);
        self.wiring.draft.set(mine.onto(&base, &theirs));
        self.base.set((theirs.clone(), version));
        if fields.is_empty() {
            self.send();
        } else {
            self.clash.set(Some(Clash { fields, theirs }));
        }
    }

    fn close(self) {
        let key = self.key.get_value();
        self.board.close_form(&key);
        go_back(&key);
    }

    fn cancel_if_unchanged(self) {
        let (base, _) = self.base.get_untracked();
        if self.wiring.draft.with_untracked(|d| *d == base) {
            self.close();
        }
    }
}

/// Moves the focus, if there is something to move it to.
pub(crate) fn focus(selector: &str) {
    use wasm_bindgen::JsCast;
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// After a form was closed the keyboard goes on where it was opened.
fn go_back(key: &str) {
    let selector = ["[data-new='", key, "'], [data-row='", key, "'], li[id='", key, "']"].concat();
    request_animation_frame(move || {
        if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
            focus(&selector);
        }
    });
}

fn focus_first(key: &str) {
    let selector = ["[id='form-", key, "'] :is(input, textarea, select)"].concat();
    request_animation_frame(move || focus(&selector));
}

/// The form.
pub(crate) fn editor(editor: Editor) -> AnyView {
    let open = Open::of(&editor);
    let fields = StoredValue::new(editor.fields.clone());
    let key = editor.key;
    let inputs = editor.fields.into_iter().map(|f| field(f, &key, open.wiring)).collect::<Vec<_>>();
    // Pointers that no field shows are said above the buttons.
    let unplaced = move || {
        let is_placed =
            |e: &tandem_shared::error::FieldError| fields.with_value(|all| all.iter().any(|f| f.is_about(e)));
        open.wiring
            .errors
            .with(|all| all.iter().filter(|e| !is_placed(e)).map(|e| sentence(&e.detail)).collect::<Vec<_>>().join(" "))
    };
    let trouble = move || [open.general.get(), unplaced()].concat();
    focus_first(&key);
    view! {
        <form class="editor" id="form-".to_owned() + &key novalidate=true
            on:submit=move |e| { e.prevent_default(); open.send(); }
            on:keydown=move |e| match e.key().as_str() {
                "Escape" => open.cancel_if_unchanged(),
                "Enter" if e.ctrl_key() || e.meta_key() => open.send(),
                _ => {}
            }>
            <div class="fields">{inputs}</div>
            <p class="trouble" role="alert">{trouble}</p>
            <div class="buttons">
                <button type="submit" class="btn btn-sm btn-primary" disabled=move || open.busy.get()>{editor.save_label}</button>
                <button type="button" class="btn btn-sm btn-ghost" on:click=move |_| open.close()>{if open.again { "Close" } else { "Cancel" }}</button>
            </div>
            {move || open.clash.get().map(|clash| clash::dialog(clash, fields.get_value(), open.wiring.draft, Callback::new(move |save: bool| {
                open.clash.set(None);
                if save { open.send(); }
            })))}
        </form>
    }
    .into_any()
}
