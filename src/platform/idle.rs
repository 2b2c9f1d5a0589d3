//! Waits for idle time, and runs work in the background.

use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits until the browser is idle, or for a short time if it cannot report that (WebKit).
pub async fn idle() {
    let window = super::document::window();
    let request = Reflect::get(&window, &JsValue::from_str("requestIdleCallback"))
        .unwrap_or(JsValue::UNDEFINED);
    let Ok(request) = request.dyn_into::<Function>() else {
        TimeoutFuture::new(16).await;
        return;
    };
    let promise = Promise::new(&mut |resolve, _| {
        let _ = request.call1(&window, &resolve);
    });
    let _ = JsFuture::from(promise).await;
}

/// Lets the browser paint and handle input before the caller continues.
pub async fn yield_now() {
    TimeoutFuture::new(0).await;
}

/// Waits for a number of milliseconds.
pub async fn wait_ms(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// Runs a future concurrently, in a page or a worker.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}
