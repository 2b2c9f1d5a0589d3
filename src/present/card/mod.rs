//! One event on one day, as lists show it.

pub mod chip;
pub mod now_next;
pub mod overlap;
pub mod series_date;

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::{Entry, Happening};
use crate::domain::event::Event;
use crate::domain::event::bounds::{LINE_SHOWN, shortened};
use crate::domain::event::kind::Kind;
use crate::domain::event::status::Status;
use crate::domain::id::EventId;
use crate::domain::palette::Color;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::time::{Days, Month, Shown, When};
use crate::present::route::filter::Filter;
use crate::present::route::path::Path;
use crate::present::text::time;
use crate::present::text::title::{number_first, numbered};
use crate::present::viewer::Viewer;

/// A reply deadline is near if it is at most this many days away.
pub const NEAR_DAYS: u64 = 7;

/// One event on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The event.
    pub id: EventId,
    /// The address of its page.
    pub path: String,
    /// The value for `<time datetime>`.
    pub machine_time: String,
    /// `14:00～16:00`, 終日, 時刻未定.
    pub time_text: String,
    /// `2日目/3`, for an event of several days.
    pub nth_day: Option<String>,
    /// Which part of the event this day contains, to mark where it begins and ends.
    pub day_part: DayPart,
    /// The title.
    pub title: String,
    /// The place; empty if none is given.
    pub place: String,
    /// Its kind, for colour and icon.
    pub kind: Kind,
    /// Its kind in words.
    pub kind_label: &'static str,
    /// The colour that it is shown in: its own, or the colour of its calendar.
    pub color: Color,
    /// The title of its calendar.
    pub calendar_title: String,
    /// What the last import did to it, until the person has seen it.
    pub badge: Option<Badge>,
    /// 中止, 延期, 仮; `None` if it takes place as planned, or if the badge already says it.
    pub status_label: Option<String>,
    /// Why it does not take place; empty if no reason is given.
    pub reason: String,
    /// 返事の締切まで3日, if the deadline is near.
    pub closes: Option<String>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Whether the person marked it.
    pub is_mine: bool,
    /// Whether it is past, going on now, or in the future.
    pub phase: EventPhase,
    /// A note that its clock is in another zone, with the time on the viewer's own clock.
    pub zone_note: Option<String>,
    /// One sentence with all of this, for a screen reader.
    pub label: String,
}

/// The part of an event that a day contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayPart {
    /// All of it.
    Whole,
    /// Its beginning.
    Beginning,
    /// Neither its beginning nor its end.
    Middle,
    /// Its end.
    End,
}

/// What the last import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The kind of change, for the style.
    pub happening: Happening,
    /// 新着, 変更, 中止.
    pub label: &'static str,
}

/// An event's time relative to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventPhase {
    /// It is over.
    Past,
    /// It is on.
    Now,
    /// It has not begun yet, even if it begins later today.
    Coming,
}

/// Builds the card of an occurrence on one of its days.
pub fn card(almanac: &Almanac, occurrence: &Occurrence<'_>, day: Date, viewer: &Viewer) -> Card {
    let entry = occurrence.entry;
    let when = &occurrence.when;
    let calendar = almanac.calendars().get(&entry.calendar);
    let (status_label, badge) = standing(entry, occurrence.status(), viewer);
    let kind = occurrence.kind();
    let color = calendar.and_then(|calendar| calendar.facts.color.as_deref());
    let mut card = Card {
        id: occurrence.id().clone(),
        path: Path::event(occurrence.id().clone(), occurrence.instance).format(),
        machine_time: time::machine(when),
        time_text: time::clock_on(viewer, when, day),
        nth_day: time::nth_day(viewer, when, day),
        day_part: day_part(occurrence, day),
        title: numbered_title(occurrence, viewer),
        place: place_of(occurrence, viewer),
        kind,
        kind_label: viewer.messages.kind(kind),
        color: Color::shown(occurrence.color(), color),
        calendar_title: calendar
            .map(|calendar| shortened(&calendar.facts.title, LINE_SHOWN).into_owned())
            .unwrap_or_default(),
        badge,
        status_label,
        reason: shortened(reason(occurrence.status(), occurrence.status_reason()), LINE_SHOWN)
            .into_owned(),
        closes: closes_soon(occurrence, viewer),
        is_cancelled: occurrence.is_cancelled(),
        is_mine: entry.is_mine,
        phase: phase(when, viewer),
        zone_note: time::zone_note_short(viewer, when),
        label: String::new(),
    };
    let spoken = match &**when {
        When::DayUndecided { month } => viewer.messages.month(*month),
        When::AllDay { .. } | When::Undecided { .. } | When::Timed(_) => {
            time::day_spoken(viewer, day)
        }
    };
    card.label = label(&card, &spoken, viewer);
    card
}

/// The events of a month whose day is not decided yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutDay {
    /// The first of them.
    pub cards: Vec<Card>,
    /// How many there are.
    pub count: usize,
    /// `他3件`, if there are more.
    pub hidden_text: Option<String>,
}

/// Returns the events of a month whose day is not decided yet, with at most `most` cards.
pub fn without_day(
    almanac: &Almanac,
    month: Month,
    filter: &Filter,
    most: usize,
    viewer: &Viewer,
) -> WithoutDay {
    let off = viewer.days_off();
    let found = almanac.without_day(Days::month(month), &off);
    let shown: Vec<_> = found.iter().filter(|o| filter.shows(almanac, o.entry)).collect();
    let card = |occurrence: &&Occurrence<'_>| card(almanac, occurrence, month.first(), viewer);
    let hidden = shown.len().saturating_sub(most);
    WithoutDay {
        cards: shown.iter().take(most).map(card).collect(),
        count: shown.len(),
        hidden_text: (hidden > 0).then(|| viewer.messages.more_events(hidden)),
    }
}

/// Returns the title of an event, or a substitute if it has none.
pub fn title(title: &str, viewer: &Viewer) -> String {
    let title = title.trim();
    if title.is_empty() {
        viewer.messages.untitled().to_owned()
    } else {
        number_first(&shortened(title, LINE_SHOWN))
    }
}

/// Returns the title of an event, or of one instance of a series, with its number. The number of a series is that of its
/// first instance only, so its title has none.
pub fn event_title(event: &Event, is_instance: bool, viewer: &Viewer) -> String {
    let number = event.series_number.filter(|_| is_instance || event.repeat.is_none());
    numbered(&title(&event.title, viewer), number, viewer)
}

/// Returns the title of an occurrence with its number: `第4回執行委員会`.
pub fn numbered_title(occurrence: &Occurrence<'_>, viewer: &Viewer) -> String {
    let title = title(occurrence.title(), viewer);
    numbered(&title, occurrence.number(&viewer.days_off()), viewer)
}

/// Returns the place of an event in one line: its venue, or that it is online.
pub fn place(event: &Event, viewer: &Viewer) -> String {
    let venue = event.venue().map(|venue| venue.name.as_str());
    place_line(venue, !event.virtual_locations.is_empty(), viewer)
}

/// Does the same for one occurrence.
pub fn place_of(occurrence: &Occurrence<'_>, viewer: &Viewer) -> String {
    place_line(occurrence.venue().as_deref(), occurrence.is_online(), viewer)
}

fn place_line(venue: Option<&str>, is_online: bool, viewer: &Viewer) -> String {
    let online = || is_online.then(|| viewer.messages.event_online());
    let venue = venue.map(str::trim).filter(|name| !name.is_empty());
    shortened(venue.or_else(online).unwrap_or_default(), LINE_SHOWN).into_owned()
}

/// Returns the status and the badge. If an event does not take place, only the status says so, because it distinguishes
/// 延期 from 中止.
pub fn standing(
    entry: &Entry,
    status: &Status,
    viewer: &Viewer,
) -> (Option<String>, Option<Badge>) {
    let is_said = |it: &Badge| it.happening == Happening::Cancelled && status.is_called_off();
    (status_label(status, viewer), badge(entry, viewer).filter(|badge| !is_said(badge)))
}

/// Returns what the last import did to an entry, until the person has seen it.
pub fn badge(entry: &Entry, viewer: &Viewer) -> Option<Badge> {
    let happening = entry.badge()?;
    Some(Badge { happening, label: viewer.messages.happening(happening) })
}

/// Returns 中止, 延期 or 仮; `None` if the event takes place as planned.
pub fn status_label(status: &Status, viewer: &Viewer) -> Option<String> {
    (*status != Status::Confirmed).then(|| viewer.messages.status(status))
}

/// Returns the status with the reason: 中止（台風のため）.
pub fn status_line(status: &Status, text: &str, viewer: &Viewer) -> Option<String> {
    status_label(status, viewer).map(|label| because(label, reason(status, text), viewer))
}

/// Returns why an event does not take place; empty if no reason is given, or if it does take place.
fn reason<'t>(status: &Status, text: &'t str) -> &'t str {
    if status.is_called_off() { text.trim() } else { "" }
}

fn because(status: String, reason: &str, viewer: &Viewer) -> String {
    if reason.is_empty() { status } else { viewer.messages.status_because(&status, reason) }
}

/// Returns 返事の締切まで3日; `None` if the deadline is not near, or if the event begins before it.
fn closes_soon(occurrence: &Occurrence<'_>, viewer: &Viewer) -> Option<String> {
    let when = &occurrence.when;
    let closes = occurrence.closes()?;
    if occurrence.is_cancelled() || phase(when, viewer) != EventPhase::Coming {
        return None;
    }
    let closes = time::on_own_clock(viewer, when, closes);
    let is_over = viewer.now.is_some_and(|now| now > closes);
    let left = viewer.days_until(closes.date());
    let left = u64::try_from(left).ok().filter(|left| *left <= NEAR_DAYS && !is_over)?;
    Some(viewer.messages.closes_soon(left))
}

/// Returns whether a time is past, going on now, or in the future.
///
/// An event of unknown length is over at the end of its day. If its clock or the viewer's is not known, all of today
/// counts as the future.
///
/// If the event's clock is in another zone, the time on the viewer's own clock is compared.
pub fn phase(when: &When, viewer: &Viewer) -> EventPhase {
    let here = time::here(viewer, when).map(When::Timed);
    let when = here.as_ref().unwrap_or(when);
    let days = when.days();
    if days.last < viewer.today {
        return EventPhase::Past;
    }
    if viewer.today < days.first {
        return EventPhase::Coming;
    }
    match (when, viewer.now) {
        (When::AllDay { .. }, _) => EventPhase::Now,
        (When::Undecided { .. } | When::DayUndecided { .. }, _) | (When::Timed(_), None) => {
            EventPhase::Coming
        }
        (When::Timed(timed), Some(_)) if timed.shown == Shown::DayOnly => EventPhase::Now,
        (When::Timed(timed), Some(now)) => {
            let end = when.end();
            if now < timed.start || end <= timed.start {
                EventPhase::Coming
            } else if now < end {
                EventPhase::Now
            } else {
                EventPhase::Past
            }
        }
    }
}

/// Returns the part of the event that a day contains. An event that only runs into the night is whole on its first day.
fn day_part(occurrence: &Occurrence<'_>, day: Date) -> DayPart {
    if occurrence.when.is_without_day() {
        return DayPart::Whole;
    }
    let is_over_today = time::is_night_only(&occurrence.when);
    let begins_here = occurrence.days.first == day;
    let ends_here = occurrence.days.last == day || (begins_here && is_over_today);
    match (begins_here, ends_here) {
        (true, true) => DayPart::Whole,
        (true, false) => DayPart::Beginning,
        (false, false) => DayPart::Middle,
        (false, true) => DayPart::End,
    }
}

fn label(card: &Card, spoken: &str, viewer: &Viewer) -> String {
    let messages = viewer.messages;
    let mut parts: Vec<&str> = vec![spoken, &card.time_text];
    parts.extend(card.zone_note.as_deref());
    parts.extend(card.nth_day.as_deref());
    let status = card.status_label.clone().map(|it| because(it, &card.reason, viewer));
    parts.extend(status.as_deref());
    parts.push(&card.title);
    parts.push(&card.place);
    parts.push(card.kind_label);
    parts.extend(card.closes.as_deref());
    parts.extend(card.badge.map(|badge| badge.label));
    if card.is_mine {
        parts.push(messages.mine());
    }
    match card.phase {
        EventPhase::Past => parts.push(messages.past()),
        EventPhase::Now => parts.push(messages.now()),
        EventPhase::Coming => {}
    }
    parts.retain(|part| !part.is_empty());
    parts.join(messages.joiner())
}
