//! Strategies for merges: the entries here and the incoming events are edits of one base, so that they meet.

#![expect(clippy::indexing_slicing, reason = "a generator that misses its own list is to fail")]

use std::sync::LazyLock;

use jiff::civil::{date, datetime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::color::CssColor;
use tsudoi::domain::event::participant::{Attendance, Participant, Presence, Reply};
use tsudoi::domain::event::place::{Link, Location};
use tsudoi::domain::event::programme::Part;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::event::status::{Privacy, Status};
use tsudoi::domain::foreign::Json;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::{UtcTime, When};
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::import::returned::returned;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::incoming::MergeOptions;
use tsudoi::merge::preview::Class;
use tsudoi::zones::bundled::BundledZones;

use crate::support::generate::{event, participant};

/// The choice to take nothing.
pub(crate) fn skip_all() -> Choices {
    let classes = Class::ALL.into_iter().map(|class| (class, Take::Skip)).collect();
    Choices { classes, calendars: Take::Skip, ..Choices::default() }
}

/// The almanac here, and the incoming files.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) almanac: Almanac,
    pub(crate) files: Vec<Collection>,
}

/// One edit of an event, by the organiser or on this device.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Title(&'static str),
    Day(i8),
    Status(Status),
    Reason(&'static str),
    Color(Option<&'static str>),
    Privacy(Privacy),
    Capacity(Option<u32>),
    Description(&'static str),
    Audience(&'static str),
    Keyword(&'static str),
    Organizer(Option<&'static str>),
    SeriesNumber(Option<u32>),
    Location(LocalId, Option<&'static str>),
    Link(LocalId, Option<&'static str>),
    Part(LocalId, Option<&'static str>),
    Foreign(&'static str, Option<bool>),
    Sequence(u32),
    Updated(Option<UtcTime>),
    NoPeople,
    Person(LocalId, Option<Box<Participant>>),
    Rekey(LocalId, LocalId),
    Name(LocalId, &'static str),
    Address(LocalId, &'static str),
    PersonUpdated(LocalId, Option<UtcTime>),
    Reply(LocalId, Reply),
    Attendance(LocalId, Presence),
}

impl Edit {
    /// Returns whether a device records the edit, rather than the organiser stating it.
    pub(crate) fn is_mark(&self) -> bool {
        matches!(self, Self::Reply(..) | Self::Attendance(..))
    }

    /// Returns whether the edit is about participants.
    pub(crate) fn is_of_people(&self) -> bool {
        match self {
            Self::NoPeople
            | Self::Person(..)
            | Self::Rekey(..)
            | Self::Name(..)
            | Self::Address(..)
            | Self::PersonUpdated(..)
            | Self::Reply(..)
            | Self::Attendance(..) => true,
            Self::Title(_)
            | Self::Day(_)
            | Self::Status(_)
            | Self::Reason(_)
            | Self::Color(_)
            | Self::Privacy(_)
            | Self::Capacity(_)
            | Self::Description(_)
            | Self::Audience(_)
            | Self::Keyword(_)
            | Self::Organizer(_)
            | Self::SeriesNumber(_)
            | Self::Location(..)
            | Self::Link(..)
            | Self::Part(..)
            | Self::Foreign(..)
            | Self::Sequence(_)
            | Self::Updated(_) => false,
        }
    }

    /// Returns whether the edit changes the owner or the edition of the event.
    pub(crate) fn is_of_owner(&self) -> bool {
        matches!(self, Self::Organizer(_) | Self::Sequence(_) | Self::Updated(_))
    }

    pub(crate) fn apply(&self, event: &mut Event) {
        match self.clone() {
            Self::Title(title) => event.title = title.to_owned(),
            Self::Day(day) => event.when = When::AllDay { first: date(2024, 4, day), days: 1 },
            Self::Status(status) => event.status = status,
            Self::Reason(reason) => reason.clone_into(&mut event.status_reason),
            Self::Color(name) => event.color = name.and_then(CssColor::new),
            Self::Privacy(privacy) => event.privacy = privacy,
            Self::Capacity(capacity) => {
                event.registration = capacity.map(|count| {
                    Box::new(Registration { capacity: Some(count), ..Registration::default() })
                });
            }
            Self::Description(text) => event.description = text.to_owned(),
            Self::Audience(text) => text.clone_into(&mut event.audience),
            Self::Keyword(word) => event.keywords = [word.to_owned()].into(),
            Self::Organizer(address) => event.organizer = address.map(str::to_owned),
            Self::SeriesNumber(number) => event.series_number = number,
            Self::Location(key, name) => {
                let place = |name: &str| Location { name: name.to_owned(), ..Location::default() };
                put(&mut event.locations, key, name.map(place));
            }
            Self::Link(key, href) => {
                let link = |href: &str| Link { href: href.to_owned(), ..Link::default() };
                put(&mut event.links, key, href.map(link));
            }
            Self::Part(key, title) => {
                let part = |title: &str| Part { title: title.to_owned(), ..Part::default() };
                put(&mut event.programme, key, title.map(part));
            }
            Self::Foreign(name, value) => {
                match value {
                    Some(value) => event.foreign.0.insert(name.to_owned(), Json::Bool(value)),
                    None => event.foreign.0.remove(name),
                };
            }
            Self::Sequence(sequence) => event.revision.sequence = sequence,
            Self::Updated(updated) => event.revision.updated = updated,
            Self::NoPeople => event.participants.clear(),
            Self::Person(key, person) => {
                put(&mut event.participants, key, person.map(|person| *person));
            }
            Self::Rekey(from, to) => {
                if let Some(person) = event.participants.remove(&from) {
                    event.participants.insert(to, person);
                }
            }
            Self::Name(key, name) => with(event, &key, |it| name.clone_into(&mut it.name)),
            Self::Address(key, address) => {
                with(event, &key, |it| it.calendar_address = Some(address.to_owned()));
            }
            Self::PersonUpdated(key, updated) => with(event, &key, |it| it.updated = updated),
            Self::Reply(key, reply) => with(event, &key, |it| it.reply = reply),
            Self::Attendance(key, presence) => with(event, &key, |it| {
                let presence = Some(presence);
                it.attendance = Some(Box::new(Attendance { presence, ..Attendance::default() }));
            }),
        }
    }
}

fn put<K: Ord, V>(map: &mut SortedMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

fn with(event: &mut Event, key: &LocalId, edit: impl FnOnce(&mut Participant)) {
    if let Some(person) = event.participants.get_mut(key) {
        edit(person);
    }
}

/// One of a few moments, so that revisions are often equal.
pub(crate) fn few_moments() -> impl Strategy<Value = UtcTime> {
    (1i8..5).prop_map(|day| UtcTime(date(2024, 1, day).at(0, 0, 0, 0)))
}

fn key() -> impl Strategy<Value = LocalId> {
    "p[1-4]".prop_map(LocalId::new)
}

/// Any edit.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let word = || prop_oneof![Just("a"), Just("b"), Just("c")];
    let address = || prop_oneof![Just("urn:x:1"), Just("urn:x:2")];
    let reply = prop_oneof![Just(Reply::Accepted), Just(Reply::Declined), Just(Reply::NeedsAction)];
    let facts = prop_oneof![
        word().prop_map(Edit::Title),
        (1i8..4).prop_map(Edit::Day),
        prop_oneof![Just(Status::Confirmed), Just(Status::Cancelled)].prop_map(Edit::Status),
        word().prop_map(Edit::Reason),
        option::of(word()).prop_map(Edit::Color),
        prop_oneof![Just(Privacy::Public), Just(Privacy::Secret)].prop_map(Edit::Privacy),
        option::of(1u32..3).prop_map(Edit::Capacity),
        word().prop_map(Edit::Description),
        word().prop_map(Edit::Audience),
        word().prop_map(Edit::Keyword),
        option::weighted(0.9, address()).prop_map(Edit::Organizer),
        option::of(1u32..3).prop_map(Edit::SeriesNumber),
        (key(), option::of(word())).prop_map(|(key, name)| Edit::Location(key, name)),
        (key(), option::of(word())).prop_map(|(key, href)| Edit::Link(key, href)),
        (key(), option::of(word())).prop_map(|(key, title)| Edit::Part(key, title)),
        (word(), option::of(any::<bool>())).prop_map(|(name, value)| Edit::Foreign(name, value)),
        (0u32..4).prop_map(Edit::Sequence),
        option::of(few_moments()).prop_map(Edit::Updated),
    ];
    let people = prop_oneof![
        1 => Just(Edit::NoPeople),
        3 => (key(), option::of(participant().prop_map(Box::new))).prop_map(|(key, it)| Edit::Person(key, it)),
        2 => (key(), key()).prop_map(|(from, to)| Edit::Rekey(from, to)),
        2 => (key(), word()).prop_map(|(key, name)| Edit::Name(key, name)),
        2 => (key(), address()).prop_map(|(key, address)| Edit::Address(key, address)),
        1 => (key(), option::of(few_moments())).prop_map(|(key, at)| Edit::PersonUpdated(key, at)),
        3 => (key(), reply).prop_map(|(key, reply)| Edit::Reply(key, reply)),
        3 => (key(), prop_oneof![Just(Presence::Present), Just(Presence::Late)])
            .prop_map(|(key, presence)| Edit::Attendance(key, presence)),
    ];
    prop_oneof![facts, people]
}

/// A base that both sides know.
pub(crate) fn base_event(id: EventId) -> impl Strategy<Value = Event> {
    (event(Just(id)), vec(edit(), 0..6), option::of(few_moments()), 0u32..3).prop_map(
        |(event, edits, updated, sequence)| {
            let mut event = edited(&event, &edits);
            event.revision.sequence = sequence;
            event.revision.updated = updated;
            event
        },
    )
}

/// Returns the event with those edits.
pub(crate) fn edited(event: &Event, edits: &[Edit]) -> Event {
    let mut event = event.clone();
    for edit in edits {
        edit.apply(&mut event);
    }
    event
}

/// Returns the calendar with that number.
pub(crate) fn calendar(number: u8) -> Calendar {
    let facts = CalendarFacts { title: format!("暦{number}"), ..CalendarFacts::default() };
    Calendar::new(CalendarId::new(format!("c{number}")), facts)
}

/// Returns the world's time zones.
pub(crate) fn zones() -> &'static BundledZones {
    static ZONES: LazyLock<BundledZones> = LazyLock::new(BundledZones::default);
    &ZONES
}

pub(crate) fn options() -> MergeOptions<'static> {
    MergeOptions {
        lone_events_into: calendar(2),
        imported_at: UtcTime(date(2024, 2, 1).at(0, 0, 0, 0)),
        zones: zones(),
        returned,
    }
}

const DELETED: UtcTime = UtcTime(datetime(2024, 1, 15, 0, 0, 0, 0));

/// Returns the state of an event here: missing, made here, as imported, or changed since, the last two also in the
/// trash; and its calendar.
fn standing(base: Event, edits: Vec<Edit>, fate: u8, calendar: u8) -> Option<Entry> {
    let calendar = CalendarId::new(format!("c{calendar}"));
    let imported = Entry { base: Base::AsImported, ..Entry::local(base.clone(), calendar.clone()) };
    match fate {
        0 => None,
        1 => Some(Entry::local(edited(&base, &edits), calendar)),
        2 => Some(imported),
        7 => Some(Entry { deleted: Some(DELETED), ..imported }),
        8 => {
            let changed = imported.edited(edited(&base, &edits));
            Some(Entry { deleted: Some(DELETED), ..changed })
        }
        _ => Some(imported.edited(edited(&base, &edits))),
    }
}

/// One event on both sides: the entry here, the files' versions by file number (2 has no calendar), a deletion.
type Meeting = (Option<Entry>, Vec<(usize, Event)>, Option<(usize, UtcTime)>);

fn meeting(id: EventId) -> impl Strategy<Value = Meeting> {
    let place = || prop_oneof![12 => Just(0u8), 1 => Just(1), 1 => Just(2)];
    let here = (vec(edit(), 0..5), 0u8..9, place());
    let there = (vec(edit(), 0..5), vec(edit(), 0..2), 0u8..12, place());
    let deletion = option::weighted(0.15, (place().prop_map(usize::from), few_moments()));
    (base_event(id), here, there, deletion).prop_map(|(base, here, there, deletion)| {
        let (edits, fate, calendar) = here;
        let (their_edits, more, their_fate, file) = there;
        let theirs = edited(&base, &their_edits);
        let file = usize::from(file);
        let claims = match their_fate {
            0 | 1 => vec![],
            2 => vec![(file, base.clone())],
            3 => vec![(file, theirs.clone()), (0, edited(&theirs, &more))],
            4 => vec![(file, theirs.clone()), (2, theirs)],
            _ => vec![(file, theirs)],
        };
        (standing(base, edits, fate, calendar), claims, deletion)
    })
}

/// Two sides of a few events.
pub(crate) fn world() -> impl Strategy<Value = World> {
    let ids = (0..5).map(|number| EventId::new(format!("e{number}")));
    let meetings: Vec<_> = ids.map(meeting).collect();
    (meetings, any::<bool>()).prop_map(|(meetings, is_known)| {
        let mut change = Change::default();
        for number in 0..if is_known { 3 } else { 1 } {
            let calendar = calendar(number);
            change.calendars.insert(calendar.id.clone(), Some(calendar));
        }
        let mut files: Vec<Collection> = (0..3)
            .map(|number| Collection {
                calendar: (number < 2).then(|| calendar(number)),
                ..Collection::default()
            })
            .collect();
        for (entry, claims, deletion) in meetings {
            if let Some(entry) = entry {
                let home = change.calendars.get_mut(&entry.calendar).and_then(Option::as_mut);
                if let (Some(at), Some(home)) = (entry.deleted, home) {
                    home.tombstones.insert(entry.event.id.clone(), at);
                }
                change.entries.insert(entry.event.id.clone(), Some(entry.clone()));
                if let Some((file, at)) = deletion {
                    files[file].deleted.insert(entry.event.id, at);
                }
            }
            for (file, event) in claims {
                files[file].events.push(event);
            }
        }
        let mut almanac = Almanac::default();
        almanac.apply(change);
        World { almanac, files }
    })
}
