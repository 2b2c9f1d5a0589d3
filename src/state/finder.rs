//! The index of search: built from what is loaded when somebody searches, a slice at a time, and kept for the next time.
//!
//! An index that is out of date goes on answering until the new one is ready.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::event::kind::Kind;
use crate::domain::search::index::Index;
use crate::platform::{clock, idle};

/// How long indexing may go on before the page gets a breath.
const SLICE_MS: f64 = 8.0;

/// How many entries are taken in between two looks at the clock.
const ENTRIES_AT_ONCE: usize = 64;

/// The index of search, and which edition of it this is.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    index: StoredValue<Index, LocalStorage>,
    /// Counted up with each new index; 0 before the first.
    pub edition: RwSignal<u32>,
    /// Counted up with each call of `prepare`; an older one then gives up.
    calls: StoredValue<u32>,
    /// The result that was opened last, and how many were shown, for coming back.
    pub left: StoredValue<Option<(String, usize)>>,
}

impl Finder {
    /// A finder that has not looked at anything yet.
    pub(super) fn new() -> Self {
        Self {
            index: StoredValue::new_local(Index::default()),
            edition: RwSignal::new(0),
            calls: StoredValue::new(0),
            left: StoredValue::new(None),
        }
    }

    /// Asks the index something; follows its editions.
    pub fn ask<T>(self, question: impl FnOnce(&mut Index) -> T) -> T {
        self.edition.track();
        let mut answer = None;
        self.index.update_value(|index| answer = Some(question(index)));
        answer.expect("the index lives as long as the app")
    }

    /// Makes the index anew out of what is loaded; a later call ends this one.
    pub async fn prepare(
        self,
        almanac: RwSignal<Almanac>,
        today: Date,
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
                    let shard = almanac.shard(&key).into_iter().flat_map(|shard| shard.values());
                    let slice = shard.skip(done).take(ENTRIES_AT_ONCE);
                    slice.map(|entry| index.add(entry)).count()
                });
                done += count;
                if clock::ticks_ms() - since > SLICE_MS {
                    idle::breathe().await;
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
