//! The trash of the directory: what was deleted stays there for 30 days, as events do.

use std::sync::Arc;

use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, DirectoryId, DirectoryItem};
use crate::domain::time::UtcTime;

/// Moves an item to the trash; the change is empty if there is no such item.
pub fn deleted(directory: &Directory, id: &DirectoryId, at: UtcTime) -> DirectoryChange {
    moved(directory, id, |item| item.deleted().is_none(), Some(at))
}

/// Restores an item from the trash; the change is empty if it is not there.
pub fn restored(directory: &Directory, id: &DirectoryId) -> DirectoryChange {
    moved(directory, id, |item| item.deleted().is_some(), None)
}

/// Permanently deletes an item in the trash.
pub fn erased(directory: &Directory, id: &DirectoryId) -> DirectoryChange {
    let item = directory.item(id).filter(|item| item.deleted().is_some());
    item.map(|_| (id.clone(), None)).into_iter().collect()
}

/// Permanently deletes what is in the trash and meets a condition on the time of its deletion.
pub fn erased_if(directory: &Directory, is_over: impl Fn(UtcTime) -> bool) -> DirectoryChange {
    let over = directory.trash().filter(|item| item.deleted().is_some_and(&is_over));
    over.map(|item| (item.id(), None)).collect()
}

fn moved(
    directory: &Directory,
    id: &DirectoryId,
    is_meant: impl Fn(&DirectoryItem) -> bool,
    deleted: Option<UtcTime>,
) -> DirectoryChange {
    let item = directory.item(id).filter(|item| is_meant(item));
    let item = item.map(|item| (id.clone(), Some(Arc::new(item.with_deleted(deleted)))));
    item.into_iter().collect()
}
