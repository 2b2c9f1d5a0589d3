//! Copies an event as the beginning of a new one: keeps what is useful again, and drops the results of the old event.
//!
//! People stay on the list, because a committee meets again. Their replies, attendance and proxies belong to the old
//! event and are dropped. The rule of a series is dropped too: a copy is of one instance.

use jiff::civil::{Date, DateTime};

use crate::domain::event::participant::{Attendance, Participant, Reply};
use crate::domain::event::status::Status;
use crate::domain::event::{Event, Rare, RareFacts, Revision};
use crate::domain::foreign::Foreign;
use crate::domain::id::EventId;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::plus_seconds;
use crate::domain::time::{Month, When, days_between, plus_days, signed_days_between};
use crate::domain::title_number::said_number;
use crate::present::form::event::apply::{Editing, move_to};

/// The unknown properties of an event that are also true of a copy (RFC 8984, 4.4.2, 4.5.2, 4.2.8).
const KEPT: [&str; 4] = ["alerts", "useDefaultAlerts", "freeBusyStatus", "locale"];

/// Creates a new event like `from`, on that day; 第3回 is followed by 第4回.
pub fn copied(from: &Event, id: EventId, day: Date, editing: &Editing) -> Event {
    let revision = Revision { created: Some(editing.at), ..Revision::default() };
    let kept = from.foreign.0.iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
    let foreign = Foreign(kept.map(|(name, value)| (name.clone(), value.clone())).collect());
    let people = from.participants.iter();
    let participants = people.map(|(key, it)| (key.clone(), invited(it))).collect();
    let mut event = Event {
        id,
        revision,
        title: counted_up(&from.title),
        when: from.when.clone(),
        repeat: None,
        kinds: from.kinds.clone(),
        keywords: from.keywords.clone(),
        status: Status::Confirmed,
        privacy: from.privacy.clone(),
        description: from.description.clone(),
        locations: from.locations.clone(),
        main_location: from.main_location.clone(),
        series_number: from.series_number.map(|number| number.saturating_add(1)),
        foreign,
        rare: Rare::of(RareFacts {
            meeting_time: from.meeting_time,
            categories: from.categories.clone(),
            status_reason: String::new(),
            color: from.color.clone(),
            audience: from.audience.clone(),
            virtual_locations: from.virtual_locations.clone(),
            links: from.links.clone(),
            organizer: from.organizer.clone(),
            participants,
            programme: from.programme.clone(),
            headcount: None,
            registration: from.registration.clone(),
        }),
    };
    // The reply deadline keeps its distance from the event.
    let seconds = i64::from(signed_days_between(from.when.start().date(), day)) * 86_400;
    let later = |at: DateTime| plus_seconds(at, seconds);
    event.registration = from.registration.as_ref().map(|it| Box::new(it.moved(later)));
    let when = on(&event.when, day);
    move_to(&mut event, when);
    event
}

/// Returns the day that is suggested for a copy: the same weekday, today or later, and after the event itself; for
/// an event without a day, a later month.
pub fn next_day(from: &Event, today: Date) -> Date {
    let day = from.when.start().date();
    if let When::DayUndecided { month } = from.when {
        return month.plus(1).max(Month::of(today)).first();
    }
    if day >= today {
        return plus_days(day, 7);
    }
    let weeks = days_between(day, today).div_ceil(7);
    plus_days(day, i32::try_from(weeks * 7).unwrap_or(7))
}

/// Moves a time to another day.
fn on(when: &When, day: Date) -> When {
    match when {
        When::AllDay { days, .. } => When::AllDay { first: day, days: *days },
        When::Undecided { days, .. } => When::Undecided { first: day, days: *days },
        When::DayUndecided { .. } => When::DayUndecided { month: Month::of(day) },
        When::Timed(timed) => {
            let mut timed = timed.clone();
            timed.start = day.to_datetime(timed.start.time());
            When::Timed(timed)
        }
    }
}

/// Returns a participant who is invited again and has not replied yet.
fn invited(person: &Participant) -> Participant {
    let planned = person.attendance.as_deref().and_then(|it| it.planned_mode.clone());
    let attendance = planned
        .map(|mode| Box::new(Attendance { planned_mode: Some(mode), ..Attendance::default() }));
    let reply = if person.reply == Reply::Unsaid { Reply::Unsaid } else { Reply::NeedsAction };
    Participant {
        name: person.name.clone(),
        name_kana: person.name_kana.clone(),
        email: person.email.clone(),
        phone: person.phone.clone(),
        calendar_address: person.calendar_address.clone(),
        nature: person.nature.clone(),
        roles: person.roles.clone(),
        reply,
        delegated_to: SortedSet::new(),
        affiliation: person.affiliation.clone(),
        attendance,
        description: person.description.clone(),
        note: String::new(),
        updated: None,
        foreign: Foreign::default(),
    }
}

/// Increments the number in a title: `第3回執行委員会` becomes `第4回執行委員会`. Any other title stays.
fn counted_up(title: &str) -> String {
    let next = || {
        let said = said_number(title)?;
        let words = title.get(said.bytes.clone())?;
        let next = said.number.checked_add(1)?.to_string();
        let is_wide = words.contains(|c| ('０'..='９').contains(&c));
        let next = if is_wide { next.chars().map(widened).collect() } else { next };
        let (before, after) = (title.get(..said.bytes.start)?, title.get(said.bytes.end..)?);
        Some(format!("{before}第{next}回{after}"))
    };
    next().unwrap_or_else(|| title.to_owned())
}

fn widened(digit: char) -> char {
    "０１２３４５６７８９"
        .chars()
        .zip('0'..='9')
        .find(|(_, plain)| *plain == digit)
        .map_or(digit, |it| it.0)
}
