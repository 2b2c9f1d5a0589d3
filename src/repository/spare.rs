//! What the spare keeps of a store, and what it can restore. Pure: the worker reads and writes the files.
//!
//! Invariant: a record that cannot be read never replaces one that can.

use std::collections::BTreeSet;

use crate::domain::almanac::shard::Shard;
use crate::domain::gather::Gather;
use crate::domain::id::EventId;
use crate::domain::sorted_map::SortedMap;
use crate::format::stored::record::{self, RecordError};
use crate::format::stored::spare::{Generation, RecordKind, SpareRecord};
use crate::format::stored::spare_message::{SpareExtent, SpareOffer};
use crate::storage::store::{Record, StoredRecords};

/// How many bytes of the newest changes that undo an operation are kept. After them the journal ends.
const UNDO_BYTES: usize = 4 << 20;

/// What the spare can restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restoration {
    /// How much it is.
    pub extent: SpareExtent,
    /// All records of the store after it.
    pub records: StoredRecords,
    /// The revision that the store has now, if it can be read.
    pub expected_revision: Option<u64>,
}

impl Restoration {
    /// Returns what the person is asked about.
    pub fn offer(&self, spare: &Generation<'_>) -> SpareOffer {
        SpareOffer {
            saved_at: spare.saved_at,
            extent: self.extent,
            missing: u64::try_from(spare.missing()).unwrap_or(u64::MAX),
        }
    }
}

/// Returns the records of the next generation; `None` if the store is damaged so that it must not be copied.
///
/// `last` is the newest generation. Only records that it does not have are looked into: one that cannot be read is
/// taken from `last` instead.
pub fn spared<'a>(
    held: &'a StoredRecords,
    last: Option<&Generation<'a>>,
) -> Option<Vec<SpareRecord<'a>>> {
    if held.calendars.is_none() && has_entries(held) {
        return None;
    }
    let known: SortedMap<(RecordKind, &str), &SpareRecord<'a>> =
        last.iter().flat_map(|it| &it.records).map(|it| ((it.kind, &*it.key), it)).collect();
    let keep = |kind: RecordKind, key: String, text: &'a str| {
        let before = known.get(&(kind, key.as_str())).copied();
        match before {
            Some(it) if it.text == Some(text) => SpareRecord::of(kind, key, text, Some(it.digest)),
            Some(SpareRecord { text: Some(good), digest, .. }) if is_damaged(kind, text) => {
                SpareRecord::of(kind, key, good, Some(*digest))
            }
            Some(_) | None => SpareRecord::of(kind, key, text, None),
        }
    };
    let calendars = held.calendars.iter();
    let mut records: Vec<SpareRecord<'a>> =
        calendars.map(|text| keep(RecordKind::Calendars, String::new(), text)).collect();
    records
        .extend(held.shards.iter().map(|(key, text)| keep(RecordKind::Shard, key.clone(), text)));
    let oldest = oldest_undo(&held.undo);
    for (kind, numbered) in [(RecordKind::Operation, &held.journal), (RecordKind::Undo, &held.undo)]
    {
        let is_kept = |record: &&Record| oldest.is_some_and(|oldest| record.seq >= oldest);
        let kept = numbered.iter().filter(is_kept);
        records.extend(kept.map(|it| keep(kind, it.seq.to_string(), &it.text)));
    }
    Some(records)
}

/// Whether a store has shards of entries, so that it must have calendars.
fn has_entries(held: &StoredRecords) -> bool {
    let keys: Vec<String> = held.shards.iter().map(|(key, _)| key.clone()).collect();
    super::has_entries(&keys)
}

/// Returns the number of the oldest operation whose undo is kept.
fn oldest_undo(undo: &[Record]) -> Option<u32> {
    let mut bytes = 0;
    let fits = |record: &&Record| {
        bytes += record.text.len();
        bytes <= UNDO_BYTES
    };
    undo.iter().rev().take_while(fits).last().map(|record| record.seq)
}

/// Returns what the spare can restore; `None` if the store needs nothing that the spare has. `held` is `None` if the
/// records of the store cannot be read.
pub fn restoration(held: Option<&StoredRecords>, spare: &Generation<'_>) -> Option<Restoration> {
    match held {
        Some(held) if held.revision >= spare.revision => parts(held, spare),
        Some(_) | None => Some(everything(held, spare)),
    }
}

fn everything(held: Option<&StoredRecords>, spare: &Generation<'_>) -> Restoration {
    let mut records = StoredRecords::default();
    let mut event_count = 0;
    for SpareRecord { kind, key, digest: _, length: _, text } in &spare.records {
        let Some(text) = text.map(str::to_owned) else { continue };
        let numbered = |text| key.parse().ok().map(|seq| Record { seq, text });
        match kind {
            RecordKind::Calendars => records.calendars = Some(text),
            RecordKind::Shard => {
                if let Ok(Shard::Entries(entries)) = record::decode_shard(&text) {
                    event_count += entries.values().filter(|it| it.deleted.is_none()).count();
                }
                records.shards.push((key.to_string(), text));
            }
            RecordKind::Operation => records.journal.extend(numbered(text)),
            RecordKind::Undo => records.undo.extend(numbered(text)),
        }
    }
    let expected_revision = held.map(|held| held.revision);
    records.revision = next_revision(held, spare);
    let event_count = u64::try_from(event_count).unwrap_or(u64::MAX);
    Restoration { extent: SpareExtent::Everything { event_count }, records, expected_revision }
}

/// Returns the store with the readable records of the spare in place of those that cannot be read. Their texts are set
/// aside.
fn parts(held: &StoredRecords, spare: &Generation<'_>) -> Option<Restoration> {
    let good = |kind, key: &str| {
        let mut found = spare.records.iter().filter(|it| it.kind == kind && it.key == key);
        found.find_map(|record| record.text).filter(|text| !is_damaged(kind, text))
    };
    let mut records = held.clone();
    let mut count = 0;
    let has_calendars =
        held.calendars.as_deref().is_some_and(|text| !is_damaged(RecordKind::Calendars, text));
    let is_bare = held.calendars.is_none() && !has_entries(held);
    if !has_calendars
        && !is_bare
        && let Some(text) = good(RecordKind::Calendars, "")
    {
        records.calendars = Some(text.to_owned());
        count += 1;
    }
    let mut elsewhere = BTreeSet::new();
    let mut damaged = Vec::new();
    for (key, text) in &held.shards {
        // What was set aside before stays aside.
        let Some(slot) = record::decode_shard_key(key) else { continue };
        match record::decode_shard(text) {
            Ok(Shard::Entries(entries)) => elsewhere.extend(entries.into_keys()),
            // An item of the directory never changes its shard.
            Ok(Shard::Directory(_)) | Err(RecordError::Newer { .. }) => {}
            Err(RecordError::Syntax(_) | RecordError::Malformed { .. }) => {
                damaged.push((record::encode_shard_key(&slot), text));
            }
        }
    }
    for (key, text) in damaged {
        let Some(mended) = good(RecordKind::Shard, &key) else { continue };
        count += 1;
        let aside = format!("unreadable {}|{key}", held.revision);
        records.shards.retain(|(other, _)| *other != key);
        records.shards.push((aside, text.clone()));
        records.shards.extend(without(mended, &elsewhere).map(|text| (key, text)));
    }
    if count == 0 {
        return None;
    }
    records.revision = next_revision(Some(held), spare);
    let expected_revision = Some(held.revision);
    Some(Restoration { extent: SpareExtent::Parts { count }, records, expected_revision })
}

/// Returns a shard without the events that are in other shards by now; `None` if nothing is left.
fn without(text: &str, elsewhere: &BTreeSet<EventId>) -> Option<String> {
    let left = match record::decode_shard(text).ok()? {
        Shard::Entries(entries) => {
            let left = entries.into_iter().filter(|(id, _)| !elsewhere.contains(id));
            Shard::Entries(left.gathered())
        }
        directory @ Shard::Directory(_) => directory,
    };
    (!left.is_empty()).then(|| record::encode_shard(&left))
}

/// Returns a revision that neither the store nor the spare has had, so that every other writer reads again.
fn next_revision(held: Option<&StoredRecords>, spare: &Generation<'_>) -> u64 {
    held.map_or(0, |held| held.revision).max(spare.revision) + 1
}

/// Whether a record cannot be read by any version of this program. A change that undoes an operation may be large, and
/// is read only when it is needed.
fn is_damaged(kind: RecordKind, text: &str) -> bool {
    let error = match kind {
        RecordKind::Calendars => record::decode_calendars(text).err(),
        RecordKind::Shard => record::decode_shard(text).err(),
        RecordKind::Operation => record::decode_operation(text).err(),
        RecordKind::Undo => None,
    };
    match error {
        Some(RecordError::Syntax(_) | RecordError::Malformed { .. }) => true,
        Some(RecordError::Newer { .. }) | None => false,
    }
}
