//! Names for the places where two states of an event may differ.

use crate::domain::id::LocalId;

/// One side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What stands on this device.
    Ours,
    /// What the file says.
    Theirs,
}

/// Where in an event two states differ. Both values are found at this place in the two events; a participant's key
/// is the key on this device, see [`super::matching::aligned`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldPath {
    /// Whether the event is there at all.
    Event,
    /// What it is called.
    Title,
    /// When it is.
    When,
    /// How it repeats.
    Repeat,
    /// When people meet.
    MeetingTime,
    /// Its kinds.
    Kinds,
    /// Its other categories.
    Categories,
    /// Its free words.
    Keywords,
    /// Whether it takes place.
    Status,
    /// Why it does not.
    StatusReason,
    /// The colour that it is shown in.
    Color,
    /// What others may be told of it.
    Privacy,
    /// What it is about.
    Description,
    /// One place.
    Location(LocalId),
    /// Which place is the venue.
    MainLocation,
    /// One online meeting.
    VirtualLocation(LocalId),
    /// One link.
    Link(LocalId),
    /// The organiser.
    Organizer,
    /// One part of the programme.
    Part(LocalId),
    /// The totals.
    Headcount,
    /// How one signs up for it.
    Registration,
    /// Its number in a series.
    SeriesNumber,
    /// One property that we carry without reading.
    Foreign(Box<str>),
    /// Something of one participant.
    Participant {
        /// Their key in the event on this device; where they are not here, their key in the file.
        key: LocalId,
        /// What of them.
        part: PersonPart,
    },
}

/// What of a participant differs.
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
    /// The URI that stands for them.
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

/// One place that was changed here and there, in different ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The place.
    pub field: FieldPath,
    /// The side that has it unless a person says otherwise: ours for what was recorded here (reply, proxy,
    /// attendance) and for an event deleted there; for the rest theirs where its revision is newer, else ours.
    pub default: Side,
}
