//! Days counted as numbers, for sums of days and seconds.
//!
//! jiff's spans do the same and know months and time zones besides; they bring their error texts along, which weigh 40 KB
//! in the first view. Days are of the proleptic Gregorian calendar, as in jiff, whose limits hold here too.

use jiff::civil::{Date, DateTime, Time};

const DAY: i64 = 86_400;

/// Days from the first of March of a year until the first of each month from March on.
const MONTH_STARTS: [i32; 12] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];

/// The days of 400 years, after which the calendar repeats.
const CYCLE: i32 = 146_097;

/// Days since 1 March of the year 0; negative before it.
pub fn number_of(day: Date) -> i32 {
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    // Years begin in March, so that a leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + MONTH_STARTS.get(usize::try_from((month + 9) % 12).unwrap_or(0)).copied().unwrap_or(0)
        + i32::from(day.day())
        - 1
}

/// The day of that number, or the first or last day of the calendar where it lies beyond.
pub fn day_of(number: i32) -> Date {
    let number = number.clamp(number_of(Date::MIN), number_of(Date::MAX));
    let (cycle, within) = (number.div_euclid(CYCLE), number.rem_euclid(CYCLE));
    // A century has 36,524 days but the fourth one more, four years 1,461 but the last of a century one less.
    let year = (within - within / 1_460 + within / 36_524 - within / (CYCLE - 1)) / 365;
    let rest = within - (365 * year + year / 4 - year / 100);
    let month = MONTH_STARTS.iter().rposition(|start| *start <= rest).unwrap_or(0);
    let start = MONTH_STARTS.get(month).copied().unwrap_or(0);
    let is_next_year = month >= 10;
    let year = cycle * 400 + year + i32::from(is_next_year);
    let month = if is_next_year { month - 9 } else { month + 3 };
    let day = i16::try_from(year).ok().zip(i8::try_from(month).ok()).and_then(|(year, month)| {
        Date::new(year, month, i8::try_from(rest - start + 1).ok()?).ok()
    });
    day.unwrap_or(Date::MAX)
}

/// The day so many days later, staying at the ends of the calendar.
pub fn plus_days(day: Date, days: i32) -> Date {
    day_of(number_of(day).saturating_add(days))
}

/// Seconds from one wall clock to another; negative if the other is earlier. Fractions of a second do not count.
pub fn seconds_between(from: DateTime, to: DateTime) -> i64 {
    seconds_of(to) - seconds_of(from)
}

/// Seconds since the start of day number 0.
fn seconds_of(clock: DateTime) -> i64 {
    let of_day = i64::from(clock.hour()) * 3_600
        + i64::from(clock.minute()) * 60
        + i64::from(clock.second());
    i64::from(number_of(clock.date())) * DAY + of_day
}

/// The wall clock so many seconds later, staying at the ends of the calendar; fractions of a second stay.
pub fn plus_seconds(clock: DateTime, seconds: i64) -> DateTime {
    let total = seconds_of(clock).saturating_add(seconds);
    let (number, of_day) = (total.div_euclid(DAY), total.rem_euclid(DAY));
    let number = i32::try_from(number).unwrap_or(if total < 0 { i32::MIN } else { i32::MAX });
    let day = day_of(number);
    if number_of(day) != number {
        return if total < 0 { DateTime::MIN } else { DateTime::MAX };
    }
    let part = |seconds: i64| i8::try_from(seconds).unwrap_or(0);
    let time = Time::new(
        part(of_day / 3_600),
        part(of_day / 60 % 60),
        part(of_day % 60),
        clock.subsec_nanosecond(),
    );
    day.to_datetime(time.unwrap_or(Time::MIN))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn every_day_of_a_thousand_years_follows_the_one_before() {
        let mut day = Date::new(1500, 1, 1).expect("it is a day");
        let mut number = number_of(day);
        while day.year() < 2500 {
            assert_eq!(number_of(day), number, "{day}");
            assert_eq!(day_of(number), day, "{number}");
            (day, number) = (day.tomorrow().expect("the year 2500 is not the last"), number + 1);
        }
    }

    #[test]
    fn the_ends_of_every_year_are_where_jiff_has_them() {
        let origin = number_of(Date::ZERO);
        for year in Date::MIN.year()..=Date::MAX.year() {
            for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                let day = Date::new(year, month, day).expect("every year has these days");
                let number = origin + Date::ZERO.until(day).expect("both are days").get_days();
                assert_eq!(number_of(day), number, "{day}");
                assert_eq!(day_of(number), day, "{number}");
            }
        }
    }

    #[test]
    fn sums_stay_at_the_ends_of_the_calendar() {
        assert_eq!(plus_days(Date::MAX, i32::MAX), Date::MAX);
        assert_eq!(plus_days(Date::MIN, i32::MIN), Date::MIN);
        assert_eq!(plus_seconds(DateTime::MAX, 1), DateTime::MAX);
        assert_eq!(plus_seconds(DateTime::MAX, i64::MAX), DateTime::MAX);
        assert_eq!(plus_seconds(DateTime::MIN, -1), DateTime::MIN);
        assert_eq!(plus_seconds(DateTime::MIN, i64::MIN), DateTime::MIN);
    }

    #[test]
    fn seconds_are_added_as_jiff_adds_them() {
        for start in [
            datetime(2024, 2, 28, 23, 59, 59, 0),
            datetime(1969, 12, 31, 0, 0, 0, 5),
            datetime(-1, 3, 1, 12, 0, 0, 0),
        ] {
            for seconds in [-200_000_000, -86_401, -86_400, -1, 0, 1, 59, 3_600, 86_400, 9_999_999]
            {
                assert_eq!(
                    plus_seconds(start, seconds),
                    start + seconds.seconds(),
                    "{start} {seconds}"
                );
                assert_eq!(seconds_between(start, plus_seconds(start, seconds)), seconds);
            }
        }
    }
}
