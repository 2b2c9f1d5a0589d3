//! How each language writes days, times and lengths.
//!
//! These are only the pieces; `present::time` puts them together.

use jiff::civil::{Date, Time, Weekday};

use crate::domain::time::{Length, Month, Zone};

/// How much of a day is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStyle {
    /// With the year: `2024年12月22日(日)`.
    Full,
    /// Without the year: `12月22日(日)`.
    MonthDay,
    /// Without the month, which the preceding text has already given: `22日(日)`. English repeats it.
    DayOnly,
}

/// Days, times and lengths.
pub trait Dates {
    /// Returns a day with its weekday: `12月22日(金)`.
    fn day(&self, day: Date, style: DayStyle) -> String;
    /// Returns a day of any year: `12月23日`.
    fn month_day(&self, month: i8, day: i8) -> String;
    /// Returns a day off with its weekday and a sign: `12月23日(火祝)`.
    fn day_signed(&self, day: Date, style: DayStyle, sign: &str) -> String;
    /// Returns a day as it is read aloud: `12月22日 金曜日`.
    fn day_spoken(&self, day: Date, style: DayStyle) -> String;
    /// Returns a month with its year: `2024年11月`.
    fn month(&self, month: Month) -> String;
    /// Returns a month without its year: `11月`.
    fn month_short(&self, month: Month) -> String;
    /// Returns a weekday for a heading: `金`.
    fn weekday_short(&self, weekday: Weekday) -> &'static str;
    /// Returns a weekday in full: `金曜日`.
    fn weekday_long(&self, weekday: Weekday) -> &'static str;
    /// Returns the distance of a near day as a word: `明日`, `3日後`; 0 is today, negative is past.
    fn relative_day(&self, days: i32) -> String;
    /// Returns a time of day: `14:00`.
    fn time(&self, time: Time) -> String {
        format!("{}:{:02}", time.hour(), time.minute())
    }
    /// Returns a time on the day after the preceding one: `翌1:00`.
    fn time_next_day(&self, time: Time) -> String;
    /// Returns a range: `14:00～16:00`.
    fn range(&self, from: &str, to: &str) -> String;
    /// Returns a range that has no known end on this day: `14:00～`.
    fn range_from(&self, from: &str) -> String;
    /// Returns a range that has no start on this day: `～12:00`.
    fn range_until(&self, to: &str) -> String;
    /// Returns a length: `1時間30分`, `22時間`, `3日間`.
    fn length(&self, length: Length) -> String;
    /// Returns a number of days: `3日間`.
    fn days_long(&self, days: u32) -> String;
    /// Returns the n-th of several days: `2日目/3`.
    fn nth_day(&self, nth: u32, of: u32) -> String;
    /// Returns several months in a row: `8月・9月`, `2023年2月～10月`.
    fn months_between(&self, first: Month, last: Month) -> String;
    /// Returns the days of a week, without weekdays: `2024年11月10日～16日`.
    fn week(&self, first: Date, last: Date, style: DayStyle) -> String;
    /// Returns the name of another zone's time: `ニューヨーク時間`.
    fn zone(&self, zone: &Zone) -> String;
}
