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
}
