//! Tabs that are links: each has its own URL.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabLink {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub label: String,
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// What they are tabs of.
    #[prop(into)]
    label: String,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<TabLink>>,
    /// The `href` of the one shown now.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    view! {
        <nav class="tab-row" aria-label=label>
            {move || {
                tabs.get()
                    .into_iter()
                    .map(|tab| {
                        let href = tab.href.clone();
                        let is_current = Memo::new(move |_| current.get() == href);
                        view! {
                            <a
                                href=tab.href
                                class="tab-link"
                                class:tab-current=move || is_current.get()
                                aria-current=move || is_current.get().then_some("page")
                            >
                                {tab.label}
                            </a>
                        }
                    })
                    .collect_view()
            }}
        </nav>
    }
}
