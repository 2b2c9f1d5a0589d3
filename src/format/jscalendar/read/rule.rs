//! Reads a recurrence rule that we can expand: every part is known and within its bounds.
//!
//! What programs write although the standard does not have it, and whose meaning is clear, is read: a count or an
//! interval of 0 says nothing (macOS and Tasks.org), an empty list or `null` says nothing, words may be in capitals,
//! months may be numbers, and `until` may be a day, which is then the last one, or a moment in UTC (1.4.4 and 4.3.3 of
//! RFC 8984 have only a wall clock).

use jiff::civil::{DateTime, Weekday, time};

use crate::domain::series::recurrence::count::instances_before;
use crate::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts, SkipRule};
use crate::domain::time::UtcTime;
use crate::domain::time::day_number::plus_seconds;
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

/// A rule that was read, and what it says beyond a [`Rule`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadRule {
    rule: Rule,
    /// A second end; the standard allows one.
    until: Option<DateTime>,
    /// Whether the last day is given in UTC.
    is_until_in_utc: bool,
    /// Whether it is written in another way than the standard has it.
    pub(crate) is_loose: bool,
}

impl ReadRule {
    /// Whether the rule has both a count and a last day.
    pub(crate) fn has_two_ends(&self) -> bool {
        self.until.is_some()
    }

    /// Returns the rule of a series that starts at `start`. Of two ends, the earlier one counts. `clock_at` gives what
    /// the clocks of the series show at a moment.
    pub(crate) fn settled(
        mut self,
        start: DateTime,
        clock_at: &dyn Fn(UtcTime) -> DateTime,
    ) -> Rule {
        if self.is_until_in_utc {
            self.until = self.until.map(|until| clock_at(UtcTime(until)));
            if let End::Until(until) = self.rule.parts().end {
                let there = End::Until(clock_at(UtcTime(until)));
                self.rule = self.rule.ending(there).unwrap_or(self.rule);
            }
        }
        let (End::Count(count), Some(until)) = (self.rule.parts().end, self.until) else {
            return self.rule;
        };
        let before = instances_before(&self.rule, start, plus_seconds(until, 1));
        if before.is_some_and(|before| before >= u64::from(count)) {
            return self.rule;
        }
        self.rule.ending(End::Until(until)).unwrap_or(self.rule)
    }
}

/// Reads the rule, or returns the name of a part that we do not know or that the standards do not allow.
pub(crate) fn rule(object: &Object<'_>) -> Result<ReadRule, String> {
    let word = object.text("frequency").map(str::to_ascii_lowercase);
    let frequency = word.and_then(|word| Frequency::from_slug(&word)).ok_or("frequency")?;
    let mut reading =
        RuleReading { parts: RuleParts::new(frequency), until: None, is_until_in_utc: false };
    let mut is_loose = false;
    // Of a rule of another calendar, the months and days mean something else, so the calendar is named first.
    if object.get("rscale").is_some_and(|it| *it != Value::Null && !is_text(it, "gregorian")) {
        return Err("rscale".to_owned());
    }
    for (name, value) in object.0.iter().filter(|(name, _)| name != "@type") {
        is_loose |= is_loose_part(name, value);
        let is_empty = matches!(value, Value::List(items) if items.is_empty());
        if *value == Value::Null || is_empty {
            continue;
        }
        reading.part(name, value).ok_or_else(|| name.to_string())?;
    }
    let RuleReading { mut parts, mut until, is_until_in_utc } = reading;
    if parts.end == End::Never
        && let Some(only) = until.take()
    {
        parts.end = End::Until(only);
    }
    Ok(ReadRule { rule: Rule::check(parts)?, until, is_until_in_utc, is_loose })
}

struct RuleReading {
    parts: RuleParts,
    until: Option<DateTime>,
    is_until_in_utc: bool,
}

/// Reads the end of a series, and whether it is in UTC.
fn until(text: &str) -> Option<(DateTime, bool)> {
    let last_second = || Some(clock::parse_day(text)?.to_datetime(time(23, 59, 59, 0)));
    let local = || clock::parse_local(text).map(|read| read.clock).or_else(last_second);
    match clock::parse_utc(text) {
        Some(moment) => Some((moment.0, true)),
        None => Some((local()?, false)),
    }
}

/// Whether a part is written in another way than the standard has it, although its meaning is clear.
fn is_loose_part(name: &str, value: &Value<'_>) -> bool {
    let has_capitals = |text: &str| text.bytes().any(|byte| byte.is_ascii_uppercase());
    match value {
        Value::Null => true,
        Value::Number(number) => number.count() == Some(0) && matches!(name, "interval" | "count"),
        Value::Text(text) if name == "until" => {
            clock::parse_local(text).is_none_or(|read| read.had_fraction)
        }
        Value::Text(text) => has_capitals(text),
        Value::List(items) if name == "byMonth" => {
            items.is_empty() || items.iter().any(|item| matches!(item, Value::Number(_)))
        }
        Value::List(items) => {
            let word = |item: &Value<'_>| matches!(item, Value::Map(day) if day.text("day").is_some_and(has_capitals));
            items.is_empty() || items.iter().any(word)
        }
        Value::Bool(_) | Value::Map(_) | Value::Skipped(_) => false,
    }
}

impl RuleReading {
    fn part(&mut self, name: &str, value: &Value<'_>) -> Option<()> {
        let parts = &mut self.parts;
        match name {
            "frequency" => {}
            "interval" | "count" => match (count(value)?, name) {
                (0, _) => {}
                (number, "count") => parts.end = End::Count(number),
                (number, _) => parts.interval = Some(number),
            },
            "rscale" => parts.spelling.scale = is_text(value, "gregorian").then_some(true)?,
            "skip" => {
                let found = SkipRule::ALL.into_iter().find(|it| is_text(value, it.slug()));
                parts.skip = Some(found?);
            }
            "firstDayOfWeek" => parts.week_start = Some(weekday(value)?),
            "byDay" => {
                let Value::List(items) = value else { return None };
                let is_typed = |item: &Value<'_>| matches!(item, Value::Map(day) if day.get("@type").is_some());
                parts.spelling.day_types = items.iter().any(is_typed);
                parts.by_day = list(value, nth_day)?;
            }
            "byMonth" => parts.by_month = list(value, month)?,
            "byMonthDay" => parts.by_month_day = list(value, number)?,
            "byYearDay" => parts.by_year_day = list(value, number)?,
            "byWeekNo" => parts.by_week_no = list(value, number)?,
            "byHour" => parts.by_hour = list(value, number)?,
            "byMinute" => parts.by_minute = list(value, number)?,
            "bySecond" => parts.by_second = list(value, number)?,
            "bySetPosition" => parts.by_set_position = list(value, number)?,
            "until" => {
                let Value::Text(text) = value else { return None };
                let (clock, is_in_utc) = until(text)?;
                (self.until, self.is_until_in_utc) = (Some(clock), is_in_utc);
            }
            _ => return None,
        }
        Some(())
    }
}

fn nth_day(value: &Value<'_>) -> Option<NthDay> {
    let Value::Map(day) = value else { return None };
    let mut read = NthDay { day: weekday(day.get("day")?)?, nth: None };
    for (name, value) in &day.0 {
        match name.as_ref() {
            "day" => {}
            "@type" if is_text(value, "NDay") => {}
            "nthOfPeriod" if *value == Value::Null => {}
            "nthOfPeriod" => read.nth = Some(number(value)?),
            _ => return None,
        }
    }
    Some(read)
}

fn list<T>(value: &Value<'_>, item: fn(&Value<'_>) -> Option<T>) -> Option<Vec<T>> {
    let Value::List(items) = value else { return None };
    items.iter().map(item).collect()
}

fn weekday(value: &Value<'_>) -> Option<Weekday> {
    WEEKDAYS.into_iter().find(|(word, _)| is_text(value, word)).map(|(_, day)| day)
}

/// Reads a month of the civil calendar, which JSCalendar writes as a text without leading zeros.
fn month(value: &Value<'_>) -> Option<i16> {
    let text = |month: &i16| is_text(value, &month.to_string());
    (1..=12).find(text).or_else(|| number(value))
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

/// Whether a value is that word, in capitals or not.
fn is_text(value: &Value<'_>, wanted: &str) -> bool {
    matches!(value, Value::Text(text) if text.eq_ignore_ascii_case(wanted))
}
