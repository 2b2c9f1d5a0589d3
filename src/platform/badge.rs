//! The number on the app's icon on the home screen (Badging API).

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::document::window;

/// Shows a number on the icon, or removes it for 0. Does nothing if the browser has no badges or does not allow them.
pub fn show(count: u32) {
    let navigator = window().navigator();
    let name = if count == 0 { "clearAppBadge" } else { "setAppBadge" };
    let Ok(call) = Reflect::get(&navigator, &JsValue::from_str(name)) else { return };
    let Ok(call) = call.dyn_into::<Function>() else { return };
    let answer = if count == 0 {
        call.call0(&navigator)
    } else {
        call.call1(&navigator, &JsValue::from(count))
    };
    if let Ok(promise) = answer.and_then(JsCast::dyn_into::<js_sys::Promise>) {
        // A refusal must not become an error in the console.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
