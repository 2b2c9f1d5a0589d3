//! Messages between the tabs of the same app.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// One end of a named channel between tabs and workers.
#[derive(Debug)]
pub struct Channel {
    raw: Option<BroadcastChannel>,
}

impl Channel {
    /// Opens the channel of that name and calls back with each text that another tab posts.
    pub fn open(name: &str, mut call: impl FnMut(String) + 'static) -> Self {
        let raw = BroadcastChannel::new(name).ok();
        if let Some(raw) = &raw {
            let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    call(text);
                }
            });
            raw.set_onmessage(Some(listen.as_ref().unchecked_ref()));
            listen.forget();
        }
        Self { raw }
    }

    /// Posts a text to the other ends.
    pub fn post(&self, text: &str) {
        if let Some(raw) = &self.raw {
            let _ = raw.post_message(&JsValue::from_str(text));
        }
    }
}
