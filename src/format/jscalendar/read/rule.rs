//! Reads a recurrence rule that we can represent exactly: every part is known, and it is written back unchanged.

use jiff::civil::Weekday;

use crate::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use crate::format::clock;
use crate::format::json::value::{Number, Object, Value};

/// The weekdays as JSCalendar names them, Monday first.
pub(crate) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mo", Weekday::Monday),
    ("tu", Weekday::Tuesday),
    ("we", Weekday::Wednesday),
    ("th", Weekday::Thursday),
    ("fr", Weekday::Friday),
    ("sa", Weekday::Saturday),
    ("su", Weekday::Sunday),
];

/// Reads the rule; `None` if it has a part that we do not know or that the standards do not allow.
pub(crate) fn rule(object: &Object<'_>) -> Option<Rule> {
    let mut parts = RuleParts::new(Frequency::from_slug(object.text("frequency")?)?);
    let mut seen: Vec<&str> = Vec::with_capacity(object.0.len());
    for (name, value) in &object.0 {
        if seen.contains(&name.as_ref()) {
            return None;
        }
        seen.push(name.as_ref());
        part(&mut parts, name, value)?;
    }
    Rule::new(parts)
}

fn part(parts: &mut RuleParts, name: &str, value: &Value<'_>) -> Option<()> {
    match name {
        "frequency" => {}
        "interval" => parts.interval = Some(count(value)?),
        "rscale" => parts.spelling.scale = is_text(value, "gregorian").then_some(true)?,
        "skip" => parts.spelling.skip = is_text(value, "omit").then_some(true)?,
        "firstDayOfWeek" => parts.week_start = Some(weekday(value)?),
        "byDay" => by_day(parts, value)?,
        "byMonth" => parts.by_month = list(value, month)?,
        "byMonthDay" => parts.by_month_day = list(value, number)?,
        "byYearDay" => parts.by_year_day = list(value, number)?,
        "byWeekNo" => parts.by_week_no = list(value, number)?,
        "byHour" => parts.by_hour = list(value, number)?,
        "byMinute" => parts.by_minute = list(value, number)?,
        "bySecond" => parts.by_second = list(value, number)?,
        "bySetPosition" => parts.by_set_position = list(value, number)?,
        // Only one end is allowed.
        "count" | "until" if parts.end != End::Never => return None,
        "count" => parts.end = End::Count(count(value)?),
        "until" => {
            let Value::Text(text) = value else { return None };
            let read = clock::parse_local(text).filter(|read| !read.had_fraction)?;
            parts.end = End::Until(read.clock);
        }
        _ => return None,
    }
    Some(())
}

fn by_day(parts: &mut RuleParts, value: &Value<'_>) -> Option<()> {
    let Value::List(items) = value else { return None };
    let is_typed = |item: &Value<'_>| matches!(item, Value::Map(day) if day.get("@type").is_some());
    parts.spelling.day_types = items.first().is_some_and(is_typed);
    // Either all of them state their type or none does.
    let is_even = items.iter().all(|item| is_typed(item) == parts.spelling.day_types);
    parts.by_day = list(value, nth_day).filter(|_| is_even)?;
    Some(())
}

fn nth_day(value: &Value<'_>) -> Option<NthDay> {
    let Value::Map(day) = value else { return None };
    let mut read = NthDay { day: weekday(day.get("day")?)?, nth: None };
    for (name, value) in &day.0 {
        match name.as_ref() {
            "day" => {}
            "@type" if is_text(value, "NDay") => {}
            "nthOfPeriod" => read.nth = Some(number(value)?),
            _ => return None,
        }
    }
    Some(read)
}

fn list<T>(value: &Value<'_>, item: fn(&Value<'_>) -> Option<T>) -> Option<Vec<T>> {
    let Value::List(items) = value else { return None };
    if items.is_empty() {
        return None;
    }
    items.iter().map(item).collect()
}

fn weekday(value: &Value<'_>) -> Option<Weekday> {
    WEEKDAYS.into_iter().find(|(word, _)| is_text(value, word)).map(|(_, day)| day)
}

/// Reads a month of the civil calendar, which JSCalendar writes as a text without leading zeros.
fn month(value: &Value<'_>) -> Option<i16> {
    (1..=12).find(|month| is_text(value, &month.to_string()))
}

fn number(value: &Value<'_>) -> Option<i16> {
    let Value::Number(number) = value else { return None };
    match number {
        Number::Unsigned(number) => i16::try_from(*number).ok(),
        Number::Signed(number) => i16::try_from(*number).ok(),
        Number::Float(_) => None,
    }
}

fn count(value: &Value<'_>) -> Option<u32> {
    let Value::Number(number) = value else { return None };
    number.count()
}

fn is_text(value: &Value<'_>, wanted: &str) -> bool {
    matches!(value, Value::Text(text) if text == wanted)
}
