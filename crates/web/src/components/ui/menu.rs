//! A menu that opens below its button; closes on a choice, on Escape and on a click elsewhere.

use super::{Icon, IconName};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// An open menu is closed; its button gets the focus if a person closed it from within.
fn close(menu: NodeRef<html::Details>, give_focus: bool) {
    let Some(details) = menu.get_untracked().filter(|d| d.open()) else { return };
    details.set_open(false);
    if give_focus
        && let Ok(Some(summary)) = details.query_selector("summary")
        && let Some(summary) = summary.dyn_ref::<web_sys::HtmlElement>()
    {
        let _ = summary.focus();
    }
}

/// Closes it on a click anywhere else.
fn close_elsewhere(menu: NodeRef<html::Details>) {
    let elsewhere = window_event_listener(ev::click, move |event| {
        let inside = menu.get_untracked().is_some_and(|d| {
            event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok()).is_some_and(|t| d.contains(Some(&t)))
        });
        if !inside {
            close(menu, false);
        }
    });
    on_cleanup(move || elsewhere.remove());
}

/// A menu.
#[component]
pub fn Menu(
    /// What it offers, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows; the label is then read out only. With no icon the button shows the label.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What the button shows instead of icon or label.
    #[prop(optional, into)]
    face: Option<ViewFn>,
    /// [`MenuItem`]s and [`MenuLink`]s.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    close_elsewhere(node);
    let class = match (&face, icon) {
        (Some(_), _) => "menu-face",
        (None, Some(_)) => "btn btn-ghost btn-sm btn-square",
        (None, None) => "btn btn-ghost btn-sm",
    };
    view! {
        <details
            node_ref=node
            class="dropdown dropdown-end"
            on:keydown=super::on(move |event: leptos::ev::KeyboardEvent| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close(node, true);
                }
            })
        >
            <summary class=class title=move || label.get()>
                {match (face, icon) {
                    (Some(face), _) => view! { {face.run()} <span class="sr-only">{move || label.get()}</span> }.into_any(),
                    (None, Some(name)) => view! { <Icon name=name /> <span class="sr-only">{move || label.get()}</span> }.into_any(),
                    (None, None) => view! { {move || label.get()} <Icon name=IconName::ChevronDown /> }.into_any(),
                }}
            </summary>
            <ul class="dropdown-content menu-box" on:click=super::on(move |_| close(node, true))>
                {children()}
            </ul>
        </details>
    }
}

/// One thing a menu does.
#[component]
pub fn MenuItem(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What a click does.
    #[prop(into)]
    on_click: Callback<()>,
    /// Before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Destroys something.
    #[prop(optional)]
    danger: bool,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <li>
            <button type="button" class=if danger { "menu-danger" } else { "" } disabled=disabled on:click=super::on(move |_| on_click.run(()))>
                {icon.map(|name| view! { <Icon name=name /> })}
                {move || label.get()}
            </button>
        </li>
    }
}

/// One page a menu leads to.
#[component]
pub fn MenuLink(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Before the name.
    #[prop(optional)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <li>
            <a href=href>
                {icon.map(|name| view! { <Icon name=name /> })}
                {move || label.get()}
            </a>
        </li>
    }
}
