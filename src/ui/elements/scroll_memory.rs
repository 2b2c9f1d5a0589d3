//! Where a page is scrolled to, for each history entry: a person who comes back finds the page as they left it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::state::navigation;
use crate::ui::scope::Scope;

/// How many frames a page may take until it is as long as it was.
const FRAMES: u32 = 300;

/// The scrolled pane of a page. It is cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct ScrollMemory {
    pane: NodeRef<html::Div>,
    scope: Scope,
}

impl ScrollMemory {
    /// Keeps in mind how far the pages in that pane are scrolled.
    pub fn of(pane: NodeRef<html::Div>) -> Self {
        Self { pane, scope: Scope::here() }
    }

    /// Notes how far the shown page is scrolled. The browser reports a scroll later, when the pane may be gone.
    pub fn note(self) {
        self.scope.if_alive(|| {
            if let Some(pane) = self.pane.get_untracked() {
                navigation::note_scroll(scroller(&pane).scroll_top());
            }
        });
    }

    /// Begins at the top, before another page is drawn in the pane.
    pub fn begin(self) {
        if let Some(pane) = self.pane.get_untracked() {
            pane.set_scroll_top(0);
        }
    }

    /// Scrolls the page of the current history entry as before if it is drawn anew.
    /// Belongs into an effect that follows the address.
    pub fn arrive(self, is_drawn_anew: bool) {
        if let Some(top) = navigation::scrolled().filter(|_| is_drawn_anew) {
            scroll_back(self.pane, Scope::here(), top, (None, FRAMES));
        }
    }
}

/// Returns what scrolls: a part of the page that says so, or the pane.
fn scroller(pane: &HtmlElement) -> HtmlElement {
    let part = pane.query_selector("[data-scrolls]").ok().flatten();
    part.and_then(|part| part.dyn_into().ok()).unwrap_or_else(|| pane.clone())
}

/// Scrolls as far as before as soon as the page is long enough, unless the person scrolls first: then the pane is not
/// where the last frame left it.
fn scroll_back(
    pane: NodeRef<html::Div>,
    scope: Scope,
    top: i32,
    (left, frames): (Option<i32>, u32),
) {
    scope.next_frame(move || {
        let Some(element) = pane.get_untracked().map(|pane| scroller(&pane)) else { return };
        if left.is_some_and(|left| left != element.scroll_top()) {
            return;
        }
        element.set_scroll_top(top);
        let reached = element.scroll_top();
        if reached < top && frames > 0 {
            scroll_back(pane, scope, top, (Some(reached), frames - 1));
        }
    });
}
