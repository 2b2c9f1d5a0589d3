//! Makes new ids.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Crypto;

thread_local! {
    /// The time of the last id, in milliseconds, so that the next one is later even if the clock was set back.
    static LAST: Cell<u64> = const { Cell::new(0) };
}

/// Returns a new UUID that sorts behind the earlier ones of this page (RFC 9562, 5.7: version 7), in a page or a
/// worker. So lists that are kept by key stay in the order in which they were entered.
pub fn uuid() -> String {
    let now = format!("{:.0}", js_sys::Date::now()).parse().unwrap_or(0);
    let time = LAST.with(|last| {
        last.set(now.max(last.get() + 1));
        last.get()
    });
    let time = format!("{time:012x}");
    let random = random_uuid();
    let (high, low) = time.split_at_checked(8).unwrap_or((&time, ""));
    let rest = random.get(15..).unwrap_or_default();
    format!("{high}-{low}-7{rest}")
}

/// Returns a random UUID (version 4).
fn random_uuid() -> String {
    let crypto = Reflect::get(&js_sys::global(), &JsValue::from_str("crypto"));
    let crypto = crypto.ok().and_then(|value| value.dyn_into::<Crypto>().ok());
    crypto.expect("every browser that runs WebAssembly has crypto").random_uuid()
}
