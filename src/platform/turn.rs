//! Turns between the tabs and workers of the app: only one at a time does, or holds, what has that name (Web Locks).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
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

/// A name that this page holds. It is free again when this is dropped, and when the page is closed.
#[derive(Debug)]
pub struct Hold {
    release: Option<Function>,
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // Resolving a promise does not fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes a name; `None` if another page holds it. A browser without Web Locks gives every name to everybody.
pub async fn hold(name: &str) -> Option<Hold> {
    let Some((locks, request)) = lock_manager() else { return Some(Hold { release: None }) };
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let mut act = JsValue::UNDEFINED;
    let given = Promise::new(&mut |answer, _| {
        let held = held.clone();
        act = Closure::once_into_js(move |lock: JsValue| {
            let is_given = !lock.is_null();
            let _ = answer.call1(&JsValue::UNDEFINED, &is_given.into());
            if is_given { held.into() } else { JsValue::UNDEFINED }
        });
    });
    let options = Object::new();
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    let asked = request.call3(&locks, &JsValue::from_str(name), &options, &act);
    let refused = match asked.and_then(JsCast::dyn_into::<Promise>) {
        Ok(asked) => JsFuture::from(Promise::race(&Array::of2(&given, &asked))).await,
        Err(error) => Err(error),
    };
    // A browser that refuses to give locks here is like one that has none.
    let is_given = refused.map_or(true, |given| given.as_bool() != Some(false));
    is_given.then_some(Hold { release })
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
