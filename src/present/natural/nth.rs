//! Parses the nth weekday of a month: `12月第2木曜`, `来月の第1月曜日`, `来年3月最終金曜`, `第3金曜`,
//! `second Thursday of December`.

use jiff::civil::{Date, Weekday};

use crate::domain::time::{Month, signed_days_between};
use crate::present::natural::day::{ReadDay, weekday};
use crate::present::natural::month::{english_month_and_year, month_and_year, near_month};
use crate::present::natural::scan::Scan;

/// How many months ahead a weekday without a month is searched: not every month has a fifth one.
const AHEAD: i32 = 12;

/// The nth weekday of a month, with the month and its year as far as they are written.
struct NthWeekday {
    /// From 1 on, or -1 for the last one.
    number: i8,
    weekday: Weekday,
    month: Option<(Option<i16>, i8)>,
}

/// Parses the nth weekday of a month. Without a month it is the coming one; without a year it is the nearest one.
pub(super) fn read(scan: &mut Scan<'_>, today: Date, base: Option<Date>) -> Option<ReadDay> {
    let found = scan.try_read(|scan| japanese(scan, today));
    let NthWeekday { number: nth, weekday, month } = found.or_else(|| english(scan, today))?;
    let of = |month: Month| month.first().nth_weekday_of_month(nth, weekday).ok();
    let Some((year, month)) = month else {
        let earliest = base.unwrap_or(today);
        let mut months = (0..=AHEAD).map(|by| Month::of(earliest).plus(by)).filter_map(of);
        return months.find(|day| *day >= earliest).map(ReadDay::plain);
    };
    if let Some(year) = year {
        return of(Month::new(year, month)?).map(ReadDay::plain);
    }
    let in_year = |by: i16| of(Month::new(today.year().checked_add(by)?, month)?);
    let days = (-1..=1).filter_map(in_year);
    let distance = |day: Date| signed_days_between(today, day);
    let day = match base {
        Some(base) => days.clone().find(|day| *day >= base),
        // Of two days at the same distance, the coming one is meant.
        None => days.clone().min_by_key(|day| (distance(*day).abs(), *day < today)),
    }?;
    let is_not_coming = base.is_none() && days.clone().find(|day| *day >= today) != Some(day);
    Some(ReadDay { is_not_coming, ..ReadDay::plain(day) })
}

fn japanese(scan: &mut Scan<'_>, today: Date) -> Option<NthWeekday> {
    let month = scan.try_read(|scan| month_and_year(scan, today));
    scan.skip_blank();
    if month.is_some() {
        scan.eat("の");
        scan.skip_blank();
    }
    let nth = if scan.eat_any(&["最終", "最後の"]) {
        -1
    } else {
        scan.eat("第").then_some(())?;
        i8::try_from(scan.numeral(1)?.0).ok().filter(|nth| (1..=5).contains(nth))?
    };
    // 第2日 may be the second day of something, so that Sunday is written in full.
    let short = |scan: &mut Scan<'_>| weekday(scan, true).filter(|day| *day != Weekday::Sunday);
    let weekday = weekday(scan, false).or_else(|| scan.try_read(short))?;
    Some(NthWeekday { number: nth, weekday, month })
}

/// Parses `second Thursday of December`, `the last Fri in next month`, `1st Monday`.
fn english(scan: &mut Scan<'_>, today: Date) -> Option<NthWeekday> {
    const WORDS: [(&str, i8); 11] = [
        ("first", 1),
        ("1st", 1),
        ("second", 2),
        ("2nd", 2),
        ("third", 3),
        ("3rd", 3),
        ("fourth", 4),
        ("4th", 4),
        ("fifth", 5),
        ("5th", 5),
        ("last", -1),
    ];
    if scan.eat_word("the") {
        scan.skip_blank();
    }
    let nth = scan.eat_one(&WORDS)?;
    scan.skip_blank();
    let weekday = weekday(scan, false)?;
    let month = scan.try_read(|scan| {
        scan.skip_blank();
        if scan.eat_word("of") || scan.eat_word("in") {
            scan.skip_blank();
        }
        let near = near_month(scan, today).map(|month| (Some(month.year()), month.month()));
        near.or_else(|| english_month_and_year(scan).map(|(_, year, month)| (year, month)))
    });
    Some(NthWeekday { number: nth, weekday, month })
}
