//! What one instance of a series has of its own in a list or a set: all of it, or single items and their properties.
//!
//! A list that is replaced no longer follows the series. If only items or properties are named, the others still come
//! from the series, whatever becomes of them there (RFC 8984, 1.4.9: a pointer replaces what it points to).

use std::borrow::Cow;
use std::fmt::Debug;

use crate::domain::foreign::{Foreign, Json};
use crate::domain::id::LocalId;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// An object of which an instance may change single properties.
pub trait Item: Clone + Debug + Default + Eq {
    /// A property, or one member of a property that is a set or an object.
    type Field: Clone + Debug + Ord + 'static;

    /// Makes a property as it is in another object.
    fn copy(&mut self, field: &Self::Field, from: &Self);

    /// Returns the properties that are different in another object, in order, except the carried ones.
    fn differing(&self, wanted: &Self) -> Vec<Self::Field>;

    /// Returns the properties that are carried without reading.
    fn foreign(&self) -> &Foreign;

    /// Returns them to change them.
    fn foreign_mut(&mut self) -> &mut Foreign;
}

/// How a list of one instance differs from the list of its series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OwnList<T: Item> {
    /// It does not differ.
    #[default]
    AsSeries,
    /// It is this list, whatever the series has.
    Whole(SortedMap<LocalId, T>),
    /// Some items differ; never empty.
    Each(SortedMap<LocalId, OwnItem<T>>),
}

/// How one object of an instance differs from that of its series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnItem<T: Item> {
    /// The instance does not have it.
    Removed,
    /// It is this one, whatever the series has.
    Is(Box<T>),
    /// Some of its properties differ. Without such an object in the series this has no effect.
    Changed(Box<ItemChanges<T>>),
}

/// The properties of an object that differ in one instance.
///
/// Invariant: every property that is not among `fields` has its default in `values`, so that equal changes are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChanges<T: Item> {
    fields: Vec<T::Field>,
    values: T,
}

/// How a set of one instance differs from the set of its series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OwnSet<T: Ord> {
    /// It does not differ.
    #[default]
    AsSeries,
    /// It is this set, whatever the series has.
    Whole(SortedSet<T>),
    /// Some members are in it (`true`) or are not (`false`); never empty.
    Each(SortedMap<T, bool>),
}

impl<T: Item> Default for ItemChanges<T> {
    fn default() -> Self {
        Self { fields: Vec::new(), values: T::default() }
    }
}

impl<T: Item> ItemChanges<T> {
    /// Makes a property differ: it will be as it is in `from`.
    pub fn set(&mut self, field: T::Field, from: &T) {
        self.values.copy(&field, from);
        if let Err(index) = self.fields.binary_search(&field) {
            self.fields.insert(index, field);
        }
    }

    /// Makes a carried property differ: the value at a pointer below the object, `null` to remove what is there.
    pub fn set_foreign(&mut self, pointer: &str, value: Json) {
        self.values.foreign_mut().0.insert(pointer.to_owned(), value);
    }

    /// Returns the properties that differ, in order, except the carried ones.
    pub fn fields(&self) -> &[T::Field] {
        &self.fields
    }

    /// Returns the object with the values of the properties that differ. What it carries is named by pointers.
    pub fn values(&self) -> &T {
        &self.values
    }

    /// Whether no property differs.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.values.foreign().is_empty()
    }

    /// Changes an object of the series into that of the instance.
    pub fn put_into(&self, item: &mut T) {
        for field in &self.fields {
            item.copy(field, &self.values);
        }
        for (pointer, value) in &self.values.foreign().0 {
            item.foreign_mut().put(pointer, value);
        }
    }

    /// Returns the changes after an edit of the values; the properties that differ stay the same.
    #[must_use]
    pub fn edited(&self, edit: impl FnOnce(&mut T)) -> Self {
        self.edited_of(|_| true, edit)
    }

    /// Returns the changes of the wanted properties only, after an edit of the values.
    #[must_use]
    pub fn edited_of(
        &self,
        is_wanted: impl Fn(&T::Field) -> bool,
        edit: impl FnOnce(&mut T),
    ) -> Self {
        let mut values = self.values.clone();
        edit(&mut values);
        let mut changes = Self::default();
        for field in self.fields.iter().filter(|field| is_wanted(field)) {
            changes.set(field.clone(), &values);
        }
        changes.values.foreign_mut().clone_from(values.foreign());
        changes
    }

    fn between(plain: &T, wanted: &T) -> Self {
        let mut changes = Self::default();
        for field in plain.differing(wanted) {
            changes.set(field, wanted);
        }
        let (was, is) = (&plain.foreign().0, &wanted.foreign().0);
        for name in was.keys().chain(is.keys()).collect::<SortedSet<_>>() {
            if was.get(name) != is.get(name) {
                let pointer = Foreign::pointer(name);
                changes.set_foreign(&pointer, is.get(name).cloned().unwrap_or(Json::Null));
            }
        }
        changes
    }
}

impl<T: Item> OwnItem<T> {
    /// Returns the object of the instance, if it has one.
    pub fn over<'a>(&'a self, series: Option<&'a T>) -> Option<Cow<'a, T>> {
        match self {
            Self::Removed => None,
            Self::Is(item) => Some(Cow::Borrowed(item)),
            Self::Changed(changes) => {
                let mut item = series?.clone();
                changes.put_into(&mut item);
                Some(Cow::Owned(item))
            }
        }
    }

    /// Returns what makes `wanted` of the object of the series; `None` if it does not differ. A former
    /// difference is kept if it still has this effect.
    pub fn between(plain: Option<&T>, wanted: Option<&T>, held: Option<Self>) -> Option<Self> {
        if let Some(held) = held
            && held.over(plain).as_deref() == wanted
        {
            return Some(held);
        }
        match (plain, wanted) {
            (None, None) => None,
            (Some(_), None) => Some(Self::Removed),
            (None, Some(wanted)) => Some(Self::Is(Box::new(wanted.clone()))),
            (Some(plain), Some(wanted)) if plain == wanted => None,
            (Some(plain), Some(wanted)) => {
                let changed = Self::Changed(Box::new(ItemChanges::between(plain, wanted)));
                // An unknown property that is null cannot be said as a difference, which would remove it.
                let is_said = changed.over(Some(plain)).as_deref() == Some(wanted);
                Some(if is_said { changed } else { Self::Is(Box::new(wanted.clone())) })
            }
        }
    }

    /// Returns the values that it states: the object, or the properties that differ.
    pub fn stated(&self) -> Option<&T> {
        match self {
            Self::Removed => None,
            Self::Is(item) => Some(item),
            Self::Changed(changes) => Some(changes.values()),
        }
    }

    /// Returns the same after an edit of the values that it states.
    #[must_use]
    pub fn edited(&self, edit: impl FnOnce(&mut T)) -> Self {
        match self {
            Self::Removed => Self::Removed,
            Self::Is(item) => {
                let mut item = item.clone();
                edit(&mut item);
                Self::Is(item)
            }
            Self::Changed(changes) => Self::Changed(Box::new(changes.edited(edit))),
        }
    }
}

impl<T: Item> OwnList<T> {
    /// Returns a list of differences; if there are none, the list is as in the series.
    pub fn each(items: SortedMap<LocalId, OwnItem<T>>) -> Self {
        if items.is_empty() { Self::AsSeries } else { Self::Each(items) }
    }

    /// Whether the list is the one of the series.
    pub fn is_as_series(&self) -> bool {
        matches!(self, Self::AsSeries)
    }

    /// Returns the list of the instance. Only items of which single properties differ are copied.
    pub fn over<'a>(&'a self, series: &'a SortedMap<LocalId, T>) -> Vec<(&'a LocalId, Cow<'a, T>)> {
        fn whole<T: Item>(items: &SortedMap<LocalId, T>) -> Vec<(&LocalId, Cow<'_, T>)> {
            items.iter().map(|(key, item)| (key, Cow::Borrowed(item))).collect()
        }
        match self {
            Self::AsSeries => whole(series),
            Self::Whole(items) => whole(items),
            Self::Each(items) => {
                let keys: SortedSet<&LocalId> = series.keys().chain(items.keys()).collect();
                let item = |key: &'a LocalId| {
                    let plain = series.get(key);
                    let item = match items.get(key) {
                        Some(own) => own.over(plain),
                        None => plain.map(Cow::Borrowed),
                    };
                    Some((key, item?))
                };
                keys.into_iter().filter_map(item).collect()
            }
        }
    }

    /// Changes the list of the series into that of the instance.
    pub fn put_into(&self, list: &mut SortedMap<LocalId, T>) {
        match self {
            Self::AsSeries => {}
            Self::Whole(items) => list.clone_from(items),
            Self::Each(items) => {
                list.retain(|key, item| match items.get(key) {
                    Some(OwnItem::Removed) => false,
                    Some(OwnItem::Changed(changes)) => {
                        changes.put_into(item);
                        true
                    }
                    Some(OwnItem::Is(_)) | None => true,
                });
                list.extend(items.iter().filter_map(|(key, own)| match own {
                    OwnItem::Is(item) => Some((key.clone(), T::clone(item))),
                    OwnItem::Removed | OwnItem::Changed(_) => None,
                }));
            }
        }
    }

    /// Returns what makes `wanted` of the list of the series. A former difference is kept if it still has this effect; a
    /// list that replaced the one of the series, or that has nothing in common with it, replaces it.
    pub fn between(
        plain: &SortedMap<LocalId, T>,
        wanted: &SortedMap<LocalId, T>,
        held: Self,
    ) -> Self {
        if held.makes(plain, wanted) {
            return held;
        }
        let has_common = plain.is_empty() || plain.keys().any(|key| wanted.contains_key(key));
        let held = match held {
            _ if plain == wanted => return Self::AsSeries,
            Self::Each(items) if has_common => items,
            Self::AsSeries if has_common => SortedMap::new(),
            Self::AsSeries | Self::Whole(_) | Self::Each(_) => return Self::Whole(wanted.clone()),
        };
        let keys: SortedSet<&LocalId> =
            plain.keys().chain(wanted.keys()).chain(held.keys()).collect();
        let own = |key: &LocalId| {
            let held = held.get(key).cloned();
            Some((key.clone(), OwnItem::between(plain.get(key), wanted.get(key), held)?))
        };
        Self::each(keys.into_iter().filter_map(own).collect())
    }

    /// Whether it makes `wanted` of the list of the series.
    fn makes(&self, series: &SortedMap<LocalId, T>, wanted: &SortedMap<LocalId, T>) -> bool {
        let now = self.over(series);
        now.len() == wanted.len()
            && now.iter().zip(wanted).all(|((key, item), other)| (*key, &**item) == other)
    }

    /// Returns the values that it states, by key: the items, or their properties that differ.
    pub fn stated(&self) -> impl Iterator<Item = (&LocalId, &T)> {
        let (whole, each) = match self {
            Self::AsSeries => (None, None),
            Self::Whole(items) => (Some(items), None),
            Self::Each(items) => (None, Some(items)),
        };
        let each = each.into_iter().flatten();
        let each = each.filter_map(|(key, own)| Some((key, own.stated()?)));
        whole.into_iter().flatten().chain(each)
    }

    /// Returns the values that it states.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.stated().map(|(_, item)| item)
    }

    /// Returns the keys that it names.
    pub fn keys(&self) -> Vec<&LocalId> {
        match self {
            Self::AsSeries => Vec::new(),
            Self::Whole(items) => items.keys().collect(),
            Self::Each(items) => items.keys().collect(),
        }
    }

    /// Returns the same after an edit of each of the values that it states.
    #[must_use]
    pub fn edited(&self, edit: impl Fn(&mut T)) -> Self {
        match self {
            Self::AsSeries => Self::AsSeries,
            Self::Whole(items) => {
                let mut items = items.clone();
                items.values_mut().for_each(edit);
                Self::Whole(items)
            }
            Self::Each(items) => {
                let edited = items.iter().map(|(key, own)| (key.clone(), own.edited(&edit)));
                Self::Each(edited.collect())
            }
        }
    }
}

impl<T: Clone + Ord> OwnSet<T> {
    /// Changes the set of the series into that of the instance.
    pub fn put_into(&self, set: &mut SortedSet<T>) {
        match self {
            Self::AsSeries => {}
            Self::Whole(own) => set.clone_from(own),
            Self::Each(members) => {
                set.retain(|member| members.get(member) != Some(&false));
                let added = members.iter().filter(|(_, is_in)| **is_in);
                set.extend(added.map(|(member, _)| member.clone()));
            }
        }
    }

    /// Returns what makes `wanted` of the set of the series. A former difference is kept if it still has this effect.
    pub fn between(plain: &SortedSet<T>, wanted: &SortedSet<T>, held: Self) -> Self {
        let mut now = plain.clone();
        held.put_into(&mut now);
        if now == *wanted {
            held
        } else if plain == wanted {
            Self::AsSeries
        } else {
            Self::Whole(wanted.clone())
        }
    }

    /// Returns the members that it names as members.
    pub fn stated(&self) -> Vec<&T> {
        match self {
            Self::AsSeries => Vec::new(),
            Self::Whole(own) => own.iter().collect(),
            Self::Each(members) => {
                members.iter().filter(|(_, is_in)| **is_in).map(|(member, _)| member).collect()
            }
        }
    }
}
