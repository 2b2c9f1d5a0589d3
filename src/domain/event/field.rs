//! The fields of an event: one name for each, shared by the merge, the pages and the command line.
//!
//! Invariant: every field of [`Event`](crate::domain::event::Event) except its identity and revision has a variant
//! here, and so has every field of [`Participant`](crate::domain::event::participant::Participant) except the time of
//! its last change.

use std::borrow::Cow;

use jiff::civil::DateTime;

use crate::domain::id::LocalId;

/// A field of an event that can differ between two states. The order of the variants is the order on a page.
///
/// The value is found under this path in both states; the key of a participant is the key on this device, see
/// `merge::event::matching::aligned`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldPath {
    /// Whether the event exists at all.
    Event,
    /// The calendar that it is in.
    Calendar,
    /// What it is called.
    Title,
    /// Whether it takes place.
    Status,
    /// Why it does not take place.
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
    /// How people sign up for it.
    Registration,
    /// The colour that it is shown in.
    Color,
    /// How much of it others may see.
    Privacy,
    /// A field of one participant.
    Participant {
        /// The participant's key in the event on this device, or the key in the file if the participant is not on this
        /// device.
        key: LocalId,
        /// The field of the participant.
        part: PersonPart,
    },
    /// A field of one instance of a series, or with [`FieldPath::Event`] whether the instance takes place.
    Instance {
        /// The wall clock at which the merged rule has the instance.
        at: DateTime,
        /// The field of the instance.
        part: Box<FieldPath>,
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
    /// The URI that identifies the participant.
    CalendarAddress,
    /// Whether this is an individual or a group.
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
    /// The properties that we carry without reading.
    Foreign,
}

impl FieldPath {
    /// Returns the name of the field for programs: `title`, `locations/KEY`.
    pub fn slug(&self) -> Cow<'_, str> {
        let (list, key) = match self {
            Self::Event => return "event".into(),
            Self::Calendar => return "calendar".into(),
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
            Self::Instance { at, part } => {
                return format!("recurrenceOverrides/{at}/{}", part.slug()).into();
            }
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
    /// Returns the name of the field for programs.
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
