//! The fields of an event: one name for each, shared by the merge, the pages and the command line.
//!
//! Invariant: every field of [`Event`](crate::domain::event::Event) but its identity and revision has a variant here, and so
//! has every field of [`Participant`](crate::domain::event::participant::Participant) but the time of its last change.

use std::borrow::Cow;

use crate::domain::id::LocalId;

/// A field of an event, in which two states of it may differ. The order of the variants is the order on a page.
///
/// The value is found under this path in both states; the key of a participant is the key on this device, see
/// `merge::matching::aligned`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldPath {
    /// Whether the event exists at all.
    Event,
    /// What it is called.
    Title,
    /// Whether it takes place.
    Status,
    /// Why it does not.
    StatusReason,
    /// When it is.
    When,
    /// When people meet.
    MeetingTime,
    /// How it repeats.
    Repeat,
    /// Its kinds.
    Kinds,
    /// Its other categories.
    Categories,
    /// Its free words.
    Keywords,
    /// Its number in a series.
    SeriesNumber,
    /// One location.
    Location(LocalId),
    /// Which location is the venue.
    MainLocation,
    /// One online meeting.
    VirtualLocation(LocalId),
    /// Whom it is for.
    Audience,
    /// One part of the programme.
    Part(LocalId),
    /// The organiser.
    Organizer,
    /// What it is about.
    Description,
    /// One link.
    Link(LocalId),
    /// The totals.
    Headcount,
    /// How one signs up for it.
    Registration,
    /// The colour that it is shown in.
    Color,
    /// What others may be told of it.
    Privacy,
    /// A field of one participant.
    Participant {
        /// Their key in the event on this device; where they are not here, their key in the file.
        key: LocalId,
        /// Which field.
        part: PersonPart,
    },
    /// One property that we carry without reading.
    Foreign(Box<str>),
}

/// A field of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonPart {
    /// Whether they are on the list at all.
    Whole,
    /// The name.
    Name,
    /// The reading of the name.
    NameKana,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The URI that identifies them.
    CalendarAddress,
    /// Whether they are one or many.
    Nature,
    /// What they do there.
    Roles,
    /// What they answered.
    Reply,
    /// Who may act for them.
    DelegatedTo,
    /// Where they came from.
    Affiliation,
    /// Whether they came.
    Attendance,
    /// Their title or office.
    Description,
    /// The secretary's note.
    Note,
    /// What we carry without reading.
    Foreign,
}

impl FieldPath {
    /// The name of the field for programs: `title`, `locations/KEY`.
    pub fn slug(&self) -> Cow<'_, str> {
        let (list, key) = match self {
            Self::Event => return "event".into(),
            Self::Title => return "title".into(),
            Self::Status => return "status".into(),
            Self::StatusReason => return "statusReason".into(),
            Self::When => return "when".into(),
            Self::MeetingTime => return "meetingTime".into(),
            Self::Repeat => return "recurrence".into(),
            Self::Kinds => return "kinds".into(),
            Self::Categories => return "categories".into(),
            Self::Keywords => return "keywords".into(),
            Self::SeriesNumber => return "seriesNumber".into(),
            Self::MainLocation => return "mainLocationId".into(),
            Self::Audience => return "audience".into(),
            Self::Organizer => return "organizer".into(),
            Self::Description => return "description".into(),
            Self::Headcount => return "headcount".into(),
            Self::Registration => return "registration".into(),
            Self::Color => return "color".into(),
            Self::Privacy => return "privacy".into(),
            Self::Foreign(name) => return (&**name).into(),
            Self::Participant { key, part } => {
                return format!("participants/{key}/{}", part.slug()).into();
            }
            Self::Location(key) => ("locations", key),
            Self::VirtualLocation(key) => ("virtualLocations", key),
            Self::Part(key) => ("programme", key),
            Self::Link(key) => ("links", key),
        };
        format!("{list}/{key}").into()
    }
}

impl PersonPart {
    /// The name of the field for programs.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Name => "name",
            Self::NameKana => "nameKana",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::CalendarAddress => "calendarAddress",
            Self::Nature => "nature",
            Self::Roles => "roles",
            Self::Reply => "reply",
            Self::DelegatedTo => "delegatedTo",
            Self::Affiliation => "affiliation",
            Self::Attendance => "attendance",
            Self::Description => "description",
            Self::Note => "note",
            Self::Foreign => "foreign",
        }
    }
}
