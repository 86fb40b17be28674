//! Open screens: who waits for news of which plan. Streams subscribe, committed writes tell; the news itself is read from the store by each stream.

use crate::{
    db::{Signal, Url},
    error::ApiError,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tandem_shared::id::PlanId;
use tokio::sync::{Notify, broadcast};

/// News that a stream may have missed before it is told to read everything anew.
const BACKLOG: usize = 256;

/// Everyone who waits for news.
pub struct Hub {
    plans: Mutex<HashMap<PlanId, broadcast::Sender<Signal>>>,
    people: broadcast::Sender<Signal>,
    mail: Arc<Notify>,
    closed: Arc<AtomicBool>,
    closing: Arc<Notify>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            plans: Mutex::default(),
            people: broadcast::channel(BACKLOG).0,
            mail: Arc::default(),
            closed: Arc::default(),
            closing: Arc::default(),
        }
    }
}

impl Hub {
    /// News of one plan, and of people whose access changed.
    #[must_use]
    pub fn subscribe(&self, plan: &PlanId) -> (broadcast::Receiver<Signal>, broadcast::Receiver<Signal>) {
        let mut plans = self.plans();
        let news = plans.entry(plan.clone()).or_insert_with(|| broadcast::channel(BACKLOG).0).subscribe();
        (news, self.people.subscribe())
    }

    /// Forgets a plan that nobody watches any more.
    pub fn forget(&self, plan: &PlanId) {
        let mut plans = self.plans();
        // The caller's own receiver still counts while it asks.
        if plans.get(plan).is_some_and(|news| news.receiver_count() <= 1) {
            plans.remove(plan);
        }
    }

    /// Tells what committed writes have to tell.
    pub fn tell_all(&self, signals: &[Signal]) {
        for signal in signals {
            self.tell(signal.clone());
        }
    }

    fn tell(&self, signal: Signal) {
        match &signal {
            Signal::Event { plan, .. } => {
                if let Some(news) = self.plans().get(plan) {
                    // Nobody listening is no failure.
                    news.send(signal).ok();
                }
            }
            Signal::Grant { .. } | Signal::User { .. } => {
                self.people.send(signal).ok();
            }
            Signal::Mail => self.mail.notify_one(),
        }
    }

    /// Wakes when mail waits to be sent.
    #[must_use]
    pub fn mail(&self) -> Arc<Notify> {
        self.mail.clone()
    }

    /// Whether the service is ending.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    /// Resolves once the service is ending.
    pub async fn closing(&self) {
        let closing = self.closing.notified();
        if !self.is_closed() {
            closing.await;
        }
    }

    /// Ends every stream.
    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.closing.notify_waiters();
        self.plans().clear();
    }

    /// Hears other replicas' commits, and our own, through PostgreSQL's notifications.
    ///
    /// # Errors
    /// When no thread can be made.
    pub fn listen(self: &Arc<Self>, url: &Url) -> Result<(), ApiError> {
        let (hub, url) = (Arc::downgrade(self), url.clone());
        let run = move || {
            let stopped = || hub.upgrade().is_none_or(|hub| hub.is_closed());
            let tell = |signal| {
                if let Some(hub) = hub.upgrade() {
                    hub.tell(signal);
                }
            };
            crate::db::listen(&url, &tell, &stopped);
        };
        std::thread::Builder::new().name("listener".into()).spawn(run).map(drop).map_err(ApiError::internal)
    }

    fn plans(&self) -> MutexGuard<'_, HashMap<PlanId, broadcast::Sender<Signal>>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
