//! Parses days: `2024-12-22`, `12月22日(日)`, `令和6年12月22日`, `来週金曜`, `明日`, `Dec 22`.

use jiff::civil::{Date, Weekday};

use crate::domain::time::era::EraYear;
use crate::domain::time::{Month, plus_days, signed_days_between};
use crate::present::natural::month::{MONTHS, era, near_month, said_year};
use crate::present::natural::scan::Scan;

/// A day without a year is at most this many days away.
const YEAR_DAYS: i32 = 366;

/// The last day of a range is at most this many days after the first, if its year is not written.
const RANGE_DAYS: i32 = 183;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("月", Weekday::Monday),
    ("火", Weekday::Tuesday),
    ("水", Weekday::Wednesday),
    ("木", Weekday::Thursday),
    ("金", Weekday::Friday),
    ("土", Weekday::Saturday),
    ("日", Weekday::Sunday),
];

const ENGLISH_WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("monday", "mon", Weekday::Monday),
    ("tuesday", "tue", Weekday::Tuesday),
    ("wednesday", "wed", Weekday::Wednesday),
    ("thursday", "thu", Weekday::Thursday),
    ("friday", "fri", Weekday::Friday),
    ("saturday", "sat", Weekday::Saturday),
    ("sunday", "sun", Weekday::Sunday),
];

/// The parts of a day that are written.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: i8,
}

/// A day that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadDay {
    pub(super) day: Date,
    /// The written weekday, if the day is on another weekday.
    pub(super) other_weekday: Option<Weekday>,
    /// Whether its year was not written, and the chosen one is not the coming one, or more than a year away.
    pub(super) is_not_coming: bool,
    /// Whether a month and a day are written and no year, so that every year has this day.
    pub(super) is_of_each_year: bool,
}

impl ReadDay {
    pub(super) fn plain(day: Date) -> Self {
        Self { day, other_weekday: None, is_not_coming: false, is_of_each_year: false }
    }
}

/// Parses a day; `base` is the first day of a range.
pub(super) fn read(scan: &mut Scan<'_>, today: Date, base: Option<Date>) -> Option<ReadDay> {
    if let Some(day) = scan.try_read(|scan| relative(scan, today)) {
        return Some(ReadDay::plain(day));
    }
    if let Some(day) = scan.try_read(|scan| of_week(scan, today)) {
        return Some(ReadDay::plain(day));
    }
    scan.try_read(|scan| {
        let parts = scan
            .try_read(of_era)
            .or_else(|| scan.try_read(of_year))
            .or_else(|| scan.try_read(|scan| of_said_year(scan, today)))
            .or_else(|| scan.try_read(of_month))
            .or_else(|| scan.try_read(english))
            .or_else(|| scan.try_read(of_this_month))?;
        let weekday = scan.try_read(beside);
        let day = resolve(parts, weekday, today, base)?;
        let other_weekday = weekday.filter(|weekday| *weekday != day.weekday());
        let is_dated = parts.year.is_some() || parts.month.is_none() || base.is_some();
        let is_far = signed_days_between(today, day) > YEAR_DAYS;
        let is_not_coming = !is_dated && (is_far || Some(day) != coming(today, parts));
        let is_of_each_year = parts.year.is_none() && parts.month.is_some();
        Some(ReadDay { day, other_weekday, is_not_coming, is_of_each_year })
    })
}

/// Parses `来年の5月10日`, `来年5/10`.
fn of_said_year(scan: &mut Scan<'_>, today: Date) -> Option<Parts> {
    let year = said_year(scan, today)?;
    Some(Parts { year: Some(year), ..of_month(scan)? })
}

fn relative(scan: &mut Scan<'_>, today: Date) -> Option<Date> {
    const NEAR: [(&str, i32); 9] = [
        ("今日", 0),
        ("本日", 0),
        ("明日", 1),
        ("あした", 1),
        ("明後日", 2),
        ("あさって", 2),
        ("昨日", -1),
        ("today", 0),
        ("tomorrow", 1),
    ];
    if let Some(days) = scan.eat_one(&NEAR) {
        return Some(plus_days(today, days));
    }
    if scan.eat("月末") {
        return Some(today.last_of_month());
    }
    if let Some(month) = near_month(scan, today) {
        if scan.eat("末") {
            return Some(month.last());
        }
        scan.skip_blank();
        scan.eat("の");
        let day = scan.number(2).filter(|_| scan.eat("日"))?;
        return Date::new(month.year(), month.month(), i8::try_from(day).ok()?).ok();
    }
    let is_english = scan.eat_word("in");
    scan.skip_blank();
    let count = i32::from(scan.number(3)?);
    scan.skip_blank();
    let unit = if is_english {
        scan.eat_one(&[("days", 1), ("day", 1), ("weeks", 7), ("week", 7)])
    } else {
        scan.eat_one(&[("日後", 1), ("週間後", 7), ("週後", 7)])
    };
    Some(plus_days(today, count * unit?))
}

/// Parses a weekday of this week or a later one. A weekday alone means the next such day, including today. Weeks begin
/// on Monday here.
fn of_week(scan: &mut Scan<'_>, today: Date) -> Option<Date> {
    const WEEKS: [(&str, i32); 6] =
        [("今週", 0), ("来週", 1), ("再来週", 2), ("さ来週", 2), ("this", 0), ("next", 1)];
    let week = scan.eat_one(&WEEKS);
    scan.skip_blank();
    scan.eat("の");
    let weekday = weekday(scan, week.is_some())?;
    let monday = plus_days(today, -i32::from(today.weekday().to_monday_zero_offset()));
    let offset = i32::from(weekday.to_monday_zero_offset());
    let day = plus_days(monday, 7 * week.unwrap_or(0) + offset);
    let is_past = week.is_none() && day < today;
    Some(if is_past { plus_days(day, 7) } else { day })
}

/// Parses `金曜日`, `金曜`, `friday`, `fri`; after 来週 also `金`.
pub(super) fn weekday(scan: &mut Scan<'_>, is_short_enough: bool) -> Option<Weekday> {
    for (sign, weekday) in WEEKDAYS {
        let is_said = scan.try_read(|scan| {
            scan.eat(sign).then_some(())?;
            (scan.eat("曜日") || scan.eat("曜") || is_short_enough).then_some(())
        });
        if is_said.is_some() {
            return Some(weekday);
        }
    }
    let english = ENGLISH_WEEKDAYS.into_iter();
    let mut english =
        english.filter(|(long, short, _)| scan.eat_word(long) || scan.eat_word(short));
    english.next().map(|(_, _, weekday)| weekday)
}

/// Parses the weekday written after a day: `(金)`, `(金祝)`, `（金・祝）` or a weekday in full.
fn beside(scan: &mut Scan<'_>) -> Option<Weekday> {
    scan.skip_blank();
    if !scan.eat("(") {
        scan.eat(",");
        scan.skip_blank();
        return weekday(scan, false);
    }
    let found = weekday(scan, true)?;
    scan.eat("・");
    scan.eat_any(&["祝日", "祝", "休"]);
    scan.eat(")").then_some(found)
}

fn of_era(scan: &mut Scan<'_>) -> Option<Parts> {
    let (era, year) = era(scan)?;
    let (month, day) = month_and_day(scan)?;
    let day = EraYear { era, year }.day(month, day)?;
    Some(Parts { year: Some(day.year()), month: Some(month), day: day.day() })
}

fn of_year(scan: &mut Scan<'_>) -> Option<Parts> {
    let (year, _) = scan.numeral(4).filter(|(year, _)| *year >= 1000)?;
    let (month, day) = month_and_day(scan)?;
    Some(Parts { year: Some(year), month: Some(month), day })
}

/// Parses what follows a year: `年12月22日`, `-12-22`, `/12/22`, `.12.22`.
fn month_and_day(scan: &mut Scan<'_>) -> Option<(i8, i8)> {
    let is_word = scan.eat("年");
    (is_word || scan.eat_any(&["-", "/", "."])).then_some(())?;
    scan.skip_blank();
    let (month, is_kanji) = scan.numeral(2)?;
    (is_word || !is_kanji).then_some(())?;
    let is_month = if is_word { scan.eat("月") } else { scan.eat_any(&["-", "/", "."]) };
    scan.skip_blank();
    is_month.then_some(())?;
    Some((i8::try_from(month).ok()?, day_number(scan, is_word, true)?))
}

/// Parses `12月22日`, `12/22`.
fn of_month(scan: &mut Scan<'_>) -> Option<Parts> {
    let (month, is_kanji) = scan.numeral(2)?;
    let is_word = scan.eat("月");
    (is_word || (!is_kanji && scan.eat("/"))).then_some(())?;
    let is_close = !is_word || scan.is_at_digit();
    scan.skip_blank();
    scan.eat("の");
    // After a blank or の, only 日 tells a day from a clock.
    let day = day_number(scan, is_word, is_close)?;
    Some(Parts { year: None, month: Some(i8::try_from(month).ok()?), day })
}

/// Parses the day after a month. What is followed by 時 or a colon is a clock.
fn day_number(scan: &mut Scan<'_>, takes_sign: bool, may_lack_sign: bool) -> Option<i8> {
    let (day, is_kanji) = scan.numeral(2)?;
    if !(takes_sign && scan.eat("日")) {
        let is_clock = { *scan }.eat_any(&["時", ":"]);
        (may_lack_sign && !is_clock && !is_kanji).then_some(())?;
    }
    i8::try_from(day).ok()
}

/// Parses `22日`: a day of this month, or of the next month if it is past; in a range, of the month of the first day.
fn of_this_month(scan: &mut Scan<'_>) -> Option<Parts> {
    let day = scan.number(2)?;
    // 22日間 is a duration, 3日目 a position.
    (scan.eat("日") && !scan.eat("間") && !scan.eat("目")).then_some(())?;
    Some(Parts { year: None, month: None, day: i8::try_from(day).ok()? })
}

/// Parses `Dec 22`, `December 22, 2024`, `22 Dec`.
fn english(scan: &mut Scan<'_>) -> Option<Parts> {
    let before = scan.try_read(|scan| {
        let day = scan.number(2)?;
        scan.skip_blank();
        Some(day)
    });
    let numbered = MONTHS.into_iter().zip(1_i8..);
    let mut named =
        numbered.filter(|((long, short), _)| scan.eat_word(long) || scan.eat_word(short));
    let month = named.next().map(|(_, month)| month)?;
    scan.eat(".");
    scan.skip_blank();
    let day = match before {
        Some(day) => day,
        None => scan.number(2)?,
    };
    let year = scan.try_read(|scan| {
        scan.eat(",");
        scan.skip_blank();
        scan.number(4).filter(|year| *year >= 1000)
    });
    Some(Parts { year, month: Some(month), day: i8::try_from(day).ok()? })
}

fn resolve(
    parts: Parts,
    weekday: Option<Weekday>,
    today: Date,
    base: Option<Date>,
) -> Option<Date> {
    let Parts { year, month, day } = parts;
    let Some(month) = month else { return of_near_month(day, weekday, today, base) };
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    if let Some(base) = base {
        let years = [base.year(), base.year().saturating_add(1)].into_iter();
        let mut days = years.filter_map(|year| Date::new(year, month, day).ok());
        let is_near = |day: &Date| (0..=RANGE_DAYS).contains(&signed_days_between(base, *day));
        return days.find(is_near);
    }
    nearest(today, parts, weekday)
}

/// Returns the day of this month or the next one that is not before `base` or today, and on the weekday if possible.
fn of_near_month(
    day: i8,
    weekday: Option<Weekday>,
    today: Date,
    base: Option<Date>,
) -> Option<Date> {
    let earliest = base.unwrap_or(today);
    let month = Month::of(earliest);
    let days = [month, month.plus(1)].into_iter();
    let days = days.filter_map(|month| Date::new(month.year(), month.month(), day).ok());
    let mut days = days.filter(|day| *day >= earliest);
    let fits = |day: &Date| weekday.is_none_or(|weekday| day.weekday() == weekday);
    days.clone().find(fits).or_else(|| days.next())
}

/// Returns the day of a month and a day without a year: of the days within a year of today, the nearest one on the
/// written weekday; if no day is on it, the nearest one. 29 February may be further away.
fn nearest(today: Date, parts: Parts, weekday: Option<Weekday>) -> Option<Date> {
    let distance = |day: Date| signed_days_between(today, day);
    let days = dates(today, parts, -1..=1).filter(|day| distance(*day).abs() <= YEAR_DAYS);
    // Of two days at the same distance, the coming one is meant.
    let near = |day: &Date| (distance(*day).abs(), *day < today);
    let fitting = days.clone().filter(|day| Some(day.weekday()) == weekday).min_by_key(near);
    fitting.or_else(|| days.min_by_key(near)).or_else(|| coming(today, parts))
}

/// Returns the next such day, today included.
fn coming(today: Date, parts: Parts) -> Option<Date> {
    dates(today, parts, 0..=8).find(|day| *day >= today)
}

/// Returns the days of some years, counted from this year.
fn dates(
    today: Date,
    Parts { month, day, .. }: Parts,
    years: std::ops::RangeInclusive<i16>,
) -> impl Iterator<Item = Date> + Clone {
    let date = move |by: i16| Date::new(today.year().checked_add(by)?, month?, day).ok();
    years.filter_map(date)
}
