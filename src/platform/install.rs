//! Adding the app to the home screen (the event `beforeinstallprompt`, which Chromium's browsers send).
//!
//! The event comes once, and early: boot.js keeps it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::document::window;

/// The property of the window in which boot.js keeps the event.
const KEPT: &str = "tsudoiInstall";

/// Whether the browser can be asked to install the app.
pub fn can_ask() -> bool {
    kept().is_some()
}

/// Lets the browser ask the person; returns whether they agreed. It asks only once.
pub async fn ask() -> bool {
    let Some(event) = kept() else { return false };
    // Deleting fails only for a property that cannot be changed.
    let _ = Reflect::delete_property(&window(), &JsValue::from_str(KEPT));
    let asked = answer(&event).await;
    asked.is_some_and(|outcome| outcome == "accepted")
}

async fn answer(event: &JsValue) -> Option<String> {
    let get = |name: &str| Reflect::get(event, &JsValue::from_str(name)).ok();
    let prompt: Function = get("prompt")?.dyn_into().ok()?;
    prompt.call0(event).ok()?;
    let choice: Promise = get("userChoice")?.dyn_into().ok()?;
    let choice = JsFuture::from(choice).await.ok()?;
    Reflect::get(&choice, &JsValue::from_str("outcome")).ok()?.as_string()
}

fn kept() -> Option<JsValue> {
    let event = Reflect::get(&window(), &JsValue::from_str(KEPT)).ok()?;
    event.is_object().then_some(event)
}
