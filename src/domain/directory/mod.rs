//! The directory: the organisations, people and rosters that a device knows apart from any event.
//!
//! Events do not depend on it. What an event says of its people is frozen in the event; a participant names a person of
//! the directory by a calendar address.
//!
//! The directory is stored in shards of its own ([`slot`]), which are loaded when a page needs them. Like an event, what is
//! deleted stays for 30 days: it is an item with the time of its deletion, in the same shard.

pub mod contact;
pub mod doubles;
pub mod item;
pub mod kana_row;
pub mod merging;
pub mod organization;
pub mod people_index;
pub mod person;
pub mod roster;
pub mod slot;
pub mod trash;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::directory::item::{DirectoryChange, DirectoryId, DirectoryItem, DirectoryItems};
use crate::domain::directory::organization::Organization;
use crate::domain::directory::person::Person;
use crate::domain::directory::roster::Roster;
use crate::domain::directory::slot::DirectorySlot;
use crate::domain::id::{OrganizationId, PersonId};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// The organisations, people and rosters that are loaded.
///
/// **Invariant:** each item is in the shard of its slot, and no shard is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    shards: BTreeMap<DirectorySlot, DirectoryItems>,
}

impl Directory {
    /// Returns a loaded item, in the trash or not.
    pub fn item(&self, id: &DirectoryId) -> Option<&Arc<DirectoryItem>> {
        self.shards.get(&DirectorySlot::of(id))?.get(id)
    }

    /// Returns every loaded item, in the trash or not.
    pub fn items(&self) -> impl Iterator<Item = &DirectoryItem> {
        self.shards.values().flat_map(SortedMap::values).map(Arc::as_ref)
    }

    /// Returns a loaded organisation that is not in the trash.
    pub fn organization(&self, id: &OrganizationId) -> Option<&Organization> {
        match &**self.item(&DirectoryId::Organization(id.clone()))? {
            DirectoryItem::Organization(it) => Some(it).filter(|it| it.deleted.is_none()),
            DirectoryItem::Person(_) | DirectoryItem::Roster(_) => None,
        }
    }

    /// Returns a loaded person who is not in the trash.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        match &**self.item(&DirectoryId::Person(id.clone()))? {
            DirectoryItem::Person(it) => Some(it).filter(|it| it.deleted.is_none()),
            DirectoryItem::Organization(_) | DirectoryItem::Roster(_) => None,
        }
    }

    /// Returns the loaded organisations that are not in the trash.
    pub fn organizations(&self) -> impl Iterator<Item = &Organization> {
        self.live().filter_map(|item| match item {
            DirectoryItem::Organization(it) => Some(it),
            DirectoryItem::Person(_) | DirectoryItem::Roster(_) => None,
        })
    }

    /// Returns the loaded people who are not in the trash, in no order that means anything.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.live().filter_map(|item| match item {
            DirectoryItem::Person(it) => Some(it),
            DirectoryItem::Organization(_) | DirectoryItem::Roster(_) => None,
        })
    }

    /// Returns the loaded rosters that are not in the trash.
    pub fn rosters(&self) -> impl Iterator<Item = &Roster> {
        self.live().filter_map(|item| match item {
            DirectoryItem::Roster(it) => Some(it),
            DirectoryItem::Organization(_) | DirectoryItem::Person(_) => None,
        })
    }

    /// Returns the loaded items in the trash.
    pub fn trash(&self) -> impl Iterator<Item = &DirectoryItem> {
        self.items().filter(|item| item.deleted().is_some())
    }

    fn live(&self) -> impl Iterator<Item = &DirectoryItem> {
        self.items().filter(|item| item.deleted().is_none())
    }

    /// Returns one loaded shard.
    pub fn shard(&self, slot: DirectorySlot) -> Option<&DirectoryItems> {
        self.shards.get(&slot)
    }

    /// Returns the slots of the loaded shards.
    pub fn slots(&self) -> impl Iterator<Item = DirectorySlot> {
        self.shards.keys().copied()
    }

    /// Takes in one shard, and replaces the former one.
    pub fn load(&mut self, slot: DirectorySlot, items: DirectoryItems) {
        if items.is_empty() {
            self.shards.remove(&slot);
        } else {
            self.shards.insert(slot, items);
        }
    }

    /// Returns the change that would undo `change` if it were applied now.
    pub fn inverse(&self, change: &DirectoryChange) -> DirectoryChange {
        change.keys().map(|id| (id.clone(), self.item(id).cloned())).collect()
    }

    /// Returns what the shard of a slot will hold after `change` is applied.
    pub fn shard_after(&self, slot: DirectorySlot, change: &DirectoryChange) -> DirectoryItems {
        let is_kept = |(id, _): &(&DirectoryId, &Arc<DirectoryItem>)| !change.contains_key(*id);
        let kept = self.shard(slot).into_iter().flatten().filter(is_kept);
        let kept = kept.map(|(id, item)| (id.clone(), Arc::clone(item)));
        let put = change.iter().filter(|(id, _)| DirectorySlot::of(id) == slot);
        let put = put.filter_map(|(id, item)| Some((id.clone(), Arc::clone(item.as_ref()?))));
        kept.chain(put).collect()
    }

    /// Applies `change`.
    pub fn apply(&mut self, change: DirectoryChange) {
        for slot in slots(&change) {
            let after = self.shard_after(slot, &change);
            self.load(slot, after);
        }
    }
}

/// Returns the slots of the shards that a change rewrites.
pub fn slots(change: &DirectoryChange) -> SortedSet<DirectorySlot> {
    change.keys().map(DirectorySlot::of).collect()
}
