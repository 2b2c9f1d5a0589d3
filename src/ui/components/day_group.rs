//! One day of the agenda with its cards.

use leptos::ev;
use leptos::prelude::*;
use web_sys::Event;

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
) -> impl IntoView {
    let scope = Scope::here();
    let is_drawn = RwSignal::new(is_near);
    if !is_near {
        scope.spawn(async move {
            navigation::idle().await;
            is_drawn.set(true);
        });
    }
    // Talks to the browser's printing: there is no idle time before a page is printed.
    scope.on(&window(), ev::Custom::<Event>::new("beforeprint"), move |_| is_drawn.set(true));
    let cards = Memo::new(move |_| group.read().cards.clone());
    let empty_text = Memo::new(move |_| group.read().empty_text);
    let many_text = Memo::new(move |_| group.read().many_text);
    let hidden_text = Memo::new(move |_| group.read().hidden_text.clone());
    let is_today = Memo::new(move |_| group.read().position == Position::Today);
    let relative = Memo::new(move |_| group.read().relative.clone());
    let weekday = Memo::new(move |_| (group.read().weekday.clone(), group.read().tone));
    let off = Memo::new(move |_| group.read().day_off.as_ref().map(|off| off.full_name.clone()));
    let heading = Memo::new(move |_| group.read().heading.clone());
    let group = group.get_untracked();
    let list_path = group.path.clone();
    let draw = move |card: Card| {
        let path = card.path.clone();
        let is_open = Signal::derive(move || open.with(|open| open.as_ref() == Some(&path)));
        view! { <li><EventCard card=card is_open=is_open/></li> }
    };
    let draw_all = move || cards.get().into_iter().map(draw).collect_view();
    view! {
        <div
            class="day-group"
            role="group"
            id=format!("day-{}", group.iso)
            data-today=move || is_today.get().then_some("true")
            aria-label=move || heading.get()
        >
            <p class="day" data-weekday=move || weekday.read().1.slug() aria-hidden="true">
                <span class="number">{group.day.day()}</span>
                <span class="weekday">{move || weekday.read().0.clone()}</span>
                {move || relative.get().map(|relative| view! { <span class="relative">{relative}</span> })}
            </p>
            <ul class="cards">
                {move || off.get().map(|name| view! { <li class="off">{name}</li> })}
                {move || empty_text.get().map(|text| view! { <li class="nothing">{text}</li> })}
                {move || many_text.get().map(|text| view! { <li class="nothing">{text}</li> })}
                {move || {
                    if is_drawn.get() {
                        draw_all().into_any()
                    } else {
                        let near = Callback::new(move |()| is_drawn.set(true));
                        // The placeholder is as high as the cards will be, so that nothing jumps.
                        view! {
                            <li class="pending" style:block-size=format!("{}rem", cards.read().len() * CARD_REM)>
                                <Sentinel on_near=near/>
                            </li>
                        }.into_any()
                    }
                }}
                {move || hidden_text.get().map(|text| view! { <li class="nothing"><a href=list_path.clone()>{text}</a></li> })}
            </ul>
        </div>
    }
}
