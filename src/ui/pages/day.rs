//! One day: its events in order.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::time::{Days, plus_days};
use crate::present::page::agenda;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::ui::components::event_card::EventCard;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::components::view_switch::{ShownView, ViewSwitch};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows one day: its events in order.
#[component]
pub fn DayPage(
    /// The day.
    day: Date,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    let ui = use_ui();
    let window = Days::one(day);
    let path = |day: Date| Path::Day { day, view: DayView::List, filter: filter.clone() }.format();
    let chosen = Signal::stored(filter.clone());
    let (previous, next) = (path(plus_days(day, -1)), path(plus_days(day, 1)));
    let add = Path::NewEvent { calendar: None, day: Some(day) }.format();
    ui.keep_read(move || Some(window));
    let most = RwSignal::new(agenda::CARDS_SHOWN);
    let group = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| agenda::day(almanac, day, &filter, most.get(), &viewer))
    });
    let is_loaded = Memo::new(move |_| {
        ui.state
            .almanac
            .with(|almanac| !almanac.absent().iter().any(|key| Almanac::is_needed_for(key, window)))
    });
    let nothing = move || {
        let group = group.read();
        let words = if is_loaded.get() { group.empty_text } else { Some(ui.messages().loading()) };
        words.filter(|_| group.cards.is_empty())
    };
    let off = move || group.read().day_off.as_ref().map(|off| off.full_name.clone());
    let count = move || {
        let count = group.read().count;
        ui.messages().events(count)
    };
    view! {
        <TopBar title=Signal::derive(move || group.read().heading.clone()) has_back=true takes_focus=true>
            <ViewSwitch shown=Signal::stored(ShownView::Day(day, DayView::List)) filter=chosen/>
            {move || group.read().relative.clone().map(|relative| view! { <span class="badge">{relative}</span> })}
            <Turns paths=Signal::stored([previous, next]) labels=[ui.messages().day_previous(), ui.messages().day_next()]/>
        </TopBar>
        <div class="content day-page">
            {move || nothing().map(|words| view! { <p class="nothing" role="status">{words}</p> })}
            {move || off().map(|name| view! { <p class="off">{name}</p> })}
            <h2 class="visually-hidden">{count}</h2>
            <ul class="cards">
                {move || group.read().cards.iter().cloned().map(|card| view! {
                    <li><EventCard card=card is_open=false/></li>
                }).collect_view()}
            </ul>
            {move || group.read().many_text.map(|text| view! { <p class="note">{text}</p> })}
            {move || group.read().hidden_text.clone().map(|text| view! {
                <p>
                    <button class="button" on:click=move |_| most.update(|most| *most += agenda::CARDS_SHOWN)>
                        {ui.messages().show_more()}" ("{text}")"
                    </button>
                </p>
            })}
            <p>
                <a class="button" href=add>
                    <IconView icon=Icon::Add/>
                    {ui.messages().day_add()}
                </a>
            </p>
        </div>
    }
}
