//! Undo: takes back what one operation changed, and keeps what other operations have changed since.

use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::{Operation, OperationKind};
use crate::domain::time::UtcTime;
use crate::format::problem::StorageProblem;
use crate::format::stored::rebase::rebased;
use crate::format::stored::record;
use crate::storage::store::{JOURNAL_LENGTH, Record, Store};

use super::Repository;
use super::commit::{NewOperation, Planned, PlannedJournal};
use super::host::Host;

impl<S: Store> Repository<S> {
    /// Works out the change that undoes an operation; `None` if another writer has already undone it, or has since
    /// changed everything that it had changed. The number alone is not enough, because the next operation takes the
    /// number of an operation that was undone.
    ///
    /// Usually it is the newest operation, and leaves the journal. If a later operation has changed the same event, the
    /// undo is an operation of its own, so that the later one can still be undone.
    pub(super) async fn planned_undo(
        &mut self,
        host: &impl Host,
        seq: u32,
        operation: &Operation,
        at: UtcTime,
    ) -> Result<Option<Planned>, StorageProblem> {
        let records = self.store.journal(JOURNAL_LENGTH).await?;
        let is_it = |found: &Record| {
            found.seq == seq && record::decode_operation(&found.text).as_ref() == Ok(operation)
        };
        if !records.iter().any(is_it) {
            return Ok(None);
        }
        let wanted = self.undoing(seq).await?;
        self.load_needed(host, &Needs::Events(wanted.entries.keys().cloned().collect())).await?;
        if !wanted.directory.is_empty() {
            self.load_needed(host, &Needs::Directory).await?;
        }
        let mut since = Change::default();
        for later in records.iter().rev().filter(|record| record.seq > seq) {
            // The state before the first later operation is the state that this operation left.
            let Change { calendars, entries, directory } = self.undoing(later.seq).await?;
            for (id, entry) in entries {
                if wanted.entries.contains_key(&id) {
                    since.entries.entry(id).or_insert(entry);
                }
            }
            for (id, item) in directory {
                if wanted.directory.contains_key(&id) {
                    since.directory.get_or_insert_with(id, || item);
                }
            }
            for (id, calendar) in calendars {
                if wanted.calendars.contains_key(&id) {
                    since.calendars.get_or_insert_with(id, || calendar);
                }
            }
        }
        if since.is_empty() {
            return Ok(Some(Planned { change: wanted, journal: PlannedJournal::Pop(seq) }));
        }
        let now = host.read(|almanac| almanac.inverse(&wanted));
        let Change { calendars, entries, directory } = since;
        let mut left = now.clone();
        left.calendars.extend(calendars);
        left.entries.extend(entries);
        left.directory.extend(directory);
        let mut change = rebased(&left, &wanted, &now)?;
        change.calendars.retain(|id, calendar| now.calendars.get(id) != Some(calendar));
        change.directory.retain(|id, item| now.directory.get(id) != Some(item));
        change.entries.retain(|id, entry| {
            let current = now.entries.get(id).and_then(Option::as_ref);
            if let (Some(entry), Some(current)) = (entry.as_mut(), current) {
                // It is neither the former state nor the later one, so its revision is a new one.
                entry.event.revision = current.event.revision;
                let is_changed = entry != current;
                let updated = &mut entry.event.revision.updated;
                *updated = Some(at.later_than(*updated));
                return is_changed;
            }
            entry.as_ref() != current
        });
        let operation =
            NewOperation { act: OperationKind::Undo, subject: operation.subject.clone(), at };
        let journal = PlannedJournal::Push(operation.recorded(&change));
        Ok((!change.is_empty()).then_some(Planned { change, journal }))
    }

    /// Reads the change that undoes the operation of that number.
    async fn undoing(&self, seq: u32) -> Result<Change, StorageProblem> {
        let missing = || StorageProblem::Corrupt { detail: format!("undo {seq}") };
        let text = self.store.undo(seq).await?.ok_or_else(missing)?;
        Ok(record::decode_change(&text)?)
    }
}
