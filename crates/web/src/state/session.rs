//! Who is here: the signed-in user, and the plans this browser joined as a guest. Both can be at once.

use crate::{
    api::{self, Identity},
    browser,
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{account::Me, id::PlanId};

/// That a user was signed in on this browser: whether to ask for a session before showing a guest's page. Not secret.
const USER_HINT: &str = "tandem.user";
/// Plans joined on this browser, newest first. Not secret: the cookies are what opens them.
const JOINED: &str = "tandem.joined";
/// Most joined plans remembered.
const JOINED_MAX: usize = 50;

/// Where signing in stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Nobody.
    Nobody,
    /// This user.
    User(Box<Me>),
}

/// Who is here.
#[derive(Clone, Copy)]
pub struct Session {
    who: RwSignal<Who>,
}

impl Session {
    /// The user, if known.
    #[must_use]
    pub fn me(self) -> Option<Me> {
        match self.who.get() {
            Who::User(me) => Some(*me),
            Who::Unknown | Who::Nobody => None,
        }
    }

    /// Where signing in stands; tracked.
    #[must_use]
    pub fn who(self) -> Who {
        self.who.get()
    }

    /// Notes who signed in, or how they are called now.
    pub fn enter(self, me: Me) {
        browser::remember(USER_HINT, Some("1"));
        self.who.set(Who::User(Box::new(me)));
    }

    /// Asks by the refresh cookie, once. On a plan's page only when a user was signed in here before, so that guests see no refused request.
    pub fn resume(self, only_if_hinted: bool) {
        if self.who.get_untracked() != Who::Unknown {
            return;
        }
        if only_if_hinted && browser::recall(USER_HINT).is_none() {
            self.who.set(Who::Nobody);
            return;
        }
        spawn_local(async move {
            match api::auth::resume().await {
                Ok(Some(me)) => self.enter(me),
                Ok(None) | Err(_) => self.left(),
            }
        });
    }

    /// Signs out.
    pub fn sign_out(self) {
        spawn_local(async move {
            // Whatever the service says, this page forgets.
            let _ = api::auth::sign_out().await;
            self.left();
        });
    }

    fn left(self) {
        browser::remember(USER_HINT, None);
        // Told twice when a token could not be renewed: only the first is news.
        if self.who.get_untracked() != Who::Nobody {
            self.who.set(Who::Nobody);
        }
    }
}

thread_local! {
    /// The one session of this page, for the API's notice that it ended.
    static CURRENT: std::cell::Cell<Option<Session>> = const { std::cell::Cell::new(None) };
}

pub(super) fn provide() {
    let session = Session { who: RwSignal::new(Who::Unknown) };
    provide_context(session);
    CURRENT.set(Some(session));
    api::on_session_lost(|identity| match identity {
        Identity::User => {
            if let Some(session) = CURRENT.get() {
                session.left();
            }
        }
        Identity::Guest(plan) => forget_plan(plan),
    });
}

/// Who is here.
#[must_use]
#[expect(clippy::expect_used, reason = "the app provides it before any page")]
pub fn use_session() -> Session {
    use_context::<Session>().expect("the session is provided")
}

/// The plans joined on this browser, newest first.
#[must_use]
pub fn joined_plans() -> Vec<PlanId> {
    let text = browser::recall(JOINED).unwrap_or_default();
    text.split(' ').filter_map(|id| id.parse().ok()).collect()
}

/// Remembers that this browser joined a plan.
pub fn remember_plan(plan: &PlanId) {
    let others = joined_plans().into_iter().filter(|p| p != plan);
    keep(std::iter::once(plan.clone()).chain(others));
}

fn forget_plan(plan: &PlanId) {
    keep(joined_plans().into_iter().filter(|p| p != plan));
}

fn keep(plans: impl Iterator<Item = PlanId>) {
    let words: Vec<String> = plans.take(JOINED_MAX).map(|p| p.to_string()).collect();
    browser::remember(JOINED, (!words.is_empty()).then(|| words.join(" ")).as_deref());
}
