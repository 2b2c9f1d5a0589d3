//! The content of a file that our model has no field for, kept so that it can be written back.
//!
//! JSCalendar 1.7.4: unknown properties MUST be preserved. A number is kept as its canonical text, so that
//! equality is exact.

use std::collections::BTreeMap;

/// A JSON value that we carry without reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the shortest text that reads back as the same number.
    Number(Box<str>),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; the order of its keys has no meaning.
    Map(BTreeMap<String, Json>),
}

/// The unknown properties of one object, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign(pub BTreeMap<String, Json>);

impl Foreign {
    /// Whether there is nothing to carry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns one property by name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    /// Makes the property of a name as it is in another object.
    pub fn copy(&mut self, name: &str, from: &Self) {
        match from.get(name) {
            Some(value) => _ = self.0.insert(name.to_owned(), value.clone()),
            None => _ = self.0.remove(name),
        }
    }

    /// Puts a value at a pointer (RFC 6901, without the leading `/`); `null` removes what is there. A pointer into
    /// something that does not exist or is not an object has no effect (RFC 8984, 1.4.9).
    pub fn put(&mut self, pointer: &str, value: &Json) {
        let (way, last) =
            pointer.rsplit_once('/').map_or((None, pointer), |(way, last)| (Some(way), last));
        let mut here = Some(&mut self.0);
        for step in way.into_iter().flat_map(|way| way.split('/')) {
            here = here.and_then(|map| match map.get_mut(&Self::step(step)) {
                Some(Json::Map(map)) => Some(map),
                Some(_) | None => None,
            });
        }
        let Some(map) = here else { return };
        let name = Self::step(last);
        if *value == Json::Null {
            map.remove(&name);
        } else {
            map.insert(name, value.clone());
        }
    }

    /// Returns the name that one step of a pointer stands for: `~1` is a slash, `~0` is a tilde.
    pub fn step(step: &str) -> String {
        step.replace("~1", "/").replace("~0", "~")
    }

    /// Returns a name as one step of a pointer.
    pub fn pointer(name: &str) -> String {
        name.replace('~', "~0").replace('/', "~1")
    }
}
