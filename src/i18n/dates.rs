//! How each language writes days, times and lengths.
//!
//! Only the pieces; `present::time` puts them together.

use jiff::civil::{Date, Time, Weekday};

use crate::domain::time::{Length, Month, Zone};

/// How far a day is spelled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStyle {
    /// With the year: `2024年12月22日(日)`.
    Full,
    /// Without the year: `12月22日(日)`.
    MonthDay,
    /// Without the month, where it was just said: `22日(日)`. English repeats it.
    DayOnly,
}

/// Days, times and lengths.
pub trait Dates {
    /// A day with its weekday: `12月22日(金)`.
    fn day(&self, day: Date, style: DayStyle) -> String;
    /// A day of any year: `12月23日`.
    fn month_day(&self, month: i8, day: i8) -> String;
    /// A day off with its weekday and a sign: `12月23日(火祝)`.
    fn day_signed(&self, day: Date, style: DayStyle, sign: &str) -> String;
    /// A day as it is read aloud: `12月22日 金曜日`.
    fn day_spoken(&self, day: Date, style: DayStyle) -> String;
    /// A month with its year: `2024年11月`.
    fn month(&self, month: Month) -> String;
    /// A month without its year: `11月`.
    fn month_short(&self, month: Month) -> String;
    /// A weekday in a heading: `金`.
    fn weekday_short(&self, weekday: Weekday) -> &'static str;
    /// A weekday in full: `金曜日`.
    fn weekday_long(&self, weekday: Weekday) -> &'static str;
    /// The distance of a near day, as a word: `明日`, `3日後`; 0 is today, negative is past.
    fn relative_day(&self, days: i32) -> String;
    /// A time of day: `14:00`.
    fn time(&self, time: Time) -> String {
        format!("{}:{:02}", time.hour(), time.minute())
    }
    /// A time on the day after the one just said: `翌1:00`.
    fn time_next_day(&self, time: Time) -> String;
    /// From one thing to another: `14:00～16:00`.
    fn range(&self, from: &str, to: &str) -> String;
    /// From a thing on, with no known end on this day: `14:00～`.
    fn range_from(&self, from: &str) -> String;
    /// Until a thing: `～12:00`.
    fn range_until(&self, to: &str) -> String;
    /// A length: `1時間30分`, `22時間`, `3日間`.
    fn length(&self, length: Length) -> String;
    /// So many days: `3日間`.
    fn days_long(&self, days: u32) -> String;
    /// The n-th day of so many: `2日目/3`.
    fn nth_day(&self, nth: u32, of: u32) -> String;
    /// Several months in a row: `8月・9月`, `2023年2月～10月`.
    fn months_between(&self, first: Month, last: Month) -> String;
    /// The days of a week, without weekdays: `2024年11月10日～16日`.
    fn week(&self, first: Date, last: Date) -> String;
    /// That the clock is another zone's: `ニューヨーク時間`.
    fn zone(&self, zone: &Zone) -> String;
}
