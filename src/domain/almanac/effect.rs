//! What a change would do to the almanac if it were applied now.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::shard::{Shard, ShardKey};
use crate::domain::directory;
use crate::domain::gather::{Gather, ordered};
use crate::domain::id::CalendarId;
use crate::domain::sorted_map::SortedMap;

impl Almanac {
    /// Returns the change that would undo `change` if it were applied now.
    #[must_use]
    pub fn inverse(&self, change: &Change) -> Change {
        let calendars = change
            .calendars
            .keys()
            .map(|id| (id.clone(), self.kept_calendar(id).cloned()))
            .collect();
        let entries =
            change.entries.keys().map(|id| (id.clone(), self.kept(id).cloned())).gathered();
        Change { calendars, entries, directory: self.directory.inverse(&change.directory) }
    }

    /// Returns the shards that `change` rewrites: where each entry is now, and where it will be.
    pub fn touched(&self, change: &Change) -> BTreeSet<ShardKey> {
        let before = change
            .entries
            .keys()
            .filter_map(|id| self.homes.get(id).map(|key| ShardKey::clone(key)));
        let after = change.entries.values().flatten().map(ShardKey::of);
        let directory = directory::slots(&change.directory);
        let directory = directory.iter().copied().map(ShardKey::Directory);
        before.chain(after).chain(directory).gathered_set()
    }

    /// Returns what the touched shards will contain after `change` is applied; an empty one must be removed.
    ///
    /// They come one at a time, because together they may be as large as the almanac. The result is only correct if
    /// every touched shard is loaded, see [`Self::absent_for`].
    pub fn shards_after(&self, change: &Change) -> impl Iterator<Item = (ShardKey, Shard)> {
        let arriving = change.entries.values().flatten();
        let arriving = arriving.map(|entry| (ShardKey::of(entry), entry)).collect();
        let mut arriving = ordered(arriving, |a, b| a.0.cmp(&b.0)).into_iter().peekable();
        self.touched(change).into_iter().map(move |key| {
            if let ShardKey::Directory(slot) = key {
                let items = self.directory.shard_after(slot, &change.directory);
                return (key, Shard::Directory(items));
            }
            let entries = self.shards.get(&key).into_iter().flatten();
            let kept = entries.filter(|(id, _)| !change.entries.contains_key(*id));
            let mut entries = kept.map(|(id, entry)| (id.clone(), Arc::clone(entry))).gathered();
            while let Some((_, entry)) = arriving.next_if(|(home, _)| *home == key) {
                entries.insert(entry.event.id.clone(), Arc::new(entry.clone()));
            }
            (key, Shard::Entries(entries))
        })
    }

    /// Returns every calendar, in the trash or not, as it will be after `change` is applied.
    pub fn calendars_after(&self, change: &Change) -> SortedMap<CalendarId, Calendar> {
        let kept = self.kept_calendars().filter(|it| !change.calendars.contains_key(&it.id));
        let all = kept.chain(change.calendars.values().flatten());
        all.map(|calendar| (calendar.id.clone(), calendar.clone())).collect()
    }

    /// Returns the touched shards that must be loaded before `change` may be written.
    pub fn absent_for(&self, change: &Change) -> BTreeSet<ShardKey> {
        self.touched(change).intersection(&self.absent).cloned().gathered_set()
    }
}
