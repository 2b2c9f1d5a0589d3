//! Reads the rules of vCalendar 1.0 (versit, 1996) by writing them in the syntax of RFC 5545.
//!
//! ```text
//! D2 #5                       every other day, five times          M5   every five minutes
//! W2 TU TH 19981231T000000Z   every other week, up to a moment
//! MP1 2+ TH 1- FR #6          monthly on the second Thursday and the last Friday
//! MD1 2 15 LD #0              monthly on the 2nd, on the 15th and on the last day, for ever
//! YM1 6 7, YD1 100            yearly in months, or on days of the year
//! D1 0600 1200                with the times of the day
//! YM1 3 MP1 4+ TU             yearly, by a rule for the month
//! ```
//!
//! Without an end, a rule takes place twice. A number of times counts the instances; in a rule of several weekdays it
//! counts the weeks, as the example of the specification has it: `W1 TU TH #5`, "for 5 weeks". Other rules within rules,
//! times that differ from day to day, and the mark `$` are not read.

use jiff::civil::DateTime;

use crate::format::icalendar::model::rule::weekday_word;
use crate::format::icalendar::syntax::values::parse_stamp;

/// How often a rule takes place if it does not say so.
const USUAL_COUNT: u32 = 2;

/// Returns a rule in the syntax of RFC 5545 3.3.10; `None` if it is not one of vCalendar that can be read.
pub(crate) fn rule_of_rfc5545(rule: &str, start: DateTime) -> Option<String> {
    let upper = rule.to_ascii_uppercase();
    let mut words = upper.split_whitespace().peekable();
    let mut read = OldRule::of(words.next()?)?;
    if read.sort == Sort::Months {
        while let Some(month) = words.next_if(|word| word.bytes().all(|it| it.is_ascii_digit())) {
            read.months.push(month.parse().ok()?);
        }
        if let Some(inner) = words.peek().and_then(|word| OldRule::of(word)) {
            words.next();
            let is_of_month = matches!(inner.sort, Sort::Positions | Sort::MonthDays);
            read.inner = (inner.interval == 1 && is_of_month).then_some(Some(inner.sort))?;
        }
    }
    for word in words {
        read.take(word)?;
    }
    read.written(start)
}

/// What the days of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Minutes,
    Days,
    Weekdays,
    Positions,
    MonthDays,
    Months,
    YearDays,
}

struct OldRule {
    sort: Sort,
    interval: u32,
    /// The rule for the month, in a rule of months.
    inner: Option<Sort>,
    months: Vec<u8>,
    /// The positions for the weekdays that follow.
    positions: Vec<i8>,
    /// Whether a weekday has followed the positions.
    is_used: bool,
    /// The values of the part that says on which days.
    days: Vec<String>,
    times: Vec<(u8, u8)>,
    count: Option<u32>,
    until: Option<String>,
}

impl OldRule {
    /// Reads the first word: `MP2`.
    fn of(word: &str) -> Option<Self> {
        const SORTS: [(&str, Sort); 7] = [
            ("MP", Sort::Positions),
            ("MD", Sort::MonthDays),
            ("YM", Sort::Months),
            ("YD", Sort::YearDays),
            ("D", Sort::Days),
            ("W", Sort::Weekdays),
            ("M", Sort::Minutes),
        ];
        let (sort, interval) = SORTS.into_iter().find_map(|(name, sort)| {
            let interval: u32 = word.strip_prefix(name)?.parse().ok()?;
            Some((sort, interval))
        })?;
        Some(Self {
            sort,
            interval: interval.max(1),
            inner: None,
            months: Vec::new(),
            positions: Vec::new(),
            is_used: false,
            days: Vec::new(),
            times: Vec::new(),
            count: None,
            until: None,
        })
    }

    /// Reads one of the words that follow.
    fn take(&mut self, word: &str) -> Option<()> {
        if let Some(count) = word.strip_prefix('#') {
            self.count = Some(count.parse().ok()?);
            return Some(());
        }
        if word.len() >= 8 && parse_stamp(word).is_some() {
            self.until = Some(word.to_owned());
            return Some(());
        }
        if let Some(time) = time_of(word) {
            self.times.push(time);
            return Some(());
        }
        match self.inner.unwrap_or(self.sort) {
            Sort::Weekdays if is_weekday(word) => self.days.push(word.to_owned()),
            Sort::Positions if is_weekday(word) => {
                self.is_used = true;
                (!self.positions.is_empty()).then_some(())?;
                self.days.extend(self.positions.iter().map(|nth| format!("{nth}{word}")));
            }
            Sort::Positions => {
                if std::mem::take(&mut self.is_used) {
                    self.positions.clear();
                }
                self.positions.push(signed(word)?);
            }
            Sort::MonthDays if word == "LD" => self.days.push("-1".to_owned()),
            Sort::MonthDays => self.days.push(signed(word)?.to_string()),
            Sort::YearDays => self.days.push(word.parse::<u16>().ok()?.to_string()),
            Sort::Weekdays | Sort::Minutes | Sort::Days | Sort::Months => return None,
        }
        Some(())
    }

    fn written(self, start: DateTime) -> Option<String> {
        let (frequency, part) = match (self.sort, self.inner) {
            (Sort::Minutes, _) => ("MINUTELY", ""),
            (Sort::Days, _) => ("DAILY", ""),
            (Sort::Weekdays, _) => ("WEEKLY", "BYDAY"),
            (Sort::Positions, _) => ("MONTHLY", "BYDAY"),
            (Sort::MonthDays, _) => ("MONTHLY", "BYMONTHDAY"),
            (Sort::Months, Some(Sort::Positions)) => ("YEARLY", "BYDAY"),
            (Sort::Months, _) => ("YEARLY", "BYMONTHDAY"),
            (Sort::YearDays, _) => ("YEARLY", "BYYEARDAY"),
        };
        let mut out = format!("FREQ={frequency};INTERVAL={}", self.interval);
        let mut put = |name: &str, value: String| out.extend([";", name, "=", &value]);
        if !self.months.is_empty() || self.inner.is_some() {
            let own = [u8::try_from(start.month()).ok()?];
            let months = if self.months.is_empty() { &own[..] } else { &self.months };
            put("BYMONTH", joined(months));
        }
        let days = if self.days.is_empty() { self.own_day(start) } else { self.days.clone() };
        if !days.is_empty() {
            put(part, days.join(","));
        }
        let is_own = |time: &(u8, u8)| clock_of(start) == Some(*time);
        if !self.times.iter().all(is_own) {
            let (hours, minutes) = self.grid()?;
            put("BYHOUR", hours);
            put("BYMINUTE", minutes);
        }
        if let Some(until) = &self.until {
            put("UNTIL", until.clone());
        }
        let usual = self.until.is_none().then_some(USUAL_COUNT);
        let weeks = if self.sort == Sort::Weekdays { self.days.len().max(1) } else { 1 };
        let count = self.count.map(|count| count.saturating_mul(u32::try_from(weeks).unwrap_or(1)));
        // The count 0 means that it never ends.
        if let Some(count) = count.or(usual).filter(|count| *count > 0) {
            put("COUNT", count.to_string());
        }
        Some(out)
    }

    /// Returns the day of the start, if the rule names none and RFC 5545 does not imply it.
    fn own_day(&self, start: DateTime) -> Vec<String> {
        match self.inner.unwrap_or(self.sort) {
            Sort::Positions => {
                vec![format!("{}{}", (start.day() - 1) / 7 + 1, weekday_word(start.weekday()))]
            }
            Sort::YearDays => vec![start.day_of_year().to_string()],
            Sort::Minutes | Sort::Days | Sort::Weekdays | Sort::MonthDays | Sort::Months => {
                Vec::new()
            }
        }
    }

    /// Returns the hours and minutes of the times; `None` if not every hour has every minute, or if they may be those of
    /// one of several days.
    fn grid(&self) -> Option<(String, String)> {
        let mut hours: Vec<u8> = self.times.iter().map(|time| time.0).collect();
        let mut minutes: Vec<u8> = self.times.iter().map(|time| time.1).collect();
        for list in [&mut hours, &mut minutes] {
            list.sort_unstable();
            list.dedup();
        }
        let is_grid = hours.len() * minutes.len() == self.times.len();
        (is_grid && self.days.len() < 2).then(|| (joined(&hours), joined(&minutes)))
    }
}

/// Reads `0930`.
fn time_of(word: &str) -> Option<(u8, u8)> {
    let is_time = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = word.split_at_checked(2).filter(|_| is_time)?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn clock_of(start: DateTime) -> Option<(u8, u8)> {
    Some((u8::try_from(start.hour()).ok()?, u8::try_from(start.minute()).ok()?))
}

/// Reads `2+`, `1-`, `15`.
fn signed(word: &str) -> Option<i8> {
    let number = |digits: &str| digits.parse::<u8>().ok().and_then(|it| i8::try_from(it).ok());
    let read = match word.strip_suffix('-') {
        Some(digits) => -number(digits)?,
        None => number(word.strip_suffix('+').unwrap_or(word))?,
    };
    (read != 0).then_some(read)
}

fn is_weekday(word: &str) -> bool {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(&word)
}

fn joined(numbers: &[u8]) -> String {
    let words: Vec<String> = numbers.iter().map(u8::to_string).collect();
    words.join(",")
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn rules_are_written_as_rfc_5545_has_them() {
        let start = datetime(1997, 9, 2, 9, 0, 0, 0);
        let rows = [
            ("D1 #5", Some("FREQ=DAILY;INTERVAL=1;COUNT=5")),
            ("D1 #0", Some("FREQ=DAILY;INTERVAL=1")),
            ("W1", Some("FREQ=WEEKLY;INTERVAL=1;COUNT=2")),
            ("m5 #3", Some("FREQ=MINUTELY;INTERVAL=5;COUNT=3")),
            ("W1 TU TH #5", Some("FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;COUNT=10")),
            ("MP6 2+ MO TU 1- SU #0", Some("FREQ=MONTHLY;INTERVAL=6;BYDAY=2MO,2TU,-1SU")),
            ("MP1 1+ 3+ FR #0", Some("FREQ=MONTHLY;INTERVAL=1;BYDAY=1FR,3FR")),
            ("MP1 #0", Some("FREQ=MONTHLY;INTERVAL=1;BYDAY=1TU")),
            ("MD1 2 15- LD #0", Some("FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=2,-15,-1")),
            ("YM5 10 #2", Some("FREQ=YEARLY;INTERVAL=5;BYMONTH=10;COUNT=2")),
            ("YM1 3 MP1 4+ TU #3", Some("FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYDAY=4TU;COUNT=3")),
            ("YM1 3 MD1 7 #3", Some("FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYMONTHDAY=7;COUNT=3")),
            ("YD1 #0", Some("FREQ=YEARLY;INTERVAL=1;BYYEARDAY=245")),
            ("D1 0600 1200 #6", Some("FREQ=DAILY;INTERVAL=1;BYHOUR=6,12;BYMINUTE=0;COUNT=6")),
            ("W1 TU 0900 TH 0900 #1", Some("FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;COUNT=2")),
            ("D1 0600 1230 #6", None),
            ("W1 TU 1200 TH 1130 #6", None),
            ("D1 0600$ #6", None),
            ("D1 W1 TU #4", None),
            ("D1 0900 M5 #4", None),
            ("YM1 11 MP1 2+ TU MD1 #3", None),
            ("MP1 TU #3", None),
            ("FREQ=DAILY", None),
            ("", None),
        ];
        for (rule, expected) in rows {
            assert_eq!(rule_of_rfc5545(rule, start).as_deref(), expected, "{rule}");
        }
    }
}
