//! The keys of the items that one instance has of its own, and other keys for them.

use crate::domain::id::LocalId;
use crate::domain::series::own::{Item, OwnItem, OwnList};
use crate::domain::sorted_map::SortedMap;

/// Returns the items of an instance that the series does not have, or has otherwise; `series` is the list of the series.
pub fn own_items<T: Item>(
    list: &OwnList<T>,
    series: &SortedMap<LocalId, T>,
) -> SortedMap<LocalId, T> {
    let item = |key: &LocalId, own: &OwnItem<T>| {
        own.over(series.get(key)).map(|item| (key.clone(), item.into_owned()))
    };
    match list {
        OwnList::AsSeries => SortedMap::new(),
        OwnList::Whole(items) => items.clone(),
        OwnList::Each(items) => items.iter().filter_map(|(key, own)| item(key, own)).collect(),
    }
}

/// Gives the items of a list other keys.
pub fn rename<T: Item>(list: &mut OwnList<T>, keys: &SortedMap<LocalId, LocalId>) {
    match list {
        OwnList::AsSeries => {}
        OwnList::Whole(items) => rename_items(items, keys),
        OwnList::Each(items) => rename_items(items, keys),
    }
}

/// Gives items other keys. An item that gets the key of another one takes its place.
pub fn rename_items<V>(items: &mut SortedMap<LocalId, V>, keys: &SortedMap<LocalId, LocalId>) {
    if items.keys().any(|key| keys.contains_key(key)) {
        let all = std::mem::take(items).into_iter();
        let (moved, left): (Vec<_>, Vec<_>) = all.partition(|(key, _)| keys.contains_key(key));
        // What gets the key of an item that was said to be removed stands in its place.
        items.extend(left);
        items.extend(
            moved.into_iter().filter_map(|(key, item)| Some((keys.get(&key)?.clone(), item))),
        );
    }
}
