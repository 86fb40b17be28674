//! Parts of the app that are loaded when they are first shown, so that the first page is small.
//!
//! A function marked `#[wasm_split(name, fallible)]` ends up, with everything only it needs, in a file of its own; all functions with one name share a file.
//! Calling it loads the file first. [`late`] puts what it draws into the page: grey lines while it is loaded, and a way to try again when that failed.

use crate::{components::ui::ErrorState, load::Failure};
use leptos::{prelude::*, task::spawn_local};
use std::{
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering},
    task::{Context, Poll, Waker},
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use wasm_split_helpers::SplitLoaderError;

/// A part that could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// What is awaited for a part: the drawing of it.
pub(crate) type Part = Pin<Box<dyn Future<Output = Result<ViewFn, Missing>>>>;

type Load = StoredValue<Box<dyn Fn() -> Part>, LocalStorage>;

#[derive(Clone)]
enum Stage {
    Waiting,
    Failed,
    Ready(ViewFn),
}

impl From<Result<ViewFn, Missing>> for Stage {
    fn from(loaded: Result<ViewFn, Missing>) -> Self {
        loaded.map_or(Self::Failed, Self::Ready)
    }
}

/// What `load` loads, where it is put; `waiting` until then.
pub(crate) fn late(waiting: fn() -> AnyView, load: impl Fn() -> Part + 'static) -> AnyView {
    let load: Load = StoredValue::new_local(Box::new(load));
    let stage = RwSignal::new(Stage::Waiting);
    begin(load, stage);
    (move || match stage.get() {
        Stage::Waiting => waiting(),
        Stage::Failed => failed(Callback::new(move |()| begin(load, stage))),
        // What it reads while it is made must not make it anew.
        Stage::Ready(draw) => untrack(|| draw.run()),
    })
    .into_any()
}

#[wasm_bindgen]
extern "C" {
    /// Puts the parts' style sheet into the page, once; fulfilled when it is there or cannot be had. See `pack.mjs`.
    #[wasm_bindgen(js_name = lateStyle)]
    fn late_style() -> js_sys::Promise;
}

/// Whether the parts' style sheet is in the page.
static STYLED: AtomicBool = AtomicBool::new(false);

fn begin(load: Load, stage: RwSignal<Stage>) {
    let mut part = load.with_value(|load| load());
    // What was loaded before is shown at once, without a flash of grey.
    if STYLED.load(Ordering::Relaxed)
        && let Poll::Ready(loaded) = part.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    {
        return stage.set(loaded.into());
    }
    stage.set(Stage::Waiting);
    let style = JsFuture::from(late_style());
    spawn_local(async move {
        let loaded = part.await;
        drop(style.await);
        STYLED.store(true, Ordering::Relaxed);
        stage.try_set(loaded.into());
    });
}

fn failed(again: Callback<()>) -> AnyView {
    let failure = Failure {
        title: "This part could not be loaded".to_owned(),
        detail: "Check your connection and try again. If that does not help, reload the page: Tandem may have been updated meanwhile.".to_owned(),
        request_id: String::new(),
        remedy: crate::load::Remedy::Retry,
    };
    view! { <ErrorState failure=failure on_retry=again /> }.into_any()
}
