//! Turns between the tabs and workers of the app: only one at a time does what has that name (Web Locks).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Waits for its turn, does the work, and returns its result. A browser without such turns does the work at once.
pub async fn in_turn<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> T {
    let Some((locks, request)) = lock_manager() else { return work.await };
    let result: Rc<RefCell<Option<T>>> = Rc::default();
    let slot = Rc::clone(&result);
    let waiting = Rc::new(RefCell::new(Some(async move {
        slot.replace(Some(work.await));
        Ok(JsValue::UNDEFINED)
    })));
    let turn = Rc::clone(&waiting);
    let act = Closure::<dyn FnMut() -> Promise>::new(move || {
        turn.take().map_or_else(|| Promise::resolve(&JsValue::UNDEFINED), future_to_promise)
    });
    let asked = request.call2(&locks, &JsValue::from_str(name), act.as_ref());
    if let Ok(asked) = asked.and_then(JsCast::dyn_into::<Promise>) {
        let _ = JsFuture::from(asked).await;
    }
    if let Some(work) = waiting.take() {
        // The browser gives no turns here.
        let _ = work.await;
    }
    result.take().expect("the work has been done")
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
