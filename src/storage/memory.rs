//! A store in memory that follows the same rules as the database, for private windows and for tests of higher layers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::store::{
    FoundOperation, JOURNAL_LENGTH, Outline, Record, Store, StoreError, StoredRecords,
};
use super::write::{JournalWrite, Receipts, Write, WriteReceipt};

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

/// A key in the order of IndexedDB, by UTF-16 code units. Rust's own order is different.
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
    /// Makes an empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a store with these records, as if they were written by one commit.
    pub fn holding(calendars: Option<String>, shards: Vec<(String, String)>) -> Self {
        let store = Self::new();
        {
            let mut state = store.state.borrow_mut();
            state.revision = 1;
            state.calendars = calendars;
            for (key, text) in shards {
                state.shards.insert(Utf16Key::of(&key), text);
            }
        }
        store
    }

    /// Returns the current outline.
    pub fn outlined(&self) -> Outline {
        let state = self.state.borrow();
        Outline {
            revision: state.revision,
            calendars: state.calendars.clone(),
            shard_keys: state.shards.keys().map(Utf16Key::text).collect(),
            found: if state.revision == 0 { FoundOperation::Nothing } else { FoundOperation::Kept },
        }
    }

    /// Returns every record.
    pub fn records(&self) -> StoredRecords {
        let state = self.state.borrow();
        let listed = |records: &BTreeMap<u32, String>| {
            records.iter().map(|(seq, text)| Record { seq: *seq, text: text.clone() }).collect()
        };
        StoredRecords {
            revision: state.revision,
            calendars: state.calendars.clone(),
            shards: state.shards.iter().map(|(key, text)| (key.text(), text.clone())).collect(),
            journal: listed(&state.journal),
            undo: listed(&state.undo),
        }
    }

    /// Replaces every record, if the store is still at the expected revision.
    pub fn replace(
        &self,
        records: &StoredRecords,
        expected_revision: Option<u64>,
    ) -> Result<(), StoreError> {
        let mut state = self.state.borrow_mut();
        let found = state.revision;
        if expected_revision.is_some_and(|expected| expected != found) {
            return Err(StoreError::Moved { found });
        }
        let StoredRecords { revision, calendars, shards, journal, undo } = records.clone();
        let by_number =
            |records: Vec<Record>| records.into_iter().map(|it| (it.seq, it.text)).collect();
        *state = State {
            revision,
            calendars,
            receipts: Receipts::default(),
            shards: shards.into_iter().map(|(key, text)| (Utf16Key::of(&key), text)).collect(),
            journal: by_number(journal),
            undo: by_number(undo),
            drafts: std::mem::take(&mut state.drafts),
        };
        Ok(())
    }

    /// Returns the draft at that location.
    pub fn draft(&self, location: &str) -> Option<String> {
        self.state.borrow().drafts.get(location).cloned()
    }

    /// Stores a draft at that location, or deletes it.
    pub fn put_draft(&self, location: &str, text: Option<&str>) {
        let drafts = &mut self.state.borrow_mut().drafts;
        match text {
            Some(text) => drafts.insert(location.to_owned(), text.to_owned()),
            None => drafts.remove(location),
        };
    }

    /// Deletes everything, as one write.
    pub fn wipe(&self) -> u64 {
        let mut state = self.state.borrow_mut();
        *state = State { revision: state.revision + 1, ..State::default() };
        state.revision
    }

    /// Forgets everything, as a browser does that clears the data of a site.
    pub fn lose(&self) {
        *self.state.borrow_mut() = State::default();
    }
}

impl Store for MemoryStore {
    async fn outline(&self) -> Result<Outline, StoreError> {
        Ok(self.outlined())
    }

    async fn shards(&self, keys: &[String]) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let state = self.state.borrow();
        let shard = |key: &String| (key.clone(), state.shards.get(&Utf16Key::of(key)).cloned());
        Ok(keys.iter().map(shard).collect())
    }

    async fn journal(&self, limit: usize) -> Result<Vec<Record>, StoreError> {
        let state = self.state.borrow();
        let newest = state.journal.iter().rev().take(limit);
        Ok(newest.map(|(seq, text)| Record { seq: *seq, text: text.clone() }).collect())
    }

    async fn undo(&self, seq: u32) -> Result<Option<String>, StoreError> {
        Ok(self.state.borrow().undo.get(&seq).cloned())
    }

    async fn commit(&self, write: &Write) -> Result<WriteReceipt, StoreError> {
        let mut state = self.state.borrow_mut();
        if state.revision != write.expected_revision {
            let found = state.revision;
            return state.receipts.find(&write.id).ok_or(StoreError::Moved { found });
        }
        let operation = match &write.journal {
            JournalWrite::Push { operation, undo } => {
                let seq = state.journal.keys().next_back().map_or(1, |newest| newest + 1);
                state.journal.insert(seq, operation.clone());
                state.undo.insert(seq, undo.clone());
                while state.journal.len() > JOURNAL_LENGTH {
                    state.journal.pop_first();
                    state.undo.pop_first();
                }
                Some(seq)
            }
            JournalWrite::Pop(seq) => {
                if state.journal.remove(seq).is_none() {
                    return Err(StoreError::NotInJournal { seq: *seq });
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
        state.revision = (state.revision + 1).max(write.least_revision);
        let committed = WriteReceipt { revision: state.revision, operation };
        state.receipts = state.receipts.with(committed, &write.id);
        Ok(committed)
    }
}
