//! Forms as JSON, so that unsaved input survives a reload.
//!
//! Each type lists its fields once, with [`draft_of!`]; the compiler rejects a list that omits one. The bytes and their
//! version belong to `format::draft`. Law: `from_draft(to_draft(x)) == Some(x)`.

use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::present::form::named::Named;

/// A value that can be stored in a draft.
pub trait Draft: Sized {
    /// Returns the value as JSON.
    fn to_draft(&self) -> Json;

    /// Reads the value from such JSON; `None` if the JSON is something else.
    fn from_draft(kept: Json) -> Option<Self>;
}

/// Implements [`Draft`] for a struct, given all of its fields. Fields after `newer` may be missing from a draft that an
/// older version wrote, and then have their default.
macro_rules! draft_of {
    ($type:ident { $($field:ident),* $(,)? } $(newer { $($new:ident),* })?) => {
        impl $crate::present::form::draft::Draft for $type {
            fn to_draft(&self) -> $crate::domain::foreign::Json {
                let mut fields = std::collections::BTreeMap::new();
                $(fields.insert(stringify!($field).to_owned(), self.$field.to_draft());)*
                $($(fields.insert(stringify!($new).to_owned(), self.$new.to_draft());)*)?
                $crate::domain::foreign::Json::Map(fields)
            }

            fn from_draft(kept: $crate::domain::foreign::Json) -> Option<Self> {
                let mut fields = $crate::present::form::draft::fields(kept)?;
                Some(Self {
                    $($field: $crate::present::form::draft::Draft::from_draft(
                        fields.remove(stringify!($field))?,
                    )?,)*
                    $($($new: match fields.remove(stringify!($new)) {
                        Some(kept) => $crate::present::form::draft::Draft::from_draft(kept)?,
                        None => Default::default(),
                    },)*)?
                })
            }
        }
    };
}

pub(crate) use draft_of;

impl<T: Named> Draft for T {
    fn to_draft(&self) -> Json {
        Json::Text(self.name().into_owned())
    }

    fn from_draft(kept: Json) -> Option<Self> {
        T::from_name(&text(kept)?)
    }
}

impl Draft for String {
    fn to_draft(&self) -> Json {
        Json::Text(self.clone())
    }

    fn from_draft(kept: Json) -> Option<Self> {
        text(kept)
    }
}

impl Draft for LocalId {
    fn to_draft(&self) -> Json {
        Json::Text(self.as_str().to_owned())
    }

    fn from_draft(kept: Json) -> Option<Self> {
        text(kept).map(Self::new)
    }
}

impl<T: Draft> Draft for Vec<T> {
    fn to_draft(&self) -> Json {
        Json::List(self.iter().map(T::to_draft).collect())
    }

    fn from_draft(kept: Json) -> Option<Self> {
        if let Json::List(items) = kept {
            items.into_iter().map(T::from_draft).collect()
        } else {
            None
        }
    }
}

/// Returns the fields of an object; `None` if it is not an object.
pub fn fields(kept: Json) -> Option<BTreeMap<String, Json>> {
    if let Json::Map(fields) = kept { Some(fields) } else { None }
}

/// Returns the text of a string; `None` if it is not a string.
pub fn text(kept: Json) -> Option<String> {
    if let Json::Text(text) = kept { Some(text) } else { None }
}
