//! Parts of the settings.

pub mod calendar;
pub mod members;
pub mod stages;

use crate::{
    components::{
        layout::Page,
        ui::{PageHead, TabLink, Tabs},
    },
    route,
};
use leptos::prelude::*;

/// The frame of every settings page: its tabs.
#[component]
pub fn SettingsFrame(
    /// The URL of the page shown.
    current: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    let tabs = [
        (route::PROFILE, "Profile"),
        (route::ORGANIZATION, "Organization"),
        (route::MEMBERS, "Members"),
        (route::STAGES, "Stages"),
        (route::CALENDAR, "Calendar"),
    ];
    let tabs = tabs.map(|(href, label)| TabLink { href: href.to_owned(), label: label.to_owned() }).to_vec();
    view! {
        <Page narrow=true>
            <PageHead title="Settings" />
            <Tabs label="Settings" tabs=tabs current=current />
            <div class="settings-body">{children()}</div>
        </Page>
    }
}
