//! Keeps the spare, and restores the database from it: reads and writes the two files, and leaves every decision to
//! `repository::spare`.

use std::rc::Rc;

use crate::domain::time::UtcTime;
use crate::format::stored::spare::{self, Generation, HEAD_LENGTH, SpareRecord};
use crate::format::stored::spare_message::{SpareAnswer, SpareRequest};
use crate::platform::private_files::{self, FileWriter};
use crate::platform::turn::in_turn;
use crate::repository::spare::{Restoration, restoration, spared};
use crate::storage::device::{DeviceStore, SPARE};
use crate::storage::store::{StoreError, StoredRecords};

/// The two files. A generation is written over the older one.
const FIRST: &str = "first";
const SECOND: &str = "second";

/// Answers a request of the page. Only one tab at a time works with the files.
pub(super) async fn answer(database: String, request: SpareRequest) -> SpareAnswer {
    in_turn(SPARE, async move {
        match request {
            SpareRequest::Keep { now, declined } => keep(&database, now, declined).await,
            SpareRequest::Look => look(&database).await,
            SpareRequest::Restore { now } => restore(&database, now).await,
        }
    })
    .await
}

/// Writes the records of the store as the next generation, unless the newest one has them already.
async fn keep(database: &str, now: UtcTime, declined: Option<UtcTime>) -> SpareAnswer {
    let Found::Open { held: Some(held), .. } = find(database).await else {
        return SpareAnswer::Nothing;
    };
    let fronts = [front(FIRST).await, front(SECOND).await];
    let [first, second] = fronts.each_ref().map(|bytes| spare::decode(bytes));
    let is_second_newer = number(second.as_ref()) > number(first.as_ref());
    let (newest, other) = if is_second_newer { (SECOND, FIRST) } else { (FIRST, SECOND) };
    let is_known = first.or(second).is_some();
    if is_bare(&held) && !is_known {
        return SpareAnswer::Nothing;
    }
    let bytes = whole(newest).await;
    let last = spare::decode(&bytes);
    if let Some(last) = &last {
        let is_declined = declined == Some(last.saved_at);
        if last.revision > held.revision && !is_declined {
            return SpareAnswer::Suspect;
        }
    }
    if is_bare(&held) {
        if held.revision > 0 {
            // Everything was deleted on a person's request, and so the spare goes too.
            private_files::remove_folder(SPARE).await;
        }
        return SpareAnswer::Nothing;
    }
    let Some(records) = spared(&held, last.as_ref()) else { return SpareAnswer::Suspect };
    // Another database may have come to the same revision, so the texts decide.
    let is_same =
        |last: &&Generation<'_>| last.revision == held.revision && last.records == records;
    if let Some(last) = last.as_ref().filter(is_same) {
        let bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        return SpareAnswer::Kept { saved_at: last.saved_at, bytes };
    }
    let number = number(last.as_ref()) + 1;
    let target = if may_replace(other, last.as_ref()).await { other } else { newest };
    let next = Generation { number, revision: held.revision, saved_at: now, records };
    match write(target, &next).await {
        Some(bytes) => SpareAnswer::Kept { saved_at: now, bytes },
        None => SpareAnswer::Failed,
    }
}

/// Returns whether the file that is not the newest is to be written: unless the newest is damaged and this one is not.
async fn may_replace(other: &str, newest: Option<&Generation<'_>>) -> bool {
    if newest.is_some_and(Generation::is_whole) {
        return true;
    }
    let bytes = whole(other).await;
    let other = spare::decode(&bytes);
    spare::replaces_second([newest, other.as_ref()])
}

async fn look(database: &str) -> SpareAnswer {
    let files = [whole(FIRST).await, whole(SECOND).await];
    let Some(best) = best(&files) else { return SpareAnswer::Nothing };
    let held = match find(database).await {
        Found::Open { held, .. } => held,
        Found::Broken => None,
        Found::Kept => return SpareAnswer::Nothing,
    };
    match restoration(held.as_ref(), &best) {
        Some(restoration) => SpareAnswer::Offer(restoration.offer(&best)),
        None => SpareAnswer::Nothing,
    }
}

/// Restores the store, and keeps what it holds then as the next generation, so that the spare is not newer than the
/// store at the next start.
async fn restore(database: &str, now: UtcTime) -> SpareAnswer {
    let files = [whole(FIRST).await, whole(SECOND).await];
    let Some(best) = best(&files) else { return SpareAnswer::Failed };
    // For a database that cannot be opened, the page gives the name of another one beside it.
    let Found::Open { store, held } = find(database).await else { return SpareAnswer::Failed };
    let Some(restoration) = restoration(held.as_ref(), &best) else { return SpareAnswer::Nothing };
    let Restoration { extent: _, records, expected_revision } = &restoration;
    if store.replace(records, *expected_revision).await.is_err() {
        return SpareAnswer::Failed;
    }
    keep(database, now, Some(best.saved_at)).await;
    SpareAnswer::Restored { revision: restoration.records.revision }
}

/// Whether a store has nothing. A revision above zero then means that everything was deleted on a person's request.
fn is_bare(held: &StoredRecords) -> bool {
    held.calendars.is_none() && held.shards.is_empty() && held.journal.is_empty()
}

/// The database as the worker finds it.
enum Found {
    /// It can be opened.
    Open {
        /// The open database.
        store: DeviceStore,
        /// Its records, if they can be read.
        held: Option<StoredRecords>,
    },
    /// It cannot be opened, because it is damaged.
    Broken,
    /// It must stay as it is: it belongs to a newer version, or the browser gives no access to it now.
    Kept,
}

async fn find(database: &str) -> Found {
    match DeviceStore::open(database, Rc::new(|| {})).await {
        Ok(opened) => {
            let held = opened.store.records().await.ok();
            Found::Open { store: opened.store, held }
        }
        Err(
            StoreError::Corrupt { .. }
            | StoreError::Unopened { .. }
            | StoreError::Lost { .. }
            | StoreError::Failed { .. },
        ) => Found::Broken,
        Err(
            StoreError::Newer { .. }
            | StoreError::Unavailable { .. }
            | StoreError::Full
            | StoreError::DiskFull
            | StoreError::Moved { .. }
            | StoreError::NotInJournal { .. },
        ) => Found::Kept,
    }
}

fn best(files: &[Vec<u8>; 2]) -> Option<Generation<'_>> {
    spare::best(files.iter().filter_map(|bytes| spare::decode(bytes)).collect())
}

fn number(generation: Option<&Generation<'_>>) -> u64 {
    generation.map_or(0, |generation| generation.number)
}

/// Reads a file; empty if there is none.
async fn whole(name: &str) -> Vec<u8> {
    private_files::read(SPARE, name, None).await.unwrap_or_default()
}

/// Reads the front of a file; empty if there is none.
async fn front(name: &str) -> Vec<u8> {
    let head = u32::try_from(HEAD_LENGTH).ok();
    let head = private_files::read(SPARE, name, head).await.unwrap_or_default();
    let length = spare::front_length(&head).and_then(|length| u32::try_from(length).ok());
    let Some(length) = length else { return Vec::new() };
    private_files::read(SPARE, name, Some(length)).await.unwrap_or_default()
}

/// Writes a generation: the texts first, and the front last. Returns the length of the file; `None` if the device is
/// full or another tab is writing.
async fn write(name: &str, generation: &Generation<'_>) -> Option<u32> {
    let front = spare::encode_front(generation);
    let writer = FileWriter::open(SPARE, name).await?;
    let mut length = u32::try_from(front.len()).ok()?;
    for SpareRecord { length: text_length, text, .. } in &generation.records {
        writer.write_at(length, (*text)?.as_bytes())?;
        length = length.checked_add(*text_length)?;
    }
    writer.flush()?;
    writer.write_at(0, &front)?;
    writer.flush()?;
    Some(length)
}
