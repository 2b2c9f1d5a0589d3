//! The pages with a time axis: a week, or a day.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::time::Days;
use crate::present::page::axis::{time_axis, week_of};
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::time_axis::TimeAxis;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::components::view_switch::{ShownView, ViewSwitch};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

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
    let window = week_of(day, ui.week_start());
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
    view! { <AxisPage window=Days::one(day) shown=ShownView::Day(day, DayView::Axis) filter=filter/> }
}

/// Shows some days along a time axis.
#[component]
fn AxisPage(
    /// The days.
    window: Days,
    /// The current view, for the links to other views.
    shown: ShownView,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    ui.keep_read(move || Some(window));
    let filter = Signal::stored(filter);
    let axis = Memo::new(move |_| {
        let viewer = ui.viewer();
        filter.with(|filter| {
            ui.state.almanac.with(|almanac| time_axis(almanac, window, filter, &viewer))
        })
    });
    let choose = Callback::new(move |filter: Filter| ui.go(&path_of(shown, filter)));
    let (this, previous, next) = match shown {
        ShownView::Day(..) => {
            (messages.agenda_today(), messages.day_previous(), messages.day_next())
        }
        ShownView::Month(_) | ShownView::Week(_) => {
            (messages.week_this(), messages.week_previous(), messages.week_next())
        }
    };
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
        <TopBar title=Signal::derive(move || axis.read().heading.clone()) takes_focus=true>
            <ViewSwitch shown=Signal::stored(shown) filter=filter/>
            <FilterBar filter=filter on_choose=choose/>
            <a class="button" data-look="quiet" href=today><IconView icon=Icon::Today/>{this}</a>
            <Turns paths=turns labels=[previous, next]/>
        </TopBar>
        <div class="axis-page">
            <p class="visually-hidden" role="status">{move || axis.read().count_text.clone()}</p>
            <TimeAxis axis=axis/>
        </div>
    }
}

fn path_of(shown: ShownView, filter: Filter) -> Path {
    match shown {
        ShownView::Month(month) => Path::Month { month: Some(month), filter },
        ShownView::Week(day) => Path::Week { day: Some(day), filter },
        ShownView::Day(day, view) => Path::Day { day, view, filter },
    }
}
