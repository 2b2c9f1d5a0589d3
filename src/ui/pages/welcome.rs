//! The first start: what this is, and three ways to begin.

use leptos::html;
use leptos::prelude::*;

use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::change::Change;
use crate::domain::id::CalendarId;
use crate::domain::journal::Act;
use crate::present::path::Path;
use crate::state::app::AppState;
use crate::state::session::Source;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

/// The first start.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let ui = use_ui();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        if let Some(source) = files.as_ref().and_then(Source::of_list) {
            ui.with_rest(move |rest| (rest.open)(ui, source));
        }
    };
    let sample = move |_| ui.with_rest(move |rest| (rest.open_sample)(ui));
    let empty = move |_| ui.with_rest(move |rest| (rest.start_empty)(ui));
    view! {
        <TopBar title=ui.messages().start_title()/>
        <div class="content welcome">
            <div class="hero">
                <p class="name">{ui.messages().app_name()}</p>
                <p>{ui.messages().start_what()}</p>
                <p>{ui.messages().start_how()}</p>
            </div>
            <ul class="ways">
                <li>
                    <button class="way" data-look="primary" on:click=choose>
                        <IconView icon=Icon::Import/>
                        <strong>{ui.messages().start_open_file()}</strong>
                        <span>{ui.messages().start_open_file_hint()}</span>
                    </button>
                    <input type="file" multiple hidden node_ref=input on:change=chosen aria-label=ui.messages().import_choose()/>
                </li>
                <li>
                    <button class="way" on:click=sample>
                        <IconView icon=Icon::Calendars/>
                        <strong>{ui.messages().start_sample()}</strong>
                        <span>{ui.messages().start_sample_hint()}</span>
                    </button>
                </li>
                <li>
                    <button class="way" on:click=empty>
                        <IconView icon=Icon::Edit/>
                        <strong>{ui.messages().start_empty()}</strong>
                        <span>{ui.messages().start_empty_hint()}</span>
                    </button>
                </li>
            </ul>
        </div>
    }
}

/// Opens what was chosen, and goes to the page that shows what it would change.
pub fn open(ui: Ui, source: Source) {
    let title = ui.messages().start_empty_calendar_title().to_owned();
    ui.go(&Path::Import);
    run_to_end(async move { ui.state.open_source(source, title).await });
}

/// Opens the sample, likewise.
pub fn open_sample(ui: Ui) {
    run_to_end(async move {
        match Source::of_sample().await {
            Some(source) => open(ui, source),
            None => ui.say(ui.messages().bad_unreadable()),
        }
    });
}

/// Makes an empty calendar, and goes to the form for its first event.
pub fn start_empty(ui: Ui) {
    let messages = ui.messages();
    let title = messages.start_empty_calendar_title();
    let id = CalendarId::new(AppState::new_id());
    let now = Some(AppState::utc_now());
    let facts = CalendarFacts {
        title: title.to_owned(),
        color: Some("steelblue".to_owned()),
        created: now,
        updated: now,
        ..CalendarFacts::default()
    };
    let calendar = Calendar::new(id.clone(), facts);
    let change = Change::calendar(id.clone(), Some(calendar));
    ui.commit(Act::AddCalendar, title, change, move || {
        ui.go(&Path::NewEvent { calendar: Some(id), day: None });
    });
}
