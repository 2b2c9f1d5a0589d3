//! Everything this device stores: calendars, and entries and the directory divided into shards.
//!
//! Invariants: an entry is in exactly the shard that [`ShardKey::of`] names; `homes` knows each entry's shard, by the same
//! key for all entries of a shard; a shard is either loaded or absent, and absent ones are listed so that nobody takes a
//! part for the whole.
//!
//! What is in the trash is stored and changed like everything else, but only functions named after the trash show it.

pub mod calendar;
pub mod calendar_choice;
pub mod change;
mod effect;
pub mod entry;
pub mod journal;
pub mod shard;
pub mod trash;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::shard::{Entries, Shard, ShardKey, Slot};
use crate::domain::directory::Directory;
use crate::domain::event::Event;
use crate::domain::gather::{Gather, ordered};
use crate::domain::id::{CalendarId, EventId};
use crate::domain::series::instances::MOST_A_DAY;
use crate::domain::series::occurrence;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::series::recurrence::rule::Rule;
use crate::domain::series::repeat::{Repeat, TimeKind};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, Month, plus_days};

/// The maximum number of occurrences of one event that a window shows: every half hour of half a year.
pub const MOST_OF_ONE: usize = 10_000;

/// The number of rules that may fill a day up to which each is shown with [`MOST_A_DAY`] instances.
const MOST_CROWDED: usize = 20;

/// Everything this device stores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Almanac {
    calendars: SortedMap<CalendarId, Calendar>,
    trashed: SortedMap<CalendarId, Calendar>,
    shards: BTreeMap<Arc<ShardKey>, Entries>,
    homes: BTreeMap<EventId, Arc<ShardKey>>,
    directory: Directory,
    absent: BTreeSet<ShardKey>,
}

impl Almanac {
    /// Creates an almanac with known calendars in which every named shard is still to be loaded.
    pub fn outline(
        calendars: impl IntoIterator<Item = Calendar>,
        absent: BTreeSet<ShardKey>,
    ) -> Self {
        let mut almanac = Self { absent, ..Self::default() };
        almanac.load_calendars(calendars);
        almanac
    }

    /// Returns the calendars by id, without those in the trash.
    pub fn calendars(&self) -> &SortedMap<CalendarId, Calendar> {
        &self.calendars
    }

    /// Returns the calendars in the trash by id.
    pub fn trashed_calendars(&self) -> &SortedMap<CalendarId, Calendar> {
        &self.trashed
    }

    /// Returns every calendar, in the trash or not: what must be stored.
    pub fn kept_calendars(&self) -> impl Iterator<Item = &Calendar> {
        self.calendars.values().chain(self.trashed.values())
    }

    /// Returns one event's entry, if its shard is loaded and it is not in the trash.
    pub fn entry(&self, id: &EventId) -> Option<&Entry> {
        self.kept(id).filter(|entry| entry.deleted.is_none())
    }

    /// Returns one event's entry, in the trash or not, if its shard is loaded.
    pub fn kept(&self, id: &EventId) -> Option<&Entry> {
        self.shards.get(self.homes.get(id)?)?.get(id).map(Arc::as_ref)
    }

    /// Returns every loaded entry, by time of its shard, without those in the trash.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let shards = self.shards.iter().take_while(|(key, _)| key.is_of_events());
        shards.flat_map(|(_, shard)| shard.values()).map(Arc::as_ref)
    }

    /// Returns every loaded entry in the trash, by calendar.
    pub fn trash(&self) -> impl Iterator<Item = &Entry> {
        self.trash_shards().flat_map(|(_, shard)| shard.values()).map(Arc::as_ref)
    }

    fn trash_shards(&self) -> impl Iterator<Item = (&Arc<ShardKey>, &Entries)> {
        self.shards.range::<ShardKey, _>(ShardKey::first_of(Slot::Trash)..)
    }

    /// Returns how many entries are loaded, without those in the trash.
    pub fn entry_count(&self) -> usize {
        self.homes.len() - self.trash_shards().map(|(_, shard)| shard.len()).sum::<usize>()
    }

    /// Returns the organisations, people and rosters that are loaded.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Returns the entries of one loaded shard.
    pub fn entries_in(&self, key: &ShardKey) -> Option<&Entries> {
        self.shards.get(key)
    }

    /// Returns a copy of one loaded shard, which shares what it holds.
    pub fn shard(&self, key: &ShardKey) -> Option<Shard> {
        match key {
            ShardKey::Entries { .. } => self.shards.get(key).cloned().map(Shard::Entries),
            ShardKey::Directory(slot) => self.directory.shard(*slot).cloned().map(Shard::Directory),
        }
    }

    /// Whether a shard is loaded that holds anything.
    pub fn has_shard(&self, key: &ShardKey) -> bool {
        match key {
            ShardKey::Entries { .. } => self.shards.contains_key(key),
            ShardKey::Directory(slot) => self.directory.shard(*slot).is_some(),
        }
    }

    /// Returns the keys of the loaded shards.
    pub fn loaded(&self) -> BTreeSet<ShardKey> {
        let entries = self.shards.keys().map(|key| ShardKey::clone(key));
        entries.chain(self.directory.slots().map(ShardKey::Directory)).gathered_set()
    }

    /// Returns the shards that are stored but not loaded.
    pub fn absent(&self) -> &BTreeSet<ShardKey> {
        &self.absent
    }

    /// Whether every shard of events is loaded, except the trash.
    pub fn is_whole(&self) -> bool {
        self.absent.first().is_none_or(|key| !key.is_of_events())
    }

    /// Whether the trash of events is loaded.
    pub fn has_trash(&self) -> bool {
        let first = ShardKey::first_of(Slot::Trash);
        self.absent.range(first..).next().is_none_or(|key| key.slot().is_none())
    }

    /// Whether the directory is loaded.
    pub fn has_directory(&self) -> bool {
        self.absent.last().is_none_or(|key| key.slot().is_some())
    }

    /// Whether a shard, loaded or not, may contain occurrences of a window.
    pub fn is_needed_for(key: &ShardKey, window: Days) -> bool {
        match key.slot() {
            Some(Slot::Series) => true,
            Some(Slot::Month(month)) => {
                Month::of(window.first).plus(-1) <= month && month <= last_month(window)
            }
            Some(Slot::Trash) | None => false,
        }
    }

    /// Returns the months that contain anything, loaded or not, in order.
    pub fn months(&self) -> SortedSet<Month> {
        let month = |key: &ShardKey| match key.slot() {
            Some(Slot::Month(month)) => Some(month),
            Some(Slot::Series | Slot::Trash) | None => None,
        };
        self.shards.keys().map(Arc::as_ref).chain(&self.absent).filter_map(month).collect()
    }

    /// Takes in one shard as it was stored, and replaces the former one. What does not belong under the key is ignored.
    pub fn load_shard(&mut self, key: ShardKey, shard: Shard) {
        self.absent.remove(&key);
        match (key, shard) {
            (ShardKey::Directory(slot), Shard::Directory(items)) => {
                self.directory.load(slot, items);
            }
            (key @ ShardKey::Entries { .. }, Shard::Entries(entries)) => {
                self.load_entries(key, entries);
            }
            (ShardKey::Directory(_), Shard::Entries(_))
            | (ShardKey::Entries { .. }, Shard::Directory(_)) => {}
        }
    }

    fn load_entries(&mut self, key: ShardKey, entries: Entries) {
        if let Some(old) = self.shards.remove(&key) {
            for id in old.keys() {
                if self.homes.get(id).is_some_and(|home| **home == key) {
                    self.homes.remove(id);
                }
            }
        }
        if !entries.is_empty() {
            let key = Arc::new(key);
            let homes = entries.keys().map(|id| (id.clone(), Arc::clone(&key)));
            homes.for_each(|(id, key)| _ = self.homes.insert(id, key));
            self.shards.insert(key, entries);
        }
    }

    /// Marks a shard as not loaded, because another tab changed it.
    pub fn unload_shard(&mut self, key: ShardKey) {
        self.load_shard(key.clone(), Shard::empty(&key));
        self.absent.insert(key);
    }

    /// Takes in the list of calendars as it was stored.
    pub fn load_calendars(&mut self, calendars: impl IntoIterator<Item = Calendar>) {
        (self.calendars, self.trashed) = Default::default();
        self.put_calendars(calendars.into_iter().map(|it| (it.id.clone(), Some(it))).collect());
    }

    /// Applies `change`.
    pub fn apply(&mut self, change: Change) {
        self.put_calendars(change.calendars);
        self.directory.apply(change.directory);
        for (id, entry) in change.entries {
            self.remove_entry(&id);
            if let Some(entry) = entry {
                let key = ShardKey::of(&entry);
                let known = self.shards.get_key_value(&key).map(|(known, _)| Arc::clone(known));
                let key = known.unwrap_or_else(|| Arc::new(key));
                self.homes.insert(id.clone(), Arc::clone(&key));
                self.shards.entry(key).or_default().insert(id, Arc::new(entry));
            }
        }
    }

    /// Returns one calendar, in the trash or not.
    pub fn kept_calendar(&self, id: &CalendarId) -> Option<&Calendar> {
        self.calendars.get(id).or_else(|| self.trashed.get(id))
    }

    fn put_calendars(&mut self, changed: SortedMap<CalendarId, Option<Calendar>>) {
        self.calendars.retain(|id, _| !changed.contains_key(id));
        self.trashed.retain(|id, _| !changed.contains_key(id));
        let put = changed.into_iter().filter_map(|(id, calendar)| Some((id, calendar?)));
        let (trashed, kept): (Vec<_>, Vec<_>) = put.partition(|(_, it)| it.deleted.is_some());
        self.calendars.extend(kept);
        self.trashed.extend(trashed);
    }

    fn remove_entry(&mut self, id: &EventId) {
        let Some(key) = self.homes.remove(id) else { return };
        let Some(shard) = self.shards.get_mut(&key) else { return };
        shard.remove(id);
        if shard.is_empty() {
            self.shards.remove(&key);
        }
    }

    /// Returns the occurrences that touch the window, of every loaded calendar, in order; of one rule at most
    /// [`MOST_A_DAY`] on each day, and of one event at most [`MOST_OF_ONE`], so that a rule that falls on every second
    /// cannot fill the page. Those whose day is not decided are
    /// on no day, so they are not among them: see [`Self::without_day`].
    ///
    /// `off` are the days off that series may avoid.
    pub fn occurrences<'a>(
        &'a self,
        window: Days,
        off: &'a dyn LocalContext,
    ) -> Vec<Occurrence<'a>> {
        self.all_occurrences(window, off, false)
    }

    /// Returns the occurrences of the months of the window whose day is not decided yet.
    pub fn without_day<'a>(
        &'a self,
        window: Days,
        off: &'a dyn LocalContext,
    ) -> Vec<Occurrence<'a>> {
        self.all_occurrences(window, off, true)
    }

    fn series_shards(&self) -> impl Iterator<Item = (&Arc<ShardKey>, &Entries)> {
        self.shards.iter().take_while(|(key, _)| key.slot() == Some(Slot::Series))
    }

    /// Returns how many instances of one rule are shown on a day: fewer if there are very many rules that may fill a day,
    /// so that all of them together cannot fill a page.
    fn most_a_day(&self) -> usize {
        let series = self.series_shards();
        let is_crowded = |entry: &&Entry| {
            let rule = entry.event.repeat.as_deref().and_then(Repeat::known);
            rule.is_some_and(Rule::may_fill_a_day)
        };
        let crowded = series
            .flat_map(|(_, shard)| shard.values())
            .map(Arc::as_ref)
            .filter(is_crowded)
            .count();
        (MOST_A_DAY * MOST_CROWDED / crowded.max(MOST_CROWDED)).max(1)
    }

    fn all_occurrences<'a>(
        &'a self,
        window: Days,
        off: &'a dyn LocalContext,
        are_without_day: bool,
    ) -> Vec<Occurrence<'a>> {
        let from = ShardKey::first_of(Slot::Month(Month::of(window.first).plus(-1)));
        let to = last_month(window);
        let until = |key: &ShardKey| matches!(key.slot(), Some(Slot::Month(month)) if month <= to);
        let series = self.series_shards();
        let months = self.shards.range::<ShardKey, _>(from..).take_while(|(key, _)| until(key));
        let entries = series.chain(months).flat_map(|(_, shard)| shard.values()).map(Arc::as_ref);
        // Few events are without a day: the rules of the others need not be expanded.
        let entries = entries.filter(|it| !are_without_day || may_be_without_day(&it.event));
        let most = self.most_a_day();
        let of_entry = |entry| occurrence::some_within(entry, window, most, off).take(MOST_OF_ONE);
        let is_wanted = |it: &Occurrence<'_>| it.when.is_without_day() == are_without_day;
        let found = entries.flat_map(of_entry).filter(is_wanted).collect();
        ordered(found, |a, b| a.order().cmp(&b.order()))
    }
}

/// Whether the event, or an instance of it, is without a day.
fn may_be_without_day(event: &Event) -> bool {
    let overrides = event.repeat.iter().flat_map(|repeat| repeat.overrides.values());
    let mut sorts = overrides.filter_map(|own| own.patch()?.sort);
    event.when.is_without_day() || sorts.any(|sort| sort == TimeKind::DayUndecided)
}

/// Returns the last month whose shard may hold what a window shows. An event in UTC is in the shard of its day in UTC;
/// on the clock of a reader in the west, it is on the day before. In the east, it is on the day after; the month before
/// the window covers that, because the events of a month last 28 days at most.
pub fn last_month(window: Days) -> Month {
    Month::of(plus_days(window.last, 1))
}
