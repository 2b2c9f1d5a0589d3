//! Changes the order of a list: with a handle that a finger or a mouse drags, and with buttons.
//!
//! The rows are the children of one list. While a row is dragged, the data does not change: the row follows the pointer
//! and the others make room, using only `translate`. When the row is released, the old and the new index are reported.
//! Escape, or anything else that takes the pointer away, puts all rows back.

use std::fmt;
use std::time::Duration;

use leptos::ev::{self, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::ui::scope::{Scope, Ticking};

use super::icon::{Icon, IconView};

/// The distance to an edge of the scrolling area at which the list begins to scroll, in CSS pixels.
const EDGE: f64 = 72.0;

/// The largest distance of one scrolling step, in CSS pixels.
const STEP: f64 = 14.0;

/// The interval of the scrolling steps.
const TICK: Duration = Duration::from_millis(16);

/// The order of one list. It is cheap to copy.
#[derive(Clone, Copy)]
pub struct Reorder {
    drag: StoredValue<Option<Drag>, LocalStorage>,
    scope: Scope,
    on_move: Callback<(usize, usize)>,
}

impl fmt::Debug for Reorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reorder").finish_non_exhaustive()
    }
}

/// A row that is being dragged.
struct Drag {
    list: HtmlElement,
    rows: Vec<HtmlElement>,
    /// The position and the height of each row in the list.
    row_rects: Vec<(f64, f64)>,
    from: usize,
    to: usize,
    /// The position of the pointer, and where in the row the drag began.
    pointer: f64,
    hold: f64,
    scroller: Option<Element>,
    /// Scrolling stops when the drag ends.
    scrolling: Option<Ticking>,
}

impl Reorder {
    /// Creates the order of a list; `on_move` is called with the old and the new index of a row.
    pub fn new(on_move: Callback<(usize, usize)>) -> Self {
        let scope = Scope::here();
        let reorder = Self { drag: StoredValue::new_local(None), scope, on_move };
        scope.on(&window(), ev::keydown, move |event| {
            if event.key() == "Escape" && reorder.end().is_some() {
                event.prevent_default();
            }
        });
        on_cleanup(move || _ = reorder.end());
        reorder
    }

    fn start(self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        let handle = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
        let Some(handle) = handle else { return };
        let Some(mut drag) = Drag::of(&handle, f64::from(event.client_y())) else { return };
        event.prevent_default();
        self.end();
        // If the pointer cannot be captured, the row stops when the finger leaves the handle; nothing is lost.
        let _ = handle.set_pointer_capture(event.pointer_id());
        drag.scrolling = Some(self.scope.every(TICK, move || self.with(Drag::scroll)));
        self.drag.set_value(Some(drag));
    }

    fn with(self, act: impl FnOnce(&mut Drag)) {
        self.drag.try_update_value(|drag| drag.as_mut().map(act));
    }

    /// Puts every row back where the data has it, and returns the old and the new index of the dragged row.
    fn end(self) -> Option<(usize, usize)> {
        let drag = self.drag.try_update_value(Option::take).flatten()?;
        for row in &drag.rows {
            let _ = row.style().remove_property("translate");
            let _ = row.remove_attribute("data-dragged");
        }
        let _ = drag.list.remove_attribute("data-sorting");
        Some((drag.from, drag.to))
    }

    fn drop(self) {
        if let Some((from, to)) = self.end().filter(|(from, to)| from != to) {
            self.on_move.run((from, to));
        }
    }
}

impl Drag {
    /// Finds the row of the handle, and its neighbours.
    fn of(handle: &Element, pointer: f64) -> Option<Self> {
        let row = handle.closest("li").ok()??;
        let list = row.parent_element()?.dyn_into::<HtmlElement>().ok()?;
        let found = list.query_selector_all(":scope > li").ok()?;
        let rows = (0..found.length()).filter_map(|number| found.get(number)?.dyn_into().ok());
        let rows: Vec<HtmlElement> = rows.collect();
        let from = rows.iter().position(|it| it.is_same_node(Some(&row)))?;
        let top = list.get_bounding_client_rect().top();
        let rect = |row: &HtmlElement| {
            let rect = row.get_bounding_client_rect();
            (rect.top() - top, rect.height())
        };
        let row_rects: Vec<(f64, f64)> = rows.iter().map(rect).collect();
        let hold = pointer - top - row_rects.get(from)?.0;
        let _ = list.set_attribute("data-sorting", "true");
        let _ = row.set_attribute("data-dragged", "true");
        let scroller = scroller(&list);
        Some(Self {
            list,
            rows,
            row_rects,
            from,
            to: from,
            pointer,
            hold,
            scroller,
            scrolling: None,
        })
    }

    fn point(&mut self, pointer: f64) {
        self.pointer = pointer;
        self.arrange();
    }

    /// Moves the row with the pointer; the others make room.
    fn arrange(&mut self) {
        let Some(&(own_top, height)) = self.row_rects.get(self.from) else { return };
        let end = self.row_rects.last().map_or(0.0, |(top, height)| top + height);
        let list_top = self.list.get_bounding_client_rect().top();
        let top = (self.pointer - self.hold - list_top).clamp(0.0, (end - height).max(0.0));
        let gap = match (self.row_rects.first(), self.row_rects.get(1)) {
            (Some((top, height)), Some((next, _))) => next - top - height,
            (_, _) => 0.0,
        };
        let mut to = self.from;
        for (number, (row, (row_top, row_height))) in
            self.rows.iter().zip(&self.row_rects).enumerate()
        {
            let middle = row_top + row_height / 2.0;
            let by = if number == self.from {
                top - own_top
            } else if number < self.from && top < middle {
                to -= 1;
                height + gap
            } else if number > self.from && top + height > middle {
                to += 1;
                -(height + gap)
            } else {
                0.0
            };
            let _ = row.style().set_property("translate", &format!("0 {by}px"));
        }
        self.to = to;
    }

    /// Scrolls on while the pointer is near an edge of the scrolling area.
    fn scroll(&mut self) {
        let Some(scroller) = &self.scroller else { return };
        let rect = scroller.get_bounding_client_rect();
        let window = window().inner_height().ok().and_then(|height| height.as_f64());
        let bottom = window.map_or(rect.bottom(), |height| rect.bottom().min(height));
        let above = (rect.top().max(0.0) + EDGE - self.pointer).clamp(0.0, EDGE);
        let below = (self.pointer - bottom + EDGE).clamp(0.0, EDGE);
        if above > 0.0 || below > 0.0 {
            scroller.scroll_by_with_x_and_y(0.0, (below - above) / EDGE * STEP);
            self.arrange();
        }
    }
}

/// Returns the element that scrolls the list: the nearest ancestor with hidden content, or else the page.
fn scroller(list: &HtmlElement) -> Option<Element> {
    let mut around = list.parent_element();
    while let Some(element) = around {
        let style = window().get_computed_style(&element).ok().flatten();
        let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok());
        let scrolls = matches!(overflow.as_deref(), Some("auto" | "scroll"));
        if scrolls && element.scroll_height() > element.client_height() {
            return Some(element);
        }
        around = element.parent_element();
    }
    document().scrolling_element()
}

/// Shows the handle that drags a row. For keyboards and screen readers there are the buttons.
#[component]
pub fn Handle(
    /// The order of the list.
    reorder: Reorder,
) -> impl IntoView {
    let moved = move |event: PointerEvent| {
        reorder.with(|drag| drag.point(f64::from(event.client_y())));
    };
    view! {
        <span
            class="handle"
            aria-hidden="true"
            on:pointerdown=move |event| reorder.start(&event)
            on:pointermove=moved
            on:pointerup=move |_| reorder.drop()
            on:pointercancel=move |_| _ = reorder.end()
            on:lostpointercapture=move |_| _ = reorder.end()
        >
            <IconView icon=Icon::Handle/>
        </span>
    }
}

/// Shows the buttons that move a row up or down by one. At an end of the list they stay, but do nothing.
#[component]
pub fn MoveButtons(
    /// The prefix of their ids, unique in the page.
    id: String,
    /// The index of the row, and the number of rows.
    #[prop(into)]
    index: Signal<(usize, usize)>,
    /// The label of the button that moves the row up.
    #[prop(into)]
    up: Signal<String>,
    /// The label of the button that moves the row down.
    #[prop(into)]
    down: Signal<String>,
    /// Called with the old and the new index of the row.
    on_move: Callback<(usize, usize)>,
) -> impl IntoView {
    let scope = Scope::here();
    let button =
        move |name: &str, icon: Icon, words: Signal<String>, to: fn(usize) -> Option<usize>| {
            let id = format!("{id}-{name}");
            let held = id.clone();
            let target = move || {
                let (at, count) = index.get();
                to(at).filter(|to| *to < count).map(|to| (at, to))
            };
            let press = move |_| {
                if let Some(step) = untrack(target) {
                    on_move.run(step);
                    let held = held.clone();
                    // Moving the row in the page removes the focus from it.
                    scope.next_frame(move || focus(&held));
                }
            };
            view! {
                <button
                    class="button"
                    type="button"
                    data-look="bar"
                    id=id
                    aria-label=move || words.get()
                    aria-disabled=move || target().is_none().then_some("true")
                    on:click=press
                >
                    <IconView icon=icon/>
                </button>
            }
        };
    view! {
        <span class="moves">
            {button("up", Icon::Up, up, |at| at.checked_sub(1))}
            {button("down", Icon::Down, down, |at| at.checked_add(1))}
        </span>
    }
}

/// Moves the focus to an element, and scrolls to it if it is not visible.
fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focusing fails only if the element is not in the page.
        let _ = element.focus();
    }
}
