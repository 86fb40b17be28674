//! How often a caller may try something: sliding windows in memory, by the service's own clock. One replica counts for itself.

use crate::error::ApiError;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};
use tandem_shared::day::Timestamp;

/// Something that is limited.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// A word that keeps counts of different things apart.
    pub what: &'static str,
    /// Most tries within the window.
    pub tries: usize,
    /// The window, in seconds.
    pub seconds: i64,
}

/// Windows after which the oldest are thrown away.
const KEPT: usize = 100_000;

/// Every window.
#[derive(Default)]
pub struct Limits {
    tries: Mutex<HashMap<(&'static str, String), VecDeque<Timestamp>>>,
}

impl Limits {
    /// Counts a try for `key`.
    ///
    /// # Errors
    /// `TooMany`, with the seconds until the next try is free.
    pub fn count(&self, limit: Limit, key: &str, now: Timestamp) -> Result<(), ApiError> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() > KEPT {
            tries.retain(|_, times| times.back().is_some_and(|last| now.seconds_since(*last) < 3600));
        }
        let times = tries.entry((limit.what, key.to_owned())).or_default();
        while times.front().is_some_and(|first| now.seconds_since(*first) >= limit.seconds) {
            times.pop_front();
        }
        match times.front() {
            Some(first) if times.len() >= limit.tries => {
                let wait = limit.seconds - now.seconds_since(*first);
                Err(ApiError::TooMany { retry_after: u64::try_from(wait.max(1)).unwrap_or(1) })
            }
            _ => {
                times.push_back(now);
                Ok(())
            }
        }
    }

    /// Takes the newest try back: it was a right one.
    pub fn forgive(&self, limit: Limit, key: &str) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = tries.get_mut(&(limit.what, key.to_owned())) {
            times.pop_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_try_waits_until_the_first_is_a_minute_old() {
        let limits = Limits::default();
        let limit = Limit { what: "test", tries: 3, seconds: 60 };
        let at = |s: i64| Timestamp::from_micros(s * 1_000_000);
        for s in [0, 10, 20] {
            assert!(limits.count(limit, "a", at(s)).is_ok());
        }
        assert!(matches!(limits.count(limit, "a", at(30)), Err(ApiError::TooMany { retry_after: 30 })));
        assert!(limits.count(limit, "b", at(30)).is_ok(), "another caller");
        assert!(limits.count(limit, "a", at(60)).is_ok());
    }
}
