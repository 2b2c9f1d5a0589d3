//! The search index. It is built from the loaded entries when a person searches, one slice at a time, and kept.
//!
//! An index that is out of date answers queries until the new one is ready.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::event::kind::Kind;
use crate::domain::search::index::Index;
use crate::domain::time::days_off::LocalContext;
use crate::platform::{clock, idle};

/// How long indexing may run before the page may draw and handle input.
const SLICE_MS: f64 = 8.0;

/// The number of entries that are indexed before the clock is checked again. One with five people takes a tenth of a
/// millisecond, and four times that on a slow telephone.
const ENTRIES_AT_ONCE: usize = 8;

/// The search index and its edition.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    index: StoredValue<Index, LocalStorage>,
    /// The number of the current index, increased with each new one; 0 before the first.
    pub edition: RwSignal<u32>,
    /// The number of calls of `prepare`: an older call stops when a newer one begins.
    calls: StoredValue<u32>,
    /// The result that was opened last and the number of results shown, to restore the page when the person comes back.
    pub left: StoredValue<Option<(String, usize)>>,
}

impl Finder {
    /// Makes a finder with an empty index.
    pub(super) fn new() -> Self {
        Self {
            index: StoredValue::new_local(Index::default()),
            edition: RwSignal::new(0),
            calls: StoredValue::new(0),
            left: StoredValue::new(None),
        }
    }

    /// Queries the index; the caller is notified of new editions.
    pub fn ask<T>(self, question: impl FnOnce(&mut Index) -> T) -> T {
        self.edition.track();
        let mut answer = None;
        self.index.update_value(|index| answer = Some(question(index)));
        answer.expect("the index lives as long as the app")
    }

    /// Builds a new index from the loaded entries, for a reader with those days off and that clock; a later call stops
    /// this one.
    pub async fn prepare(
        self,
        almanac: RwSignal<Almanac>,
        today: Date,
        off: impl LocalContext,
        kind_word: impl Fn(Kind) -> &'static str,
    ) {
        let call = self.calls.with_value(|calls| calls.wrapping_add(1));
        self.calls.set_value(call);
        let mut index = Index::new(kind_word, today);
        let keys = almanac.with_untracked(Almanac::loaded);
        let mut since = clock::ticks_ms();
        for key in keys {
            let mut done = 0;
            loop {
                let count = almanac.with_untracked(|almanac| {
                    let shard =
                        almanac.entries_in(&key).into_iter().flat_map(|shard| shard.values());
                    let slice = shard.skip(done).take(ENTRIES_AT_ONCE);
                    slice.map(|entry| index.add_for(entry, &off)).count()
                });
                done += count;
                if clock::ticks_ms() - since > SLICE_MS {
                    idle::yield_now().await;
                    since = clock::ticks_ms();
                    if self.calls.with_value(|calls| *calls != call) {
                        return;
                    }
                }
                if count < ENTRIES_AT_ONCE {
                    break;
                }
            }
        }
        self.index.set_value(index);
        self.edition.update(|edition| *edition += 1);
    }
}
