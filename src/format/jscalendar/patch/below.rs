//! Reads the pointers of a `PatchObject` that have two steps and more: what differs in an item of a list, or in one member
//! of a set.

use crate::domain::event::Event;
use crate::domain::foreign::Foreign;
use crate::domain::gather::ordered;
use crate::domain::id::LocalId;
use crate::domain::series::own::{ItemChanges, OwnItem, OwnList, OwnSet};
use crate::domain::series::repeat::Patch;
use crate::domain::sorted_map::SortedMap;
use crate::format::clock;
use crate::format::issue::Reason;
use crate::format::jscalendar::patch::named::NamedItem;
use crate::format::jscalendar::read::details::category;
use crate::format::jscalendar::read::fields::{FieldReader, key};
use crate::format::jscalendar::read::notes::PointerPath;
use crate::format::json::value::{Object, Value};
use crate::format::names;

/// One pointer of a patch: as it is in the file, what of it is below the item, and the value.
struct Pointed<'v> {
    pointer: String,
    rest: String,
    value: Value<'v>,
}

/// Reads the pointers of two steps and more, item by item.
pub(super) fn below(
    patch: &mut Patch,
    fields: &mut FieldReader<'_, '_, '_>,
    pointers: Vec<(String, Value<'_>)>,
) {
    let pointers = in_order(pointers);
    let mut pointers = pointers.into_iter().peekable();
    while let Some((pointer, value)) = pointers.next() {
        let (root, rest) = pointer.split_once('/').unwrap_or((&pointer, ""));
        let key = rest.split('/').next().unwrap_or_default();
        let is_one = [names::REGISTRATION, names::HEADCOUNT].contains(&root);
        let length = if is_one { root.len() } else { root.len() + 1 + key.len() };
        let of_item = pointer.get(..length).unwrap_or_default().to_owned();
        let (root, key) = (root.to_owned(), Foreign::step(key));
        let pointed = |pointer: String, value| {
            let rest = pointer.get(length + 1..).unwrap_or_default().to_owned();
            Pointed { pointer, rest, value }
        };
        let is_below = |(other, _): &(String, Value<'_>)| {
            other.strip_prefix(of_item.as_str()).is_some_and(|tail| tail.starts_with('/'))
        };
        let mut group = vec![pointed(pointer, value)];
        while let Some((pointer, value)) = pointers.next_if(is_below) {
            group.push(pointed(pointer, value));
        }
        let at = (of_item.as_str(), key.as_str());
        match root.as_str() {
            "locations" => in_list(&mut patch.locations, fields, at, group),
            "virtualLocations" => in_list(&mut patch.virtual_locations, fields, at, group),
            "links" => in_list(&mut patch.links, fields, at, group),
            names::PROGRAMME => in_list(&mut patch.programme, fields, at, group),
            "participants" => in_list(&mut patch.participants, fields, at, group),
            names::REGISTRATION => in_one(&mut patch.registration, fields, &of_item, group),
            names::HEADCOUNT => in_one(&mut patch.headcount, fields, &of_item, group),
            "categories" => in_set(&mut patch.sorts, fields, Some(category(&key)), group),
            "keywords" => in_set(&mut patch.keywords, fields, Some(key), group),
            _ => carry(fields, group),
        }
    }
}

/// Returns the pointers to an item one after another, the shortest first, and the items in the order of their keys, so that
/// each is put in behind those before it.
fn in_order(pointers: Vec<(String, Value<'_>)>) -> Vec<(String, Value<'_>)> {
    let item = |pointer: &str| {
        let mut steps = pointer.split('/');
        let root = steps.next().unwrap_or_default().to_owned();
        let key = Foreign::step(steps.next().unwrap_or_default());
        let is_set = ["categories", "keywords"].contains(&root.as_str());
        let key = if is_set { key } else { LocalId::sanitised(&key).to_string() };
        (root, key)
    };
    let all = pointers.into_iter().map(|(pointer, value)| (item(&pointer), pointer, value));
    let all = ordered(all.collect(), |(item, a, _), (other, b, _)| {
        item.cmp(other).then_with(|| a.split('/').cmp(b.split('/')))
    });
    all.into_iter().map(|(_, pointer, value)| (pointer, value)).collect()
}

/// Reads a whole object; anything else is carried.
pub(super) fn item<T: NamedItem>(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> Option<OwnItem<T>> {
    if value == Value::Null {
        return Some(OwnItem::Removed);
    }
    let object = fields.map(name, value)?;
    let path = PointerPath::Key(fields.path, name);
    Some(OwnItem::Is(Box::new(T::read(fields.notes, &path, object))))
}

/// Carries pointers to what we do not read.
fn carry<'v>(fields: &mut FieldReader<'_, '_, '_>, group: impl IntoIterator<Item = Pointed<'v>>) {
    for Pointed { pointer, value, rest: _ } in group {
        fields.carry(&pointer, value);
    }
}

/// Carries pointers that are invalid.
fn reject<'v>(fields: &mut FieldReader<'_, '_, '_>, group: impl IntoIterator<Item = Pointed<'v>>) {
    for Pointed { pointer, value, rest: _ } in group {
        fields.reject(&pointer, value, Reason::BadRule);
    }
}

/// Reads the pointers to one item of a list.
fn in_list<T: NamedItem>(
    own: &mut OwnList<T>,
    fields: &mut FieldReader<'_, '_, '_>,
    (of_item, key): (&str, &str),
    group: Vec<Pointed<'_>>,
) {
    let here = PointerPath::Key(fields.path, of_item);
    let id = self::key(fields.notes, &here, key);
    let is_taken = match own {
        OwnList::AsSeries => false,
        OwnList::Whole(_) => true,
        OwnList::Each(items) => items.contains_key(&id),
    };
    if key.is_empty() || is_taken {
        return reject(fields, group);
    }
    let mut found = None;
    in_one(&mut found, fields, of_item, group);
    if let Some(found) = found {
        let mut items = match std::mem::take(own) {
            OwnList::Each(items) => items,
            OwnList::AsSeries | OwnList::Whole(_) => SortedMap::new(),
        };
        items.insert(id, found);
        *own = OwnList::Each(items);
    }
}

/// Reads the pointers to one object: a replacement, or changes of its properties.
fn in_one<T: NamedItem>(
    own: &mut Option<OwnItem<T>>,
    fields: &mut FieldReader<'_, '_, '_>,
    of_item: &str,
    group: Vec<Pointed<'_>>,
) {
    if own.is_some() {
        return reject(fields, group);
    }
    let mut group = group.into_iter().peekable();
    if let Some(whole) = group.next_if(|first| first.pointer == of_item) {
        *own = item(fields, of_item, whole.value);
        return reject(fields, group);
    }
    let changes = changes(fields, of_item, group);
    *own = (!changes.is_empty()).then(|| OwnItem::Changed(Box::new(changes)));
}

/// Reads changes of the properties of one object, with the reader for the whole object.
fn changes<'v, T: NamedItem>(
    fields: &mut FieldReader<'_, '_, '_>,
    of_item: &str,
    group: impl Iterator<Item = Pointed<'v>>,
) -> ItemChanges<T> {
    let mut changes = ItemChanges::default();
    let mut object = Object::default();
    let mut wanted: Vec<(String, Option<String>, T::Field)> = Vec::new();
    for Pointed { pointer, rest, value } in group {
        let (name, member) = match rest.split_once('/') {
            Some((name, member)) => (name, Some(member)),
            None => (rest.as_str(), None),
        };
        let name = T::bare(&Foreign::step(name)).to_owned();
        let is_replaced = wanted.iter().any(|(other, of, _)| *other == name && of.is_none());
        let step = member.filter(|member| !member.contains('/')).map(Foreign::step);
        let field = if member.is_some() && step.is_none() {
            None
        } else {
            T::field(&name, step.as_deref())
        };
        // A text or a number has no members.
        let is_below_value = member.is_some() && field.is_none() && T::field(&name, None).is_some();
        if name.is_empty() || member.is_some() && is_replaced || is_below_value {
            fields.reject(&pointer, value, Reason::BadRule);
            continue;
        }
        let Some(field) = field else {
            let mut skipped = Vec::new();
            let below = member.map(|member| format!("/{member}")).unwrap_or_default();
            if let Some(json) = value.into_json(&mut skipped) {
                changes.set_foreign(&format!("{}{below}", Foreign::pointer(&name)), json);
            }
            for skip in skipped {
                fields.note(&pointer, Reason::Skipped(skip));
            }
            continue;
        };
        if value != Value::Null {
            put(&mut object, &name, step.as_deref(), value);
        }
        wanted.push((name, step, field));
    }
    let path = PointerPath::Key(fields.path, of_item);
    let values = fields.notes.of_part(|notes| T::read(notes, &path, object));
    for (name, member, field) in wanted {
        // A value that cannot be read is among those that are carried.
        match values.foreign().get(&name).filter(|_| member.is_none()) {
            Some(json) => changes.set_foreign(&Foreign::pointer(&name), json.clone()),
            None => changes.set(field, &values),
        }
    }
    changes
}

/// Puts a value into an object, or into an object in it.
fn put<'v>(object: &mut Object<'v>, name: &str, member: Option<&str>, value: Value<'v>) {
    let Some(member) = member else {
        object.0.push((name.to_owned().into(), value));
        return;
    };
    let member = (member.to_owned().into(), value);
    for (other, inner) in &mut object.0 {
        if let (true, Value::Map(inner)) = (other == name, inner) {
            inner.0.push(member);
            return;
        }
    }
    object.0.push((name.to_owned().into(), Value::Map(Object(vec![member]))));
}

/// Reads a pointer to one member of a set.
fn in_set<T: Ord>(
    own: &mut OwnSet<T>,
    fields: &mut FieldReader<'_, '_, '_>,
    member: Option<T>,
    group: Vec<Pointed<'_>>,
) {
    let mut members = match std::mem::take(own) {
        OwnSet::Whole(set) => {
            *own = OwnSet::Whole(set);
            return reject(fields, group);
        }
        OwnSet::Each(members) => members,
        OwnSet::AsSeries => SortedMap::new(),
    };
    let mut group = group.into_iter();
    match (group.next(), member) {
        (Some(Pointed { rest, value: Value::Bool(true), .. }), Some(member)) if rest.is_empty() => {
            members.insert(member, true);
        }
        (Some(Pointed { rest, value: Value::Null, .. }), Some(member)) if rest.is_empty() => {
            members.insert(member, false);
        }
        (first, _) => reject(fields, first),
    }
    reject(fields, group);
    *own = if members.is_empty() { OwnSet::AsSeries } else { OwnSet::Each(members) };
}

/// Notes the changes of items that the series does not have (RFC 8984, 1.4.9: such a pointer is invalid).
pub(crate) fn note_lost(event: &Event, fields: &mut FieldReader<'_, '_, '_>) {
    fn lost<'p, T: NamedItem>(
        own: &'p OwnList<T>,
        series: &SortedMap<LocalId, T>,
    ) -> Vec<&'p LocalId> {
        let OwnList::Each(items) = own else { return Vec::new() };
        let is_lost = |key: &LocalId, own: &OwnItem<T>| {
            matches!(own, OwnItem::Changed(_)) && !series.contains_key(key)
        };
        items.iter().filter(|(key, own)| is_lost(key, own)).map(|(key, _)| key).collect()
    }
    let overrides = event.repeat.iter().flat_map(|repeat| &repeat.overrides);
    let patches = overrides.filter_map(|(at, own)| Some((at, own.patch()?)));
    for (at, patch) in patches {
        let lists = [
            ("locations", lost(&patch.locations, &event.locations)),
            ("virtualLocations", lost(&patch.virtual_locations, &event.virtual_locations)),
            ("links", lost(&patch.links, &event.links)),
            (names::PROGRAMME, lost(&patch.programme, &event.programme)),
            ("participants", lost(&patch.participants, &event.participants)),
        ];
        let lists = lists.iter().flat_map(|(name, keys)| keys.iter().map(move |key| (name, key)));
        for (name, key) in lists {
            let mut instance = String::new();
            clock::print_local(*at, &mut instance);
            let overrides = PointerPath::Key(fields.path, "recurrenceOverrides");
            let instance = PointerPath::Key(&overrides, &instance);
            let pointer = format!("{name}/{key}");
            fields.notes.add(&PointerPath::Key(&instance, &pointer), Reason::BadRule);
        }
    }
}
