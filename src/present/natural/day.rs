//! Days: `2024-12-22`, `12月22日(日)`, `令和6年12月22日`, `来週金曜`, `明日`, `Dec 22`.

use jiff::civil::{Date, Weekday};

use crate::domain::time::era::{Era, EraYear};
use crate::domain::time::{Month, plus_days, signed_days_between};
use crate::present::natural::scan::Scan;

/// A day without a year may be so many days past and still be meant, rather than the same day of next year.
const JUST_NOW_DAYS: i32 = 61;

/// Over how many years a weekday is looked for.
const YEARS: i16 = 3;

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

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// A day as far as it is written.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: i8,
}

/// Reads a day; `base` is the day that a range began on. With it comes the weekday that is written beside it, where
/// the day is on another.
pub(super) fn read(
    scan: &mut Scan<'_>,
    today: Date,
    base: Option<Date>,
) -> Option<(Date, Option<Weekday>)> {
    if let Some(day) = scan.try_read(|scan| relative(scan, today)) {
        return Some((day, None));
    }
    if let Some(day) = scan.try_read(|scan| of_week(scan, today)) {
        return Some((day, None));
    }
    scan.try_read(|scan| {
        let parts = scan
            .try_read(of_era)
            .or_else(|| scan.try_read(of_year))
            .or_else(|| scan.try_read(of_month))
            .or_else(|| scan.try_read(english))
            .or_else(|| scan.try_read(of_this_month))?;
        let weekday = scan.try_read(beside);
        let day = resolve(parts, weekday, today, base)?;
        Some((day, weekday.filter(|weekday| *weekday != day.weekday())))
    })
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
    if scan.eat_any(&["今月末", "月末"]) {
        return Some(today.last_of_month());
    }
    let next = Month::of(today).plus(1);
    if scan.eat("来月末") {
        return Some(next.last());
    }
    if scan.eat("来月") {
        scan.eat("の");
        let day = scan.number(2).filter(|_| scan.eat("日"))?;
        return Date::new(next.year(), next.month(), i8::try_from(day).ok()?).ok();
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

/// A weekday of this week or a later one; alone, the next such day, today among them. Weeks begin on Monday here.
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

/// `金曜日`, `金曜`, `friday`, `fri`; after 来週 also `金`.
fn weekday(scan: &mut Scan<'_>, is_short_enough: bool) -> Option<Weekday> {
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

/// `(金)`, `(金祝)`, `（金・祝）` or a weekday in full, beside a day.
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
    const ERAS: [(&str, Era); 5] = [
        ("令和", Era::Reiwa),
        ("平成", Era::Heisei),
        ("昭和", Era::Showa),
        ("大正", Era::Taisho),
        ("明治", Era::Meiji),
    ];
    let named = ERAS.into_iter().find(|(name, _)| scan.eat(name)).map(|(_, era)| era);
    let era = named.or_else(|| {
        let letter =
            |era: &Era| scan.eat(era.letter().to_ascii_lowercase().encode_utf8(&mut [0; 4]));
        Era::ALL.into_iter().find(letter)
    })?;
    let year = if scan.eat("元") { 1 } else { scan.number(2)? };
    let (month, day) = month_and_day(scan)?;
    let day = EraYear { era, year }.day(month, day)?;
    Some(Parts { year: Some(day.year()), month: Some(month), day: day.day() })
}

fn of_year(scan: &mut Scan<'_>) -> Option<Parts> {
    let year = scan.number(4).filter(|year| *year >= 1000)?;
    let (month, day) = month_and_day(scan)?;
    Some(Parts { year: Some(year), month: Some(month), day })
}

/// What follows a year: `年12月22日`, `-12-22`, `/12/22`, `.12.22`.
fn month_and_day(scan: &mut Scan<'_>) -> Option<(i8, i8)> {
    let is_word = scan.eat("年");
    (is_word || scan.eat_any(&["-", "/", "."])).then_some(())?;
    scan.skip_blank();
    let month = scan.number(2)?;
    let is_month = if is_word { scan.eat("月") } else { scan.eat_any(&["-", "/", "."]) };
    scan.skip_blank();
    let day = scan.number(2).filter(|_| is_month)?;
    if is_word {
        scan.eat("日");
    }
    Some((i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}

/// `12月22日`, `12/22`.
fn of_month(scan: &mut Scan<'_>) -> Option<Parts> {
    let month = scan.number(2)?;
    let is_word = scan.eat("月");
    (is_word || scan.eat("/")).then_some(())?;
    let day = scan.number(2)?;
    if is_word {
        scan.eat("日");
    }
    Some(Parts { year: None, month: Some(i8::try_from(month).ok()?), day: i8::try_from(day).ok()? })
}

/// `22日`: of this month, or of the next where that is past; of a range, the month that it began in.
fn of_this_month(scan: &mut Scan<'_>) -> Option<Parts> {
    let day = scan.number(2)?;
    // 22日間 is a length, 3日目 a count.
    (scan.eat("日") && !scan.eat("間") && !scan.eat("目")).then_some(())?;
    Some(Parts { year: None, month: None, day: i8::try_from(day).ok()? })
}

/// `Dec 22`, `December 22, 2024`, `22 Dec`.
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
    let Some(month) = month else {
        let month = Month::of(base.unwrap_or(today));
        let in_month = |month: Month| Date::new(month.year(), month.month(), day).ok();
        let earliest = base.unwrap_or(today);
        return in_month(month).filter(|day| *day >= earliest).or_else(|| in_month(month.plus(1)));
    };
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    if let Some(base) = base {
        let same = Date::new(base.year(), month, day).ok().filter(|day| *day >= base);
        return same.or_else(|| Date::new(base.year() + 1, month, day).ok());
    }
    let near =
        (-YEARS..=YEARS).filter_map(|years| Date::new(today.year() + years, month, day).ok());
    let distance = |day: &Date| signed_days_between(today, *day).abs();
    let fitting = near.clone().filter(|day| Some(day.weekday()) == weekday).min_by_key(distance);
    let earliest = plus_days(today, -JUST_NOW_DAYS);
    fitting.or_else(|| near.clone().find(|day| *day >= earliest))
}
