//! The bar at the top: the user's, and a guest's.

use super::Mark;
use crate::{
    components::ui::{Avatar, CompanyMark, Icon, IconName, Menu, MenuItem, MenuLink},
    route,
};
use leptos::prelude::*;
use tandem_shared::stakeholder::Side;

/// The signed-in user's bar.
#[component]
pub fn UserBar(
    /// The user's name.
    #[prop(into)]
    name: Signal<String>,
    /// The user's organization.
    #[prop(into)]
    organization: Signal<String>,
    /// Path of the page shown now.
    #[prop(into)]
    path: Signal<String>,
    /// Signs out.
    #[prop(into)]
    on_sign_out: Callback<()>,
    /// What the menu offers besides: the theme.
    #[prop(into)]
    theme_items: ViewFn,
) -> impl IntoView {
    let link = move |href: &'static str, label: &'static str, section: &'static str| {
        let current = Memo::new(move |_| path.with(|p| p.starts_with(section)));
        view! {
            <a href=href class="bar-link" class:bar-current=move || current.get() aria-current=move || current.get().then_some("page")>
                {label}
            </a>
        }
    };
    view! {
        <header class="bar">
            <div class="bar-inner">
                <a href=route::DEALS class="bar-home" aria-label="Tandem, to the deals"><Mark /></a>
                <nav class="bar-links" aria-label="Main">
                    {link(route::DEALS, "Deals", "/deals")}
                    {link(route::MY_ACTIONS, "My actions", "/my-actions")}
                    {link(route::PROFILE, "Settings", "/settings")}
                </nav>
                <span class="grow"></span>
                <Menu
                    label="Account"
                    face=move || move || view! { <Avatar name=name.get() side=Side::Seller beside_name=true /> }
                >
                    <li class="menu-title">{move || name.get()}<br/><span class="muted">{move || organization.get()}</span></li>
                    <MenuLink label="Profile" href=route::PROFILE icon=IconName::User />
                    {theme_items.run()}
                    <MenuItem label="Sign out" icon=IconName::LogOut on_click=on_sign_out />
                </Menu>
            </div>
        </header>
    }
}

/// A guest's bar: both companies, and who the guest is.
#[component]
pub fn GuestBar(
    /// The selling company.
    #[prop(into)]
    seller: String,
    /// The buying company.
    #[prop(into)]
    buyer: String,
    /// The guest's name.
    #[prop(into)]
    name: String,
    /// What the menu offers: the theme.
    #[prop(into)]
    theme_items: ViewFn,
) -> impl IntoView {
    let title = name.clone();
    view! {
        <header class="bar">
            <div class="bar-inner">
                <span class="bar-home" aria-label="Tandem" role="img"><Mark short=true /></span>
                <span class="bar-companies">
                    <CompanyMark name=seller.clone() side=Side::Seller />
                    <span class="bar-company">{seller}</span>
                    <span class="muted"><Icon name=IconName::ArrowRight /></span>
                    <CompanyMark name=buyer.clone() side=Side::Buyer />
                    <span class="bar-company">{buyer}</span>
                </span>
                <span class="grow"></span>
                <a href=route::MY_ACTIONS class="bar-link">"My actions"</a>
                <Menu label="You" face=move || view! { <Avatar name=name.clone() side=Side::Buyer beside_name=true /> }>
                    <li class="menu-title">{title}</li>
                    {theme_items.run()}
                </Menu>
            </div>
        </header>
    }
}
