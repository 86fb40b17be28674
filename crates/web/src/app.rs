//! Which page is shown, and what stands around it.

use crate::{
    browser,
    components::{
        layout::{GuestBar, Mark, NotThere, SkipLink, UserBar},
        ui::{IconName, MenuItem, ToastCard, rows},
    },
    routes::routes,
    state::{
        self,
        bar::{Bar, use_bar},
        online::use_online,
        session::use_session,
        theme::{Theme, use_theme},
        use_toasts,
    },
};
use leptos::prelude::*;
use leptos_router::{components::Router, hooks::use_location};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    state::provide();
    view! {
        <Router>
            <SkipLink />
            <TopBar />
            <Offline />
            <main id="main" tabindex="-1">
                {routes()}
            </main>
            <ToastList />
        </Router>
    }
}

/// The page that is not there.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    browser::set_title("Not found");
    view! { <NotThere /> }
}

#[component]
fn TopBar() -> impl IntoView {
    let (bar, session, path) = (use_bar(), use_session(), use_location().pathname);
    let toasts = use_toasts();
    move || match bar.get() {
        Bar::None => ().into_any(),
        Bar::Awaited => view! { <header class="bar"><div class="bar-inner"><Mark /></div></header> }.into_any(),
        Bar::User => {
            let me = move |read: fn(&tandem_shared::account::Me) -> &String| {
                session.me().as_ref().map(read).cloned().unwrap_or_default()
            };
            view! {
                <UserBar
                    name=Signal::derive(move || me(|me| &me.user.name))
                    organization=Signal::derive(move || me(|me| &me.organization.name))
                    path=path
                    on_sign_out=move |()| {
                        session.sign_out();
                        toasts.done("You are signed out.");
                    }
                    theme_items=|| view! { <ThemeItems /> }
                />
            }
            .into_any()
        }
        Bar::Guest { seller, buyer, name } => {
            view! { <GuestBar seller=seller buyer=buyer name=name theme_items=|| view! { <ThemeItems /> } /> }
                .into_any()
        }
    }
}

/// The choice of light, dark and the system's.
#[component]
fn ThemeItems() -> impl IntoView {
    let theme = use_theme();
    [
        (Theme::System, "As the system", IconName::Monitor),
        (Theme::Light, "Light", IconName::Sun),
        (Theme::Dark, "Dark", IconName::Moon),
    ]
    .map(|(choice, label, icon)| {
        let label =
            Signal::derive(move || if theme.get() == choice { format!("{label} (chosen)") } else { label.to_owned() });
        view! { <MenuItem label=label icon=icon on_click=move |()| theme.set(choice) /> }
    })
    .collect_view()
}

#[component]
fn Offline() -> impl IntoView {
    let online = use_online();
    view! {
        <Show when=move || !online.get()>
            <div class="offline" role="status">"You are offline. What you see may be old; changes cannot be saved now."</div>
        </Show>
    }
}

#[component]
fn ToastList() -> impl IntoView {
    let toasts = use_toasts();
    let ids = Memo::new(move |_| toasts.list().with(|all| all.iter().map(|t| t.id.to_string()).collect::<Vec<_>>()));
    let card = move |id: String| {
        let toast = toasts.list().with_untracked(|all| all.iter().find(|t| t.id.to_string() == id).copied())?;
        Some(view! {
            <ToastCard
                text=toast.text.get_value()
                wrong=toast.tone == state::toasts::Tone::Wrong
                offer=toast.offer
                on_close=move |()| toasts.close(toast.id)
            />
        })
    };
    view! { <div class="toasts">{rows(ids, move |id| card(id).into_any())}</div> }
}
