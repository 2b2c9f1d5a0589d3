//! The events of a month whose day is not decided yet, which stand in no cell and under no day.

use leptos::html;
use leptos::prelude::*;

use crate::domain::time::Month;
use crate::present::card::without_day;
use crate::present::page::agenda::CARDS_SHOWN;
use crate::present::route::filter::Filter;
use crate::ui::context::use_ui;
use crate::ui::elements::drawing::keep_drawn;

use super::event_card::list_tag;

/// Shows the events of a month whose day is not decided yet; nothing if there are none.
#[component]
pub fn WithoutDay(
    /// The month.
    #[prop(into)]
    month: Signal<Month>,
    /// The filter for the events that are shown.
    #[prop(into)]
    filter: Signal<Filter>,
    /// The address of the event that is open next to the list.
    #[prop(into)]
    open: Signal<Option<String>>,
) -> impl IntoView {
    let ui = use_ui();
    let most = RwSignal::new(CARDS_SHOWN);
    let found = Memo::new(move |_| {
        let viewer = ui.viewer();
        let of = (month.get(), filter.read());
        ui.state.almanac.with(|almanac| without_day(almanac, of.0, &of.1, most.get(), &viewer))
    });
    let list = NodeRef::<html::Ul>::new();
    keep_drawn(list, move || list_tag(&found.read().cards, open.read().as_ref(), ui.messages()));
    let is_there = Memo::new(move |_| found.read().count > 0);
    let more = move || {
        found.read().hidden_text.clone().map(|text| {
            let show = move |_| most.update(|most| *most += CARDS_SHOWN);
            view! { <p><button class="button" on:click=show>{ui.messages().show_more()}" ("{text}")"</button></p> }
        })
    };
    move || {
        is_there.get().then(|| {
            let words = ui.messages().without_day();
            view! {
                <div class="without-day" role="group" aria-label=words>
                    <p class="label" aria-hidden="true">{words}</p>
                    <ul node_ref=list></ul>
                    {more}
                </div>
            }
        })
    }
}
