//! Fields of forms, drawn from a description: what a form asks for is a table, not a page of markup.

use super::draft::Draft;
use crate::format;
use leptos::prelude::*;
use tandem_shared::error::FieldError;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is stored.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
    /// The heading it stands under; empty for none.
    pub(crate) group: String,
}

impl Choice {
    /// Without a heading.
    pub(crate) fn of(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), group: String::new() }
    }
}

/// How a field is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line; the word is the input's type: `text`, `email`, `date`, `number`.
    Line(&'static str),
    /// Several lines.
    Prose,
    /// One of several.
    One(Vec<Choice>),
    /// Any of several.
    Many(Vec<Choice>),
    /// This value or an empty one.
    Tick(&'static str),
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name in the draft; errors point at it as `/name`.
    pub(crate) name: &'static str,
    /// What is read beside it.
    pub(crate) label: &'static str,
    /// A word of help; empty for none.
    pub(crate) hint: &'static str,
    /// How it is filled.
    pub(crate) kind: Kind,
    /// Whether it takes the whole width.
    pub(crate) wide: bool,
    /// Whether it is there only once something was said of it.
    pub(crate) on_demand: bool,
}

impl Field {
    /// With this name, label and kind.
    pub(crate) fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { name, label, hint: "", wide: matches!(kind, Kind::Prose | Kind::Many(_)), on_demand: false, kind }
    }

    /// With a word of help.
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// Over the whole width.
    pub(crate) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// There only once the service has asked for it.
    pub(crate) fn on_demand(mut self) -> Self {
        self.on_demand = true;
        self
    }

    /// A value of this field in words.
    pub(crate) fn words(&self, text: &str) -> String {
        let label = |value: &str, choices: &[Choice]| {
            choices.iter().find(|c| c.value == value).map_or_else(|| value.to_owned(), |c| c.label.clone())
        };
        match &self.kind {
            _ if text.is_empty() => "nothing".to_owned(),
            Kind::One(choices) => label(text, choices),
            Kind::Many(choices) => text.split_whitespace().map(|v| label(v, choices)).collect::<Vec<_>>().join(", "),
            Kind::Line("date") => text.parse().map_or_else(|_| text.to_owned(), format::day),
            Kind::Tick(_) => "yes".to_owned(),
            Kind::Line(_) | Kind::Prose => text.to_owned(),
        }
    }

    /// Whether an error is about this field.
    pub(crate) fn is_about(&self, error: &FieldError) -> bool {
        is_about(error, self.name)
    }
}

fn is_about(error: &FieldError, field: &str) -> bool {
    let rest = error.pointer.strip_prefix('/').unwrap_or(&error.pointer);
    let name = rest.split('/').next().unwrap_or_default();
    name == field || (field == "owner" && name.starts_with("owner_"))
}

/// What a field reads and writes.
#[derive(Clone, Copy)]
pub(crate) struct Wiring {
    /// What is typed.
    pub(crate) draft: RwSignal<Draft>,
    /// What is wrong with it.
    pub(crate) errors: RwSignal<Vec<FieldError>>,
}

impl Wiring {
    /// The field was changed: what was wrong with it is said no more.
    fn mend(self, name: &'static str) {
        self.errors.update(|all| all.retain(|e| !is_about(e, name)));
    }
}

/// The field with its label, help and error.
pub(crate) fn field(field: Field, key: &str, wiring: Wiring) -> AnyView {
    let id = [key, "-", field.name].concat();
    let (help, described) = (id.clone() + "-help", id.clone() + "-help");
    let about = field.clone();
    let error = Memo::new(move |_| {
        wiring.errors.with(|all| {
            all.iter().filter(|e| about.is_about(e)).map(|e| e.detail.clone()).collect::<Vec<_>>().join("; ")
        })
    });
    let Field { name, label, hint, kind, wide, on_demand } = field;
    // Once it is there it stays, whatever becomes of what was said.
    let was_asked = Memo::new(move |before| before == Some(&true) || !error.with(String::is_empty));
    let hidden = move || on_demand && !was_asked.get();
    let text = move || wiring.draft.with(|d| d.get(name).to_owned());
    let invalid = move || (!error.with(String::is_empty)).then_some("true");
    let set = move |value: String| {
        wiring.draft.update(|d| d.set(name, value));
        wiring.mend(name);
    };
    let tick = matches!(kind, Kind::Tick(_));
    let input = match kind {
        Kind::Line(kind) => view! {
            <input class="input" type=kind id=id.clone() aria-describedby=described aria-invalid=invalid prop:value=text
                autocomplete="off" min=(kind == "number").then_some("1") on:input=move |e| set(event_target_value(&e)) />
        }.into_any(),
        Kind::Prose => view! {
            <textarea class="textarea" rows="2" id=id.clone() aria-describedby=described aria-invalid=invalid prop:value=text
                on:input=move |e| set(event_target_value(&e))></textarea>
        }.into_any(),
        Kind::One(choices) => view! {
            <select class="select" id=id.clone() aria-describedby=described aria-invalid=invalid prop:value=text on:change=move |e| set(event_target_value(&e))>
                {options(&choices, &wiring.draft.with_untracked(|d| d.get(name).to_owned()))}
            </select>
        }.into_any(),
        Kind::Many(choices) => many(name, choices, wiring),
        Kind::Tick(value) => view! {
            <input type="checkbox" class="checkbox checkbox-sm" id=id.clone() aria-describedby=described prop:checked=move || text() == value
                on:change=move |e| set(if event_target_checked(&e) { value.to_owned() } else { String::new() }) />
        }.into_any(),
    };
    view! {
        <div class="ask" class:wide=wide class:tick=tick class:hidden=hidden>
            <label for=id>{label}</label>
            {input}
            <p class="help" id=help class:error=move || !error.with(String::is_empty)>
                {move || if error.with(String::is_empty) { hint.to_owned() } else { sentence(&error.get()) }}
            </p>
        </div>
    }
    .into_any()
}

/// What the server says of a field (*must not be blank*) as a sentence.
pub(crate) fn sentence(detail: &str) -> String {
    let mut letters = detail.chars();
    let first = letters.next().map(|c| crate::browser::upper(&c.to_string())).unwrap_or_default();
    let end = if detail.ends_with('.') { "" } else { "." };
    [first.as_str(), letters.as_str(), end].concat()
}

/// The options of a choice, under their headings.
pub(crate) fn options(choices: &[Choice], chosen: &str) -> AnyView {
    let mut groups: Vec<(&str, Vec<AnyView>)> = Vec::new();
    for choice in choices {
        let option = view! { <option value=choice.value.clone() selected=choice.value == chosen>{choice.label.clone()}</option> }.into_any();
        match groups.last_mut().filter(|(name, _)| *name == choice.group) {
            Some((_, options)) => options.push(option),
            None => groups.push((&choice.group, vec![option])),
        }
    }
    let group = |(name, options): (&str, Vec<AnyView>)| match name {
        "" => options.into_any(),
        _ => view! { <optgroup label=name.to_owned()>{options}</optgroup> }.into_any(),
    };
    groups.into_iter().map(group).collect::<Vec<_>>().into_any()
}

fn many(name: &'static str, choices: Vec<Choice>, wiring: Wiring) -> AnyView {
    let one = move |choice: Choice| {
        let (value, of_set, group) = (choice.value.clone(), choice.value, choice.group);
        let checked = move || wiring.draft.with(|d| d.parts(name).contains(&value.as_str()));
        // People are offered by the side that is chosen beside them.
        let hidden = move || {
            let side = wiring.draft.with(|d| d.get("side").to_owned());
            !group.is_empty() && !matches!(side.as_str(), "" | "joint") && side != group
        };
        view! {
            <label class="choice" class:hidden=hidden>
                <input type="checkbox" class="checkbox checkbox-xs" prop:checked=checked
                    on:change=move |_| {
                        wiring.draft.update(|d| d.toggle(name, &of_set));
                        wiring.mend(name);
                    } />
                {choice.label}
            </label>
        }
        .into_any()
    };
    view! { <div class="choices">{choices.into_iter().map(one).collect::<Vec<_>>()}</div> }.into_any()
}
