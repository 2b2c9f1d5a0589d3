//! One all-or-nothing write of the store, and what it returns.

/// One write. A shard named twice takes the last text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// A fresh random id, by which a write whose answer was lost is known again.
    pub id: String,
    /// The revision that the write was built on.
    pub expected_revision: u64,
    /// The wanted text of each touched shard, `None` for gone.
    pub shards: Vec<(String, Option<String>)>,
    /// The wanted record of the calendars, `None` to leave it alone.
    pub calendars: Option<String>,
    /// What becomes of the journal.
    pub journal: JournalWrite,
    /// How hard to try to survive a power failure.
    pub durability: Durability,
}

/// What a write does to the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalWrite {
    /// Adds a deed, and drops the oldest beyond the journal's length.
    Push {
        /// What was done, in a few words: read for every list of deeds.
        deed: String,
        /// What undoes it, which may be large: read only for undoing.
        undo: String,
    },
    /// Takes the deed of that number away.
    Pop(u32),
    /// Nothing.
    Quiet,
}

/// How hard to try to survive a power failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The write is on the disk when it returns: for what a person typed.
    Strict,
    /// The operating system has it: for what can be imported again.
    Relaxed,
}

/// A write that has been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The revision that the write made.
    pub revision: u64,
    /// The number of the deed that it pushed.
    pub deed: Option<u32>,
}

/// How many of the last writes' ids are remembered.
const REMEMBERED: usize = 16;

/// The last writes, newest last, as the store remembers them: one line "revision deed id" each, the deed `-` where
/// there is none.
///
/// With it a write whose answer was lost with the connection is not done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Receipts {
    text: String,
}

impl Receipts {
    /// What became of the write of that id, if it is among the last ones.
    pub(super) fn find(&self, id: &str) -> Option<Committed> {
        self.text.lines().rev().find_map(|line| {
            let mut parts = line.splitn(3, ' ');
            let revision = parts.next()?.parse().ok()?;
            let deed = parts.next()?.parse().ok();
            (parts.next()? == id).then_some(Committed { revision, deed })
        })
    }

    /// The receipts with one more, and without the oldest beyond the limit.
    pub(super) fn with(&self, committed: Committed, id: &str) -> Self {
        let deed = committed.deed.map_or_else(|| "-".to_owned(), |deed| deed.to_string());
        let newest = format!("{} {deed} {id}", committed.revision);
        let kept = self.text.lines().rev().take(REMEMBERED - 1).collect::<Vec<_>>();
        let lines: Vec<&str> = kept.into_iter().rev().chain([newest.as_str()]).collect();
        Self { text: lines.join("\n") }
    }
}

/// The database keeps them as a text.
#[cfg(feature = "browser")]
impl Receipts {
    pub(super) fn from_text(text: Option<String>) -> Self {
        Self { text: text.unwrap_or_default() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
