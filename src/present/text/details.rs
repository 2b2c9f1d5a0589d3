//! The details of an event in words: audience, reply deadline, capacity, fee, and privacy.

use jiff::civil::DateTime;

use crate::domain::event::participant::Reply;
use crate::domain::event::registration::{Registration, is_end_of_day};
use crate::domain::event::status::Privacy;
use crate::domain::event::{Event, RareFacts};
use crate::i18n::Messages;
use crate::present::card::NEAR_DAYS;
use crate::present::text::people;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The details of an event, each `None` if it is not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The audience.
    pub audience: Option<String>,
    /// The reply deadline.
    pub closes: Option<Standing>,
    /// The capacity.
    pub capacity: Option<Standing>,
    /// The fee for each participant: `1,000円`, 無料.
    pub fee: Option<String>,
    /// A note that the event is not public: 日時だけ公開, 非公開.
    pub privacy: Option<PrivacyMark>,
}

/// A limit, and its current state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `11月3日(日) 17:00まで`, `12/40名`.
    pub line: String,
    /// あと3日, 締切済, 満員; `None` if there is nothing to say.
    pub note: Option<String>,
    /// How urgent it is.
    pub mood: Mood,
}

/// How urgent a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// There is enough room or time.
    Open,
    /// Almost none is left.
    Near,
    /// None is left.
    Over,
}

/// A note that an event is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivacyMark {
    /// 日時だけ公開, 非公開.
    pub label: String,
    /// An explanation of the label.
    pub hint: &'static str,
}

/// Builds the details of an event.
pub fn details(event: &Event, viewer: &Viewer) -> Details {
    let Event {
        privacy,
        rare,
        // The page itself shows these: see `event_page`.
        title: _,
        when: _,
        repeat: _,
        kinds: _,
        status: _,
        description: _,
        locations: _,
        main_location: _,
        series_number: _,
        // These are not shown: they are for programs, or only for search.
        id: _,
        revision: _,
        keywords: _,
        foreign: _,
    } = event;
    let RareFacts {
        audience,
        registration,
        // The page itself shows these: see `event_page`.
        meeting_time: _,
        status_reason: _,
        color: _,
        virtual_locations: _,
        links: _,
        organizer: _,
        participants: _,
        programme: _,
        headcount: _,
        // These are not shown: they are for programs, or only for search.
        categories: _,
    } = &**rare;
    let registration = registration.as_deref();
    Details {
        audience: said(audience),
        closes: registration.and_then(|it| closes(event, it, viewer)),
        capacity: registration.and_then(|it| capacity(event, it, viewer)),
        fee: registration.and_then(|it| it.fee_yen).map(|yen| fee(yen, viewer)),
        privacy: privacy_mark(privacy, viewer),
    }
}

/// Returns the lines of a message about an event that takes place: `対象：新入組合員`, `返事の締切：11月3日(日)まで`, `参加費：1,000円`.
pub fn share_lines(event: &Event, viewer: &Viewer) -> Vec<String> {
    let messages = viewer.messages;
    if event.is_cancelled() {
        return Vec::new();
    }
    let registration = event.registration.as_deref();
    let closes = registration.and_then(|it| it.closes);
    let fee_yen = registration.and_then(|it| it.fee_yen);
    let lines = [
        said(&event.audience).map(|text| messages.named(messages.event_audience(), &text)),
        closes.map(|at| messages.named(messages.event_closes(), &by(at, viewer))),
        fee_yen.map(|yen| messages.named(messages.event_fee(), &fee(yen, viewer))),
    ];
    lines.into_iter().flatten().collect()
}

/// Returns a registration in one line, for lists of differences; empty if it has nothing that we know.
pub fn line(registration: &Registration, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let room = |count: u32| messages.capacity_of(count);
    let parts = [
        registration.closes.map(|at| messages.named(messages.event_closes(), &by(at, viewer))),
        registration.capacity.map(|it| messages.named(messages.event_capacity(), &room(it))),
        registration.fee_yen.map(|it| messages.named(messages.event_fee(), &fee(it, viewer))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(messages.joiner())
}

/// Returns the name of a privacy level.
pub fn privacy_label(privacy: &Privacy, messages: &dyn Messages) -> String {
    match privacy {
        Privacy::Public => messages.privacy_public().to_owned(),
        Privacy::Private => messages.privacy_private().to_owned(),
        Privacy::Secret => messages.privacy_secret().to_owned(),
        Privacy::Other(other) => other.to_string(),
    }
}

/// Returns what the privacy level means in this app.
pub fn privacy_hint(privacy: &Privacy, messages: &dyn Messages) -> &'static str {
    match privacy {
        Privacy::Public => messages.privacy_public_hint(),
        Privacy::Private => messages.privacy_private_hint(),
        Privacy::Secret => messages.privacy_secret_hint(),
        Privacy::Other(_) => messages.privacy_other_hint(),
    }
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn privacy_mark(privacy: &Privacy, viewer: &Viewer) -> Option<PrivacyMark> {
    let messages = viewer.messages;
    (*privacy != Privacy::Public).then(|| PrivacyMark {
        label: privacy_label(privacy, messages),
        hint: privacy_hint(privacy, messages),
    })
}

fn closes(event: &Event, registration: &Registration, viewer: &Viewer) -> Option<Standing> {
    let messages = viewer.messages;
    let closes = registration.closes?;
    let here = time::on_own_clock(viewer, &event.when, closes);
    let left = viewer.days_until(here.date());
    let is_over = viewer.now.map_or(left < 0, |now| now > here);
    let (note, mood) = match left {
        _ if event.is_cancelled() => (None, Mood::Open),
        _ if is_over => (Some(messages.closes_over().to_owned()), Mood::Over),
        0 => (Some(messages.closes_today().to_owned()), Mood::Near),
        left => {
            let days = u64::try_from(left).unwrap_or(0);
            let mood = if days <= NEAR_DAYS { Mood::Near } else { Mood::Open };
            (Some(messages.closes_left(days)), mood)
        }
    };
    Some(Standing { line: by(closes, viewer), note, mood })
}

fn by(closes: DateTime, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let day = time::day(viewer, closes.date());
    if is_end_of_day(closes) {
        return messages.closes_by(&day);
    }
    messages.closes_by(&format!("{day} {}", messages.time(closes.time())))
}

fn capacity(event: &Event, registration: &Registration, viewer: &Viewer) -> Option<Standing> {
    let messages = viewer.messages;
    let capacity = u64::from(registration.capacity?);
    let mut people =
        event.participants.values().filter(|person| people::is_counted(person)).peekable();
    if people.peek().is_none() {
        return Some(Standing {
            line: messages.capacity_of(capacity),
            note: None,
            mood: Mood::Open,
        });
    }
    let coming = people.filter(|person| person.reply == Reply::Accepted).count();
    let coming = u64::try_from(coming).unwrap_or(u64::MAX);
    let (note, mood) = match capacity.checked_sub(coming) {
        None => (messages.capacity_over(coming.saturating_sub(capacity)), Mood::Over),
        Some(0) => (messages.capacity_full().to_owned(), Mood::Near),
        Some(left) => (messages.capacity_left(left), Mood::Open),
    };
    let line = messages.capacity_taken(coming, capacity);
    Some(Standing { line, note: Some(note), mood })
}

fn fee(yen: u32, viewer: &Viewer) -> String {
    match yen {
        0 => viewer.messages.fee_free().to_owned(),
        yen => viewer.messages.fee_yen(&grouped(yen)),
    }
}

/// Formats a number with a comma between groups of three digits: `1,000`.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
