//! One day: its events in order.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::time::{Days, plus_days};
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::present::text::time;
use crate::ui::components::add_link::AddLink;
use crate::ui::components::day_cards::DayCards;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::components::view_switch::{ShownView, ViewSwitch};
use crate::ui::context::use_ui;

/// Shows one day: its events in order.
#[component]
pub fn DayPage(
    /// The day.
    day: Date,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    let ui = use_ui();
    let path = |day: Date| Path::Day { day, view: DayView::List, filter: filter.clone() }.format();
    let chosen = Signal::stored(filter.clone());
    let (previous, next) = (path(plus_days(day, -1)), path(plus_days(day, 1)));
    ui.keep_read(move || Some(Days::one(day)));
    let viewer = move || ui.viewer();
    let heading = Memo::new(move |_| time::day(&viewer(), day));
    let relative = Memo::new(move |_| time::relative_day(&viewer(), day));
    view! {
        <TopBar title=heading has_back=true takes_focus=true>
            <ViewSwitch shown=Signal::stored(ShownView::Day(day, DayView::List)) filter=chosen/>
            {move || relative.get().map(|relative| view! { <span class="badge">{relative}</span> })}
            <AddLink day=Signal::stored(Some(day)) label=ui.messages().day_add()/>
            <Turns paths=Signal::stored([previous, next]) labels=[ui.messages().day_previous(), ui.messages().day_next()]/>
        </TopBar>
        <div class="content day-page">
            <DayCards day=day filter=filter/>
        </div>
    }
}
