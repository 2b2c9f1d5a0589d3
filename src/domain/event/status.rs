//! Whether an event takes place, and what others may be told of it.

/// Whether an event takes place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It does.
    #[default]
    Confirmed,
    /// Not certain yet.
    Tentative,
    /// 中止.
    Cancelled,
    /// 延期: it does not take place on its day, and when it will is not known yet.
    ///
    /// JSCalendar has `confirmed`, `cancelled` and `tentative`, and lets unknown words be taken for the default, which
    /// would send people to a closed hall. So a file says `cancelled`, which is true of the day and understood by every
    /// calendar, and beside it, for us, that it is to be made up for. Once the new day is known the event simply moves
    /// there and takes place: a newer edition of the same uid.
    Postponed,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// What others may be told of an event (JSCalendar `privacy`). It holds for files that are handed on without names;
/// on the device, in a backup, and in a file with names everything is said.
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

impl Status {
    /// Whether nothing takes place on the day: 中止 or 延期.
    pub fn is_called_off(&self) -> bool {
        match self {
            Self::Cancelled | Self::Postponed => true,
            Self::Confirmed | Self::Tentative | Self::Other(_) => false,
        }
    }
}
