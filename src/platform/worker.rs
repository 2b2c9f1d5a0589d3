//! Web workers: the page posts texts and files to a worker, and the worker posts texts back.
//!
//! A worker's script is imported from a blob: such a worker has the policy of its page, while a worker that is started
//! from an address has only the policy that the host sends with the script, and most static hosts send none.
//!
//! Both ends are here: the page's [`Worker`], and for the worker itself [`serve`] and [`WorkerPort`]. The worker posts
//! an empty text to the page when it is ready.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, File, MessageEvent, Url};

use super::document::document;

/// How long a worker may take to start: it is fetched, where the connection may be slow.
const START_WITHIN_MS: u32 = 60_000;

/// The page's end of a worker. Dropping it ends the worker at once.
#[derive(Debug)]
pub struct Worker {
    raw: web_sys::Worker,
    blob: String,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
    _watch: Timeout,
}

/// A message or event from a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerEvent {
    /// The worker is ready to receive messages.
    Ready,
    /// The worker posted a text.
    Text(String),
    /// The worker failed.
    Died,
}

impl Worker {
    /// Starts the worker whose script has that address; returns `None` if the browser refuses.
    pub fn start(address: &str, call: impl Fn(WorkerEvent) + Clone + 'static) -> Option<Self> {
        let blob = importing(address)?;
        let raw = web_sys::Worker::new(&blob).ok()?;
        let heard = call.clone();
        let is_first = Rc::new(Cell::new(true));
        let first = Rc::clone(&is_first);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(if first.replace(false) {
                    WorkerEvent::Ready
                } else {
                    WorkerEvent::Text(text)
                });
            }
        });
        let silent = call.clone();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_| call(WorkerEvent::Died));
        // Not every browser reports every way in which a worker can fail to start.
        let is_waiting = Rc::clone(&is_first);
        let watch = Timeout::new(START_WITHIN_MS, move || {
            if is_waiting.get() {
                silent(WorkerEvent::Died);
            }
        });
        raw.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        raw.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { raw, blob, _on_message: on_message, _on_error: on_error, _watch: watch })
    }

    /// Posts a text and files.
    pub fn post(&self, text: &str, files: &[File]) {
        let parcel = Array::of1(&JsValue::from_str(text));
        for file in files {
            parcel.push(file);
        }
        let _ = self.raw.post_message(&parcel);
    }
}

/// Returns the address of a blob that imports the script at that address, and tells it where it is from: `base`.
fn importing(address: &str) -> Option<String> {
    let base = document().base_uri().ok()??;
    let address = Url::new_with_base(address, &base).ok()?.href();
    let address = js_sys::JSON::stringify(&JsValue::from_str(&address)).ok()?;
    let script = format!("self.base={address};importScripts({address})");
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of1(&JsValue::from_str(&script));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Starts a worker for one question; its first text is the answer. Returns `None` if the browser refuses or the worker
/// fails.
pub async fn ask_once(address: &str, question: &str) -> Option<String> {
    let held: Rc<RefCell<Option<Worker>>> = Rc::default();
    let question: Rc<str> = question.into();
    let promise = Promise::new(&mut |resolve, reject| {
        let (asker, question, refuse) = (Rc::clone(&held), Rc::clone(&question), reject.clone());
        let hear = move |word| match word {
            WorkerEvent::Ready => {
                if let Some(worker) = asker.borrow().as_ref() {
                    worker.post(&question, &[]);
                }
            }
            WorkerEvent::Text(text) => {
                let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::from_str(&text));
            }
            WorkerEvent::Died => {
                let _ = refuse.call0(&JsValue::UNDEFINED);
            }
        };
        let worker = Worker::start(address, hear);
        if worker.is_none() {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
        held.replace(worker);
    });
    let answer = JsFuture::from(promise).await;
    // The worker holds its callback, and the callback holds the worker: taking the worker out ends both.
    held.take();
    answer.ok()?.as_string()
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.raw.set_onmessage(None);
        self.raw.set_onerror(None);
        self.raw.terminate();
        let _ = Url::revoke_object_url(&self.blob);
    }
}

/// The worker's own end.
#[derive(Clone, Debug)]
pub struct WorkerPort {
    scope: DedicatedWorkerGlobalScope,
}

impl WorkerPort {
    /// Posts a text to the page.
    pub fn post(&self, text: &str) {
        let _ = self.scope.post_message(&JsValue::from_str(text));
    }
}

/// Calls back with each text and its files that the page posts, and tells the page that the worker is ready. It is
/// called once, in the worker.
pub fn serve(call: impl Fn(WorkerPort, String, Vec<File>) + 'static) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let port = WorkerPort { scope: scope.clone() };
    let greeter = port.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let parcel = Array::from(&event.data());
        let text = parcel.get(0).as_string().unwrap_or_default();
        let files = parcel.iter().skip(1).filter_map(|item| item.dyn_into().ok()).collect();
        call(port.clone(), text, files);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    greeter.post("");
}
