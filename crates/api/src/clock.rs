//! What time it is. Services ask here and nowhere else, so that tests can move the clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};
use tandem_shared::day::{Day, Timestamp};

/// The clock of one service. Cheap to clone; clones move together.
#[derive(Clone, Default)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
    /// A file with seconds to add to the time, read at each look; only in builds for tests.
    #[cfg(debug_assertions)]
    offset_file: Option<Arc<std::path::PathBuf>>,
}

impl Clock {
    /// The machine's clock. In builds with debug assertions `TANDEM_TEST_CLOCK_FILE` may name a file with seconds to add.
    #[must_use]
    pub fn system() -> Self {
        Self {
            #[cfg(debug_assertions)]
            offset_file: std::env::var_os("TANDEM_TEST_CLOCK_FILE").map(|path| Arc::new(path.into())),
            ..Self::default()
        }
    }

    /// Moves this clock; for tests.
    pub fn advance(&self, seconds: i64) {
        self.offset_seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    /// This instant, in UTC, to the microsecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX)).plus_seconds(self.offset())
    }

    /// Today, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::of_instant(self.now())
    }

    fn offset(&self) -> i64 {
        let moved = self.offset_seconds.load(Ordering::SeqCst);
        #[cfg(debug_assertions)]
        let moved = moved
            + self
                .offset_file
                .as_ref()
                .and_then(|f| std::fs::read_to_string(f.as_path()).ok()?.trim().parse::<i64>().ok())
                .unwrap_or(0);
        moved
    }
}
