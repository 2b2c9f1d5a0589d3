//! What one instance of a series has of its own, without what names people.

use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::series::own::{Item, OwnItem, OwnList};

/// Returns a list without what names people. An item that is withheld is not in the instance either, even if the
/// series has one of this key.
///
/// `harmless` gets whole items, and items of which only the properties that differ are not empty; `is_kept` says whether
/// a property that differs may be named at all.
pub(crate) fn harmless_list<T: Item>(
    list: &OwnList<T>,
    rename: &dyn Fn(&LocalId) -> LocalId,
    harmless: &dyn Fn(&T) -> Option<T>,
    is_kept: &dyn Fn(&T::Field) -> bool,
) -> OwnList<T> {
    match list {
        OwnList::AsSeries => OwnList::AsSeries,
        OwnList::Whole(items) => {
            let kept = items.iter().filter_map(|(key, item)| Some((rename(key), harmless(item)?)));
            OwnList::Whole(kept.gathered())
        }
        OwnList::Each(items) => {
            let one = |(key, own): (&LocalId, &OwnItem<T>)| {
                Some((rename(key), harmless_item(own, harmless, is_kept)?))
            };
            OwnList::each(items.iter().filter_map(one).gathered())
        }
    }
}

/// Returns an override without what names people; `None` if nothing else differs.
pub(crate) fn harmless_item<T: Item>(
    own: &OwnItem<T>,
    harmless: &dyn Fn(&T) -> Option<T>,
    is_kept: &dyn Fn(&T::Field) -> bool,
) -> Option<OwnItem<T>> {
    let Some(stated) = own.stated() else { return Some(own.clone()) };
    let Some(stated) = harmless(stated) else { return Some(OwnItem::Removed) };
    match own {
        OwnItem::Removed => Some(OwnItem::Removed),
        OwnItem::Is(_) => Some(OwnItem::Is(Box::new(stated))),
        OwnItem::Changed(changes) => {
            let changes = changes.edited_of(is_kept, |item| *item = stated);
            (!changes.is_empty()).then(|| OwnItem::Changed(Box::new(changes)))
        }
    }
}
