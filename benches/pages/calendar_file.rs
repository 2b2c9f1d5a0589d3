//! The iCalendar file that is measured with: invented events over ten years.

use jiff::ToSpan;
use std::fmt::Write;

use crate::data::{DAYS, KINDS, today};

/// The zone of Japan, as other programs write it.
const TOKYO: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A file of iCalendar with so many events; every tenth repeats. Batches have other identities.
pub(crate) fn icalendar(count: usize, batch: usize) -> String {
    let first = today().checked_sub(5.years()).expect("five years ago is a date");
    let mut text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//JA\r\n{TOKYO}");
    for number in 0..count {
        let days = i64::try_from(number * DAYS / count).expect("ten years are few days");
        let day = first.checked_add(days.days()).expect("the day is a date").strftime("%Y%m%d");
        let (hour, minute) = (8 + number % 12, number % 4 * 15);
        let (_, word) = KINDS[number % KINDS.len()];
        let place = number % 40;
        let rule = if number.is_multiple_of(10) { "RRULE:FREQ=MONTHLY;COUNT=12\r\n" } else { "" };
        write!(
            text,
            "BEGIN:VEVENT\r\nUID:bench-{batch}-{number:06}@example.invalid\r\nDTSTAMP:20240601T000000Z\r\nSEQUENCE:1\r\nDTSTART;TZID=Asia/Tokyo:{day}T{hour:02}{minute:02}00\r\nDURATION:PT1H30M\r\nSUMMARY:第{number}回 {word}\r\nLOCATION:見本会館 {place}号室\r\nCATEGORIES:{word}\r\n{rule}DESCRIPTION:計測のために作った行事です。\\n資料は前日までに配ります\\,整理番\r\n 号は {number} です。\r\nEND:VEVENT\r\n"
        )
        .expect("a string takes any text");
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}
