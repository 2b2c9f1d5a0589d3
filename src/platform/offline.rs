//! The service worker: whether the app opens without a network, and whether a newer version waits.
//!
//! `public/sw.js` documents the messages of both sides.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState, ServiceWorkerUpdateViaCache,
};

use super::document::{is_visible, on_visibility, window};

/// A message from the service worker to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceWorkerEvent {
    /// Every file is on the device.
    Ready,
    /// A newer version is on the device and waits for the person's consent.
    NewerWaits,
    /// A newer version has taken over; the page must be reloaded.
    NewerRuns,
    /// A newer version could not be stored: the device is full.
    Full,
    /// A newer version could not be fetched completely.
    Unfetched,
}

/// The page's connection to its service worker.
#[derive(Clone, Debug, Default)]
pub struct Offline {
    registration: Rc<RefCell<Option<ServiceWorkerRegistration>>>,
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let value = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?;
    value.dyn_into().ok()
}

impl Offline {
    /// Registers the service worker and calls back with its messages as long as the page lives.
    pub async fn register(&self, call: impl Fn(ServiceWorkerEvent) + Clone + 'static) {
        let Some(container) = container() else { return };
        listen(&container, call.clone());
        let options = RegistrationOptions::new();
        options.set_scope("./");
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        let promise = container.register_with_options("./sw.js", &options);
        let Ok(value) = JsFuture::from(promise).await else { return };
        let Ok(registration) = value.dyn_into::<ServiceWorkerRegistration>() else { return };
        if registration.waiting().is_some() && container.controller().is_some() {
            call(ServiceWorkerEvent::NewerWaits);
        } else if registration.active().is_some() {
            call(ServiceWorkerEvent::Ready);
        }
        watch(&registration, call);
        let looked_at = registration.clone();
        on_visibility(move |_| {
            if is_visible() {
                let _ = looked_at.update();
            }
        });
        self.registration.replace(Some(registration));
    }

    /// Lets the newer version take over.
    pub fn accept_newer(&self) {
        let registration = self.registration.borrow();
        let Some(waiting) = registration.as_ref().and_then(ServiceWorkerRegistration::waiting)
        else {
            return;
        };
        let message = Object::new();
        let _ = Reflect::set(&message, &"type".into(), &"tsudoi:activate".into());
        let _ = waiting.post_message(&message);
    }
}

fn listen(container: &ServiceWorkerContainer, call: impl Fn(ServiceWorkerEvent) + Clone + 'static) {
    let was_controlled = Cell::new(container.controller().is_some());
    let (took_over, asked) = (call.clone(), container.clone());
    EventListener::new(container, "controllerchange", move |_| {
        let is_controlled = asked.controller().is_some();
        match (was_controlled.replace(is_controlled), is_controlled) {
            (true, true) => took_over(ServiceWorkerEvent::NewerRuns),
            (false, true) => took_over(ServiceWorkerEvent::Ready),
            // The browser has cleared what this site had stored, its worker too.
            (_, false) => {}
        }
    })
    .forget();
    EventListener::new(container, "message", move |event| {
        let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
        let text = |name: &str| {
            Reflect::get(&message.data(), &name.into()).ok().and_then(|value| value.as_string())
        };
        if text("type").as_deref() == Some("tsudoi:install-failed") {
            let is_full = text("reason").as_deref() == Some("storage");
            call(if is_full { ServiceWorkerEvent::Full } else { ServiceWorkerEvent::Unfetched });
        }
    })
    .forget();
}

fn watch(
    registration: &ServiceWorkerRegistration,
    call: impl Fn(ServiceWorkerEvent) + Clone + 'static,
) {
    let watched = registration.clone();
    EventListener::new(registration, "updatefound", move |_| {
        let Some(installing) = watched.installing() else { return };
        let (call, worker) = (call.clone(), installing.clone());
        EventListener::new(&installing, "statechange", move |_| {
            let is_update = container().is_some_and(|container| container.controller().is_some());
            if worker.state() == ServiceWorkerState::Installed && is_update {
                call(ServiceWorkerEvent::NewerWaits);
            }
        })
        .forget();
    })
    .forget();
}
