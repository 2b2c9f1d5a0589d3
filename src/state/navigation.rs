//! The browser's state around the page: the address, the width of the screen, the focus, and where each history entry
//! was scrolled to.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::platform::{address, badge, device, document, idle as waiting, install};

/// Returns the fragment of the address, as a signal that is updated as long as the page lives.
pub fn fragment() -> RwSignal<String> {
    let fragment = RwSignal::new(address::fragment());
    address::on_change(move |new| fragment.set(new));
    fragment
}

/// Goes to another fragment, given with its `#`, and adds a history entry.
pub fn go_to(fragment: &str) {
    address::go_to(fragment);
}

/// Replaces the fragment with another one, given with its `#`.
pub fn replace(fragment: &str) {
    address::replace(fragment);
}

/// Goes to another fragment, given with its `#`, and replaces the current history entry, so that "back" does not
/// return here.
pub fn go_instead(fragment: &str) {
    address::go_instead(fragment);
}

/// Whether the current fragment begins with `start`.
pub fn is_at(start: &str) -> bool {
    address::fragment().starts_with(start.trim_start_matches('#'))
}

/// Goes one step back in the history.
pub fn back() {
    address::back();
}

thread_local! {
    /// The fragment of the shown history entry, and its name, if it has one.
    static ENTRY: RefCell<(String, Option<String>)> = const { RefCell::new((String::new(), None)) };
}

/// The place of the list, whatever page is next to it.
const LIST: &str = "list";

/// Notes that the page of the current history entry is shown.
pub fn arrive() {
    ENTRY.set((address::fragment(), address::entry()));
}

/// Returns where the page of the current history entry was scrolled to, if it was.
pub fn scrolled() -> Option<i32> {
    address::noted(&address::entry()?)?.parse().ok()
}

/// Notes where the page of the shown history entry is scrolled to.
pub fn note_scroll(top: i32) {
    if let Some(entry) = shown_entry(top > 0) {
        address::note(&entry, &top.to_string());
    }
}

/// Returns where the list was last, or, if the current history entry is its own, where it was when that entry was left,
/// if the person scrolled there.
pub fn list(is_own: bool) -> Option<String> {
    let name = if is_own { list_of(&address::entry()?) } else { LIST.to_owned() };
    address::noted(&name)
}

/// Notes where the list is: for whatever page is next to it, and, if the shown history entry is the list's own, for
/// that entry. An entry without a name gets one if the person scrolled.
pub fn note_list(place: &str, is_own: bool, is_by_person: bool) {
    address::note(LIST, place);
    if is_own && let Some(entry) = shown_entry(is_by_person) {
        address::note(&list_of(&entry), place);
    }
}

fn list_of(entry: &str) -> String {
    format!("{LIST} {entry}")
}

/// Returns the name of the shown history entry, and names it first if it is worth a name.
fn shown_entry(is_worth: bool) -> Option<String> {
    ENTRY.with_borrow_mut(|(fragment, entry)| {
        // The browser reports a scroll later, when another entry may be the current one.
        if *fragment == address::fragment() {
            // Going to the same address again may have taken the name away.
            *entry = address::entry();
            if entry.is_none() && is_worth {
                *entry = address::name_entry();
            }
        }
        entry.clone()
    })
}

/// Returns whether the screen is wide enough for two panes, as a signal.
pub fn is_wide() -> RwSignal<bool> {
    let is_wide = RwSignal::new(device::is_wide());
    device::on_wide(move |now| is_wide.set(now));
    is_wide
}

/// Whether the app was opened from the home screen.
pub fn is_installed() -> bool {
    device::is_installed()
}

/// Returns how the browser names itself.
pub fn agent() -> String {
    device::agent()
}

/// Whether the device can be touched with a finger.
pub fn has_touch() -> bool {
    device::has_touch()
}

/// Whether the browser can be asked to install the app.
pub fn can_ask_to_install() -> bool {
    install::can_ask()
}

/// Lets the browser ask the person whether to install the app; returns whether they agreed.
pub async fn ask_to_install() -> bool {
    install::ask().await
}

/// Sets the language, the theme and the title of the page.
pub fn apply_theme(language: &str, theme: &str, title: &str) {
    document::set_root_attribute("lang", language);
    document::set_root_attribute("data-theme", theme);
    document::set_title(title);
}

/// Shows a number on the app's icon, if the app was opened from the home screen.
pub fn show_badge(count: u32) {
    if device::is_installed() {
        badge::show(count);
    }
}

/// Moves the focus to the element with that id.
pub fn focus(id: &str) {
    document::focus(id);
}

/// Moves the focus to the element with that id, and scrolls as far as needed to show it with its label.
pub fn focus_in_sight(id: &str) {
    document::focus_in_sight(id);
}

/// Moves the focus to the first wrong field of the form with that id, and scrolls it into the middle of what is
/// visible. Returns whether there is such a field.
pub fn focus_wrong(form: &str) -> bool {
    document::focus_wrong(form)
}

/// Whether a key press belongs to the focused element: a person types there, or a dialog is open.
pub fn is_busy() -> bool {
    document::is_typed_in() || document::has_dialog()
}

/// Warns before the person leaves the page, while `is_needed` returns `true`.
pub fn warn_before_leaving(is_needed: impl Fn() -> bool + 'static) {
    document::warn_before_leaving(is_needed);
}

/// Opens the browser's print dialog.
pub fn print() {
    document::print();
}

/// Moves the focus to the link to that address.
pub fn focus_link(href: &str) {
    document::focus_link(href);
}

/// Waits until the browser is idle.
pub async fn idle() {
    waiting::idle().await;
}
