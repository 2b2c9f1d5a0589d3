//! The lifetime of a part of the page, and all callbacks on its behalf.
//!
//! Frames, timers, promises, listeners and observers call back later, when the part that asked for them may have been
//! removed. Reading one of its signals would then end the app. Therefore nothing in `ui` asks the browser for a
//! callback directly: [`Scope`] does, and calls back only while its part is in the page. `tests/native/architecture.rs`
//! forbids the direct way.
//!
//! Work that must finish even if its page has been left, for example a save or an export, is passed to [`run_to_end`].

use std::any::Any;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::ev::EventDescriptor;
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, EventTarget, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, ResizeObserver,
};

/// The lifetime of a component, or of one run of an effect. It is cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// What ends with the scope; disposed by the reactive owner in which the scope was created.
    guards: StoredValue<Vec<Box<dyn Any>>, LocalStorage>,
}

impl Scope {
    /// Returns the scope of the component or effect that is running now. The scope of an effect ends when the effect
    /// runs again.
    pub fn here() -> Self {
        debug_assert!(Owner::current().is_some(), "a scope belongs to a component or an effect");
        Self { guards: StoredValue::new_local(Vec::new()) }
    }

    /// Returns whether the part is still in the page, so that its signals may be read.
    pub fn is_alive(self) -> bool {
        !self.guards.is_disposed()
    }

    /// Calls `act` if the part is still in the page.
    pub fn if_alive(self, act: impl FnOnce()) {
        if self.is_alive() {
            act();
        }
    }

    /// Calls `act` before the next repaint.
    pub fn next_frame(self, act: impl FnOnce() + 'static) {
        request_animation_frame(move || self.if_alive(act));
    }

    /// Calls `act` after some time.
    pub fn after(self, duration: Duration, act: impl FnOnce() + 'static) {
        set_timeout(move || self.if_alive(act), duration);
    }

    /// Calls `act` again and again, until the returned value is dropped.
    pub fn every(self, interval: Duration, act: impl Fn() + 'static) -> Ticking {
        Ticking(set_interval_with_handle(move || self.if_alive(&act), interval).ok())
    }

    /// Runs a future. If the part has been removed, the future is dropped when it is next woken.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        self.spawn_boxed(Box::pin(work));
    }

    fn spawn_boxed(self, work: Pin<Box<dyn Future<Output = ()>>>) {
        let mut work = Some(work);
        spawn_local(poll_fn(move |context| {
            if !self.is_alive() {
                work = None;
            }
            work.as_mut().map_or(Poll::Ready(()), |work| work.as_mut().poll(context))
        }));
    }

    /// Listens to the events of an element or of the window.
    pub fn on<E: EventDescriptor>(
        self,
        target: &EventTarget,
        event: E,
        act: impl Fn(E::EventType) + 'static,
    ) where
        E::EventType: JsCast,
    {
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(target, event.name(), options, move |event| {
                self.if_alive(|| act(event.clone().unchecked_into()));
            });
        self.keep(listener);
    }

    /// Calls `act` each time an element comes within `margin` of the screen.
    pub fn on_near(self, element: &Element, margin: &str, act: impl Fn() + 'static) {
        let callback = listed(move |entries| {
            let is_near = |entry: &JsValue| {
                entry.unchecked_ref::<IntersectionObserverEntry>().is_intersecting()
            };
            if entries.last().is_some_and(is_near) {
                self.if_alive(&act);
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        let callback = callback.unchecked_ref();
        if let Ok(observer) = IntersectionObserver::new_with_options(callback, &options) {
            observer.observe(element);
            self.keep(Nearness(observer));
        }
    }

    /// Calls `act` whenever the size of one of the elements changes, after layout and before the page is painted.
    pub fn on_resize(self, elements: impl IntoIterator<Item = Element>, act: impl Fn() + 'static) {
        let callback = listed(move |_| self.if_alive(&act));
        if let Ok(observer) = ResizeObserver::new(callback.unchecked_ref()) {
            for element in elements {
                observer.observe(&element);
            }
            self.keep(Size(observer));
        }
    }

    fn keep(self, guard: impl Any) {
        self.guards.try_update_value(|guards| guards.push(Box::new(guard)));
    }
}

/// Runs a future to its end, even if the page on which it began has been left. It may read only the signals of the app
/// (`Ui`, `AppState`), not those of a page; it reports to the page through [`Scope::if_alive`].
pub fn run_to_end(work: impl Future<Output = ()> + 'static) {
    spawn_local(work);
}

/// A timer that ticks until this is dropped.
#[derive(Debug)]
pub struct Ticking(Option<IntervalHandle>);

impl Drop for Ticking {
    fn drop(&mut self) {
        if let Some(handle) = self.0 {
            handle.clear();
        }
    }
}

struct Nearness(IntersectionObserver);

impl Drop for Nearness {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

struct Size(ResizeObserver);

impl Drop for Size {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

/// Wraps a function for an observer. JavaScript owns it, because an observer may call once more after it was
/// disconnected.
fn listed(act: impl FnMut(Vec<JsValue>) + 'static) -> JsValue {
    Closure::<dyn FnMut(Vec<JsValue>)>::new(act).into_js_value()
}
