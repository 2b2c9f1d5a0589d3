//! The rest of the app: what a reader of the agenda and the month does not need, and which arrives after the first view.
//!
//! The release build cuts what is reachable from [`Rest::here`] alone off into a file of its own (`main.rs` marks the
//! place, `.ci/cut.mjs` does the cutting); elsewhere it is simply there. So the first view must reach it through
//! [`Ui::with_rest`] and nothing else: a page or a deed named directly would be in the first view's file again.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::present::path::{DayView, Path};
use crate::state::session::Source;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::pages;

/// The rest of the app, as the ways into it.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// Draws the page of an address; `None` where the address names no page.
    pub page: fn(Option<Path>) -> AnyView,
    /// Opens what was chosen, and goes to the page that shows what it would change.
    pub open: fn(Ui, Source),
    /// Opens the sample, likewise.
    pub open_sample: fn(Ui),
    /// Makes an empty calendar, and goes to the form for its first event.
    pub start_empty: fn(Ui),
    /// Undoes the newest deed, and says so.
    pub undo: fn(Ui),
    /// Takes away what has lain in the bin long enough.
    pub tidy: fn(Ui),
    /// Hands over what can still be read of a damaged database.
    pub salvage: fn(Ui),
}

/// How far the rest has come.
#[derive(Clone, Copy, Debug)]
pub enum Arrival {
    /// It is on its way, or will be fetched when the browser is idle.
    Awaited,
    /// It was needed and could not be fetched.
    Failed,
    /// It is there.
    There(Rest),
}

/// Fetches the rest; `None` where that failed, after which it may be tried again.
pub type Fetch = fn() -> Pin<Box<dyn Future<Output = Option<Rest>>>>;

impl Rest {
    /// The rest itself. Only the place at which the app is cut may call this.
    pub fn here() -> Self {
        Self {
            page,
            open: pages::welcome::open,
            open_sample: pages::welcome::open_sample,
            start_empty: pages::welcome::start_empty,
            undo: |ui| ui.undo(),
            tidy: pages::bin::tidy,
            salvage: |ui| spawn_local(async move { _ = ui.state.save_salvage().await }),
        }
    }
}

impl Ui {
    /// Fetches the rest, unless it is there.
    pub async fn fetch_rest(self) -> Option<Rest> {
        if let Arrival::There(rest) = self.rest.get_untracked() {
            return Some(rest);
        }
        let rest = (self.fetch)().await?;
        self.rest.set(Arrival::There(rest));
        Some(rest)
    }

    /// Does something that the rest is needed for; where it cannot be fetched, says so.
    pub fn with_rest(self, then: impl FnOnce(Rest) + 'static) {
        if let Arrival::There(rest) = self.rest.get_untracked() {
            return then(rest);
        }
        spawn_local(async move {
            match self.fetch_rest().await {
                Some(rest) => then(rest),
                None => self.say(self.messages().rest_missing_text()),
            }
        });
    }
}

/// Whether the page of an address is part of the rest.
pub fn needs_rest(path: Option<&Path>) -> bool {
    !matches!(path, Some(Path::Agenda { .. } | Path::Month { .. }))
}

/// A page of the rest, or why it is not there.
pub fn draw(ui: Ui, path: Option<Path>) -> AnyView {
    match ui.rest.get() {
        Arrival::There(rest) => (rest.page)(path),
        Arrival::Awaited | Arrival::Failed => view! { <RestMissing/> }.into_any(),
    }
}

/// In place of a page that could not be fetched.
#[component]
fn RestMissing() -> impl IntoView {
    let ui = use_ui();
    let retry = move |_| ui.with_rest(|_| {});
    view! {
        <TopBar title=ui.messages().rest_missing_title() has_back=true takes_focus=true/>
        <div class="content">
            <p role="alert">{ui.messages().rest_missing_text()}</p>
            <p><button class="button" data-look="primary" on:click=retry>{ui.messages().trouble_retry()}</button></p>
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
        Some(Path::Participants(id)) => {
            view! { <pages::participants::ParticipantsPage id=id/> }.into_any()
        }
        Some(Path::EditEvent(id)) => {
            view! { <pages::event_form::EditEventPage id=id instance=None/> }.into_any()
        }
        Some(Path::EditInstance(id, at)) => {
            view! { <pages::event_form::EditEventPage id=id instance=Some(at)/> }.into_any()
        }
        Some(Path::NewEvent { calendar, day }) => {
            view! { <pages::event_form::NewEventPage calendar=calendar day=day/> }.into_any()
        }
        Some(Path::CopyEvent(id, instance)) => {
            view! { <pages::event_form::CopyEventPage id=id instance=instance/> }.into_any()
        }
        Some(Path::Search(seek)) => view! { <pages::search::SearchPage seek=*seek/> }.into_any(),
        Some(Path::Print(of)) => view! { <pages::print::PrintPage of=*of/> }.into_any(),
        Some(Path::Calendars) => view! { <pages::calendars::CalendarsPage/> }.into_any(),
        Some(Path::Import) => view! { <pages::import::ImportPage/> }.into_any(),
        Some(Path::Export(of)) => view! { <pages::export::ExportPage of=of/> }.into_any(),
        Some(Path::Settings) => view! { <pages::settings::SettingsPage/> }.into_any(),
        Some(Path::Bin) => view! { <pages::bin::BinPage/> }.into_any(),
        Some(Path::History) => view! { <pages::history::HistoryPage/> }.into_any(),
        Some(Path::Agenda { .. } | Path::Month { .. }) | None => {
            view! { <pages::not_found::NotFoundPage/> }.into_any()
        }
    }
}
