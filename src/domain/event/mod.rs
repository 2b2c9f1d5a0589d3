//! An event: something at a time and place, with its programme and its people.

pub mod bounds;
pub mod color;
pub mod field;
pub mod free_text;
pub mod kind;
pub mod organization_name;
pub mod participant;
pub mod place;
pub mod programme;
pub mod registration;
pub mod status;

use std::fmt;
use std::ops::{Deref, DerefMut};

use jiff::civil::DateTime;

use crate::domain::event::color::CssColor;
use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Headcount, Participant};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::event::status::{Privacy, Status};
use crate::domain::foreign::Foreign;
use crate::domain::gather::ordered;
use crate::domain::id::{EventId, LocalId};
use crate::domain::series::instances::is_of_rule;
use crate::domain::series::repeat::Repeat;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::{UtcTime, When};

/// One event as a file states it; what this device adds is in [`crate::domain::almanac::entry::Entry`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identity.
    pub id: EventId,
    /// The revision of the event.
    pub revision: Revision,
    /// What it is called.
    pub title: String,
    /// When it is.
    pub when: When,
    /// How it repeats.
    pub repeat: Option<Box<Repeat>>,
    /// The kinds that it has; empty if none are known.
    pub kinds: SortedSet<Kind>,
    /// Keywords (including the Japanese label of the kind).
    pub keywords: SortedSet<String>,
    /// Whether it takes place.
    pub status: Status,
    /// How much of it others may see.
    pub privacy: Privacy,
    /// What it is about, as plain text.
    pub description: String,
    /// Places, by key.
    pub locations: SortedMap<LocalId, Location>,
    /// Which of the places is the venue.
    pub main_location: Option<LocalId>,
    /// Its number in a series (第3回).
    pub series_number: Option<u32>,
    /// Everything else that the file contained.
    pub foreign: Foreign,
    /// What few events have; an event derefs to it.
    pub rare: Rare,
}

/// The facts that few events have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RareFacts {
    /// When people meet, if not at the start (集合), on the clock of the event.
    pub meeting_time: Option<DateTime>,
    /// Category URIs that are not one of our kinds.
    pub categories: SortedSet<String>,
    /// Why it does not take place, or not yet: 台風のため. Empty if unknown.
    pub status_reason: String,
    /// The colour that it is shown in, if this is not its calendar's.
    pub color: Option<CssColor>,
    /// Whom it is for (対象): 青年部員と新入組合員. Empty if unknown.
    pub audience: String,
    /// Online meetings, by key.
    pub virtual_locations: SortedMap<LocalId, VirtualLocation>,
    /// Links, by key.
    pub links: SortedMap<LocalId, Link>,
    /// The calendar address of the organiser, who is also among the participants.
    pub organizer: Option<String>,
    /// People and groups, by key.
    pub participants: SortedMap<LocalId, Participant>,
    /// The parts of the programme, by key.
    pub programme: SortedMap<LocalId, Part>,
    /// Totals of participants, if there is no list.
    pub headcount: Option<Box<Headcount>>,
    /// How people sign up for it.
    pub registration: Option<Box<Registration>>,
}

/// The facts that few events have, in a box of their own as soon as there is one: a device holds tens of thousands of events
/// without any, and each of them is smaller by 130 bytes in the browser. No box and a box without facts are equal.
#[derive(Clone, Default)]
pub struct Rare(pub Option<Box<RareFacts>>);

/// What an event has that has none of the rare facts.
static NONE: RareFacts = RareFacts {
    meeting_time: None,
    categories: SortedSet::new(),
    status_reason: String::new(),
    color: None,
    audience: String::new(),
    virtual_locations: SortedMap::new(),
    links: SortedMap::new(),
    organizer: None,
    participants: SortedMap::new(),
    programme: SortedMap::new(),
    headcount: None,
    registration: None,
};

/// The revision of an event: a higher one is newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision {
    /// The organiser increases it with each change that matters to participants.
    pub sequence: u32,
    /// When it was last changed.
    pub updated: Option<UtcTime>,
    /// When it was made.
    pub created: Option<UtcTime>,
}

impl Event {
    /// Creates an event with only a title and a time.
    pub fn new(id: EventId, title: impl Into<String>, when: When) -> Self {
        Self {
            id,
            revision: Revision::default(),
            title: title.into(),
            when,
            repeat: None,
            kinds: SortedSet::new(),
            keywords: SortedSet::new(),
            status: Status::default(),
            privacy: Privacy::default(),
            description: String::new(),
            locations: SortedMap::new(),
            main_location: None,
            series_number: None,
            foreign: Foreign::default(),
            rare: Rare::default(),
        }
    }

    /// Returns the kind that it is shown as: the most important one.
    pub fn kind(&self) -> Kind {
        self.kinds.first().copied().unwrap_or(Kind::Other)
    }

    /// Returns the location to go to: the one named as main, or else the first that is not only a meeting point.
    pub fn venue(&self) -> Option<&Location> {
        self.venue_entry().map(|(_, place)| place)
    }

    /// Returns the same with its key.
    pub fn venue_entry(&self) -> Option<(&LocalId, &Location)> {
        venue_of(self.main_location.as_ref(), &self.locations)
    }

    /// Returns where people meet before it starts, if this is known (集合場所).
    pub fn meeting_places(&self) -> impl Iterator<Item = &Location> {
        self.locations.values().filter(|place| place.is_meeting_place)
    }

    /// Returns the parts in the order of the programme.
    pub fn parts(&self) -> Vec<&Part> {
        ordered(self.programme.values().collect(), |a, b| a.order.cmp(&b.order))
    }

    /// Whether it does not take place on its day: it was cancelled or postponed.
    pub fn is_cancelled(&self) -> bool {
        self.status.is_called_off()
    }

    /// Whether its rule has an instance at `at`; without a rule that can be expanded, whether it starts then.
    pub fn is_of_rule(&self, at: DateTime) -> bool {
        let start = self.when.start();
        self.repeat.as_deref().map_or(at == start, |repeat| is_of_rule(repeat, start, at))
    }

    /// Returns the event at another time; the clocks that depend on its start move too.
    pub fn shifted(&self, when: &When) -> Self {
        let by = seconds_between(self.when.start(), when.start());
        let mut event = Self { when: when.clone(), ..self.clone() };
        if by != 0 {
            event.clocks_mut().for_each(|clock| *clock = plus_seconds(*clock, by));
        }
        event
    }

    /// Returns the wall clocks that depend on the start: of the meeting, of the deadline and of the programme.
    fn clocks_mut(&mut self) -> impl Iterator<Item = &mut DateTime> {
        let Self {
            rare,
            // These have a time that does not depend on the start, or none at all.
            id: _,
            revision: _,
            title: _,
            when: _,
            repeat: _,
            kinds: _,
            keywords: _,
            status: _,
            privacy: _,
            description: _,
            locations: _,
            main_location: _,
            series_number: _,
            foreign: _,
        } = self;
        rare.0.as_deref_mut().into_iter().flat_map(RareFacts::clocks_mut)
    }
}

impl RareFacts {
    fn clocks_mut(&mut self) -> impl Iterator<Item = &mut DateTime> {
        let Self {
            meeting_time,
            programme,
            registration,
            // These have a time that does not depend on the start, or none at all.
            categories: _,
            status_reason: _,
            color: _,
            audience: _,
            virtual_locations: _,
            links: _,
            organizer: _,
            participants: _,
            headcount: _,
        } = self;
        let closes = registration.as_mut().and_then(|registration| registration.closes.as_mut());
        let parts = programme.values_mut().filter_map(|part| part.start.as_mut());
        meeting_time.as_mut().into_iter().chain(closes).chain(parts)
    }
}

impl Deref for Event {
    type Target = RareFacts;

    fn deref(&self) -> &RareFacts {
        &self.rare
    }
}

impl DerefMut for Event {
    fn deref_mut(&mut self) -> &mut RareFacts {
        &mut self.rare
    }
}

impl Rare {
    /// Keeps the facts, if there is one.
    pub fn of(facts: RareFacts) -> Self {
        Self((facts != NONE).then(|| Box::new(facts)))
    }
}

impl Deref for Rare {
    type Target = RareFacts;

    fn deref(&self) -> &RareFacts {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for Rare {
    fn deref_mut(&mut self) -> &mut RareFacts {
        self.0.get_or_insert_default()
    }
}

impl PartialEq for Rare {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Rare {}

impl fmt::Debug for Rare {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

/// Returns the location to go to among some, with its key, if one of them is named as main.
pub(crate) fn venue_of<'a>(
    main: Option<&LocalId>,
    locations: &'a SortedMap<LocalId, Location>,
) -> Option<(&'a LocalId, &'a Location)> {
    let main = main.and_then(|key| locations.get_key_value(key));
    main.or_else(|| locations.iter().find(|(_, place)| !place.is_meeting_place))
}
