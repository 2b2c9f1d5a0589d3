//! The names of choices, in the options of a list and in drafts.

use std::borrow::Cow;

use jiff::civil::Weekday;

use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Mode, Reply};
use crate::domain::event::status::{Privacy, Status};
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::domain::series::repeat::{HolidayRule, TimeKind};

/// A value with a unique name. Law: `from_name(name(x)) == Some(x)`.
pub trait Named: Sized {
    /// Returns the name; plain ASCII if this app defines it.
    fn name(&self) -> Cow<'static, str>;

    /// Returns the value with that name.
    fn from_name(name: &str) -> Option<Self>;
}

/// Implements [`Named`] for enums with a constant `ALL` and a method `slug`.
macro_rules! named_by_slug {
    ($($type:ty),*) => {
        $(impl $crate::present::form::named::Named for $type {
            fn name(&self) -> std::borrow::Cow<'static, str> {
                self.slug().into()
            }

            fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.slug() == name)
            }
        })*
    };
}

/// Implements [`Named`] for enums whose last variant contains a word of another program.
macro_rules! named_with_other {
    ($type:ident: $($variant:ident = $name:literal),*) => {
        impl Named for $type {
            fn name(&self) -> Cow<'static, str> {
                match self {
                    $(Self::$variant => $name.into(),)*
                    Self::Other(other) => format!("other:{other}").into(),
                }
            }

            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    name => name.strip_prefix("other:").map(|other| Self::Other(other.into())),
                }
            }
        }
    };
}

/// Implements [`Named`] for whole numbers.
macro_rules! named_numbers {
    ($($type:ty),*) => {
        $(impl Named for $type {
            fn name(&self) -> Cow<'static, str> {
                self.to_string().into()
            }

            fn from_name(name: &str) -> Option<Self> {
                name.parse().ok()
            }
        })*
    };
}

pub(crate) use named_by_slug;

named_by_slug!(Color, HolidayRule, Kind, TimeKind);
named_numbers!(i8, i16, i32);
named_with_other!(Status:
    Confirmed = "confirmed", Tentative = "tentative", Cancelled = "cancelled", Postponed = "postponed");
named_with_other!(Reply:
    Unsaid = "unsaid", NeedsAction = "needs-action", Accepted = "accepted", Declined = "declined",
    Tentative = "tentative", Delegated = "delegated");
named_with_other!(Mode: Onsite = "onsite", Online = "online", Hybrid = "hybrid");
named_with_other!(Privacy: Public = "public", Private = "private", Secret = "secret");

impl Named for CalendarId {
    fn name(&self) -> Cow<'static, str> {
        self.as_str().to_owned().into()
    }

    fn from_name(name: &str) -> Option<Self> {
        (!name.is_empty()).then(|| Self::new(name))
    }
}

impl Named for Weekday {
    fn name(&self) -> Cow<'static, str> {
        self.to_monday_one_offset().to_string().into()
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::from_monday_one_offset(name.parse().ok()?).ok()
    }
}

/// The empty name means `None`.
impl<T: Named> Named for Option<T> {
    fn name(&self) -> Cow<'static, str> {
        self.as_ref().map_or("".into(), T::name)
    }

    fn from_name(name: &str) -> Option<Self> {
        if name.is_empty() { Some(None) } else { T::from_name(name).map(Some) }
    }
}
