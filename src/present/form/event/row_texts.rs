//! The rows of a form's lists as text, for [`crate::present::form::event::text`]: one row per line, its cells parted by tabs.
//!
//! A draft of the time when the form had one place and one online address is read too; it knew no keys, so theirs are
//! empty.

use crate::domain::id::LocalId;
use crate::domain::participant::Mode;

use crate::present::form::event::form::Form;
use crate::present::form::event::section::links::{LinkForm, OrganizerForm};
use crate::present::form::event::section::places::{PlaceForm, Purpose};
use crate::present::form::event::section::programme::PartForm;
use crate::present::form::event::text::{escape, unescape};

/// What parts the speakers of a part; no key holds one.
const BETWEEN: char = ' ';

/// The rows of a form, as they are read.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) places: Vec<PlaceForm>,
    pub(crate) online: Vec<LinkForm>,
    pub(crate) links: Vec<LinkForm>,
    pub(crate) programme: Vec<PartForm>,
    pub(crate) organizer: OrganizerForm,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            online: Vec::new(),
            links: Vec::new(),
            programme: Vec::new(),
            organizer: OrganizerForm::Nobody,
        }
    }
}

/// The lines of a form's rows.
pub(crate) fn lines(form: &Form) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |name: &str, cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
        lines.push(format!("{name}={}", cells.join("\t")));
    };
    for place in &form.places {
        add("location", &[place.key.as_str(), &place.name, place.purpose.slug()]);
    }
    for link in &form.online {
        add("meeting", &[link.key.as_str(), &link.name, &link.address]);
    }
    for link in &form.links {
        add("link", &[link.key.as_str(), &link.name, &link.address]);
    }
    for part in &form.programme {
        let speakers: Vec<String> =
            part.speakers.iter().map(|key| escape_key(key.as_str())).collect();
        let cells = [
            part.key.as_str(),
            &part.title,
            &part.day.to_string(),
            &part.start,
            &part.end,
            &speakers.join(&BETWEEN.to_string()),
            &mode_text(part.mode.as_ref()),
            &part.description,
        ];
        add("part", &cells);
    }
    match &form.organizer {
        OrganizerForm::Nobody => {}
        OrganizerForm::Person { key, address } => add("organizer", &[key.as_str(), address]),
        OrganizerForm::Elsewhere(address) => add("organizer-elsewhere", &[address]),
    }
    lines
}

impl Rows {
    /// Takes a line where it is one of a row: whether it was; `None` where the row cannot be read.
    pub(crate) fn take(&mut self, name: &str, value: &str) -> Option<bool> {
        let cells: Vec<String> = value.split('\t').map(unescape).collect();
        match name {
            "location" => self.places.push(place(cells)?),
            "meeting" => self.online.push(link(cells)?),
            "link" => self.links.push(link(cells)?),
            "part" => self.programme.push(part(cells)?),
            "organizer" => {
                let [key, address] = cells.try_into().ok()?;
                self.organizer = OrganizerForm::Person { key: LocalId::new(key), address };
            }
            "organizer-elsewhere" => self.organizer = OrganizerForm::Elsewhere(unescape(value)),
            "place" => {
                let key = LocalId::new("");
                let name = unescape(value);
                self.places.push(PlaceForm { key, name, purpose: Purpose::Venue });
            }
            "online" => {
                let address = unescape(value);
                self.online.push(LinkForm { address, ..LinkForm::blank(LocalId::new("")) });
            }
            _ => return Some(false),
        }
        Some(true)
    }
}

fn place(cells: Vec<String>) -> Option<PlaceForm> {
    let [key, name, purpose] = cells.try_into().ok()?;
    Some(PlaceForm { key: LocalId::new(key), name, purpose: Purpose::from_slug(&purpose)? })
}

fn link(cells: Vec<String>) -> Option<LinkForm> {
    let [key, name, address] = cells.try_into().ok()?;
    Some(LinkForm { key: LocalId::new(key), name, address })
}

fn part(cells: Vec<String>) -> Option<PartForm> {
    let [key, title, day, start, end, speakers, mode, description] = cells.try_into().ok()?;
    let speakers = speakers.split(BETWEEN).filter(|key| !key.is_empty());
    Some(PartForm {
        key: LocalId::new(key),
        title,
        day: day.parse().ok()?,
        start,
        end,
        speakers: speakers.map(|key| LocalId::new(unescape_key(key))).collect(),
        mode: mode_of(&mode),
        description,
    })
}

/// A key without blanks; those of damaged files may hold any letter.
fn escape_key(key: &str) -> String {
    key.replace('%', "%25").replace(BETWEEN, "%20")
}

fn unescape_key(text: &str) -> String {
    text.replace("%20", " ").replace("%25", "%")
}

/// The name of a mode, in kept forms and in the options of a list.
pub fn mode_text(mode: Option<&Mode>) -> String {
    match mode {
        None => String::new(),
        Some(Mode::Onsite) => "onsite".to_owned(),
        Some(Mode::Online) => "online".to_owned(),
        Some(Mode::Hybrid) => "hybrid".to_owned(),
        Some(Mode::Other(other)) => format!("other:{other}"),
    }
}

/// The mode of that name.
pub fn mode_of(text: &str) -> Option<Mode> {
    match text {
        "onsite" => Some(Mode::Onsite),
        "online" => Some(Mode::Online),
        "hybrid" => Some(Mode::Hybrid),
        text => text.strip_prefix("other:").map(|other| Mode::Other(other.into())),
    }
}
