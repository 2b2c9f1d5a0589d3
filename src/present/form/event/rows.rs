//! The values of the rows and of the details in an event's form.

use jiff::civil::Date;

use crate::domain::directory::Directory;
use crate::domain::directory::person::Person;
use crate::domain::event::organization_name::is_organization_name;
use crate::domain::event::participant::{Mode, Reply};
use crate::domain::event::status::Privacy;
use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::domain::palette::Color;
use crate::present::form::draft::{Draft, draft_of, text};
use crate::present::form::event::roles::{NatureChoice, RoleChoice};
use crate::present::form::named::named_by_slug;
use crate::present::form::rows::{Row, row_of};

/// One participant in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantForm {
    /// The key in the event.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 所属.
    pub organization: String,
    /// 出欠回答.
    pub reply: Reply,
    /// 個人, 団体.
    pub nature: NatureChoice,
    /// 役割.
    pub role: RoleChoice,
    /// 肩書, as printed.
    pub title: String,
    /// 支部.
    pub branch: String,
    /// 役職.
    pub office: String,
    /// メール.
    pub email: String,
    /// 電話.
    pub phone: String,
    /// The calendar address. That of a new row is made of its key, unless it is of a person of the directory; the form never
    /// changes it.
    pub address: String,
}

/// One place in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceForm {
    /// The key in the event.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// 使いみち.
    pub purpose: Purpose,
}

/// What a place is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// 会場.
    Venue,
    /// 集合場所.
    Meeting,
    /// そのほか.
    Other,
}

/// One address with a name in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkForm {
    /// The key in the event.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// アドレス.
    pub address: String,
}

/// The organiser of an event, in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganizerForm {
    /// No organiser is named.
    Nobody,
    /// A participant.
    Person {
        /// Their key.
        key: LocalId,
        /// The calendar address for a participant who has none (`urn:uuid:…`).
        address: String,
    },
    /// An organisation that is nobody's participant.
    Organization {
        /// Its key in the event.
        key: LocalId,
        /// Its name.
        name: String,
    },
    /// A person who is not among the participants, by calendar address.
    Elsewhere(String),
}

/// One part of the programme in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartForm {
    /// The key in the event.
    pub key: LocalId,
    /// 題名.
    pub title: String,
    /// The number of days after the first day of the event; negative if before it.
    pub day: i32,
    /// 開始時刻, `13:30`.
    pub start: String,
    /// 終了時刻.
    pub end: String,
    /// 講師, by their keys in the list of participants.
    pub speakers: Vec<LocalId>,
    /// 会場, オンライン.
    pub mode: Option<Mode>,
    /// 内容.
    pub description: String,
}

/// The details in the form of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsForm {
    /// 理由, if the event does not take place.
    pub reason: String,
    /// 対象.
    pub audience: String,
    /// 返事の締切日, `2024-12-22`.
    pub closes_day: String,
    /// 返事の締切時刻; empty means the end of the day.
    pub closes_time: String,
    /// 定員.
    pub capacity: String,
    /// 参加費, in yen.
    pub fee: String,
    /// 行事の色; `None` for the colour of the calendar.
    pub color: Option<Color>,
    /// 公開範囲.
    pub privacy: Privacy,
}

draft_of!(ParticipantForm {
    key,
    name,
    kana,
    organization,
    reply,
    nature,
    role,
    title,
    branch,
    office,
    email,
    phone
} newer { address });
draft_of!(PlaceForm { key, name, purpose });
draft_of!(LinkForm { key, name, address });
draft_of!(PartForm { key, title, day, start, end, speakers, mode, description });
draft_of!(DetailsForm { reason, audience, closes_day, closes_time, capacity, fee, color, privacy });
named_by_slug!(Purpose);
row_of!(ParticipantForm { name, kana, organization, title, branch, office, email, phone });
row_of!(PlaceForm { name });
row_of!(LinkForm { name, address });

impl Draft for OrganizerForm {
    fn to_draft(&self) -> Json {
        match self {
            Self::Nobody => Json::Null,
            Self::Person { key, address } => Json::Map(
                [("key".to_owned(), key.to_draft()), ("address".to_owned(), address.to_draft())]
                    .into(),
            ),
            Self::Organization { key, name } => Json::Map(
                [("key".to_owned(), key.to_draft()), ("name".to_owned(), name.to_draft())].into(),
            ),
            Self::Elsewhere(address) => address.to_draft(),
        }
    }

    fn from_draft(kept: Json) -> Option<Self> {
        match kept {
            Json::Null => Some(Self::Nobody),
            Json::Text(address) => Some(Self::Elsewhere(address)),
            Json::Map(mut fields) => {
                let key = LocalId::from_draft(fields.remove("key")?)?;
                match fields.remove("name") {
                    Some(name) => Some(Self::Organization { key, name: text(name)? }),
                    None => Some(Self::Person { key, address: text(fields.remove("address")?)? }),
                }
            }
            Json::Bool(_) | Json::Number(_) | Json::List(_) => None,
        }
    }
}

impl Purpose {
    /// Every purpose, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Venue, Self::Meeting, Self::Other];

    /// Returns the name in drafts and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Meeting => "meeting",
            Self::Other => "other",
        }
    }
}

impl ParticipantForm {
    /// Creates a blank row.
    pub fn blank(key: LocalId) -> Self {
        let address = format!("urn:uuid:{key}");
        let empty = String::new;
        Self {
            key,
            name: empty(),
            kana: empty(),
            organization: empty(),
            reply: Reply::Unsaid,
            nature: NatureChoice::Person,
            role: RoleChoice::Participant,
            title: empty(),
            branch: empty(),
            office: empty(),
            email: empty(),
            phone: empty(),
            address,
        }
    }

    /// Creates the row of a person of the directory, with what they are on that day. How to reach them stays in the
    /// directory: an event goes to others.
    pub fn of_person(key: LocalId, person: &Person, directory: &Directory, day: Date) -> Self {
        let organization = person.organizations.iter().find_map(|id| directory.organization(id));
        let office = person.offices_on(day).next();
        Self {
            name: person.name.trim().to_owned(),
            kana: person.reading.trim().to_owned(),
            organization: organization
                .map(|it| it.shown_name().trim().to_owned())
                .unwrap_or_default(),
            office: office.map(|office| office.title.trim().to_owned()).unwrap_or_default(),
            address: person.address(),
            ..Self::blank(key)
        }
    }

    /// Sets the name. As long as nobody has said otherwise, the name tells a person from an organisation.
    pub fn set_name(&mut self, name: String) {
        if self.nature == nature_of(&self.name) {
            self.nature = nature_of(&name);
        }
        self.name = name;
    }
}

/// Returns what a name says.
pub fn nature_of(name: &str) -> NatureChoice {
    if is_organization_name(name) { NatureChoice::Organization } else { NatureChoice::Person }
}

impl PlaceForm {
    /// Creates a blank row.
    pub fn blank(key: LocalId, purpose: Purpose) -> Self {
        Self { key, name: String::new(), purpose }
    }
}

impl LinkForm {
    /// Creates a blank row.
    pub fn blank(key: LocalId) -> Self {
        Self { key, name: String::new(), address: String::new() }
    }
}

impl PartForm {
    /// Creates a blank row.
    pub fn blank(key: LocalId, day: i32) -> Self {
        let empty = String::new;
        Self {
            key,
            title: empty(),
            day,
            start: empty(),
            end: empty(),
            speakers: Vec::new(),
            mode: None,
            description: empty(),
        }
    }
}

impl OrganizerForm {
    /// Returns the key of the participant.
    pub fn person(&self) -> Option<&LocalId> {
        match self {
            Self::Person { key, .. } => Some(key),
            Self::Nobody | Self::Organization { .. } | Self::Elsewhere(_) => None,
        }
    }
}

impl DetailsForm {
    /// Returns whether anything in the folded part of the form is filled in, so that the part is shown unfolded.
    pub fn is_any(&self) -> bool {
        Self { reason: String::new(), ..self.clone() } != Self::default()
    }
}

impl Row for PartForm {
    fn key(&self) -> &LocalId {
        &self.key
    }

    fn is_blank(&self) -> bool {
        let texts = [&self.title, &self.start, &self.end, &self.description];
        let is_unwritten = texts.into_iter().all(|text| text.trim().is_empty());
        is_unwritten && self.speakers.is_empty() && self.mode.is_none()
    }
}
