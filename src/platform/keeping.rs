//! Whether the browser will keep the app's data, and how much storage it uses.

use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// The browser's information about the data of this origin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Keeping {
    /// Whether it has promised not to evict the data; `None` if it does not tell.
    pub is_persistent: Option<bool>,
    /// Bytes in use.
    pub used_bytes: Option<f64>,
    /// Bytes that may be used.
    pub quota_bytes: Option<f64>,
}

fn manager() -> Option<StorageManager> {
    let navigator = super::document::window().navigator();
    let value = js_sys::Reflect::get(&navigator, &"storage".into()).ok()?;
    (!value.is_undefined()).then(|| navigator.storage())
}

/// Asks for persistent storage, and returns whether it was granted.
pub async fn ask_to_persist() -> Option<bool> {
    let promise = manager()?.persist().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// Asks the browser for the current information.
pub async fn look() -> Keeping {
    let Some(manager) = manager() else { return Keeping::default() };
    let is_persistent = match manager.persisted() {
        Ok(promise) => JsFuture::from(promise).await.ok().and_then(|value| value.as_bool()),
        Err(_) => None,
    };
    let estimate = match manager.estimate() {
        Ok(promise) => JsFuture::from(promise).await.ok().map(StorageEstimate::from),
        Err(_) => None,
    };
    let number = |name: &str| {
        let estimate: &js_sys::Object = estimate.as_ref()?.as_ref();
        js_sys::Reflect::get(estimate, &name.into()).ok()?.as_f64()
    };
    Keeping { is_persistent, used_bytes: number("usage"), quota_bytes: number("quota") }
}
