//! Short messages in a corner: what was done, with *Undo* where it can be undone; what went wrong.

use crate::{api::ApiError, browser};
use leptos::prelude::*;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something went wrong.
    Wrong,
}

/// One message.
#[derive(Clone, Copy)]
pub struct Toast {
    /// Tells it from others.
    pub id: u32,
    /// What it says.
    pub text: StoredValue<String>,
    /// What it is.
    pub tone: Tone,
    /// What can be done about it: the word on the button, and what a click does.
    pub offer: Option<(&'static str, Callback<()>)>,
}

/// All messages shown now.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

/// Milliseconds a message stays.
const STAYS: i32 = 7000;

impl Toasts {
    /// The messages, oldest first.
    #[must_use]
    pub fn list(self) -> Signal<Vec<Toast>> {
        self.list.into()
    }

    /// Says that something was done.
    pub fn done(self, text: impl Into<String>) {
        self.show(text.into(), Tone::Done, None);
    }

    /// Says that something was done, and offers to undo it.
    pub fn undoable(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.offer(text, "Undo", undo);
    }

    /// Says that something was done, and offers what can be done next.
    pub fn offer(self, text: impl Into<String>, word: &'static str, then: impl Fn() + Send + Sync + 'static) {
        // The page that offers it may be gone when it is used: the app keeps it.
        let then = self.owner.with_value(|owner| owner.with(|| Callback::new(move |()| then())));
        self.show(text.into(), Tone::Done, Some((word, then)));
    }

    /// Says why something did not work.
    pub fn failed(self, error: &ApiError) {
        self.wrong(error.message_with_fields());
    }

    /// Says what is wrong.
    pub fn wrong(self, text: impl Into<String>) {
        self.show(text.into(), Tone::Wrong, None);
    }

    /// Takes a message away.
    pub fn close(self, id: u32) {
        self.list.update(|list| list.retain(|t| t.id != id));
    }

    fn show(self, text: String, tone: Tone, offer: Option<(&'static str, Callback<()>)>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let text = self.owner.with_value(|owner| owner.with(|| StoredValue::new(text)));
        self.list.update(|list| {
            if list.len() > 2 {
                list.remove(0);
            }
            list.push(Toast { id, text, tone, offer });
        });
        leptos::task::spawn_local(async move {
            browser::sleep(STAYS).await;
            self.close(id);
        });
    }
}

pub(super) fn provide() {
    let owner = Owner::current().unwrap_or_default();
    provide_context(Toasts { list: RwSignal::default(), next: StoredValue::new(0), owner: StoredValue::new(owner) });
}

/// The messages.
#[must_use]
#[expect(clippy::expect_used, reason = "the app provides them before any page")]
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>().expect("toasts are provided")
}
