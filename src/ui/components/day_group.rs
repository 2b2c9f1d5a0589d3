//! One day of the agenda with its cards.

use leptos::prelude::*;

use crate::present::card::Card;
use crate::present::page::agenda::{DayGroup as Group, Position};
use crate::state::navigation;
use crate::ui::elements::sentinel::Sentinel;
use crate::ui::scope::Scope;

use super::event_card::EventCard;

/// The approximate height of a card.
const CARD_REM: usize = 5;

/// Shows one day of the agenda with its cards.
#[component]
pub fn DayGroup(
    /// The current content of the day.
    #[prop(into)]
    group: Signal<Group>,
    /// The address of the event that is open next to the list.
    #[prop(into)]
    open: Signal<Option<String>>,
    /// Whether the cards are drawn at once. Otherwise they are drawn when the browser is idle or when the day comes
    /// near.
    is_near: bool,
    /// Whether the cards of all days are drawn, because the page is being printed: there is no idle time before that.
    #[prop(into)]
    is_printed: Signal<bool>,
) -> impl IntoView {
    let is_drawn = RwSignal::new(is_near);
    if !is_near {
        Scope::here().spawn(async move {
            navigation::idle().await;
            is_drawn.set(true);
        });
    }
    // The day is drawn as a whole: one effect for each of its parts would make a long list slow to start.
    move || {
        let mut group = group.get();
        let cards = std::mem::take(&mut group.cards);
        let cards = if is_drawn.get() || is_printed.get() {
            cards_view(cards, open)
        } else {
            pending_view(cards.len(), is_drawn)
        };
        day_view(group, cards)
    }
}

fn day_view(group: Group, cards: AnyView) -> AnyView {
    let nothing = |text: &'static str| view! { <li class="nothing">{text}</li> };
    let hidden = group.hidden_text.map(|text| {
        view! { <li class="nothing"><a href=group.path>{text}</a></li> }
    });
    view! {
        <div
            class="day-group"
            role="group"
            id=format!("day-{}", group.iso)
            data-today=(group.position == Position::Today).then_some("true")
            aria-label=group.heading
        >
            <p class="day" data-weekday=group.tone.slug() aria-hidden="true">
                <span class="number">{group.day.day()}</span>
                <span class="weekday">{group.weekday}</span>
                {group.relative.map(|relative| view! { <span class="relative">{relative}</span> })}
            </p>
            <ul class="cards">
                {group.day_off.map(|off| view! { <li class="off">{off.full_name}</li> })}
                {group.empty_text.map(nothing)}
                {group.many_text.map(nothing)}
                {cards}
                {hidden}
            </ul>
        </div>
    }
    .into_any()
}

fn cards_view(cards: Vec<Card>, open: Signal<Option<String>>) -> AnyView {
    let draw = move |card: Card| {
        let path = card.path.clone();
        let is_open = Signal::derive(move || open.with(|open| open.as_ref() == Some(&path)));
        view! { <li><EventCard card=card is_open=is_open/></li> }
    };
    cards.into_iter().map(draw).collect_view().into_any()
}

/// Draws a place that is as high as the cards will be, so that nothing jumps.
fn pending_view(count: usize, is_drawn: RwSignal<bool>) -> AnyView {
    let near = Callback::new(move |()| is_drawn.set(true));
    view! {
        <li class="pending" style:block-size=format!("{}rem", count * CARD_REM)>
            <Sentinel on_near=near/>
        </li>
    }
    .into_any()
}
