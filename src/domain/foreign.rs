//! What a file held that we have no words for, kept so that it can be written back.
//!
//! JSCalendar 1.7.4: unknown properties MUST be preserved. A number is kept as its canonical text, so that
//! equality is exact.

use std::collections::BTreeMap;

/// One JSON value that we carry without reading.
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
    /// An object; the order of its keys carries no meaning.
    Map(BTreeMap<String, Json>),
}

/// The properties of one object that we do not know, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign(pub BTreeMap<String, Json>);

impl Foreign {
    /// Whether there is nothing to carry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One property by name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }
}
