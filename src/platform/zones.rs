//! The time zones that the device knows, through `Temporal` or `Intl.DateTimeFormat`: the app itself contains no zone data.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::DateTime;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::temporal;

thread_local! {
    /// The `format` function of each requested zone; `None` if the device does not know the zone.
    static FORMATS: RefCell<BTreeMap<Box<str>, Option<Function>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Returns the wall clock time of a zone at a moment, given in seconds since 1970-01-01T00:00:00Z; `None` if the
/// device does not know the zone.
///
/// Each call asks the browser and takes some microseconds, so callers should cache the answer.
pub fn clock_at(zone: &str, epoch_seconds: i64) -> Option<DateTime> {
    let format = FORMATS.with_borrow_mut(|formats| match formats.get(zone) {
        Some(known) => known.clone(),
        None => formats.entry(zone.into()).or_insert_with(|| format_of(zone)).clone(),
    })?;
    let moment = JsValue::from_f64(milliseconds(epoch_seconds)?);
    let said = format.call1(&JsValue::UNDEFINED, &moment).ok()?.as_string()?;
    read(&said)
}

/// Returns how far the clock of a zone is ahead of UTC at a moment, in seconds, where the browser tells this directly;
/// `None` if it does not, or does not know the zone: then [`clock_at`] may know.
pub fn offset_at(zone: &str, epoch_seconds: i64) -> Option<i32> {
    temporal::offset_at(zone, milliseconds(epoch_seconds)?)
}

/// Every second of the calendar is an exact `f64`.
fn milliseconds(epoch_seconds: i64) -> Option<f64> {
    let days = i32::try_from(epoch_seconds.div_euclid(86_400)).ok()?;
    let seconds = i32::try_from(epoch_seconds.rem_euclid(86_400)).ok()?;
    Some((f64::from(days) * 86_400.0 + f64::from(seconds)) * 1000.0)
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
