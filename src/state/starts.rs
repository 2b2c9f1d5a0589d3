//! Counts the starts that did not succeed, so that a start that fails again and again can be recognised.
//!
//! A start has succeeded when the page has answered for some seconds, or when it was closed or hidden in the ordinary
//! way: a page that hangs or crashes does neither.

use crate::platform::{document, idle, local};

/// The name under which the count is stored.
const NAME: &str = "tsudoi.starts";

/// After how many failed starts the app opens without events.
pub(super) const TOO_MANY: u32 = 2;

/// How long a page must answer.
const SETTLED_AFTER_MS: u32 = 4_000;

/// Counts this start as failed for now, and returns the number of failed starts before it. From now on, a page that is
/// hidden in the ordinary way is no failed start: `is_well` tells whether the app has not stopped.
pub(super) fn begin(is_well: impl Fn() -> bool + 'static) -> u32 {
    let failed = local::read(NAME).and_then(|text| text.parse().ok()).unwrap_or(0_u32);
    local::write(NAME, &failed.saturating_add(1).to_string());
    document::on_visibility(move |is_visible| {
        if !is_visible && is_well() {
            forget();
        }
    });
    failed
}

/// Forgets the failed starts.
pub(super) fn forget() {
    local::remove(NAME);
}

/// Forgets the failed starts as soon as this one has succeeded.
pub(super) async fn settle(is_well: impl Fn() -> bool) {
    idle::wait_ms(SETTLED_AFTER_MS).await;
    idle::idle().await;
    if is_well() {
        forget();
    }
}
