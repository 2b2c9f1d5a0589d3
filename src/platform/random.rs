//! Makes new ids.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Crypto;

/// Returns a random UUID (RFC 9562 version 4), in a page or a worker.
pub fn uuid() -> String {
    let crypto = Reflect::get(&js_sys::global(), &JsValue::from_str("crypto"));
    let crypto = crypto.ok().and_then(|value| value.dyn_into::<Crypto>().ok());
    crypto.expect("every browser that runs WebAssembly has crypto").random_uuid()
}
