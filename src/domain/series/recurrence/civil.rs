//! Days and seconds as plain numbers, for the inner loop of the expansion.
//!
//! Days are counted from 1970-01-01 in the proleptic Gregorian calendar, seconds from its midnight. The arithmetic is
//! that of H. Hinnant, "chrono-compatible low-level date algorithms".

use jiff::civil::{Date, DateTime, Time};

/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;

/// A civil date taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// 1 to 31.
    pub(super) day: i64,
}

/// Returns the number of a day.
pub(super) fn number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Returns the day of a number.
pub(super) fn civil(number: i64) -> Civil {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted - era * 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    Civil { year: year + era * 400 + i64::from(month <= 2), month, day }
}

/// Returns the weekday, from 0 for Monday.
pub(super) fn weekday(number: i64) -> i64 {
    (number + 3).rem_euclid(7)
}

/// Returns the number of a date.
pub(super) fn number_of(date: Date) -> i64 {
    number(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

/// Returns the seconds of a wall clock; fractions are cut off.
pub(super) fn stamp_of(clock: DateTime) -> i64 {
    let time =
        i64::from(clock.hour()) * 3600 + i64::from(clock.minute()) * 60 + i64::from(clock.second());
    number_of(clock.date()) * DAY + time
}

/// Returns the wall clock of a number of seconds; `None` beyond the calendar.
pub(super) fn clock_of(stamp: i64) -> Option<DateTime> {
    let Civil { year, month, day } = civil(stamp.div_euclid(DAY));
    let second = stamp.rem_euclid(DAY);
    let small = |number: i64| i8::try_from(number).ok();
    let date = Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()?;
    let (hour, minute) = (small(second / 3600)?, small(second / 60 % 60)?);
    Some(date.to_datetime(Time::new(hour, minute, small(second % 60)?, 0).ok()?))
}

/// Returns the number of the week that contains a day, counted in the year that the week belongs to, and how many weeks
/// that year has. A week belongs to the year that contains at least four of its days (RFC 5545 3.3.10 BYWEEKNO).
pub(super) fn week(day: i64, week_start: i64) -> (i64, i64) {
    let middle = |day: i64| day - (weekday(day) - week_start).rem_euclid(7) + 3;
    let year = civil(middle(day)).year;
    let nth = |day: i64| (middle(day) - number(year, 1, 1)) / 7 + 1;
    // 28 December is always in the last week of its year.
    (nth(day), nth(number(year, 12, 28)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_days_are_those_of_the_date_library() {
        let mut date = Date::constant(1599, 1, 1);
        let mut number = number_of(date);
        assert_eq!(number_of(Date::constant(1970, 1, 1)), 0);
        while date.year() < 2401 {
            let parts = civil(number);
            assert_eq!(
                (parts.year, parts.month, parts.day, weekday(number)),
                (
                    date.year().into(),
                    date.month().into(),
                    date.day().into(),
                    date.weekday().to_monday_zero_offset().into()
                )
            );
            assert_eq!(number_of(date), number);
            if number % 7 == 0 {
                let iso = date.iso_week_date();
                let (nth, last) = week(number, 0);
                assert_eq!((nth, last), (iso.week().into(), iso.weeks_in_year().into()), "{date}");
            }
            (date, number) = (date.tomorrow().expect("the last day comes later"), number + 1);
        }
        for date in [Date::MIN, Date::MAX] {
            let clock = date.at(23, 59, 59, 0);
            assert_eq!(clock_of(stamp_of(clock)), Some(clock));
        }
        assert_eq!(clock_of(stamp_of(Date::MAX.at(23, 59, 59, 0)) + 1), None);
    }
}
