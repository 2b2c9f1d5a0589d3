//! A month as an ARIA grid: arrow keys move between days, Enter opens one, a swipe goes to another month.

use std::cell::Cell;

use jiff::civil::Date;
use leptos::ev::{KeyboardEvent, MouseEvent, TouchEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::time::plus_days;
use crate::i18n::Language;
use crate::present::card::chip::Chip;
use crate::present::page::month::grid::{Bar, Day, MonthGrid as Grid, Week, WeekdayHeading};
use crate::present::page::month::lanes::RowStretch;
use crate::present::route::path::parse_day;
use crate::ui::components::numbered_title::{page_language, titled};
use crate::ui::elements::drawing::{Tag, keep_drawn};
use crate::ui::scope::Scope;

/// The distance of a horizontal swipe that changes the month, in CSS pixels.
const SWIPE: i32 = 48;

/// The room that the events of a day have in the grid, as measured in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRoom {
    /// The number of rows.
    pub rows: usize,
    /// How many half-width letters fit in one row.
    pub letters: usize,
}

impl CellRoom {
    /// Returns the room that a grid will probably have, so that it need not be drawn again when it has been measured: as in
    /// the grid that is on the page, which may be the one of the last visit (early.js), or as in the last one.
    pub fn expected() -> Self {
        let shown = document().query_selector(".month-grid").ok().flatten();
        let shown = shown.and_then(|grid| measured(grid.unchecked_ref()));
        shown.or(LAST.get()).unwrap_or(Self { rows: 5, letters: 8 })
    }
}

thread_local! {
    /// The room that was measured last.
    static LAST: Cell<Option<CellRoom>> = const { Cell::new(None) };
}

/// The target to which the person leaves the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MonthTurn {
    /// A day that the grid does not show.
    Day(Date),
    /// The previous month.
    Previous,
    /// The next month.
    Next,
}

/// Shows a month as an ARIA grid.
#[component]
pub fn MonthGrid(
    /// The content.
    #[prop(into)]
    grid: Signal<Grid>,
    /// The day that is in the tab order of the page.
    current: RwSignal<Date>,
    /// The room for the events of a day; set when the grid is laid out and whenever its size changes.
    room: RwSignal<CellRoom>,
    /// Called when the person leaves the month.
    on_turn: Callback<MonthTurn>,
) -> impl IntoView {
    let language = page_language();
    let scope = Scope::here();
    let element = NodeRef::<html::Div>::new();
    let touched_at = StoredValue::new(None::<(i32, i32)>);
    let is_led = StoredValue::new(false);
    // Keeps the browser's focus in the grid after a key or a tap has led to other rows, whose days are drawn later.
    Effect::new(move |_| {
        grid.track();
        if is_led.get_value() {
            Scope::here().next_frame(move || match element.get_untracked() {
                Some(grid) if holds_focus(&grid) => focus_day(element, current.get_untracked()),
                Some(_) | None => is_led.set_value(false),
            });
        }
    });
    let keys = move |event: KeyboardEvent| {
        let Some(to) = target(&event, current.get_untracked(), &grid.read_untracked()) else {
            return;
        };
        event.prevent_default();
        is_led.set_value(false);
        match to {
            MonthTurn::Day(day) if shows(&grid.read_untracked(), day) => {
                current.set(day);
                focus_day(element, day);
            }
            MonthTurn::Day(_) | MonthTurn::Previous | MonthTurn::Next => {
                is_led.set_value(true);
                on_turn.run(to);
            }
        }
    };
    let weeks = Memo::new(move |_| grid.read().weeks.len());
    keep_measured(element, room, weeks);
    // The list of an opened day makes the rows lower, so that the days are drawn again.
    let pick = Callback::new(move |day| {
        current.set(day);
        is_led.set_value(true);
    });
    let begin = move |event: TouchEvent| touched_at.set_value(finger(&event));
    let swipe = move |event: &TouchEvent| {
        let (Some(from), Some(to)) = (touched_at.get_value(), finger(event)) else { return };
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        if across.abs() > SWIPE && across.abs() > 2 * down.abs() {
            on_turn.run(if across < 0 { MonthTurn::Next } else { MonthTurn::Previous });
        }
    };
    // A touch ends on the element on which it began, but the page may have been left meanwhile.
    let end = move |event: TouchEvent| scope.if_alive(|| swipe(&event));
    let click = move |event: MouseEvent| {
        if let Some(day) = day_of(&event) {
            pick.run(day);
        }
    };
    keep_drawn(element, move || grid_tag(&grid.read(), current.get(), language));
    view! {
        <div
            node_ref=element
            on:click=click
            on:keydown=keys
            on:touchstart=begin
            on:touchend=end
        ></div>
    }
}

/// Sets the room when the grid is laid out, and again whenever its size changes, or another number of weeks shares it.
fn keep_measured(element: NodeRef<html::Div>, room: RwSignal<CellRoom>, weeks: Memo<usize>) {
    // Talks to the browser's layout.
    Effect::new(move |_| {
        weeks.track();
        if let Some(grid) = element.get() {
            let watched: web_sys::Element = grid.clone().into();
            let measure = move || {
                let Some(measured) = measured(&grid) else { return };
                LAST.set(Some(measured));
                if measured != room.get_untracked() {
                    room.set(measured);
                }
            };
            Scope::here().on_resize([watched], measure);
        }
    });
}

fn grid_tag(grid: &Grid, current: Date, language: Language) -> Tag {
    let headings = Tag::new("div").with("role", "row").tags(grid.weekdays.iter().map(heading_tag));
    Tag::new("div")
        .with("class", "month-grid")
        .with("role", "grid")
        .with("aria-label", &grid.heading)
        .tags([headings])
        .tags(grid.weeks.iter().map(|week| week_tag(week, current, language)))
}

fn heading_tag(heading: &WeekdayHeading) -> Tag {
    Tag::new("span")
        .with("role", "columnheader")
        .with("aria-label", heading.long)
        .with("data-weekday", heading.tone.slug())
        .text(heading.short)
}

fn week_tag(week: &Week, current: Date, language: Language) -> Tag {
    let bar = |bar: &Bar| chip_tag(&bar.chip, bar_rows(bar), bar.column, Some(bar), language);
    let chips = week.days.iter().enumerate().flat_map(|(column, day)| {
        let placed = day.chips.iter();
        placed.map(move |placed| chip_tag(&placed.chip, placed.rows, column, None, language))
    });
    let bars = Tag::new("div").with("class", "bars").with("aria-hidden", true);
    Tag::new("div")
        .with("role", "row")
        .with("class", "week")
        .tags(week.days.iter().map(|day| day_tag(day, current)))
        .tags([bars.tags(week.bars.iter().map(bar)).tags(chips)])
}

fn day_tag(day: &Day, current: Date) -> Tag {
    let off = day.day_off.as_ref();
    let link = Tag::new("a")
        .with("class", "day")
        .with("href", &day.path)
        .with("data-day", &day.iso)
        .with("data-weekday", day.tone.slug())
        .with_any("data-outside", (!day.is_in_month).then_some(true))
        .with_any("aria-current", day.is_today.then_some("date"))
        .with_any("data-open", day.is_open.then_some(true))
        .with("aria-label", &day.label)
        .with_any("title", off.map(|off| &off.full_name))
        .with("tabindex", if day.day == current { "0" } else { "-1" })
        .tags([Tag::new("span").with("class", "number").text(&day.number)]);
    let hidden = |class: &str| Tag::new("span").with("class", class).with("aria-hidden", true);
    // The label of the day contains the day off and the number of all its events.
    let off_mark = off.map(|off| {
        let mark = Tag::new("b").text(off.mark);
        hidden("off").tags([mark, Tag::new("span").text(&off.name)])
    });
    let more = day.hidden_text.as_ref().map(|text| hidden("more").text(text));
    Tag::new("div")
        .with("role", "gridcell")
        .with("class", "cell")
        .with_any("data-off", off.map(|_| true))
        .with_any("aria-selected", day.is_open.then_some(true))
        .tags([link])
        .tags(off_mark)
        .tags(more)
}

/// Draws one event in the grid. It is above the cells and only for the pointer: with a keyboard or a screen reader,
/// people open the day.
fn chip_tag(
    chip: &Chip,
    rows: RowStretch,
    column: usize,
    bar: Option<&Bar>,
    language: Language,
) -> Tag {
    let span = bar.map_or(1, |bar| bar.span);
    let tag = Tag::new("a")
        .with("class", "bar")
        .with("href", &chip.path)
        .with("tabindex", -1)
        .with("title", &chip.label)
        .with("data-color", chip.color.slug())
        .styled("grid-row", format!("{} / span {}", rows.first + 1, rows.count))
        .styled("grid-column", format!("{} / span {span}", column + 1))
        .with_any("data-days", bar.map(|_| "several"))
        .with_any("data-from-before", bar.filter(|bar| bar.continues_left).map(|_| true))
        .with_any("data-goes-on", bar.filter(|bar| bar.continues_right).map(|_| true))
        .with_any("data-cancelled", chip.is_cancelled.then_some(true))
        .with_any("data-lines", (rows.count > 1).then_some("many"));
    titled(tag, &chip.title, language)
}

fn bar_rows(bar: &Bar) -> RowStretch {
    RowStretch { first: bar.row, count: 1 }
}

/// Measures the room for the events of a day; `None` if the grid is not laid out. The style sheet says how high a row is
/// and how large its letters are.
fn measured(grid: &HtmlElement) -> Option<CellRoom> {
    let bars: HtmlElement = grid.query_selector(".bars").ok()??.unchecked_into();
    let week = bars.parent_element()?;
    let style = window().get_computed_style(&bars).ok()??;
    let pixels = |name: &str| {
        style.get_property_value(name).ok()?.trim_end_matches("px").parse::<f64>().ok()
    };
    let (row, letter) = (pixels("grid-auto-rows")?, pixels("font-size")? / 2.0);
    let height = f64::from(week.client_height() - bars.offset_top());
    // A bar has margins, a coloured edge and padding of together about one wide letter.
    let width = f64::from(bars.client_width()) / 7.0 - 2.0 * letter;
    Some(CellRoom { rows: whole(height / row)?, letters: whole(width / letter)? })
        .filter(|_| week.client_height() > 0)
}

/// Returns how many whole parts a length has, at least 1; `None` if it is not a number.
fn whole(parts: f64) -> Option<usize> {
    (parts.is_finite())
        .then(|| (1..=64).take_while(|count| f64::from(*count) <= parts).last().unwrap_or(1))
        .and_then(|count: i32| usize::try_from(count).ok())
}

/// Returns the day that was clicked.
fn day_of(event: &MouseEvent) -> Option<Date> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    parse_day(&target.closest(".day").ok()??.get_attribute("data-day")?)
}

fn finger(event: &TouchEvent) -> Option<(i32, i32)> {
    let touch = event.changed_touches().get(0)?;
    Some((touch.client_x(), touch.client_y()))
}

/// Returns whether the focus is in the grid, or nowhere because its day was drawn again.
fn holds_focus(grid: &HtmlElement) -> bool {
    let focused = document().active_element();
    focused.is_none_or(|focused| grid.contains(Some(&focused)) || focused.tag_name() == "BODY")
}

fn shows(grid: &Grid, day: Date) -> bool {
    grid.weeks.iter().flat_map(|week| &week.days).any(|shown| shown.day == day)
}

/// Returns the day to which a key leads (WAI-ARIA APG, date grid).
fn target(event: &KeyboardEvent, from: Date, grid: &Grid) -> Option<MonthTurn> {
    let week = grid.weeks.iter().find(|week| week.days.iter().any(|day| day.day == from));
    let day = match event.key().as_str() {
        "ArrowLeft" => plus_days(from, -1),
        "ArrowRight" => plus_days(from, 1),
        "ArrowUp" => plus_days(from, -7),
        "ArrowDown" => plus_days(from, 7),
        "Home" => week?.days.first()?.day,
        "End" => week?.days.last()?.day,
        "PageUp" => return Some(MonthTurn::Previous),
        "PageDown" => return Some(MonthTurn::Next),
        _ => return None,
    };
    Some(MonthTurn::Day(day))
}

/// Moves the focus to a day of the grid.
pub fn focus_day(grid: NodeRef<html::Div>, day: Date) {
    let selector = format!("[data-day=\"{day}\"]");
    if let Some(grid) = grid.get_untracked()
        && let Ok(Some(cell)) = grid.query_selector(&selector)
        && let Ok(cell) = cell.dyn_into::<HtmlElement>()
    {
        // Focusing fails only if the element is not in the page.
        let _ = cell.focus();
    }
}
