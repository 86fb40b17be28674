//! What a signed-in page shows while it is asked who is here.

use crate::components::{layout::Page, ui::Skeleton};
use leptos::prelude::*;

/// Grey lines where the page will be.
#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <Page>
            <Skeleton />
        </Page>
    }
}
