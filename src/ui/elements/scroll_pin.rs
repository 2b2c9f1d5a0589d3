//! Keeps one element of a scrolled list in its position, whatever is drawn above it, until the person scrolls.
//!
//! The browser reports after each layout, before it paints, that the content has another size; then the element is put
//! back into its position. From the moment at which a person scrolls, the list is left alone. Scrolling with fingers, a
//! wheel, keys or the scroll bar is noticed by events; find-in-page and screen readers only change the scroll position.

use std::fmt;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::ui::scope::Scope;

/// How much a position may differ from the one that was set, because browsers round it, in CSS pixels.
const ROUNDING: i32 = 1;

/// The position at which a list is held. It is cheap to copy.
#[derive(Clone, Copy)]
pub struct ScrollPin {
    scroller: NodeRef<html::Div>,
    pinned: StoredValue<Option<Pinned>, LocalStorage>,
}

impl fmt::Debug for ScrollPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScrollPin").finish_non_exhaustive()
    }
}

/// Finds the element that is held.
type Find = Box<dyn Fn(&HtmlElement) -> Option<Element>>;

/// The element that is held.
struct Pinned {
    find: Find,
    /// The distance at which it is held.
    wanted: i32,
    /// The scroll position that was set last, and the height of the content then.
    set: Option<(i32, i32)>,
}

impl ScrollPin {
    /// Creates a pin for what `scroller` scrolls, which must be its only child. After each scroll `follow` is called.
    pub fn new(
        scroller: NodeRef<html::Div>,
        follow: impl Fn(Self, &HtmlElement) + Copy + 'static,
    ) -> Self {
        let pin = Self { scroller, pinned: StoredValue::new_local(None) };
        // Talks to the browser's layout and to its scrolling.
        Effect::new(move |_| {
            let Some(element) = scroller.get() else { return };
            let scope = Scope::here();
            scope.on(&element, ev::scroll, move |_| pin.see_scroll(follow));
            scope.on(&element, ev::wheel, move |_| pin.release());
            scope.on(&element, ev::touchmove, move |_| pin.release());
            scope.on(&element, ev::pointerdown, move |_| pin.release());
            scope.on(&window(), ev::keydown, move |_| pin.release());
            let content = element.first_element_child();
            scope.on_resize(content.into_iter().chain([element.into()]), move || pin.restore());
        });
        pin
    }

    /// Holds the element that `find` returns at this distance from the start of the visible area. `find` is called again
    /// each time.
    pub fn hold(self, wanted: i32, find: impl Fn(&HtmlElement) -> Option<Element> + 'static) {
        self.pinned.set_value(Some(Pinned { find: Box::new(find), wanted, set: None }));
        self.set_anchoring("none");
        self.restore();
    }

    /// Returns whether the element is still held.
    pub fn is_holding(self) -> bool {
        self.pinned.with_value(Option::is_some)
    }

    /// Puts the element into its position.
    pub fn restore(self) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        self.pinned.update_value(|pinned| {
            let Some(pinned) = pinned else { return };
            let Some(element) = (pinned.find)(&scroller) else { return };
            let by = exact_distance(&scroller, &element) - f64::from(pinned.wanted);
            if by.abs() >= 1.0 {
                scroller.scroll_by_with_x_and_y(0.0, by);
            }
            pinned.set = Some((scroller.scroll_top(), scroller.scroll_height()));
        });
    }

    /// Stops holding the element if the person scrolled. If the height of the content has changed, the position may
    /// have moved by itself, and is about to be set again.
    fn see_scroll(self, follow: impl Fn(Self, &HtmlElement)) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let set = self.pinned.with_value(|pinned| pinned.as_ref().and_then(|pinned| pinned.set));
        if let Some((top, height)) = set
            && (scroller.scroll_top() - top).abs() > ROUNDING
            && scroller.scroll_height() == height
        {
            self.release();
        }
        follow(self, &scroller);
    }

    fn release(self) {
        if self.is_holding() {
            self.pinned.set_value(None);
            self.set_anchoring("auto");
        }
    }

    /// Sets whether the browser keeps the position itself; together with the pin this would conflict.
    fn set_anchoring(self, value: &str) {
        if let Some(scroller) = self.scroller.get_untracked() {
            let scroller: &HtmlElement = &scroller;
            // A browser without scroll anchoring does not know the property.
            let _ = scroller.style().set_property("overflow-anchor", value);
        }
    }
}

/// Returns the distance of the element from the start of the visible area, minus its scroll margin, in whole pixels.
pub fn distance(scroller: &HtmlElement, element: &Element) -> i32 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a page is not as long as the largest number"
    )]
    let distance = exact_distance(scroller, element).round_ties_even() as i32;
    distance
}

fn exact_distance(scroller: &HtmlElement, element: &Element) -> f64 {
    let margin = window().get_computed_style(element).ok().flatten().and_then(|style| {
        let margin = style.get_property_value("scroll-margin-top").ok()?;
        // Whole pixels are enough: parsing fractions would add 18 KB to the first view.
        margin.split(['.', 'p']).next()?.parse::<i32>().ok()
    });
    let top = scroller.get_bounding_client_rect().top();
    element.get_bounding_client_rect().top() - top - f64::from(margin.unwrap_or(0))
}
