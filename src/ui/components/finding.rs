//! Replaces the page of an event that is not loaded yet, or that does not exist.

use leptos::prelude::*;

use crate::domain::id::EventId;
use crate::present::route::path::Path;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::Ui;
use crate::ui::context::use_ui;
use crate::ui::scope::Scope;

/// Whether an event exists, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundEvent {
    /// The event is loaded.
    There,
    /// The event is not among what is loaded; the remaining data is being loaded.
    Waiting,
    /// Everything is loaded and the event does not exist.
    Nowhere,
}

/// Finds an event, and loads more data until it is found.
pub fn find(ui: Ui, id: EventId) -> Memo<FoundEvent> {
    let found = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| match almanac.entry(&id) {
            Some(_) => FoundEvent::There,
            None if almanac.is_whole() => FoundEvent::Nowhere,
            None => FoundEvent::Waiting,
        })
    });
    // Talks to the database: an event of an unloaded month is found by loading everything.
    Effect::new(move |_| {
        if found.get() == FoundEvent::Waiting {
            Scope::here().spawn(async move { ui.report(ui.state.whole().await) });
        }
    });
    found
}

/// Shows a text while an event is being searched, or if it does not exist.
#[component]
pub fn Missing(
    /// Whether the event exists.
    found: Memo<FoundEvent>,
) -> impl IntoView {
    let ui = use_ui();
    let is_nowhere = move || found.get() == FoundEvent::Nowhere;
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
                    <a class="button" href=Path::Trash.format()>{ui.messages().trash_open()}</a>
                </p>
            </Show>
        </div>
    }
}
