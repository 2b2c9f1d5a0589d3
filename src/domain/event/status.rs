//! Whether an event takes place, and how much of it others may see.

/// Whether an event takes place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// Not certain yet.
    Tentative,
    /// 中止.
    Cancelled,
    /// 延期: it does not take place on its day, and the new day is not known yet.
    ///
    /// JSCalendar has `confirmed`, `cancelled` and `tentative`, and allows programs to take unknown words for the
    /// default, which would send people to a closed hall. So a file says `cancelled`, which is true of the day and
    /// understood by every calendar, and in addition, for us, that it is postponed. Once the new day is known, the
    /// event simply moves there and takes place: a newer revision of the same uid.
    Postponed,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// How much of an event others may see (JSCalendar `privacy`). It applies to files that are shared without names; on
/// the device, in a backup, and in a file with names nothing is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Everything.
    #[default]
    Public,
    /// Only when it is.
    Private,
    /// Nothing at all.
    Secret,
    /// Any other value, kept as it is. RFC 8984, 4.4.3: to be treated as private.
    Other(Box<str>),
}

/// The name under which an instance of a series carries a privacy of its own. JSCalendar has privacy for a whole event
/// only (RFC 8984, 4.3.5), iCalendar for each component (RFC 5545, 3.8.1.3).
pub const OF_INSTANCE: &str = "privacy";

impl Privacy {
    /// Reads the standard's word.
    pub fn of_word(word: &str) -> Self {
        match word {
            "public" => Self::Public,
            "private" => Self::Private,
            "secret" => Self::Secret,
            other => Self::Other(other.into()),
        }
    }
}

impl Status {
    /// Whether nothing takes place on the day: 中止 or 延期.
    pub fn is_called_off(&self) -> bool {
        match self {
            Self::Cancelled | Self::Postponed => true,
            Self::Confirmed | Self::Tentative | Self::Other(_) => false,
        }
    }
}
