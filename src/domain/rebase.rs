//! A rebase: what an edit changed in a value is applied to the value as it is now.
//!
//! The edit is known by the value before and after it. Another writer may have changed the value since. A value is JSON,
//! so that one rule holds for stored records and for forms: objects are rebased member by member, lists of rows with
//! keys row by row, and everything else as a whole.
//!
//! Laws: without another writer the result is the value after the edit, without an edit it is the value now, and
//! edits of different members are both kept.

use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::gather::Gather;

/// The member that identifies a row of a list.
const KEY: &str = "key";

/// The result of a rebase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The value; `None` if it is gone.
    pub value: Option<Json>,
    /// The paths at which the edit and the other writer disagree.
    pub conflicts: Vec<Vec<String>>,
}

/// What is kept where the edit and the other writer disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preferred {
    /// What the edit made.
    Edit,
    /// What is there now.
    Now,
}

/// Applies to `now` what changed from `before` to `after`; `None` is a value that does not exist.
pub fn rebase(
    before: Option<&Json>,
    after: Option<&Json>,
    now: Option<&Json>,
    preferred: Preferred,
) -> Rebased {
    let mut rebase = Rebase { preferred, path: Vec::new(), conflicts: Vec::new() };
    let value = rebase.value([before, after, now]);
    Rebased { value, conflicts: rebase.conflicts }
}

struct Rebase {
    preferred: Preferred,
    path: Vec<String>,
    conflicts: Vec<Vec<String>>,
}

impl Rebase {
    fn value(&mut self, [before, after, now]: [Option<&Json>; 3]) -> Option<Json> {
        if before == after || after == now {
            return now.cloned();
        }
        if before == now {
            return after.cloned();
        }
        if let (Some(Json::Map(after)), Some(Json::Map(now))) = (after, now) {
            let none = BTreeMap::new();
            let before = if let Some(Json::Map(before)) = before { before } else { &none };
            return Some(Json::Map(self.members([before, after, now])));
        }
        let rows = [before, after, now].map(|list| list.map_or_else(|| Some(Vec::new()), rows));
        if let ([Some(before), Some(after), Some(now)], Some(_), Some(_)) = (rows, after, now) {
            return Some(Json::List(self.rows([before, after, now])));
        }
        self.conflicts.push(self.path.clone());
        match self.preferred {
            Preferred::Edit => after.cloned(),
            Preferred::Now => now.cloned(),
        }
    }

    fn member(&mut self, name: &str, values: [Option<&Json>; 3]) -> Option<Json> {
        self.path.push(name.to_owned());
        let value = self.value(values);
        self.path.pop();
        value
    }

    fn members(&mut self, maps: [&BTreeMap<String, Json>; 3]) -> BTreeMap<String, Json> {
        let [_, after, now] = maps;
        let mut names: Vec<&String> = after.keys().collect();
        names.extend(now.keys().filter(|name| !after.contains_key(*name)));
        let value = |name: &String| {
            let value = self.member(name, maps.map(|map| map.get(name)))?;
            Some((name.clone(), value))
        };
        names.into_iter().filter_map(value).gathered()
    }

    /// Rebases rows. They keep their order now, unless the edit moved them; a new row stands behind the one that it was
    /// added behind.
    fn rows(&mut self, [before, after, now]: [Vec<Row<'_>>; 3]) -> Vec<Json> {
        let common = |rows: &[Row<'_>]| -> Vec<String> {
            let is_common =
                |key: &&str| find(&before, key).is_some() && find(&after, key).is_some();
            rows.iter().map(|(key, _)| *key).filter(is_common).map(str::to_owned).collect()
        };
        let is_moved = common(&before) != common(&after);
        let (first, second) = if is_moved { (&after, &now) } else { (&now, &after) };
        let mut keys: Vec<&str> = first.iter().map(|(key, _)| *key).collect();
        for (index, (key, _)) in second.iter().enumerate() {
            if keys.contains(key) {
                continue;
            }
            let ahead = second.iter().take(index).rev();
            let place = ahead.filter_map(|(key, _)| keys.iter().position(|known| known == key));
            let place = place.take(1).next().map_or(0, |place| place + 1);
            keys.insert(place, key);
        }
        let row = |key: &str| self.member(key, [&before, &after, &now].map(|rows| find(rows, key)));
        keys.into_iter().filter_map(row).collect()
    }
}

/// One row of a list, with its key.
type Row<'a> = (&'a str, &'a Json);

/// Returns the rows of a list; `None` if not every item has a key of its own.
fn rows(list: &Json) -> Option<Vec<Row<'_>>> {
    let Json::List(items) = list else { return None };
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(items.len());
    for item in items {
        let Json::Map(members) = item else { return None };
        let Some(Json::Text(key)) = members.get(KEY) else { return None };
        if find(&rows, key).is_some() {
            return None;
        }
        rows.push((key, item));
    }
    Some(rows)
}

fn find<'a>(rows: &[Row<'a>], key: &str) -> Option<&'a Json> {
    rows.iter().find(|(known, _)| *known == key).map(|(_, row)| *row)
}
