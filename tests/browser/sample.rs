//! Stores and writes for tests, and the contents of a store as text made for reading.

use std::fmt::Write as _;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use tsudoi::storage::device::{self, DeviceStore};
use tsudoi::storage::idb::IdbStore;
use tsudoi::storage::idb::connection::OpenOptions;
use tsudoi::storage::store::{Opened, Store, StoreError};
use tsudoi::storage::write::{Durability, JournalWrite, Write};

/// For a store that is not expected to block anybody.
pub(crate) fn nobody_blocks() -> Rc<dyn Fn()> {
    Rc::new(|| unreachable!("nothing should be blocked"))
}

/// Opens an empty database with that name.
pub(crate) async fn fresh(name: &str) -> Opened<DeviceStore> {
    device::delete(name, nobody_blocks()).await.expect("the old database goes");
    DeviceStore::open(name, nobody_blocks()).await.expect("the database opens")
}

/// Opens the database with that name as another tab does: with another connection.
pub(crate) async fn another(name: &str) -> DeviceStore {
    DeviceStore::open(name, nobody_blocks()).await.expect("the database opens").store
}

/// Opens a database with an opening that the app would not use.
pub(crate) async fn open(opening: OpenOptions) -> DeviceStore {
    DeviceStore::Idb(IdbStore::open(opening).await.expect("the database opens").store)
}

/// Returns a write based on a revision, with an id of its own.
pub(crate) fn write(expected_revision: u64, id: &str) -> Write {
    Write {
        id: id.to_owned(),
        expected_revision,
        least_revision: 0,
        shards: Vec::new(),
        calendars: None,
        journal: JournalWrite::Quiet,
        durability: Durability::Strict,
    }
}

/// Returns the same write, which also puts these shards.
pub(crate) fn put(expected_revision: u64, id: &str, shards: &[(&str, &str)]) -> Write {
    let shards = shards.iter().map(|(key, text)| ((*key).to_owned(), Some((*text).to_owned())));
    Write { shards: shards.collect(), ..write(expected_revision, id) }
}

/// Returns every shard, ascending by key.
pub(crate) async fn all_shards(store: &impl Store) -> Result<Vec<(String, String)>, StoreError> {
    let keys = store.outline().await?.shard_keys;
    let shards = store.shards(&keys).await?;
    Ok(shards.into_iter().map(|(key, text)| (key, text.expect("it is in the outline"))).collect())
}

/// Closes the connection; the next call opens it again.
pub(crate) fn close(store: &DeviceStore) {
    match store {
        DeviceStore::Idb(store) => store.close(),
        DeviceStore::Memory(_) => {}
    }
}

/// Returns everything in a store.
pub(crate) async fn print(store: &DeviceStore) -> String {
    let outline = store.outline().await.expect("the outline is read");
    let shards = all_shards(store).await.expect("the shards are read");
    let journal = store.journal(usize::MAX).await.expect("the journal is read");
    let calendars = outline.calendars.as_deref().unwrap_or("none");
    let mut text = format!("revision {}, calendars {calendars}", outline.revision);
    for (key, shard) in shards {
        write!(text, "\n{key} = {shard}").expect("a string takes text");
    }
    for record in journal {
        write!(text, "\n#{} {}", record.seq, record.text).expect("a string takes text");
    }
    text
}

/// Waits for both at the same time.
pub(crate) async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut first, mut second) = (None, None);
    poll_fn(move |context| {
        if first.is_none()
            && let Poll::Ready(answer) = a.as_mut().poll(context)
        {
            first = Some(answer);
        }
        if second.is_none()
            && let Poll::Ready(answer) = b.as_mut().poll(context)
        {
            second = Some(answer);
        }
        match (first.take(), second.take()) {
            (Some(one), Some(two)) => Poll::Ready((one, two)),
            (one, two) => {
                (first, second) = (one, two);
                Poll::Pending
            }
        }
    })
    .await
}
