//! Actions that several pages offer: open files or the sample, start an empty calendar, load everything.
//!
//! None of them is part of the first view, which calls them through [`crate::ui::lazy`].

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::session::Source;
use crate::state::writing::PlannedEdit;
use crate::ui::context::Ui;
use crate::ui::scope::{Scope, run_to_end};

/// Opens the chosen files, and goes to the page that shows what they would change.
pub fn open_files(ui: Ui, source: Source) {
    let title = ui.messages().start_empty_calendar_title().to_owned();
    ui.go(&Path::Import);
    run_to_end(async move { ui.state.open_source(source, title).await });
}

/// Opens the sample in the same way.
pub fn open_sample(ui: Ui) {
    run_to_end(async move {
        match Source::of_sample().await {
            Some(source) => open_files(ui, source),
            None => ui.say(ui.messages().bad_unreadable()),
        }
    });
}

/// Creates an empty calendar, and goes to the form for its first event.
pub fn start_empty(ui: Ui) {
    let messages = ui.messages();
    let title = messages.start_empty_calendar_title();
    let id = CalendarId::new(AppState::new_id());
    let now = Some(AppState::utc_now());
    let color = ui.state.almanac.with_untracked(|almanac| Color::free(almanac.colors()));
    let facts = CalendarFacts {
        title: title.to_owned(),
        color: Some(color.css().to_owned()),
        created: now,
        updated: now,
        ..CalendarFacts::default()
    };
    let calendar = Calendar::new(id.clone(), facts);
    let made = id.clone();
    let plan = move |_: &Almanac| Change::calendar(made.clone(), Some(calendar.clone()));
    let edit = PlannedEdit::new(OperationKind::AddCalendar, title, Needs::Calendars, plan);
    ui.commit(edit, move |_| {
        ui.go(&Path::NewEvent { calendar: Some(id), day: None, time: None });
    });
}

/// Keeps everything loaded, for a page that counts or exports everything.
pub fn ensure_all_loaded(ui: Ui) {
    let is_whole = Memo::new(move |_| ui.state.almanac.with(Almanac::is_whole));
    // Talks to the database; after an import, parts must be loaded again.
    Effect::new(move |_| {
        if !is_whole.get() {
            Scope::here().spawn(async move { ui.report(ui.state.whole().await) });
        }
    });
}

/// Undoes the newest operation if it was made since the app was opened. An older one is not undone by a key alone: the
/// history is shown, where the person sees what it was.
pub fn undo_recent(ui: Ui) {
    let newest = ui.state.operations.with_untracked(|operations| operations.first().cloned());
    match newest.filter(|(seq, _)| ui.state.is_since_opening(*seq)) {
        Some(operation) => ui.undo(Some(operation)),
        None => ui.go(&Path::History),
    }
}
