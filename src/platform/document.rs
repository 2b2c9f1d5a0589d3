//! The page itself: its root element, title, visibility and focus.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Window};

/// Returns the window.
pub fn window() -> Window {
    web_sys::window().expect("the app runs in a page")
}

/// Returns the document.
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// Sets an attribute of the root element.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Whether a person can see the page.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Calls back each time the page is shown or hidden.
pub fn on_visibility(mut call: impl FnMut(bool) + 'static) {
    EventListener::new(&document(), "visibilitychange", move |_| call(is_visible())).forget();
}

/// Returns the element with that id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Returns the content of the page's `<meta>` of that name.
pub fn meta(name: &str) -> Option<String> {
    let selector = format!("meta[name=\"{name}\"]");
    document().query_selector(&selector).ok()??.get_attribute("content")
}

/// Moves the focus to the element with that id, without scrolling.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Asks the browser to warn before the person leaves the page, while `is_needed` returns `true`.
pub fn warn_before_leaving(is_needed: impl Fn() -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if is_needed() {
            event.prevent_default();
        }
    })
    .forget();
}

/// Opens the browser's print dialog.
pub fn print() {
    // A browser that cannot print does nothing.
    let _ = window().print();
}

/// Whether the focused element accepts text.
pub fn is_typed_in() -> bool {
    let takes_letters = "input, textarea, select, [contenteditable]";
    let active = document().active_element();
    active.is_some_and(|element| element.matches(takes_letters).unwrap_or(false))
}

/// Whether a dialog is open.
pub fn has_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Moves the focus to the first visible link to that address.
pub fn focus_link(href: &str) {
    let selector = format!(
        "a[href=\"{}\"]:not([tabindex=\"-1\"][aria-hidden])",
        href.replace(['"', '\\'], "")
    );
    if let Ok(Some(link)) = document().query_selector(&selector)
        && let Ok(link) = link.dyn_into::<HtmlElement>()
    {
        let _ = link.focus();
    }
}
