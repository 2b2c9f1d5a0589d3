//! How the directory is divided for storage: the organisations, the rosters, and the people in a fixed number of shares.
//!
//! A change of one person rewrites one share, however many people there are. A share is chosen by the id alone, so that a
//! person stays in it under any name.

use crate::domain::directory::item::DirectoryId;
use crate::domain::id::PersonId;

/// The number of shares of the people: with 20,000 people, about 300 are in each.
pub const PEOPLE_SHARES: u8 = 64;

/// The part of the directory that a shard covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DirectorySlot {
    /// All organisations.
    Organizations,
    /// One share of the people, below [`PEOPLE_SHARES`].
    People(u8),
    /// All rosters.
    Rosters,
}

impl DirectorySlot {
    /// Returns the slot that an item belongs to.
    pub fn of(id: &DirectoryId) -> Self {
        match id {
            DirectoryId::Organization(_) => Self::Organizations,
            DirectoryId::Roster(_) => Self::Rosters,
            DirectoryId::Person(id) => Self::People(share(id)),
        }
    }
}

/// Returns the share of a person, by a hash of the id (FNV-1a).
fn share(id: &PersonId) -> u8 {
    let hash = id
        .as_str()
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    u8::try_from((hash ^ hash >> 16) % u32::from(PEOPLE_SHARES)).unwrap_or(0)
}
