//! How bad it is that a part of a file is not as it should be.

use serde::{Deserialize, Serialize};

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gravity {
    /// Everything was kept; the file is only not as the standard has it.
    Noted,
    /// A part of an entry could not be used or kept.
    Part,
    /// An entry, or more, is missing or not shown.
    Entry,
}
