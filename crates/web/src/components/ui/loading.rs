//! The one component for waiting, failing and showing.

use super::ErrorState;
use crate::load::Failure;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Failed,
    Ready,
}

/// Shows a skeleton while there is no value, the failure when there is none to come, and its content once there is one. The content is made once and gets
/// a signal that follows the value.
#[component]
pub fn Loading<T, C, V>(
    /// The value.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// Why there is none.
    #[prop(into)]
    failure: Signal<Option<Failure>>,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// What is shown while waiting; grey lines when left out.
    #[prop(optional, into)]
    waiting: Option<ViewFn>,
    /// The content.
    children: C,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    C: Fn(Signal<T>) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let stage = Memo::new(move |_| {
        if value.with(Option::is_some) {
            Stage::Ready
        } else if failure.with(Option::is_some) {
            Stage::Failed
        } else {
            Stage::Waiting
        }
    });
    move || match stage.get() {
        Stage::Waiting => waiting.as_ref().map_or_else(|| view! { <Skeleton /> }.into_any(), ViewFn::run),
        Stage::Failed => {
            let failure = failure.get_untracked();
            failure.map(|failure| view! { <ErrorState failure=failure on_retry=on_retry /> }).into_any()
        }
        Stage::Ready => {
            let Some(first) = value.get_untracked() else { return ().into_any() };
            let shown = RwSignal::new(first);
            Effect::new(move |before: Option<()>| {
                let newer = value.get();
                if let (Some(()), Some(newer)) = (before, newer) {
                    shown.set(newer);
                }
            });
            children(shown.into()).into_any()
        }
    }
}

/// Grey lines where a list will be.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 6)]
    rows: u8,
) -> impl IntoView {
    view! {
        <div class="skeleton-rows" role="status">
            <span class="sr-only">"Loading"</span>
            {(0..rows).map(|_| view! { <div class="skeleton skeleton-row"></div> }).collect_view()}
        </div>
    }
}
