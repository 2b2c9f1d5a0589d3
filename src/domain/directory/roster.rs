//! A roster: people in an order, as of a day, such as 5役, 執行委員 or 代議員.

use jiff::civil::Date;

use crate::domain::event::kind::Kind;
use crate::domain::foreign::Foreign;
use crate::domain::id::{OrganizationId, PersonId, RosterId};
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;

/// A list of people that is used again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Its identity.
    pub id: RosterId,
    /// What it is called.
    pub name: String,
    /// The organisation whose roster it is.
    pub organization: Option<OrganizationId>,
    /// The day on which it was so.
    pub as_of: Option<Date>,
    /// Who is on it, in order.
    pub members: Vec<RosterMember>,
    /// The kinds of events whose participants it names unless somebody says otherwise.
    pub kinds: SortedSet<Kind>,
    /// How many seats each organisation has, if there is a rule.
    pub seats: Option<SeatRule>,
    /// A note of the secretary.
    pub note: String,
    /// When it was last changed.
    pub updated: Option<UtcTime>,
    /// When it was moved to the trash, if it is there.
    pub deleted: Option<UtcTime>,
    /// Everything else that a backup of a later version contained.
    pub foreign: Foreign,
}

/// One person on a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterMember {
    /// The person.
    pub person: PersonId,
    /// The office that puts them there: 執行委員長.
    pub office: String,
}

/// How many seats an organisation has: one for every so many members, as the rules of many unions have it
/// (代議員は組合員50名につき1名とし、端数を切り上げる).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatRule {
    /// The number of members for whom there is one seat; at least 1.
    pub members_per_seat: u32,
    /// Whether there is one more seat for the members that are left.
    pub has_seat_for_rest: bool,
}

impl Roster {
    /// Creates an empty roster.
    pub fn new(id: RosterId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            organization: None,
            as_of: None,
            members: Vec::new(),
            kinds: SortedSet::new(),
            seats: None,
            note: String::new(),
            updated: None,
            deleted: None,
            foreign: Foreign::default(),
        }
    }
}
