//! How many tests run a browser at a time: one, or as many as `TSUDOI_BROWSERS` says.

use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

static TURNS: LazyLock<Turns> = LazyLock::new(|| {
    let browsers = std::env::var("TSUDOI_BROWSERS").ok().and_then(|text| text.parse().ok());
    Turns { free: Mutex::new(browsers.unwrap_or(1)), freed: Condvar::new() }
});

struct Turns {
    free: Mutex<usize>,
    freed: Condvar,
}

/// The turn of a test, which ends when this is dropped.
pub(super) struct Turn;

impl Turn {
    /// Waits for a turn.
    pub(super) fn wait() -> Self {
        let free = TURNS.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free =
            TURNS.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TURNS.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        TURNS.freed.notify_one();
    }
}
