//! The lazy part of the app: everything that the agenda and the month do not need. It is loaded after the first view.
//!
//! The release build moves the code that is reachable only from [`here`] into a file of its own (`main.rs` marks the
//! cut, `build/cut.mjs` makes it); in other builds it is simply included. Therefore the first view must reach it only
//! through [`Ui::with_lazy`]: a direct call of a page or an action would move it back into the file of the first view.

use leptos::prelude::*;

use crate::present::route::path::{DayView, Path};
use crate::state::app::AppState;
use crate::ui::actions;
use crate::ui::components::spare_offer::SpareOffer;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{LazyPages, LazyState, Ui, use_ui};
use crate::ui::pages;
use crate::ui::scope::run_to_end;
use crate::ui::ways::follow;

/// Returns the lazy part. Only the code that marks the cut may call this.
pub fn here() -> LazyPages {
    LazyPages {
        page,
        open: actions::open_files,
        open_sample: actions::open_sample,
        start_empty: actions::start_empty,
        undo: |ui, operation| ui.undo(operation),
        undo_recent: actions::undo_recent,
        purge_expired: pages::trash::purge_expired,
        way: follow,
        safe: || view! { <pages::safe::SafePage/> }.into_any(),
        keep_spare: |ui| run_to_end(async move { ui.state.keep_spare().await }),
        offer_spare: || view! { <SpareOffer/> }.into_any(),
    }
}

/// Draws a lazy page, or the reason why it is not available.
pub fn draw(ui: Ui, path: Option<Path>) -> AnyView {
    match ui.lazy.get() {
        LazyState::There(rest) => (rest.page)(path),
        LazyState::Awaited | LazyState::Failed => view! { <LazyMissing/> }.into_any(),
    }
}

/// Shows a message in place of a page that could not be fetched.
#[component]
pub fn LazyMissing() -> impl IntoView {
    let ui = use_ui();
    let retry = move |_| ui.with_lazy(|_| {});
    view! {
        <TopBar title=ui.messages().lazy_missing_title() has_back=true takes_focus=true/>
        <div class="content">
            <p role="alert">{ui.messages().lazy_missing_text()}</p>
            <div class="buttons">
                <button class="button" data-look="primary" on:click=|_| AppState::reload()>{ui.messages().problem_reload()}</button>
                <button class="button" on:click=retry>{ui.messages().problem_retry()}</button>
            </div>
        </div>
    }
}

fn page(path: Option<Path>) -> AnyView {
    match path {
        Some(Path::Day { day, view: DayView::List, filter }) => {
            view! { <pages::day::DayPage day=day filter=filter/> }.into_any()
        }
        Some(Path::Day { day, view: DayView::Axis, filter }) => {
            view! { <pages::axis::DayAxisPage day=day filter=filter/> }.into_any()
        }
        Some(Path::Week { day, filter }) => {
            view! { <pages::axis::WeekPage day=day filter=filter/> }.into_any()
        }
        Some(Path::Year { year, calendar }) => {
            view! { <pages::year::YearPage year=year calendar=calendar/> }.into_any()
        }
        Some(Path::Event(id)) => {
            view! { <pages::event::EventPage id=id instance=None/> }.into_any()
        }
        Some(Path::Instance(id, at)) => {
            view! { <pages::event::EventPage id=id instance=Some(at)/> }.into_any()
        }
        Some(Path::Participants(id, instance)) => {
            view! { <pages::participants::ParticipantsPage id=id instance=instance/> }.into_any()
        }
        Some(Path::EditEvent(id)) => {
            view! { <pages::event_form::EditEventPage id=id instance=None/> }.into_any()
        }
        Some(Path::EditInstance(id, at)) => {
            view! { <pages::event_form::EditEventPage id=id instance=Some(at)/> }.into_any()
        }
        Some(Path::NewEvent { calendar, day, time }) => {
            view! { <pages::event_form::NewEventPage calendar=calendar day=day time=time/> }
                .into_any()
        }
        Some(Path::CopyEvent(id, instance)) => {
            view! { <pages::event_form::CopyEventPage id=id instance=instance/> }.into_any()
        }
        Some(Path::Search(seek)) => view! { <pages::search::SearchPage seek=*seek/> }.into_any(),
        Some(Path::Print(of)) => view! { <pages::print::PrintPage of=*of/> }.into_any(),
        Some(Path::Directory(path)) => pages::directory::page(path),
        Some(Path::Calendars) => view! { <pages::calendars::CalendarsPage/> }.into_any(),
        Some(Path::Import) => view! { <pages::import::ImportPage/> }.into_any(),
        Some(Path::Export(of)) => view! { <pages::export::ExportPage of=of/> }.into_any(),
        Some(Path::Settings) => view! { <pages::settings::SettingsPage/> }.into_any(),
        Some(Path::Trash) => view! { <pages::trash::TrashPage/> }.into_any(),
        Some(Path::History) => view! { <pages::history::HistoryPage/> }.into_any(),
        Some(Path::Agenda { .. } | Path::Month { .. }) | None => {
            view! { <pages::not_found::NotFoundPage/> }.into_any()
        }
    }
}
