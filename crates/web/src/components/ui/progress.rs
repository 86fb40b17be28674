//! How far something is.

use leptos::prelude::*;
use tandem_shared::plan::Progress;

/// A bar with its percentage.
#[component]
pub fn ProgressBar(
    /// Done of all.
    #[prop(into)]
    progress: Signal<Progress>,
) -> impl IntoView {
    let said = move || {
        let p = progress.get();
        format!("{} of {} milestones done", p.done, p.total)
    };
    view! {
        <span class="progress-row" title=said>
            <progress class="progress progress-primary progress-bar" value=move || progress.get().percent.to_string() max="100" aria-label=said></progress>
            <span class="muted tabular-nums text-xs">{move || format!("{}%", progress.get().percent)}</span>
        </span>
    }
}
