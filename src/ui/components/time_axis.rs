//! Days along a time axis: a column for each day, the hours on the side.

use jiff::civil::{Date, Time};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::i18n::Messages;
use crate::present::card::chip::Chip;
use crate::present::page::axis::columns::{Columns, MinuteStretch};
use crate::present::page::axis::{AxisBlock, AxisDay, HiddenBlock, LaneBar, TimeAxis as Axis};
use crate::state::navigation;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::context::use_ui;
use crate::ui::elements::scroll_memory::ScrollMemory;
use crate::ui::scope::Scope;

/// The lane stays visible up to this number of rows; more rows would leave no room for the hours.
const STICKY_ROWS: usize = 3;

/// The minutes shown before the hour at which the axis opens.
const MARGIN_MINUTES: u16 = 30;

/// Shows days along a time axis. It scrolls its own content.
#[component]
pub fn TimeAxis(
    /// The content.
    #[prop(into)]
    axis: Signal<Axis>,
    /// Called with the day and the half hour when the person chooses an hour that has no event.
    on_empty: Callback<(Date, Time)>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let scope = Scope::here();
    let scroller = NodeRef::<html::Div>::new();
    let memory = ScrollMemory::of(scroller);
    let opened_at = StoredValue::new(None::<u16>);
    // Scrolls to the first important hour, as soon as it is known.
    Effect::new(move |_| {
        let opens_at = axis.with(|axis| axis.is_whole.then_some(axis.opens_at));
        if let (Some(minute), None) = (opens_at, opened_at.get_value())
            && scroller.get().is_some()
        {
            opened_at.set_value(opens_at);
            // Many events of the whole day are not left above what is seen first.
            let is_lane_scrolled = axis.with_untracked(|axis| axis.lane_rows > STICKY_ROWS);
            // Whoever comes back finds the axis as they left it.
            if !is_lane_scrolled && navigation::scrolled().is_none() {
                scope.next_frame(move || scroll_to(scroller, minute));
            }
        }
    });
    view! {
        <div
            class="time-axis"
            node_ref=scroller
            role="region"
            aria-label=messages.axis_scroll()
            tabindex="0"
            data-scrolls="true"
            on:scroll=move |_| memory.note()
            data-off=move || axis.with(|axis| axis.days.iter().any(|day| day.day_off.is_some())).then_some("true")
        >
            {move || {
                let axis = axis.get();
                view! {
                    <div
                        class="grid"
                        style:grid-template-columns=format!("var(--gutter) repeat({}, minmax(0, 1fr))", axis.days.len())
                        style=("--rows", format!("var(--head) repeat({}, var(--lane)) auto", axis.lane_rows.max(1)))
                        data-lane=if axis.lane_rows <= STICKY_ROWS { "stays" } else { "scrolls" }
                    >
                        <div class="corner" aria-hidden="true"></div>
                        <div class="gutter" aria-hidden="true" style:grid-row=format!("{} / span 1", hours_row(axis.lane_rows))>
                            {(1..24_u8).map(|hour| view! {
                                <span style:inset-block-start=at(u16::from(hour) * 60)>{format!("{hour}:00")}</span>
                            }).collect_view()}
                        </div>
                        {lane(&axis, messages)}
                        {axis.days.iter().enumerate().map(|(column, day)| day_view(day, column, axis.lane_rows, on_empty)).collect_view()}
                    </div>
                }
            }}
        </div>
    }
}

/// Returns the row of the grid that contains the hours: below the headings and the lane.
fn hours_row(lane_rows: usize) -> usize {
    2 + lane_rows.max(1)
}

/// Returns the length on the axis for this number of minutes.
fn at(minutes: u16) -> String {
    format!("calc({minutes} / 60 * var(--hour))")
}

/// Returns a share of the width in percent.
fn percent(part: usize, of: usize) -> String {
    format!("calc(100% * {part} / {of})")
}

fn lane(axis: &Axis, messages: &'static dyn Messages) -> AnyView {
    let bars = axis.lane.iter().map(lane_bar).collect_view();
    view! {
        <div class="lane-back" aria-hidden="true" style:grid-row=format!("2 / span {}", axis.lane_rows.max(1))></div>
        <span class="lane-name" aria-hidden="true">{messages.all_day()}</span>
        <ul class="lane" aria-label=messages.axis_lane()>{bars}</ul>
    }
    .into_any()
}

fn lane_bar(bar: &LaneBar) -> AnyView {
    let time = (!bar.time_text.is_empty()).then(|| format!("{} ", bar.time_text));
    let words = view! { {time} {unbroken_number(&bar.chip.title)} };
    view! {
        <li
            style:grid-row=(bar.row + 2).to_string()
            style:grid-column=format!("{} / span {}", bar.column + 2, bar.span)
            style:inset-block-start=format!("calc(var(--head) + {} * var(--lane))", bar.row)
            data-from-before=bar.continues_left.then_some("true")
            data-goes-on=bar.continues_right.then_some("true")
        >
            {link(&bar.chip, view! { <span class="words" aria-hidden="true">{words}</span> }.into_any())}
        </li>
    }
    .into_any()
}

fn day_view(
    day: &AxisDay,
    column: usize,
    lane_rows: usize,
    on_empty: Callback<(Date, Time)>,
) -> AnyView {
    let date = day.day;
    let add = move |event: MouseEvent| {
        if let Some(time) = free_time(&event) {
            on_empty.run((date, time));
        }
    };
    view! {
        <section class="axis-day" aria-label=day.label.clone() style:grid-column=(column + 2).to_string()>
            <h2 class="head" data-weekday=day.tone.slug() aria-current=day.is_today.then_some("date")>
                <a href=day.path.clone()>
                    <span class="visually-hidden">{day.label.clone()}</span>
                    <span class="weekday" aria-hidden="true">{day.weekday}</span>
                    <span class="number" aria-hidden="true">{day.number.clone()}</span>
                    {day.day_off.as_ref().map(|off| view! { <span class="off" aria-hidden="true" title=off.full_name.clone()>{off.name.clone()}</span> })}
                </a>
                {day.hidden_text.clone().map(|text| view! { <a class="hidden-events" href=day.list_path.clone()>{text}</a> })}
            </h2>
            // For the pointer: with a keyboard or a screen reader, people use the button at the top of the page.
            <ol class="hours" style:grid-row=hours_row(lane_rows).to_string() on:click=add>
                {day.blocks.iter().map(block_view).collect_view()}
                {day.hidden.iter().map(|hidden| hidden_view(hidden, &day.list_path)).collect_view()}
            </ol>
            {day.now_minute.map(|minute| view! {
                <div class="now" aria-hidden="true" style:grid-row=hours_row(lane_rows).to_string()>
                    <span style:inset-block-start=at(minute)></span>
                </div>
            })}
        </section>
    }
    .into_any()
}

/// Returns the half hour at which the pointer is; `None` if it is on an event.
fn free_time(event: &MouseEvent) -> Option<Time> {
    let hours: HtmlElement = event.current_target()?.unchecked_into();
    if event.target()? != ***hours {
        return None;
    }
    let half_hours = i64::from(event.offset_y()) * 48 / i64::from(hours.offset_height().max(1));
    let half_hours = i8::try_from(half_hours.clamp(0, 47)).ok()?;
    Time::new(half_hours / 2, half_hours % 2 * 30, 0, 0).ok()
}

fn block_view(block: &AxisBlock) -> AnyView {
    let words = view! {
        <span class="words" aria-hidden="true">
            <strong>{unbroken_number(&block.chip.title)}</strong>
            <span class="time">{block.time_text.clone()}</span>
            <span class="place">{block.place.clone()}</span>
        </span>
    };
    let marks = [block.is_continued, block.goes_on, block.is_open];
    placed(block.stretch, block.columns, marks, link(&block.chip, words.into_any()))
}

/// Shows what stands for the events that have no room. It leads to the list of all events of the day.
fn hidden_view(hidden: &HiddenBlock, list_path: &str) -> AnyView {
    let block = view! {
        <a class="block" href=list_path.to_owned() title=hidden.label.clone() data-hidden="true">
            <span class="visually-hidden">{hidden.label.clone()}</span>
            <strong aria-hidden="true" data-short=hidden.short_text.clone()>{hidden.text.clone()}</strong>
        </a>
    };
    placed(hidden.stretch, hidden.columns, [false; 3], block.into_any())
}

/// Places a block on its day.
fn placed(
    stretch: MinuteStretch,
    columns: Columns,
    [is_continued, goes_on, is_open]: [bool; 3],
    block: AnyView,
) -> AnyView {
    view! {
        <li
            style:inset-block-start=at(stretch.begins)
            style:block-size=at(stretch.ends - stretch.begins)
            style:inset-inline-start=percent(columns.first, columns.of)
            style:inline-size=percent(columns.span, columns.of)
            data-from-before=is_continued.then_some("true")
            data-goes-on=goes_on.then_some("true")
            data-open=is_open.then_some("true")
        >
            {block}
        </li>
    }
    .into_any()
}

fn link(chip: &Chip, words: AnyView) -> AnyView {
    view! {
        <a
            class="block"
            href=chip.path.clone()
            title=chip.label.clone()
            data-color=chip.color.slug()
            data-cancelled=chip.is_cancelled.then_some("true")
        >
            <span class="visually-hidden">{chip.label.clone()}</span>
            {words}
        </a>
    }
    .into_any()
}

fn scroll_to(scroller: NodeRef<html::Div>, minute: u16) {
    let Some(element) = scroller.get_untracked() else { return };
    let hours = element.query_selector(".hours").ok().flatten();
    if let Some(hours) = hours.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let from = minute.saturating_sub(MARGIN_MINUTES);
        element.set_scroll_top(hours.offset_height() * i32::from(from) / (24 * 60));
    }
}
