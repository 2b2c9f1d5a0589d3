//! The events of a month whose day is not decided yet, which stand in no cell and under no day.

use leptos::prelude::*;

use crate::present::card::Card;
use crate::ui::context::use_ui;

use super::event_card::EventCard;

/// Shows the events of a month whose day is not decided yet; nothing if there are none.
#[component]
pub fn WithoutDay(
    /// The events.
    #[prop(into)]
    cards: Signal<Vec<Card>>,
    /// The address of the event that is open next to the list.
    #[prop(into)]
    open: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_ui().messages().without_day();
    let draw = move |card: Card| {
        let path = card.path.clone();
        let is_open = Signal::derive(move || open.with(|open| open.as_ref() == Some(&path)));
        view! { <li><EventCard card=card is_open=is_open/></li> }
    };
    move || {
        (!cards.read().is_empty()).then(|| {
            view! {
                <div class="without-day" role="group" aria-label=words>
                    <p class="label" aria-hidden="true">{words}</p>
                    <ul class="cards">{cards.get().into_iter().map(draw).collect_view()}</ul>
                </div>
            }
        })
    }
}
