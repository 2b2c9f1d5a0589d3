//! The properties of places, links, people and other objects that one instance of a series may change by themselves.

use crate::domain::event::participant::{Affiliation, Attendance, Headcount, Participant, Role};
use crate::domain::event::place::{Link, Location, VirtualLocation};
use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::foreign::Foreign;
use crate::domain::id::LocalId;
use crate::domain::series::own::Item;

/// Declares the properties of an object whose properties are all replaced as a whole.
macro_rules! item {
    ($(#[$doc:meta])* $field:ident of $item:ident { $($(#[$of:meta])* $name:ident = $fact:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $field {
            $($(#[$of])* $name,)+
        }

        impl Item for $item {
            type Field = $field;

            fn copy(&mut self, field: &$field, from: &Self) {
                match field {
                    $($field::$name => self.$fact.clone_from(&from.$fact),)+
                }
            }

            fn differing(&self, wanted: &Self) -> Vec<$field> {
                let Self { $($fact,)+ foreign: _ } = self;
                let mut fields = Vec::new();
                $(if *$fact != wanted.$fact {
                    fields.push($field::$name);
                })+
                fields
            }

            fn foreign(&self) -> &Foreign {
                &self.foreign
            }

            fn foreign_mut(&mut self) -> &mut Foreign {
                &mut self.foreign
            }
        }
    };
}

item! {
    /// A property of a place.
    LocationField of Location {
        /// Its name.
        Name = name,
        /// Where it is on a map.
        Coordinates = coordinates,
        /// Whether people meet there.
        IsMeetingPlace = is_meeting_place,
    }
}

item! {
    /// A property of an online meeting.
    VirtualLocationField of VirtualLocation {
        /// Its name.
        Name = name,
        /// Its address.
        Uri = uri,
    }
}

item! {
    /// A property of a link.
    LinkField of Link {
        /// Its address.
        Href = href,
        /// Its relation.
        Rel = rel,
        /// Its text.
        Title = title,
    }
}

item! {
    /// A property of how people sign up.
    RegistrationField of Registration {
        /// The deadline.
        Closes = closes,
        /// The maximum number of participants.
        Capacity = capacity,
        /// The price.
        FeeYen = fee_yen,
    }
}

item! {
    /// One of the totals.
    HeadcountField of Headcount {
        /// People.
        Persons = persons,
        /// Organisations.
        Organizations = organizations,
        /// People on site.
        Onsite = onsite,
        /// People online.
        Online = online,
    }
}

item! {
    /// A property of a participant's organisation.
    AffiliationField of Affiliation {
        /// Its name.
        Organization = organization,
        /// Its URI.
        Uri = uri,
        /// The branch.
        Branch = branch,
        /// The office.
        Position = position,
        /// How the organisation is affiliated.
        Membership = membership,
    }
}

item! {
    /// A property of the record of an attendance.
    AttendanceField of Attendance {
        /// How they planned to attend.
        PlannedMode = planned_mode,
        /// Whether they came.
        Presence = presence,
        /// How they attended.
        Mode = mode,
        /// When this was recorded.
        CheckedInAt = checked_in_at,
        /// Who recorded it.
        MarkedBy = marked_by,
        /// The method.
        Method = method,
    }
}

/// A property of a part of the programme, or one of its speakers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartField {
    /// Its position.
    Order,
    /// What it is called.
    Title,
    /// What happens in it.
    Description,
    /// When it starts.
    Start,
    /// How long it lasts.
    Length,
    /// All of its speakers.
    Speakers,
    /// One of its speakers.
    Speaker(LocalId),
    /// How people attend.
    Mode,
}

impl Item for Part {
    type Field = PartField;

    fn copy(&mut self, field: &PartField, from: &Self) {
        match field {
            PartField::Order => self.order = from.order,
            PartField::Title => self.title.clone_from(&from.title),
            PartField::Description => self.description.clone_from(&from.description),
            PartField::Start => self.start = from.start,
            PartField::Length => self.length = from.length,
            PartField::Speakers => self.speakers.clone_from(&from.speakers),
            PartField::Speaker(speaker) if from.speakers.contains(speaker) => {
                if !self.speakers.contains(speaker) {
                    self.speakers.push(speaker.clone());
                }
            }
            PartField::Speaker(speaker) => self.speakers.retain(|one| one != speaker),
            PartField::Mode => self.mode.clone_from(&from.mode),
        }
    }

    fn differing(&self, wanted: &Self) -> Vec<PartField> {
        let Self { order, title, description, start, length, speakers, mode, foreign: _ } = self;
        let facts = [
            (PartField::Order, *order != wanted.order),
            (PartField::Title, *title != wanted.title),
            (PartField::Description, *description != wanted.description),
            (PartField::Start, *start != wanted.start),
            (PartField::Length, *length != wanted.length),
            (PartField::Speakers, *speakers != wanted.speakers),
            (PartField::Mode, *mode != wanted.mode),
        ];
        differing(facts)
    }

    fn foreign(&self) -> &Foreign {
        &self.foreign
    }

    fn foreign_mut(&mut self) -> &mut Foreign {
        &mut self.foreign
    }
}

/// A property of a participant, or one member of a property.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParticipantField {
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
    /// All that they do there.
    Roles,
    /// One thing that they do there.
    Role(Role),
    /// What they answered.
    Reply,
    /// All who may act for them.
    DelegatedTo,
    /// One who may act for them.
    Delegate(String),
    /// Where they came from.
    Affiliation,
    /// A property of where they came from.
    AffiliationFact(AffiliationField),
    /// A carried property of where they came from.
    AffiliationForeign(Box<str>),
    /// Whether they came.
    Attendance,
    /// A property of whether they came.
    AttendanceFact(AttendanceField),
    /// A carried property of whether they came.
    AttendanceForeign(Box<str>),
    /// Their title or office.
    Description,
    /// The secretary's note.
    Note,
    /// When this participant was last changed.
    Updated,
}

impl Item for Participant {
    type Field = ParticipantField;

    fn copy(&mut self, field: &ParticipantField, from: &Self) {
        use ParticipantField as Field;
        match field {
            Field::Name => self.name.clone_from(&from.name),
            Field::NameKana => self.name_kana.clone_from(&from.name_kana),
            Field::Email => self.email.clone_from(&from.email),
            Field::Phone => self.phone.clone_from(&from.phone),
            Field::CalendarAddress => self.calendar_address.clone_from(&from.calendar_address),
            Field::Nature => self.nature.clone_from(&from.nature),
            Field::Roles => self.roles.clone_from(&from.roles),
            Field::Role(role) if from.roles.contains(role) => _ = self.roles.insert(role.clone()),
            Field::Role(role) => _ = self.roles.remove(role),
            Field::Reply => self.reply.clone_from(&from.reply),
            Field::DelegatedTo => self.delegated_to.clone_from(&from.delegated_to),
            Field::Delegate(address) if from.delegated_to.contains(address) => {
                self.delegated_to.insert(address.clone());
            }
            Field::Delegate(address) => _ = self.delegated_to.remove(address),
            Field::Affiliation => self.affiliation.clone_from(&from.affiliation),
            Field::AffiliationFact(fact) => {
                inside(&mut self.affiliation, from.affiliation.as_deref(), |own, from| {
                    own.copy(fact, from);
                });
            }
            Field::AffiliationForeign(name) => {
                inside(&mut self.affiliation, from.affiliation.as_deref(), |own, from| {
                    own.foreign.copy(name, &from.foreign);
                });
            }
            Field::Attendance => self.attendance.clone_from(&from.attendance),
            Field::AttendanceFact(fact) => {
                inside(&mut self.attendance, from.attendance.as_deref(), |own, from| {
                    own.copy(fact, from);
                });
            }
            Field::AttendanceForeign(name) => {
                inside(&mut self.attendance, from.attendance.as_deref(), |own, from| {
                    own.foreign.copy(name, &from.foreign);
                });
            }
            Field::Description => self.description.clone_from(&from.description),
            Field::Note => self.note.clone_from(&from.note),
            Field::Updated => self.updated = from.updated,
        }
    }

    fn differing(&self, wanted: &Self) -> Vec<ParticipantField> {
        use ParticipantField as Field;
        let Self {
            name,
            name_kana,
            email,
            phone,
            calendar_address,
            nature,
            roles,
            reply,
            delegated_to,
            affiliation,
            attendance,
            description,
            note,
            updated,
            foreign: _,
        } = self;
        let facts = [
            (Field::Name, *name != wanted.name),
            (Field::NameKana, *name_kana != wanted.name_kana),
            (Field::Email, *email != wanted.email),
            (Field::Phone, *phone != wanted.phone),
            (Field::CalendarAddress, *calendar_address != wanted.calendar_address),
            (Field::Nature, *nature != wanted.nature),
            (Field::Roles, *roles != wanted.roles),
            (Field::Reply, *reply != wanted.reply),
            (Field::DelegatedTo, *delegated_to != wanted.delegated_to),
            (Field::Affiliation, *affiliation != wanted.affiliation),
            (Field::Attendance, *attendance != wanted.attendance),
            (Field::Description, *description != wanted.description),
            (Field::Note, *note != wanted.note),
            (Field::Updated, *updated != wanted.updated),
        ];
        differing(facts)
    }

    fn foreign(&self) -> &Foreign {
        &self.foreign
    }

    fn foreign_mut(&mut self) -> &mut Foreign {
        &mut self.foreign
    }
}

fn differing<F, const N: usize>(facts: [(F, bool); N]) -> Vec<F> {
    facts.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}

/// Copies a property of an object inside an object; the object is made if it does not exist and the property does.
fn inside<T: Clone + Default + PartialEq>(
    own: &mut Option<Box<T>>,
    from: Option<&T>,
    copy: impl FnOnce(&mut T, &T),
) {
    let mut now = own.clone().unwrap_or_default();
    copy(&mut now, &from.cloned().unwrap_or_default());
    if own.is_some() || *now != T::default() {
        *own = Some(now);
    }
}
