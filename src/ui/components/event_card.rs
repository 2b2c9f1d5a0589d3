//! One event of a day as a card.

use leptos::prelude::*;

use crate::domain::almanac::entry::Happening;
use crate::present::card::{Card, EventPhase};
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

use super::kind_mark::KindMark;

/// Shows one event as a card: title, time, place, and a link to it.
#[component]
pub fn EventCard(
    /// The event to show.
    card: Card,
    /// Whether the event is open next to the list.
    #[prop(into)]
    is_open: Signal<bool>,
) -> impl IntoView {
    let ui = use_ui();
    let has_place = !card.place.is_empty();
    view! {
        <article
            class="event-card"
            data-color=card.color.slug()
            data-past=(card.phase == EventPhase::Past).then_some("true")
            data-cancelled=card.is_cancelled.then_some("true")
            aria-current=move || is_open.get().then_some("true")
        >
            <h3 class="title">
                <a href=card.path aria-label=card.label>{unbroken_number(&card.title)}</a>
            </h3>
            <p class="badges" aria-hidden="true">
                {(card.phase == EventPhase::Now).then(|| view! { <span class="badge">{ui.messages().now()}</span> })}
                {card.badge.map(|badge| {
                    view! { <span class="badge" data-look=look(badge.happening)>{badge.label}</span> }
                })}
                {card.status_label.map(|label| {
                    let look = if card.is_cancelled { "cancelled" } else { "plain" };
                    view! { <span class="badge" data-look=look>{label}</span> }
                })}
                {card.is_mine.then(|| view! { <IconView icon=Icon::StarFilled/> })}
            </p>
            <p class="details" aria-hidden="true">
                <time class="time" datetime=card.machine_time>{card.time_text}</time>
                {card.nth_day.map(|nth_day| view! { <span class="badge" data-look="plain">{nth_day}</span> })}
                <span>
                    <KindMark kind=card.kind label=card.kind_label/>
                    {card.kind_label}
                </span>
                {has_place.then(|| {
                    view! {
                        <span>
                            <IconView icon=Icon::Place/>
                            {card.place}
                        </span>
                    }
                })}
                {(!card.reason.is_empty()).then(|| view! { <span class="reason">{card.reason}</span> })}
                {card.closes.map(|closes| view! { <span class="closes">{closes}</span> })}
                {card.zone_note.map(|note| view! { <span>{note}</span> })}
            </p>
        </article>
    }
}

/// Returns the style of a badge.
pub fn look(happening: Happening) -> &'static str {
    match happening {
        Happening::New => "new",
        Happening::Changed => "changed",
        Happening::Cancelled => "cancelled",
    }
}
