//! Other events at the time of an event.

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::id::EventId;
use crate::domain::search::nearest::nearest;
use crate::domain::series::occurrence;
use crate::present::card::overlap::{Other, Overlaps, overlaps};
use crate::ui::context::use_ui;

/// Shows what overlaps with an event; nothing if there are no overlaps.
#[component]
pub fn Overlap(
    /// The event.
    id: EventId,
    /// The instance of a repeating event; `None` for the nearest one.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let found = Memo::new(move |_| {
        let viewer = ui.viewer();
        let off = viewer.days_off();
        ui.state.almanac.with(|almanac| {
            let Some(entry) = almanac.entry(&id) else { return Overlaps::default() };
            let this = instance.and_then(|at| occurrence::instance_with(entry, at, &off));
            let this = this.unwrap_or_else(|| nearest(entry, viewer.today, &off));
            overlaps(almanac, &this, &viewer)
        })
    });
    let link = |other: Other| view! { <a href=other.path>{other.text}</a> };
    let mine = move || found.read().mine.clone();
    let people = move || found.read().people.clone();
    view! {
        <Show when=move || !found.read().is_empty()>
            <section class="note overlap" data-look="warning" aria-label=messages.overlap_title()>
                <Show when=move || !found.read().mine.is_empty()>
                    <p>{messages.overlap_mine()}</p>
                    <ul>{move || mine().into_iter().map(|other| view! { <li>{link(other)}</li> }).collect_view()}</ul>
                </Show>
                <Show when=move || !found.read().people.is_empty()>
                    <p>{messages.overlap_people()}</p>
                    <ul>
                        {move || people().into_iter().map(|it| view! { <li>{it.name}" "{link(it.other)}</li> }).collect_view()}
                    </ul>
                </Show>
            </section>
        </Show>
    }
}
