//! The time on this device.

use jiff::civil::DateTime;
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::temporal;

fn small(number: u32) -> i8 {
    i8::try_from(number).unwrap_or(0)
}

fn civil(parts: [u32; 6]) -> DateTime {
    let [year, month, day, hour, minute, second] = parts;
    let year = i16::try_from(year).unwrap_or(9999);
    DateTime::new(year, small(month) + 1, small(day), small(hour), small(minute), small(second), 0)
        .ok()
        .expect("the browser's clock shows a real time")
}

/// Returns the wall clock time in the viewer's time zone.
pub fn local_now() -> DateTime {
    let now = Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month(), now.get_date());
    civil([year, month, day, now.get_hours(), now.get_minutes(), now.get_seconds()])
}

/// Returns the wall clock time in UTC.
pub fn utc_now() -> DateTime {
    let now = Date::new_0();
    let (year, month, day) = (now.get_utc_full_year(), now.get_utc_month(), now.get_utc_date());
    civil([year, month, day, now.get_utc_hours(), now.get_utc_minutes(), now.get_utc_seconds()])
}

/// Returns how far the viewer's wall clock is ahead of UTC now, in minutes.
pub fn offset_minutes() -> i32 {
    let behind = Date::new_0().get_timezone_offset();
    // An offset is a whole number of minutes, less than a day; JavaScript has only floating-point numbers.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "bounded by the clamp"
    )]
    let minutes = behind.clamp(-1440.0, 1440.0) as i32;
    -minutes
}

/// Returns the IANA name of the viewer's time zone, if the browser tells it.
pub fn zone_name() -> Option<String> {
    temporal::zone_name().or_else(|| {
        let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
        let options = format.resolved_options();
        Reflect::get(&options, &JsValue::from_str("timeZone")).ok()?.as_string()
    })
}

/// Returns milliseconds since an arbitrary moment, in a page or a worker, for measuring.
pub fn ticks_ms() -> f64 {
    let performance = Reflect::get(&js_sys::global(), &JsValue::from_str("performance"));
    let performance =
        performance.ok().and_then(|value| value.dyn_into::<web_sys::Performance>().ok());
    performance.map_or_else(Date::now, |performance| performance.now())
}
