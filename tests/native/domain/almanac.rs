//! Laws of the almanac: undo, shards, and windows.

use std::sync::Arc;

use proptest::prelude::*;
use tsudoi::domain::almanac::shard::{Shard, ShardKey};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, plus_days};

use crate::support::generate::{almanac, change, day};

proptest! {
    #[test]
    fn undo_restores_the_almanac(mut almanac in almanac(), change in change()) {
        let before = almanac.clone();
        let undo = almanac.inverse(&change);
        almanac.apply(change);
        almanac.apply(undo);
        prop_assert_eq!(almanac, before);
    }

    #[test]
    fn an_entry_stands_in_the_shard_of_its_key(almanac in almanac()) {
        for entry in almanac.entries() {
            let shard = almanac.entries_in(&ShardKey::of(entry)).expect("its shard");
            prop_assert_eq!(shard.get(&entry.event.id).map(Arc::as_ref), Some(entry));
        }
        for entry in almanac.trash() {
            let shard = almanac.entries_in(&ShardKey::of(entry)).expect("its shard");
            prop_assert_eq!(shard.get(&entry.event.id).map(Arc::as_ref), Some(entry));
        }
        prop_assert_eq!(almanac.entries().count(), almanac.entry_count());
    }

    #[test]
    fn shards_after_a_change_are_what_applying_it_gives(mut almanac in almanac(), change in change()) {
        let foretold: Vec<(ShardKey, Shard)> = almanac.shards_after(&change).collect();
        almanac.apply(change);
        for (key, shard) in foretold {
            let now = almanac.shard(&key).unwrap_or_else(|| Shard::empty(&key));
            prop_assert_eq!(now, shard);
        }
    }

    #[test]
    fn what_a_change_does_not_touch_stays(mut almanac in almanac(), change in change()) {
        let before = almanac.clone();
        let touched = almanac.touched(&change);
        almanac.apply(change);
        let keys: Vec<ShardKey> = before.entries().chain(almanac.entries()).map(ShardKey::of).collect();
        for key in keys.into_iter().filter(|key| !touched.contains(key)) {
            prop_assert_eq!(before.shard(&key), almanac.shard(&key));
        }
    }

    #[test]
    fn a_window_holds_what_a_search_of_everything_finds(almanac in almanac(), first in day(), length in 0i32..70) {
        let window = Days { first, last: plus_days(first, length) };
        let mut slow: Vec<_> =
            almanac.entries().filter(|entry| entry.event.when.days().meets(window)).map(|e| e.event.id.clone()).collect();
        let mut quick: Vec<_> =
            almanac.occurrences(window, &BY_LAW).iter().map(|occurrence| occurrence.entry.event.id.clone()).collect();
        // Those whose day is not decided are on no day, and are found by themselves.
        let without = almanac.without_day(window, &BY_LAW);
        prop_assert!(without.iter().all(|it| it.when.is_without_day()));
        quick.extend(without.iter().map(|occurrence| occurrence.entry.event.id.clone()));
        slow.sort();
        quick.sort();
        prop_assert_eq!(slow, quick);
    }

    #[test]
    fn unloading_and_loading_a_shard_changes_nothing(almanac in almanac()) {
        let mut other = almanac.clone();
        let keys = almanac.loaded();
        let shards: Vec<(ShardKey, Shard)> =
            keys.into_iter().filter_map(|key| Some((key.clone(), almanac.shard(&key)?))).collect();
        for (key, _) in &shards {
            other.unload_shard(key.clone());
        }
        prop_assert_eq!(other.entry_count(), 0);
        for (key, shard) in shards {
            other.load_shard(key, shard);
        }
        prop_assert_eq!(other, almanac);
    }
}
