//! What a device knows about an entry in addition to the event: in backups, in records and between the page and its
//! worker.

use crate::domain::almanac::entry::{Base, Entry, Handed, Happening, News};
use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::jscalendar::read::event;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::write::event::event_fields;
use crate::format::json::value::{Object, Value};
use crate::format::json::write::FieldWriter;

/// What a device knows about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Whether the person marked it as their own.
    pub is_mine: bool,
    /// What the last imported file said about it.
    pub base: Base,
    /// What was handed on of it. A program without this field forgets it and asks more when an event comes back.
    pub handed: Handed,
    /// What the last import did to it.
    pub news: Option<News>,
    /// When it was moved to the trash, if it is there.
    pub deleted: Option<UtcTime>,
}

impl Default for Local {
    fn default() -> Self {
        let (base, handed) = (Base::Local, Handed::Never);
        Self { is_mine: false, base, handed, news: None, deleted: None }
    }
}

impl Local {
    /// Returns the event together with what the device knows about it.
    pub fn entry(self, event: Event, calendar: CalendarId) -> Entry {
        let Self { is_mine, base, handed, news, deleted } = self;
        Entry { event, calendar, base, handed, is_mine, news, deleted }
    }
}

/// Reads what is stored with an event; what cannot be read is ignored.
pub(crate) fn local(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Local {
    let mut local = Local::default();
    for (name, value) in object.0 {
        match (name.as_ref(), value) {
            ("mine", Value::Bool(flag)) => local.is_mine = flag,
            ("base", Value::Bool(true)) => local.base = Base::AsImported,
            ("base", Value::Map(object)) => {
                if let Some((event, _)) = event::event(notes, path, object) {
                    local.base = Base::Was(Box::new(event));
                }
            }
            ("handed", Value::Bool(true)) => local.handed = Handed::AsNow,
            ("handed", Value::Map(object)) => {
                if let Some((event, _)) = event::event(notes, path, object) {
                    local.handed = Handed::Was(Box::new(event));
                }
            }
            ("deleted", Value::Text(at)) => local.deleted = clock::parse_utc(&at),
            ("news", Value::Map(object)) => local.news = news(notes, path, object),
            _ => {}
        }
    }
    local
}

fn news(notes: &mut Notes<'_>, path: &PointerPath<'_>, object: Object<'_>) -> Option<News> {
    let happening = match object.text("happening")? {
        "new" => Happening::New,
        "changed" => Happening::Changed,
        "cancelled" => Happening::Cancelled,
        _ => return None,
    };
    let is_seen = object.get("seen") == Some(&Value::Bool(true));
    let mut before = None;
    for (name, value) in object.0 {
        if let ("before", Value::Map(object)) = (name.as_ref(), value) {
            before = event::event(notes, path, object).map(|(event, _)| Box::new(event));
        }
    }
    Some(News { happening, is_seen, before })
}

/// Writes the fields of what is stored with an event.
pub(crate) fn local_fields(fields: &mut FieldWriter<'_>, entry: &Entry) {
    let Entry { base, handed, is_mine, news, deleted, event: _, calendar: _ } = entry;
    match base {
        Base::Local => {}
        Base::AsImported => fields.put("base").flag(true),
        Base::Was(event) => whole(fields, "base", event),
    }
    if let Some(at) = deleted {
        fields.put("deleted").plain(|out| clock::print_utc(*at, out));
    }
    match handed {
        Handed::Never => {}
        Handed::AsNow => fields.put("handed").flag(true),
        Handed::Was(event) => whole(fields, "handed", event),
    }
    if *is_mine {
        fields.put("mine").flag(true);
    }
    let Some(news) = news else { return };
    let News { happening, is_seen, before } = news;
    fields.put("news").object(|fields| {
        if let Some(before) = before {
            whole(fields, "before", before);
        }
        fields.put("happening").text(match happening {
            Happening::New => "new",
            Happening::Changed => "changed",
            Happening::Cancelled => "cancelled",
        });
        if *is_seen {
            fields.put("seen").flag(true);
        }
    });
}

fn whole(fields: &mut FieldWriter<'_>, name: &str, event: &Event) {
    fields.put(name).object(|fields| event_fields(fields, event));
}
