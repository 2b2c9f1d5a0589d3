//! The page itself: its root element, title, visibility and focus.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Window,
};

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

/// Removes an attribute of the root element.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute(name);
    }
}

/// Dispatches an event without data on the document.
pub fn dispatch(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Nothing cancels it.
        let _ = document().dispatch_event(&event);
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
        focus_in_place(&element);
    }
}

/// Moves the focus to the element with that id, and scrolls as far as needed to show it with its label.
pub fn focus_in_sight(id: &str) {
    if let Some(element) = by_id(id) {
        focus_in_place(&element);
        show_field(&element, ScrollLogicalPosition::Nearest);
    }
}

/// Moves the focus to the first field of the form with that id that is marked as wrong, and scrolls it, with its label
/// and its error, into the middle of what is visible. Returns whether there is such a field.
pub fn focus_wrong(form: &str) -> bool {
    // A group of checkboxes has no value of its own, so its first box gets the focus.
    let wrong = "[aria-invalid=\"true\"], [data-wrong=\"true\"] input";
    let found = by_id(form).and_then(|form| form.query_selector(wrong).ok().flatten());
    let Some(field) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    unfold(&field);
    focus_in_place(&field);
    show_field(&field, ScrollLogicalPosition::Center);
    true
}

fn focus_in_place(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focusing fails only if the element is not in the page.
    let _ = element.focus_with_options(&options);
}

/// Scrolls to a field with its label and its error, or to another element itself.
fn show_field(element: &Element, position: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(position);
    let whole = element.closest(".field, fieldset").ok().flatten();
    let whole = whole.as_ref().unwrap_or(element);
    whole.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Unfolds every `details` that hides the element.
fn unfold(element: &Element) {
    while let Ok(Some(folded)) = element.closest("details:not([open])") {
        if folded.set_attribute("open", "").is_err() {
            return;
        }
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
