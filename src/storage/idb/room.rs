//! Whether the disk has room. The browser's own estimate does not tell: it counts what it would grant, not what is free.
//!
//! It is asked before a database is opened again that was lost: on a full disk, Chromium destroys a database that it
//! cannot open.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

/// How much is written to find out.
const PROBE_BYTES: usize = 512 << 10;

/// The cache that is written for this and deleted again.
const NAME: &str = "tsudoi-room";

/// Writes something to a cache, which is not the database, and deletes it again. Returns whether that was possible;
/// `None` if there are no caches here.
pub(crate) async fn has_room() -> Option<bool> {
    // The same in a page and in a worker.
    let caches = Reflect::get(&js_sys::global(), &JsValue::from_str("caches")).ok()?;
    let caches: CacheStorage = caches.dyn_into().ok()?;
    let is_written = async {
        let cache: Cache = JsFuture::from(caches.open(NAME)).await.ok()?.dyn_into().ok()?;
        // Bytes that a file system cannot compress away.
        let mut noise = 1_u8;
        let mut bytes: Vec<u8> = (0..PROBE_BYTES)
            .map(|at| {
                noise = noise.wrapping_mul(73).wrapping_add(u8::try_from(at % 251).unwrap_or(0));
                noise
            })
            .collect();
        let response = Response::new_with_opt_u8_array(Some(&mut bytes)).ok()?;
        JsFuture::from(cache.put_with_str("./room", &response)).await.ok()
    };
    let is_written = is_written.await.is_some();
    // If it cannot be deleted, the next probe overwrites it.
    let _ = JsFuture::from(caches.delete(NAME)).await;
    Some(is_written)
}
