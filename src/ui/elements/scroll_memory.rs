//! Where a page is scrolled to, for each history entry: a person who comes back finds the page as they left it.

use leptos::html;
use leptos::prelude::*;

use crate::state::navigation;
use crate::ui::scope::Scope;

/// How many frames a page may take until it is as long as it was.
const FRAMES: u32 = 90;

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
                navigation::note_scroll(pane.scroll_top());
            }
        });
    }

    /// Begins at the top, before another page is drawn in the pane.
    pub fn begin(self) {
        if let Some(pane) = self.pane.get_untracked() {
            pane.set_scroll_top(0);
        }
    }

    /// Takes the page of the current history entry for the shown one, and scrolls it as before if it is drawn anew.
    /// Belongs into an effect that follows the address.
    pub fn arrive(self, is_drawn_anew: bool) {
        let top = navigation::arrive();
        if let Some(top) = top.filter(|_| is_drawn_anew) {
            scroll_back(self.pane, Scope::here(), top, (None, FRAMES));
        }
    }
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
        let Some(element) = pane.get_untracked() else { return };
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
