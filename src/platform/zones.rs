//! The time zones that the device knows, through `Intl.DateTimeFormat`: the app itself contains no zone data.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time, date};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The maximum distance of any clock from UTC, in seconds; a larger one means that the year was misread.
const FURTHEST: i32 = 26 * 3600;

thread_local! {
    /// The `format` function of each requested zone; `None` if the device does not know the zone.
    static FORMATS: RefCell<BTreeMap<Box<str>, Option<Function>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Returns how many seconds the clocks of a zone are ahead of UTC at a moment; `None` if the device does not know the
/// zone.
///
/// Each call asks the browser and takes some microseconds, so callers should cache the answer.
pub fn offset_at(zone: &str, utc: DateTime) -> Option<i32> {
    let format = FORMATS.with_borrow_mut(|formats| match formats.get(zone) {
        Some(known) => known.clone(),
        None => formats.entry(zone.into()).or_insert_with(|| format_of(zone)).clone(),
    })?;
    let (days, seconds) = since_epoch(utc);
    let moment = (f64::from(days) * 86_400.0 + f64::from(seconds)) * 1000.0;
    let said = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(moment)).ok()?.as_string()?;
    let (local_days, local_seconds) = since_epoch(read(&said)?);
    let offset = (local_days - days).checked_mul(86_400)? + local_seconds - seconds;
    (offset.abs() <= FURTHEST).then_some(offset)
}

/// Returns the days since 1970 and the seconds of the day.
fn since_epoch(clock: DateTime) -> (i32, i32) {
    const EPOCH: Date = date(1970, 1, 1);
    let days = EPOCH.until(clock.date()).map_or(0, |span| span.get_days());
    let time: Time = clock.time();
    let minutes = i32::from(time.hour()) * 60 + i32::from(time.minute());
    (days, minutes * 60 + i32::from(time.second()))
}

/// Returns the bound `format` of an `Intl.DateTimeFormat` for the zone. The constructor is called by reflection,
/// because it throws if it does not know the zone.
fn format_of(zone: &str) -> Option<Function> {
    let options = [
        ("timeZone", zone),
        ("calendar", "gregory"),
        ("numberingSystem", "latn"),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
        ("second", "numeric"),
    ];
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &name.into(), &value.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&class, &Array::of2(&"en-US".into(), &object)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}

/// Reads `11/21/2026, 13:45:00`; any other characters may separate the numbers.
fn read(text: &str) -> Option<DateTime> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<i16>().ok();
    let (month, day, year) = (next()?, next()?, next()?);
    let (hour, minute, second) = (next()?, next()?, next()?);
    let small = |number: i16| i8::try_from(number).ok();
    // Some engines have returned 24 for midnight.
    let hour = small(hour)? % 24;
    DateTime::new(year, small(month)?, small(day)?, hour, small(minute)?, small(second)?, 0).ok()
}
