//! Boxes with a heading, and the head of a page.

use leptos::prelude::*;

/// The head of a page: its title, and what can be done on it.
#[component]
pub fn PageHead(
    /// The page's title.
    #[prop(into)]
    title: Signal<String>,
    /// Below the title.
    #[prop(optional, into)]
    detail: Option<ViewFn>,
    /// What can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="page-head">
            <div class="min-w-0">
                <h1 class="page-title">{move || title.get()}</h1>
                {detail.map(|detail| view! { <div class="muted text-sm mt-1">{detail.run()}</div> })}
            </div>
            {children.map(|children| view! { <div class="page-tools">{children()}</div> })}
        </div>
    }
}

/// A box with a heading.
#[component]
pub fn Panel(
    /// What it is about; none when empty.
    #[prop(optional, into)]
    title: Signal<String>,
    /// At the right of the heading.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel">
            {move || {
                let title = title.get();
                (!title.is_empty() || tools.is_some())
                    .then(|| {
                        view! {
                            <div class="panel-head">
                                <h2 class="panel-title">{title}</h2>
                                {tools.as_ref().map(ViewFn::run)}
                            </div>
                        }
                    })
            }}
            {children()}
        </section>
    }
}
