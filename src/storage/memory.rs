//! A store in memory, with the very rules of the database: for private windows, and for tests of what stands above.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::write::{CommitError, Committed, JournalWrite, Receipts, Write};
use super::{Found, JOURNAL_LENGTH, Opened, Record, Store};

/// A store in memory. Clones share the same memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    state: Rc<RefCell<State>>,
}

#[derive(Clone, Debug, Default)]
struct State {
    revision: u64,
    calendars: Option<String>,
    receipts: Receipts,
    shards: BTreeMap<Utf16Key, String>,
    journal: BTreeMap<u32, String>,
    undo: BTreeMap<u32, String>,
    drafts: BTreeMap<String, String>,
}

/// A key in IndexedDB's order, by UTF-16 code units, which is not Rust's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Utf16Key(Vec<u16>);

impl Utf16Key {
    fn of(key: &str) -> Self {
        Self(key.encode_utf16().collect())
    }

    fn text(&self) -> String {
        String::from_utf16_lossy(&self.0)
    }
}

impl MemoryStore {
    /// A new, empty store.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn opened(&self) -> Opened {
        let state = self.state.borrow();
        Opened {
            store: Store::Memory(self.clone()),
            revision: state.revision,
            calendars: state.calendars.clone(),
            shard_keys: state.shards.keys().map(Utf16Key::text).collect(),
            deeds: state.journal.keys().copied().collect(),
            found: if state.revision == 0 { Found::Nothing } else { Found::Kept },
        }
    }

    pub(super) fn shards(&self, keys: &[String]) -> Vec<(String, Option<String>)> {
        let state = self.state.borrow();
        keys.iter()
            .map(|key| (key.clone(), state.shards.get(&Utf16Key::of(key)).cloned()))
            .collect()
    }

    pub(super) fn shards_between(&self, from: &str, to: &str) -> Vec<(String, String)> {
        let (from, to) = (Utf16Key::of(from), Utf16Key::of(to));
        if from > to {
            return Vec::new();
        }
        let state = self.state.borrow();
        state.shards.range(from..=to).map(|(key, text)| (key.text(), text.clone())).collect()
    }

    pub(super) fn all_shards(&self) -> Vec<(String, String)> {
        let state = self.state.borrow();
        state.shards.iter().map(|(key, text)| (key.text(), text.clone())).collect()
    }

    pub(super) fn journal(&self, limit: usize) -> Vec<Record> {
        let state = self.state.borrow();
        let newest = state.journal.iter().rev().take(limit);
        newest.map(|(seq, text)| Record { seq: *seq, text: text.clone() }).collect()
    }

    pub(super) fn undo(&self, seq: u32) -> Option<String> {
        self.state.borrow().undo.get(&seq).cloned()
    }

    pub(super) fn draft(&self, place: &str) -> Option<String> {
        self.state.borrow().drafts.get(place).cloned()
    }

    pub(super) fn put_draft(&self, place: &str, text: Option<&str>) {
        let drafts = &mut self.state.borrow_mut().drafts;
        match text {
            Some(text) => drafts.insert(place.to_owned(), text.to_owned()),
            None => drafts.remove(place),
        };
    }

    pub(super) fn commit(&self, write: &Write) -> Result<Committed, CommitError> {
        let mut state = self.state.borrow_mut();
        if state.revision != write.expected_revision {
            let found = state.revision;
            return state.receipts.find(&write.id).ok_or(CommitError::Moved { found });
        }
        let deed = match &write.journal {
            JournalWrite::Push { deed, undo } => {
                let seq = state.journal.keys().next_back().map_or(1, |newest| newest + 1);
                state.journal.insert(seq, deed.clone());
                state.undo.insert(seq, undo.clone());
                while state.journal.len() > JOURNAL_LENGTH {
                    state.journal.pop_first();
                    state.undo.pop_first();
                }
                Some(seq)
            }
            JournalWrite::Pop(seq) => {
                if state.journal.remove(seq).is_none() {
                    return Err(CommitError::Failed {
                        detail: format!("no deed {seq} in the journal"),
                    });
                }
                state.undo.remove(seq);
                None
            }
            JournalWrite::Quiet => None,
        };
        for (key, text) in &write.shards {
            match text {
                Some(text) => state.shards.insert(Utf16Key::of(key), text.clone()),
                None => state.shards.remove(&Utf16Key::of(key)),
            };
        }
        if let Some(calendars) = &write.calendars {
            state.calendars = Some(calendars.clone());
        }
        state.revision += 1;
        let committed = Committed { revision: state.revision, deed };
        state.receipts = state.receipts.with(committed, &write.id);
        Ok(committed)
    }

    pub(super) fn wipe(&self) {
        *self.state.borrow_mut() = State::default();
    }
}
