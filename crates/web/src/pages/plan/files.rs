//! The plan to take along: gives it as a file, makes and revokes addresses for calendar programs.

use super::wishes::Desk;
use crate::{
    api::{ApiError, updates as api},
    browser,
    components::plan::updates::files::{Wanted, files},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::calendar_feed::CalendarFeed;

/// What this part keeps.
#[derive(Clone, Copy)]
struct Taking {
    desk: Desk,
    /// Addresses that the viewer manages; none for who may not make any.
    feeds: RwSignal<Option<Vec<CalendarFeed>>>,
    /// The newest address, told once.
    made: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// The file that is being made: a PDF takes a moment.
    waits: RwSignal<Option<&'static str>>,
}

/// Files, print and addresses.
pub(super) fn area(desk: Desk, may_feed: bool) -> AnyView {
    let (feeds, made) = (RwSignal::new(None), RwSignal::new(None));
    let waits = RwSignal::new(None);
    let taking = Taking { desk, feeds, made, busy: RwSignal::new(false), waits };
    if may_feed {
        taking.load();
    }
    files(feeds.into(), made, waits.into(), Callback::new(move |wanted| taking.act(wanted)))
}

impl Taking {
    fn load(self) {
        spawn_local(async move {
            match api::feeds(&self.desk.open.id()).await {
                Ok(all) => drop(self.feeds.try_set(Some(all))),
                Err(error) => self.desk.toasts.failed(&error),
            }
        });
    }

    fn act(self, wanted: Wanted) {
        match wanted {
            Wanted::File(ending, for_buyer) => {
                if !self.busy.get_untracked() {
                    self.waits.set(Some(ending));
                }
                self.run(
                    async move |desk| api::export(&desk.open.id(), ending, for_buyer || desk.open.as_buyer()).await,
                    |_, (name, bytes)| browser::download_bytes(&name, &bytes),
                );
            }
            Wanted::Print => drop(window().print()),
            Wanted::Address => self.run(
                async move |desk| api::make_feed(&desk.open.id()).await,
                |taking, feed| {
                    taking.made.set(feed.url);
                    taking.load();
                },
            ),
            Wanted::Revoke(id) => self.run(
                async move |desk| api::revoke_feed(&desk.open.id(), &id).await,
                |taking, ()| {
                    taking.made.set(None);
                    taking.load();
                    taking.desk.toasts.done("The address is revoked.");
                },
            ),
            Wanted::Copy(url) => self.copy(url),
        }
    }

    fn copy(self, url: String) {
        spawn_local(async move {
            if browser::copy(&url).await {
                self.desk.toasts.done("Copied.");
            } else {
                self.desk.toasts.wrong("The browser did not allow it. Select the address and copy it.");
            }
        });
    }

    fn run<T: 'static>(
        self,
        call: impl AsyncFnOnce(Desk) -> Result<T, ApiError> + 'static,
        then: impl FnOnce(Self, T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            match call(self.desk).await {
                Ok(value) => then(self, value),
                Err(error) => self.desk.toasts.failed(&error),
            }
            self.busy.try_set(false);
            self.waits.try_set(None);
        });
    }
}
