//! Edits what repeats: one instance, an instance and those that follow, or all of them.
//!
//! Pure: each function returns the events after the edit; the caller stamps them and makes one change of them.
//! Law: an edit of one instance leaves every other instance as it was; a split leaves all instances before it.

use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

use crate::domain::event::programme::Part;
use crate::domain::event::registration::Registration;
use crate::domain::event::{Event, RareFacts};
use crate::domain::foreign::Json;
use crate::domain::gather::Gather;
use crate::domain::id::{EventId, LocalId};
use crate::domain::series::corresponding::by_position;
use crate::domain::series::numbering::number;
use crate::domain::series::occurrence::plain;
use crate::domain::series::patch;
use crate::domain::series::patch::patch_to;
use crate::domain::series::recurrence::count::instances_before;
use crate::domain::series::recurrence::expand::starts;
use crate::domain::series::recurrence::moved::moved;
use crate::domain::series::recurrence::rule;
use crate::domain::series::recurrence::rule::{End, Frequency};
use crate::domain::series::repeat::{Override, Repeat, RepeatRule};
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, When, plus_days};

/// Which instances an edit applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// この回だけ.
    One,
    /// この回以降.
    Following,
    /// すべて.
    All,
}

impl Extent {
    /// Every extent, smallest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Following, Self::All];
}

/// A series cut in two: the part before an instance, and the part that begins with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The series up to the instance; `None` if nothing of it remains.
    pub before: Option<Event>,
    /// The instance and those that follow, as a separate series.
    pub after: Event,
}

/// Returns the series in which the instance at `at` is `wanted`; every other instance stays as it was.
pub fn edit_one(series: &Event, at: DateTime, wanted: &Event, off: &dyn LocalContext) -> Event {
    // Without the override: a number that the instance states for itself is not the one that is counted.
    let mut event = delete_override(series, at);
    let held = series.repeat.as_deref().and_then(|repeat| repeat.overrides.get(&at)?.patch());
    let plain = plain(&event, &series.when.moved_to(at), at, off);
    let patch = patch_to(&plain, wanted, held.cloned().unwrap_or_default(), at);
    if let Some(repeat) = event.repeat.as_deref_mut()
        && (!patch.is_empty() || !series.is_of_rule(at))
    {
        repeat.overrides.insert(at, Override::of(patch));
    }
    event
}

/// Returns the series in which the instance at `at` is as the rule has it.
fn delete_override(series: &Event, at: DateTime) -> Event {
    let mut event = series.clone();
    if let Some(repeat) = event.repeat.as_deref_mut() {
        repeat.overrides.remove(&at);
    }
    event
}

/// Returns the series without the instance at `at`.
pub fn delete_one(series: &Event, at: DateTime) -> Event {
    let mut event = series.clone();
    if let Some(repeat) = event.repeat.as_deref_mut() {
        if series.is_of_rule(at) {
            repeat.overrides.insert(at, Override::Excluded);
        } else {
            repeat.overrides.remove(&at);
        }
    }
    event
}

/// Returns the series without the instance at `at` and those that follow; `None` if nothing remains.
pub fn delete_following(series: &Event, at: DateTime) -> Option<Event> {
    let mut event = series.clone();
    let repeat = event.repeat.as_deref_mut()?;
    repeat.overrides.retain(|own, _| *own < at);
    let start = series.when.start();
    let last = repeat.known().map(|rule| last_before(rule, start, at));
    match (&mut repeat.rule, last) {
        (Some(RepeatRule::Known(rule)), Some(Some(last))) => {
            **rule = rule.ending(End::Until(last))?;
        }
        (Some(_), Some(None)) if repeat.overrides.is_empty() => return None,
        // Only dates that were added before the start remain.
        (Some(_), Some(None)) => {
            repeat.rule = None;
            repeat.overrides.insert(start, Override::Excluded);
        }
        (Some(_) | None, _) if at > start || !repeat.overrides.is_empty() => {}
        (Some(_) | None, _) => return None,
    }
    Some(event)
}

/// Cuts the series before the instance at `at`, which becomes `wanted` and begins a new series with the given id.
/// The two series name each other, as JSCalendar bis 5.10 shows. Returns `None` if the series cannot be cut there: if
/// we cannot read its rule, or if the rule does not have this instance.
pub fn split(series: &Event, at: DateTime, wanted: &Event, id: EventId) -> Option<Split> {
    let repeat = series.repeat.as_deref()?;
    let series_start = series.when.start();
    let rule = match (&repeat.rule, repeat.known()) {
        // A rule that excludes counts from the start, so it would not be the same for a series that begins later.
        _ if !repeat.excluded.is_empty() => return None,
        (_, Some(rule)) if series.is_of_rule(at) => Some(remaining(rule, series_start, at)?),
        (Some(_), _) => return None,
        (None, _) => None,
    };
    let start = wanted.when.start();
    let mut later = repeat.overrides.clone();
    later.retain(|own, _| *own > at);
    let rule = rule.map(|rule| moved(&rule, at, start).unwrap_or(rule));
    let by = seconds_between(at, start);
    let repeat = Repeat {
        rule: rule.map(|rule| RepeatRule::Known(Box::new(rule))),
        excluded: Vec::new(),
        overrides: later.into_iter().map(|(own, it)| moved_override(own, it, by)).collect(),
        strays: repeat.strays.clone(),
        holiday_rule: repeat.holiday_rule,
        restart_month: repeat.restart_month,
    };
    let before = delete_following(series, at).map(|it| related(it, &id, "next"));
    let after = Event {
        id,
        repeat: Some(Box::new(repeat))
            .filter(|repeat| repeat.rule.is_some() || !repeat.overrides.is_empty()),
        ..wanted.clone()
    };
    let after = if before.is_some() { related(after, &series.id, "first") } else { after };
    Some(Split { before, after })
}

/// Returns the id of the later part of a series that a file divides, as Google makes it: reading the file again gives the
/// same.
pub fn divided_id(id: &str, at: DateTime) -> String {
    let at = at.strftime("%Y%m%dT%H%M%S");
    match id.rsplit_once('@') {
        Some((name, host)) => format!("{name}_R{at}@{host}"),
        None => format!("{id}_R{at}"),
    }
}

/// Applies to the series what differs between two states of one of its instances.
///
/// The facts that another instance overrides stay as they are. A change of time also moves the rule and the exceptions.
pub fn edit_all(series: &Event, before: &Event, wanted: &Event, off: &dyn LocalContext) -> Event {
    let Event {
        title,
        when,
        kinds,
        keywords,
        status,
        privacy,
        description,
        locations,
        main_location,
        series_number,
        rare,
        // These cannot be edited in an instance.
        id: _,
        revision: _,
        repeat: _,
        foreign: _,
    } = wanted;
    let RareFacts {
        meeting_time,
        categories,
        status_reason,
        color,
        audience,
        virtual_locations,
        links,
        organizer,
        participants,
        programme,
        headcount,
        registration,
    } = &**rare;
    let mut event = series.clone();
    macro_rules! carry {
        ($($fact:ident)+) => {$(
            if *$fact != before.$fact {
                event.$fact.clone_from($fact);
            }
        )+};
    }
    carry!(title kinds categories keywords status status_reason color privacy description);
    carry!(audience locations main_location);
    carry!(virtual_locations links organizer participants headcount);
    if *series_number != before.series_number {
        event.series_number = renumbered(series, before, *series_number, off);
    }
    if *when != before.when {
        let by = seconds_between(before.when.start(), when.start());
        let start = plus_seconds(series.when.start(), by);
        event = move_all(event, when.moved_to(start));
    }
    // The clocks that depend on the start have moved with it; only edits of them beyond that move count.
    let along = before.shifted(when);
    let back = seconds_between(when.start(), event.when.start());
    if *meeting_time != along.meeting_time {
        event.meeting_time = meeting_time.map(|clock| plus_seconds(clock, back));
    }
    if *programme != along.programme {
        event.programme = moved_parts(programme.clone(), back);
    }
    if *registration != along.registration {
        let moved = |it: &Box<_>| Box::new(Registration::moved(it, |at| plus_seconds(at, back)));
        event.registration = registration.as_ref().map(moved);
    }
    event
}

/// Returns the first number of a series such that one of its instances has another number.
fn renumbered(
    series: &Event,
    before: &Event,
    wanted: Option<u32>,
    off: &dyn LocalContext,
) -> Option<u32> {
    let wanted = wanted?;
    let at = before.when.start();
    let counted =
        Event { series_number: Some(series.series_number.unwrap_or(1)), ..series.clone() };
    let first = counted.series_number.unwrap_or(1);
    let own = before.series_number.or_else(|| number(&counted, at, off)).unwrap_or(first);
    Some((first + wanted).saturating_sub(own).max(1))
}

/// Moves the series to another time: its rule, its exceptions and its clocks move too.
pub fn move_all(series: Event, when: When) -> Event {
    let (from, to) = (series.when.start(), when.start());
    let by = seconds_between(from, to);
    let mut event = series.shifted(&when);
    if let Some(repeat) = event.repeat.as_deref_mut() {
        for rule in repeat.rule.iter_mut().chain(&mut repeat.excluded) {
            if let RepeatRule::Known(rule) = rule
                && let Some(moved) = moved(rule, from, to)
            {
                **rule = moved;
            }
        }
        let overrides = std::mem::take(&mut repeat.overrides);
        let keys: SortedSet<DateTime> = overrides.keys().copied().collect();
        let found = by_position(&series, &event, &keys);
        let moved = |(at, own): (DateTime, Override)| {
            // Added dates move along; an instance that the rule has no more has no exception.
            if !series.is_of_rule(at) {
                return Some(moved_override(at, own, by));
            }
            let to = found.get(&at).copied().flatten()?;
            Some(moved_override(at, own, seconds_between(at, to)))
        };
        let overrides = overrides.into_iter().filter_map(moved).collect();
        if let Some(repeat) = event.repeat.as_deref_mut() {
            repeat.overrides = overrides;
        }
    }
    event
}

/// Returns what remains from `at` on of the rule of a series that starts at `start`.
pub fn remaining(rule: &rule::Rule, start: DateTime, at: DateTime) -> Option<rule::Rule> {
    let rule = &of_same_days(rule, start, at)?;
    match rule.parts().end {
        End::Never | End::Until(_) => Some(rule.clone()),
        End::Count(count) => {
            let gone = instances_before(rule, start, at)?;
            let left = count.saturating_sub(u32::try_from(gone).ok()?);
            rule.ending(End::Count(left.max(1)))
        }
    }
}

/// Returns a rule that has the days of a series that starts at `start` also for one that starts at `at`. What a rule leaves
/// out is that of its start, and `at` may be another day or month, if it is one to which the rule moved a day that its month
/// has not (RFC 7529, `SKIP`). Returns `None` if no rule has the same days from there on.
fn of_same_days(rule: &rule::Rule, start: DateTime, at: DateTime) -> Option<rule::Rule> {
    let parts = rule.parts();
    let is_yearly = parts.frequency == Frequency::Yearly;
    let is_by_month = is_yearly || parts.frequency == Frequency::Monthly;
    if rule.skip() == rule::SkipRule::Omit || !is_by_month || !parts.by_year_day.is_empty() {
        return Some(rule.clone());
    }
    // A day that moved into another month may be in a period that the rule leaves out.
    let month = |at: DateTime| i64::from(at.year()) * 12 + i64::from(at.month()) - 1;
    let months = if is_yearly { 12 } else { 1 };
    let gone = month(at).div_euclid(months) - month(start).div_euclid(months);
    (gone % i64::from(rule.interval()) == 0).then_some(())?;
    let mut parts = parts.clone();
    if parts.by_week_no.is_empty() && parts.by_day.is_empty() && parts.by_month_day.is_empty() {
        parts.by_month_day = vec![i16::from(start.day())];
    }
    let has_days_of_month = !parts.by_month_day.is_empty();
    if is_yearly && has_days_of_month && parts.by_month.is_empty() && parts.by_week_no.is_empty() {
        parts.by_month = vec![i16::from(start.month())];
    }
    rule::Rule::new(parts)
}

/// Returns the last instance of a rule before `at`; it searches the nearer past first.
pub fn last_before(rule: &rule::Rule, start: DateTime, at: DateTime) -> Option<DateTime> {
    // The last value is longer than the calendar.
    const REACHES: [i32; 4] = [1, 40, 800, 7_300_000];
    REACHES.into_iter().find_map(|days| {
        let window = Days { first: plus_days(at.date(), -days), last: at.date() };
        starts(rule, start, window).take_while(|it| *it < at).last()
    })
}

/// Returns the id of the series of which an id names a later part, see [`divided_id`], and the text of the instance. Google
/// names the instance in UTC or on the clock of the series, and by its day alone if it has no time.
fn undivided_id(id: &str) -> Option<(EventId, &str)> {
    let (name, host) = id.rsplit_once('@').map_or((id, None), |(name, host)| (name, Some(host)));
    let (name, at) = name.rsplit_once("_R").filter(|(name, _)| !name.is_empty())?;
    let at = at.strip_suffix('Z').unwrap_or(at);
    let (day, time) = at.split_once('T').unwrap_or((at, "000000"));
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|it| it.is_ascii_digit());
    let is_moment = is_number(day, 8) && is_number(time, 6);
    let undivided = host.map_or_else(|| name.to_owned(), |host| format!("{name}@{host}"));
    is_moment.then(|| (EventId::new(undivided), day))
}

/// Returns the day on which a series was cut, if the id of its later part says so, see [`divided_id`].
pub fn divided_on(id: &EventId) -> Option<Date> {
    let (_, day) = undivided_id(id.as_str())?;
    day.parse().ok()
}

/// Returns the series that this one continues, if it was split off another: as it states (`relatedTo`, relation
/// `first`), or else as its id tells. Google states nothing.
pub fn former(event: &Event) -> Option<EventId> {
    stated_former(event).or_else(|| undivided_id(event.id.as_str()).map(|(id, _)| id))
}

/// Returns the series that this one continues as it states.
pub fn stated_former(event: &Event) -> Option<EventId> {
    let Some(Json::Map(all)) = event.foreign.0.get("relatedTo") else { return None };
    let is_first = |relation: &Json| {
        let Json::Map(relation) = relation else { return false };
        let Some(Json::Map(names)) = relation.get("relation") else { return false };
        names.get("first") == Some(&Json::Bool(true))
    };
    let found = all.iter().find(|(_, relation)| is_first(relation));
    found.map(|(id, _)| EventId::new(id.as_str()))
}

fn related(mut event: Event, other: &EventId, relation: &str) -> Event {
    let mut all = match event.foreign.0.remove("relatedTo") {
        Some(Json::Map(all)) => all,
        Some(_) | None => BTreeMap::new(),
    };
    let text = |text: &str| Json::Text(text.to_owned());
    let relation = [(relation.to_owned(), Json::Bool(true))].into_iter().gathered();
    let value =
        [("@type".to_owned(), text("Relation")), ("relation".to_owned(), Json::Map(relation))];
    all.insert(other.as_str().to_owned(), Json::Map(value.into_iter().gathered()));
    event.foreign.0.insert("relatedTo".to_owned(), Json::Map(all));
    event
}

fn moved_override(at: DateTime, own: Override, by: i64) -> (DateTime, Override) {
    let own = match own {
        Override::Patch(own) => Override::of(patch::moved(&own, by)),
        Override::Excluded | Override::Kept(_) => own,
    };
    (plus_seconds(at, by), own)
}

fn moved_parts(mut parts: SortedMap<LocalId, Part>, by: i64) -> SortedMap<LocalId, Part> {
    for part in parts.values_mut() {
        part.start = part.start.map(|start| plus_seconds(start, by));
    }
    parts
}
