//! How severe an issue with a part of a file is.

use serde::{Deserialize, Serialize};

/// The severity of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gravity {
    /// Everything was kept; the file only deviates from the standard.
    Noted,
    /// A part of an entry could not be used or kept.
    Part,
    /// One or more entries are missing or not shown.
    Entry,
}
