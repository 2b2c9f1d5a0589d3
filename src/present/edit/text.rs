//! A form as text, so that what is being written survives a reload.
//!
//! One field per line, `name=value`; a backslash takes the place of breaks and tabs. A person is one line of cells.
//! Law: `parse(&format(&form)) == Some(form)`.

use crate::domain::id::{CalendarId, LocalId};
use crate::domain::kind::Kind;
use crate::domain::participant::Reply;
use crate::domain::status::Status;

use super::details::DetailsForm;
use super::form::{Form, TimeSort};
use super::people::PersonForm;
use super::repeat::text as repeat_text;
use super::row_texts::{self, Rows};

/// A form as text.
pub fn format(form: &Form) -> String {
    let mut lines = vec![
        line("title", &form.title),
        line("kind", form.kind.slug()),
        line("status", &status_text(&form.status)),
        line("sort", sort_text(form.sort)),
        line("first-day", &form.first_day),
        line("last-day", &form.last_day),
        line("start-time", &form.start_time),
        line("end-time", &form.end_time),
        line("meeting-time", &form.meeting_time),
        line("description", &form.description),
    ];
    lines.extend(form.details.lines().map(|(name, text)| line(name, &text)));
    lines.extend(repeat_text::fields(&form.repeat).map(|(name, value)| line(name, &value)));
    lines.extend(form.calendar.as_ref().map(|id| line("calendar", id.as_str())));
    lines.extend(form.people.iter().map(|person| {
        let reply = reply_text(&person.reply);
        let cells = [person.key.as_str(), &person.name, &person.kana, &person.organization, &reply];
        format!("person={}", cells.map(escape).join("\t"))
    }));
    lines.extend(row_texts::lines(form));
    lines.join("\n")
}

/// The form that such a text means; `None` where it is not one.
pub fn parse(text: &str) -> Option<Form> {
    let mut people = Vec::new();
    let mut rows = Rows::default();
    let mut fields = std::collections::BTreeMap::new();
    for line in text.lines() {
        let (name, value) = line.split_once('=')?;
        if name == "person" {
            people.push(person(value)?);
        } else if !rows.take(name, value)? {
            fields.insert(name, unescape(value));
        }
    }
    let mut take = |name: &str| fields.remove(name);
    Some(Form {
        title: take("title")?,
        kind: Kind::from_slug(&take("kind")?)?,
        calendar: take("calendar").map(CalendarId::new),
        status: status(&take("status")?),
        sort: sort(&take("sort")?)?,
        first_day: take("first-day")?,
        last_day: take("last-day")?,
        start_time: take("start-time")?,
        end_time: take("end-time")?,
        repeat: repeat_text::parse(&mut take)?,
        meeting_time: take("meeting-time")?,
        places: rows.places,
        online: rows.online,
        links: rows.links,
        programme: rows.programme,
        organizer: rows.organizer,
        description: take("description")?,
        details: DetailsForm::parse(&mut take),
        people,
    })
}

fn person(cells: &str) -> Option<PersonForm> {
    let mut cells = cells.split('\t').map(unescape);
    let person = PersonForm {
        key: LocalId::new(cells.next()?),
        name: cells.next()?,
        kana: cells.next()?,
        organization: cells.next()?,
        reply: reply(&cells.next()?),
    };
    cells.next().is_none().then_some(person)
}

pub(super) fn line(name: &str, value: &str) -> String {
    format!("{name}={}", escape(value))
}

pub(super) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    plain
}

fn sort_text(sort: TimeSort) -> &'static str {
    match sort {
        TimeSort::Timed => "timed",
        TimeSort::AllDay => "all-day",
        TimeSort::Undecided => "undecided",
    }
}

fn sort(text: &str) -> Option<TimeSort> {
    TimeSort::ALL.into_iter().find(|sort| sort_text(*sort) == text)
}

fn status_text(status: &Status) -> String {
    match status {
        Status::Confirmed => "confirmed".to_owned(),
        Status::Tentative => "tentative".to_owned(),
        Status::Cancelled => "cancelled".to_owned(),
        Status::Postponed => "postponed".to_owned(),
        Status::Other(other) => format!("other:{other}"),
    }
}

fn status(text: &str) -> Status {
    match text {
        "tentative" => Status::Tentative,
        "cancelled" => Status::Cancelled,
        "postponed" => Status::Postponed,
        text => match text.strip_prefix("other:") {
            Some(other) => Status::Other(other.into()),
            None => Status::Confirmed,
        },
    }
}

/// The name of a reply, in kept forms and in the options of a list.
pub fn reply_text(reply: &Reply) -> String {
    match reply {
        Reply::Unsaid => "unsaid".to_owned(),
        Reply::NeedsAction => "needs-action".to_owned(),
        Reply::Accepted => "accepted".to_owned(),
        Reply::Declined => "declined".to_owned(),
        Reply::Tentative => "tentative".to_owned(),
        Reply::Delegated => "delegated".to_owned(),
        Reply::Other(other) => format!("other:{other}"),
    }
}

/// The reply of that name.
pub fn reply(text: &str) -> Reply {
    match text {
        "needs-action" => Reply::NeedsAction,
        "accepted" => Reply::Accepted,
        "declined" => Reply::Declined,
        "tentative" => Reply::Tentative,
        "delegated" => Reply::Delegated,
        text => match text.strip_prefix("other:") {
            Some(other) => Reply::Other(other.into()),
            None => Reply::Unsaid,
        },
    }
}
