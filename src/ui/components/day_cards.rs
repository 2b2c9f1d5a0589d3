//! The events of one day as cards, with what there is to say about the day.

use jiff::civil::Date;
use leptos::html;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::time::Days;
use crate::present::page::agenda;
use crate::present::route::filter::Filter;
use crate::ui::components::event_card::list_tag;
use crate::ui::context::use_ui;
use crate::ui::elements::drawing::keep_drawn;

/// Shows the events of one day, and why it is a day off.
#[component]
pub fn DayCards(
    /// The day.
    day: Date,
    /// The filter for the events that are shown.
    filter: Filter,
) -> impl IntoView {
    let ui = use_ui();
    let window = Days::one(day);
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
    let list = NodeRef::<html::Ul>::new();
    keep_drawn(list, move || list_tag(&group.read().cards, None, ui.messages()));
    let count = move || ui.messages().events(group.read().count);
    view! {
        <h2 class="visually-hidden">{count}</h2>
        {move || nothing().map(|words| view! { <p class="nothing" role="status">{words}</p> })}
        {move || off().map(|name| view! { <p class="off">{name}</p> })}
        <ul node_ref=list></ul>
        {move || group.read().many_text.map(|text| view! { <p class="note">{text}</p> })}
        {move || group.read().hidden_text.clone().map(|text| view! {
            <p>
                <button class="button" on:click=move |_| most.update(|most| *most += agenda::CARDS_SHOWN)>
                    {ui.messages().show_more()}" ("{text}")"
                </button>
            </p>
        })}
    }
}
