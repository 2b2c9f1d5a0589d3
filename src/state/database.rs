//! The name of the database. There is a second one only if the first one could not be opened and a person has begun
//! anew beside it; the first one stays as it is.

use crate::platform::local;
use crate::storage::device::NAME;

/// The name under which the number of the database is stored.
const KEY: &str = "tsudoi.database";

/// Returns the name of the database in use.
pub(super) fn name() -> String {
    name_of(number())
}

/// Returns the name of the database that would be used after [`begin_anew`].
pub(super) fn next_name() -> String {
    name_of(number() + 1)
}

/// Uses a new database from now on. Returns `false` if the browser does not store that.
pub(super) fn begin_anew() -> bool {
    local::write(KEY, &(number() + 1).to_string())
}

fn name_of(number: u32) -> String {
    match number {
        0 => NAME.to_owned(),
        number => format!("{NAME}-{number}"),
    }
}

fn number() -> u32 {
    local::read(KEY).and_then(|text| text.parse().ok()).unwrap_or(0)
}
