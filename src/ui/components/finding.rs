//! What stands in for the page of an event that is not there yet, or not at all.

use leptos::prelude::*;

use crate::domain::id::EventId;
use crate::present::route::path::Path;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::Ui;
use crate::ui::context::use_ui;
use crate::ui::scope::Scope;

/// Whether an event is there, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is.
    There,
    /// Not among what is loaded; the rest is being loaded.
    Waiting,
    /// Everything is loaded and it is not there.
    Nowhere,
}

/// Looks for an event, and loads what is not loaded until it is found.
pub fn find(ui: Ui, id: EventId) -> Memo<Found> {
    let found = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| match almanac.entry(&id) {
            Some(_) => Found::There,
            None if almanac.is_whole() => Found::Nowhere,
            None => Found::Waiting,
        })
    });
    // Talks to the database: an event of an unloaded month is found by loading everything.
    Effect::new(move |_| {
        if found.get() == Found::Waiting {
            Scope::here().spawn(async move { ui.heed(ui.state.whole().await) });
        }
    });
    found
}

/// Shows what is said while an event is looked for, and if there is none.
#[component]
pub fn Missing(
    /// Whether it is there.
    found: Memo<Found>,
) -> impl IntoView {
    let ui = use_ui();
    let is_nowhere = move || found.get() == Found::Nowhere;
    let title = Signal::derive(move || {
        if is_nowhere() { ui.messages().event_not_found_title() } else { ui.messages().loading() }
            .to_owned()
    });
    view! {
        <TopBar title=title has_back=true takes_focus=true/>
        <div class="content">
            <Show
                when=is_nowhere
                fallback=move || view! { <p class="waiting" role="status">{ui.messages().loading()}</p> }
            >
                <p>{ui.messages().event_not_found_text()}</p>
                <p class="buttons">
                    <a class="button" data-look="primary" href=Path::home().format()>
                        {ui.messages().go_to_agenda()}
                    </a>
                    <a class="button" href=Path::Bin.format()>{ui.messages().bin_open()}</a>
                </p>
            </Show>
        </div>
    }
}
