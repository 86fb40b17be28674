//! Buttons: what a click does something with. What leads to another page is a link.

use super::{Icon, IconName};
use leptos::{ev::MouseEvent, prelude::*};

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do here.
    Primary,
    /// Any other.
    #[default]
    Plain,
    /// Without a frame.
    Ghost,
    /// Destroys something.
    Danger,
    /// The one thing to do here, for the buyer's side.
    Secondary,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Plain => "btn",
            Self::Ghost => "btn btn-ghost",
            Self::Danger => "btn btn-error",
            Self::Secondary => "btn btn-secondary",
        }
    }
}

/// A button with a text. While `busy` it keeps its place, says so, and does nothing.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: Kind,
    /// Before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What a click does.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// What it started is still going on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    /// Smaller, for use inside of rows.
    #[prop(optional)]
    small: bool,
    /// The text.
    children: Children,
) -> impl IntoView {
    let class = [kind.class(), if wide { "btn-block" } else { "" }, if small { "btn-xs" } else { "btn-sm" }].join(" ");
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            disabled=disabled
            aria-busy=move || busy.get().then_some("true")
            on:click=super::on(move |event: leptos::ev::MouseEvent| {
                if busy.get_untracked() {
                    event.prevent_default();
                } else if let Some(on_click) = on_click {
                    on_click.run(event);
                }
            })
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
            <Show when=move || busy.get()>
                <span class="loading" aria-hidden="true"></span>
            </Show>
        </button>
    }
}

/// A button that is only an icon; its label is read out and shown on hover.
#[component]
pub fn IconButton(
    /// What it shows.
    icon: IconName,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What a click does.
    #[prop(into)]
    on_click: Callback<MouseEvent>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether what it opens is open, if it opens something.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn-ghost btn-sm btn-square"
            title=move || label.get()
            aria-label=move || label.get()
            aria-expanded=move || expanded.map(|e| if e.get() { "true" } else { "false" })
            disabled=disabled
            on:click=super::on(move |event| on_click.run(event))
        >
            <Icon name=icon />
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    kind: Kind,
    /// Before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=move || href.get() class=format!("{} btn-sm", kind.class())>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </a>
    }
}
