//! Identities: two files mean the same thing if they agree on its identity.
//!
//! Copies share their text: the id of an event is a key of several maps, and that of a calendar is in every entry.

use std::fmt::{self, Write as _};
use std::sync::Arc;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a text as an identity; the text is taken unchanged.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// Returns the identity as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// The `uid` of a calendar (a JSCalendar Group), globally unique.
    CalendarId
}
text_id! {
    /// The `uid` of an event, unique over all calendars.
    EventId
}
text_id! {
    /// The key of a participant, place, link or part inside one event: `[A-Za-z0-9_-]{1,255}` when we write it.
    LocalId
}

text_id! {
    /// The identity of an organisation of the directory, globally unique.
    OrganizationId
}
text_id! {
    /// The identity of a person of the directory, globally unique.
    PersonId
}
text_id! {
    /// The identity of a roster, globally unique.
    RosterId
}

impl LocalId {
    /// Whether JSCalendar allows a text as a key.
    pub fn is_allowed(text: &str) -> bool {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !text.is_empty() && text.len() <= 255 && text.chars().all(allowed)
    }

    /// Turns any text into a key that JSCalendar allows (bis 1.4.1: base64url letters); a text that is already one is
    /// returned unchanged.
    pub fn sanitised(text: &str) -> Self {
        if Self::is_allowed(text) {
            return Self::new(text);
        }
        let mut key = String::from("x");
        for byte in text.bytes().take(120) {
            write!(key, "{byte:02x}").expect("a string takes any text");
        }
        Self::new(key)
    }
}
