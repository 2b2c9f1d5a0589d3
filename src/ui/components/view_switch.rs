//! Switches between the views of the same days: month, week, day.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::time::Month;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::ui::context::use_ui;

/// The current view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownView {
    /// A month.
    Month(Month),
    /// The week that contains the day.
    Week(Date),
    /// A day.
    Day(Date, DayView),
}

impl ShownView {
    /// Returns the day at which the other views open: today, if it is among the shown days.
    fn day(self, today: Date) -> Date {
        match self {
            Self::Month(month) if Month::of(today) == month => today,
            Self::Month(month) => month.first(),
            Self::Week(day) | Self::Day(day, _) => day,
        }
    }
}

/// Shows links to the views of the same days.
#[component]
pub fn ViewSwitch(
    /// The current view.
    #[prop(into)]
    shown: Signal<ShownView>,
    /// The filter, which is kept when the view changes.
    #[prop(into)]
    filter: Signal<Filter>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let links = move || {
        let (shown, filter) = (shown.get(), filter.get());
        let day = shown.day(ui.state.now.get_untracked().date());
        let month = Path::Month { month: Some(Month::of(day)), day: None, filter: filter.clone() };
        let week = Path::Week { day: Some(day), filter: filter.clone() };
        let hours = Path::Day { day, view: DayView::Axis, filter: filter.clone() };
        let list = Path::Day { day, view: DayView::List, filter };
        let views = [
            (messages.view_month(), month, matches!(shown, ShownView::Month(_))),
            (messages.view_week(), week, matches!(shown, ShownView::Week(_))),
            (messages.view_day(), hours, matches!(shown, ShownView::Day(_, DayView::Axis))),
            (messages.day_as_list(), list, matches!(shown, ShownView::Day(_, DayView::List))),
        ];
        let link = |(label, path, is_current): (&'static str, Path, bool)| {
            view! { <li><a href=path.format() aria-current=is_current.then_some("page")>{label}</a></li> }
        };
        views.map(link).collect_view()
    };
    view! { <nav class="views" aria-label=messages.views_label()><ul>{links}</ul></nav> }
}
