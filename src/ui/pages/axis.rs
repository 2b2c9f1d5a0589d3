//! The pages with a time axis: a week, or a day.

use jiff::civil::{Date, Time};
use leptos::prelude::*;

use crate::domain::time::{Days, WeekSpan};
use crate::present::page::axis::layout::{AxisLayout, week_window};
use crate::present::page::axis::time_axis;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::ui::components::add_link::AddLink;
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::time_axis::TimeAxis;
use crate::ui::components::today_link::TodayLink;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::components::view_switch::{ShownView, ViewSwitch};
use crate::ui::context::{Ui, use_ui};

/// Shows a week along a time axis.
#[component]
pub fn WeekPage(
    /// A day of the week; today if the address names none.
    day: Option<Date>,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    let ui = use_ui();
    let day = day.unwrap_or_else(|| ui.state.now.get_untracked().date());
    let window = Signal::derive(move || week_window(day, ui.week_span(), ui.week_start()));
    view! { <AxisPage window=window shown=ShownView::Week(day) filter=filter/> }
}

/// Shows a day along a time axis.
#[component]
pub fn DayAxisPage(
    /// The day.
    day: Date,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    view! { <AxisPage window=Signal::stored(Days::one(day)) shown=ShownView::Day(day, DayView::Axis) filter=filter/> }
}

/// Shows some days along a time axis.
#[component]
fn AxisPage(
    /// The days.
    window: Signal<Days>,
    /// The current view, for the links to other views.
    shown: ShownView,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    ui.keep_read(move || Some(window.get()));
    let filter = Signal::stored(filter);
    let axis = Memo::new(move |_| {
        let viewer = ui.viewer();
        let layout = if ui.is_wide.get() { AxisLayout::wide } else { AxisLayout::narrow };
        let layout = layout(window.get());
        filter.with(|filter| {
            ui.state.almanac.with(|almanac| time_axis(almanac, layout, filter, &viewer))
        })
    });
    let choose = Callback::new(move |filter: Filter| ui.go(&path_of(shown, filter)));
    let labels = move || match (shown, ui.week_span()) {
        (ShownView::Day(..), _) => {
            (messages.agenda_today(), messages.day_previous(), messages.day_next())
        }
        (ShownView::Month(_) | ShownView::Week(_), WeekSpan::SevenDays) => {
            (messages.week_this(), messages.week_previous(), messages.week_next())
        }
        (ShownView::Month(_) | ShownView::Week(_), WeekSpan::ThreeDays) => {
            (messages.agenda_today(), messages.days_previous(), messages.days_next())
        }
    };
    let is_week = matches!(shown, ShownView::Week(_));
    let add_at = Callback::new(move |(day, time): (Date, Time)| {
        ui.go(&Path::NewEvent { calendar: None, day: Some(day), time: Some(time) });
    });
    let today = move || {
        let today = ui.state.now.get().date();
        match shown {
            ShownView::Day(..) => {
                path_of(ShownView::Day(today, DayView::Axis), filter.get()).format()
            }
            ShownView::Month(_) | ShownView::Week(_) => {
                Path::Week { day: None, filter: filter.get() }.format()
            }
        }
    };
    let turns = Signal::derive(move || {
        axis.with(|axis| [axis.previous_path.clone(), axis.next_path.clone()])
    });
    view! {
        <TopBar title=Signal::derive(move || axis.read().heading.clone()) takes_focus=true under=move || is_week.then(|| span_button(ui))>
            <ViewSwitch shown=Signal::stored(shown) filter=filter/>
            <FilterBar filter=filter on_choose=choose/>
            {move || {
                let (this, previous, next) = labels();
                view! {
                    <TodayLink path=Signal::derive(today) label=this/>
                    <Turns paths=turns labels=[previous, next]/>
                }
            }}
            <AddLink day=Signal::stored(Some(shown_day(shown))) label=messages.edit_new_title()/>
        </TopBar>
        <div class="axis-page">
            <p class="visually-hidden" role="status">{move || axis.read().count_text.clone()}</p>
            <TimeAxis axis=axis on_empty=add_at/>
        </div>
    }
}

/// Draws the button that changes how many days a narrow screen shows.
fn span_button(ui: Ui) -> impl IntoView {
    let toggle = move |_| {
        ui.state.set_up(|settings| {
            let span = &mut settings.portable.week_span;
            *span = match span {
                WeekSpan::ThreeDays => WeekSpan::SevenDays,
                WeekSpan::SevenDays => WeekSpan::ThreeDays,
            };
        });
    };
    let label = move || match ui.week_span() {
        WeekSpan::ThreeDays => ui.messages().show_seven_days(),
        WeekSpan::SevenDays => ui.messages().show_three_days(),
    };
    view! {
        <Show when=move || !ui.is_wide.get()>
            <button class="under" on:click=toggle>{label}</button>
        </Show>
    }
}

fn shown_day(shown: ShownView) -> Date {
    match shown {
        ShownView::Month(month) => month.first(),
        ShownView::Week(day) | ShownView::Day(day, _) => day,
    }
}

fn path_of(shown: ShownView, filter: Filter) -> Path {
    match shown {
        ShownView::Month(month) => Path::Month { month: Some(month), day: None, filter },
        ShownView::Week(day) => Path::Week { day: Some(day), filter },
        ShownView::Day(day, view) => Path::Day { day, view, filter },
    }
}
