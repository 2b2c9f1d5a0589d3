//! Reads files that a person chose, and saves and shares files that the app made.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Response, ShareData, Url};

use super::document::{document, window};

/// A file to save or share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The name that it is saved under.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its contents.
    pub text: String,
}

/// The outcome of sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareResult {
    /// The person shared it.
    Sent,
    /// The person closed the sheet.
    Closed,
    /// This browser cannot share it.
    Unable,
}

/// Returns the files of a list.
pub fn listed(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Reads a file as bytes; `None` if the browser cannot read it.
pub async fn bytes(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Fetches one of the app's own files; it comes from the device if the service worker has it.
pub async fn fetched(address: &str) -> Option<File> {
    let response: Response =
        JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let blob = JsFuture::from(response.blob().ok()?).await.ok()?;
    let name = address.rsplit('/').next().unwrap_or(address);
    File::new_with_blob_sequence(&Array::of1(&blob), name).ok()
}

fn blob(outgoing: &Outgoing) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(outgoing.media_type);
    Blob::new_with_str_sequence_and_options(
        &Array::of1(&JsValue::from_str(&outgoing.text)),
        &options,
    )
    .ok()
}

/// Saves a file as a download; returns `false` if the browser refuses.
pub fn save(outgoing: &Outgoing) -> bool {
    let Some(blob) = blob(outgoing) else { return false };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return false };
    let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return false;
    };
    link.set_href(&address);
    link.set_download(&outgoing.name);
    link.click();
    // The browser must have begun to read before the address is revoked.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    true
}

/// Opens the share sheet with a file. Must be called directly from a tap.
pub async fn share(outgoing: &Outgoing) -> ShareResult {
    let navigator = window().navigator();
    let has = |name: &str| Reflect::has(&navigator, &JsValue::from_str(name)).unwrap_or(false);
    if !has("share") || !has("canShare") {
        return ShareResult::Unable;
    }
    let Some(blob) = blob(outgoing) else { return ShareResult::Unable };
    let options = web_sys::FilePropertyBag::new();
    options.set_type(outgoing.media_type);
    let Ok(file) =
        File::new_with_blob_sequence_and_options(&Array::of1(&blob), &outgoing.name, &options)
    else {
        return ShareResult::Unable;
    };
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    data.set_title(&outgoing.name);
    if !navigator.can_share_with_data(&data) {
        return ShareResult::Unable;
    }
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Ok(_) => ShareResult::Sent,
        Err(error) if error_name(&error).as_deref() == Some("AbortError") => ShareResult::Closed,
        Err(_) => ShareResult::Unable,
    }
}

fn error_name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &JsValue::from_str("name")).ok()?.as_string()
}

/// Opens the share sheet with a text. Must be called directly from a tap.
pub async fn share_text(text: &str) -> ShareResult {
    let navigator = window().navigator();
    if !Reflect::has(&navigator, &JsValue::from_str("share")).unwrap_or(false) {
        return ShareResult::Unable;
    }
    let data = ShareData::new();
    data.set_text(text);
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Ok(_) => ShareResult::Sent,
        Err(error) if error_name(&error).as_deref() == Some("AbortError") => ShareResult::Closed,
        Err(_) => ShareResult::Unable,
    }
}

/// Copies a text to the clipboard; returns `false` if the browser refuses.
pub async fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    if !Reflect::has(&navigator, &JsValue::from_str("clipboard")).unwrap_or(false) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
