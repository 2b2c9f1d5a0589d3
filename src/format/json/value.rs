//! A JSON value as it was read; it borrows from the input where possible.
//!
//! Short-lived: what we understand moves into the domain, and what is carried becomes [`Json`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// One JSON value; it borrows from the input where possible.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Value<'a>>),
    /// An object.
    Map(Object<'a>),
    /// A value beyond a limit.
    Skipped(Skip),
}

/// A number in JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer, not negative.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// Any other.
    Float(f64),
}

/// Why a value was not read.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Skip {
    /// A text longer than the limit.
    TooLong,
    /// Nested deeper than the limit.
    TooDeep,
    /// More values in one entry than the limit.
    TooMany,
}

/// The fields of an object, in the order of the file, duplicates included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object<'a>(pub Vec<(Cow<'a, str>, Value<'a>)>);

impl Object<'_> {
    /// Returns a field's text, if there is one.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::List(_)
            | Value::Map(_)
            | Value::Skipped(_) => None,
        }
    }

    /// Returns the last field of a name.
    pub fn get(&self, name: &str) -> Option<&Value<'_>> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Removes all but the last of each name and returns the names that occurred more than once.
    pub fn drop_duplicates(&mut self) -> Vec<String> {
        let is_sorted = self.0.is_sorted_by(|(one, _), (next, _)| one < next);
        if is_sorted || !self.has_duplicates() {
            return Vec::new();
        }
        let indices = self.0.iter().enumerate().map(|(index, (key, _))| (key.to_string(), index));
        let last: SortedMap<String, usize> = indices.collect();
        let (mut index, mut names) = (0, Vec::new());
        self.0.retain(|(key, _)| {
            let is_last = last.get(key.as_ref()) == Some(&index);
            if !is_last {
                names.push(key.to_string());
            }
            index += 1;
            is_last
        });
        names.into_iter().collect::<SortedSet<_>>().into_iter().collect()
    }

    fn has_duplicates(&self) -> bool {
        const FEW: usize = 24;
        if self.0.len() > FEW {
            let distinct: SortedSet<&str> = self.0.iter().map(|(key, _)| key.as_ref()).collect();
            return distinct.len() < self.0.len();
        }
        let mut rest = self.0.iter();
        while let Some((key, _)) = rest.next() {
            if rest.clone().any(|(other, _)| other == key) {
                return true;
            }
        }
        false
    }
}

impl Number {
    /// Returns the number as a count, if it is one.
    pub fn count(self) -> Option<u32> {
        match self {
            Self::Unsigned(number) => u32::try_from(number).ok(),
            Self::Signed(_) | Self::Float(_) => None,
        }
    }

    fn canonical(self) -> Box<str> {
        match self {
            Self::Unsigned(number) => number.to_string().into(),
            Self::Signed(number) => number.to_string().into(),
            Self::Float(number) => {
                let number = serde_json::Number::from_f64(number);
                number.map_or_else(|| "null".into(), |number| number.to_string().into())
            }
        }
    }
}

impl Value<'_> {
    /// Returns the same value in the domain's form; skipped values are left out and listed in `skipped`.
    pub fn into_json(self, skipped: &mut Vec<Skip>) -> Option<Json> {
        Some(match self {
            Self::Null => Json::Null,
            Self::Bool(flag) => Json::Bool(flag),
            Self::Number(number) => Json::Number(number.canonical()),
            Self::Text(text) => Json::Text(text.into_owned()),
            Self::List(items) => {
                Json::List(items.into_iter().filter_map(|item| item.into_json(skipped)).collect())
            }
            Self::Map(object) => {
                let field = |(key, value): (Cow<'_, str>, Value<'_>)| {
                    Some((key.into_owned(), value.into_json(skipped)?))
                };
                Json::Map(object.0.into_iter().filter_map(field).collect::<BTreeMap<_, _>>())
            }
            Self::Skipped(skip) => {
                skipped.push(skip);
                return None;
            }
        })
    }
}
