//! One all-or-nothing write to the store, and its result.

/// One write. If a shard is listed twice, the last text counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// A new random id, by which the store recognises a write whose answer was lost.
    pub id: String,
    /// The revision that the write is based on.
    pub expected_revision: u64,
    /// The revision that the write makes at least; 0 for the next one. Only a store that was emptied, and is written
    /// again from memory, needs a higher one, so that its revision does not go back for other tabs.
    pub least_revision: u64,
    /// The new text of each changed shard; `None` deletes the shard.
    pub shards: Vec<(String, Option<String>)>,
    /// The new record of the calendars; `None` leaves it unchanged.
    pub calendars: Option<String>,
    /// How the write changes the journal.
    pub journal: JournalWrite,
    /// How safe the write is against a power failure.
    pub durability: Durability,
}

/// How a write changes the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalWrite {
    /// Adds an operation, and drops the oldest ones beyond the journal's length.
    Push {
        /// A short record of the operation, which is read for every list of operations.
        operation: String,
        /// The change that undoes it, which may be large and is read only for undoing.
        undo: String,
    },
    /// Removes the operation of that number.
    Pop(u32),
    /// Leaves the journal unchanged.
    Quiet,
}

/// How safe the write is against a power failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The write is on the disk when the call returns; used for data that a person typed.
    Strict,
    /// The operating system has the data; used for data that can be imported again.
    Relaxed,
}

/// The result of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteReceipt {
    /// The revision that the write made.
    pub revision: u64,
    /// The number of the operation that it added.
    pub operation: Option<u32>,
}

/// The number of receipts that the store keeps.
const REMEMBERED: usize = 16;

/// The receipts of the last writes, newest last. Each is one line "revision deed id"; the deed is `-` if the write
/// added no operation.
///
/// They ensure that a write whose answer was lost with the connection is not applied twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Receipts {
    text: String,
}

impl Receipts {
    /// Returns the result of the write with that id, if it is among the last ones.
    pub(super) fn find(&self, id: &str) -> Option<WriteReceipt> {
        self.text.lines().rev().find_map(|line| {
            let mut parts = line.splitn(3, ' ');
            let revision = parts.next()?.parse().ok()?;
            let operation = parts.next()?.parse().ok();
            (parts.next()? == id).then_some(WriteReceipt { revision, operation })
        })
    }

    /// Returns the receipts with one more, and without the oldest beyond the limit.
    pub(super) fn with(&self, committed: WriteReceipt, id: &str) -> Self {
        let operation =
            committed.operation.map_or_else(|| "-".to_owned(), |operation| operation.to_string());
        let newest = format!("{} {operation} {id}", committed.revision);
        let kept = self.text.lines().rev().take(REMEMBERED - 1).collect::<Vec<_>>();
        let lines: Vec<&str> = kept.into_iter().rev().chain([newest.as_str()]).collect();
        Self { text: lines.join("\n") }
    }
}

/// The database stores the receipts as text.
#[cfg(feature = "browser")]
impl Receipts {
    pub(super) fn from_text(text: Option<String>) -> Self {
        Self { text: text.unwrap_or_default() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
