//! The context of every page: the state, the path, the language, and the current message.

use std::ops::Deref;
use std::pin::Pin;

use jiff::civil::Date;
use leptos::html;
use leptos::prelude::*;

use crate::domain::almanac::journal::Operation;
use crate::domain::time::{Days, Month};
use crate::domain::time::{WeekSpan, WeekStart};
use crate::format::problem::StorageProblem;
use crate::i18n::{Language, Messages};
use crate::present::own_time::{OwnTime, own_time};
use crate::present::route::filter::Filter;
use crate::present::route::path::Path;
use crate::present::viewer::{Viewer, ZoneSource};
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::reading::{FetchedReading, Reading};
use crate::state::session::Source;
use crate::state::writing::PlannedEdit;
use crate::ui::reader::Reader;
use crate::ui::scope::{Scope, run_to_end};
use crate::ui::way::Way;
use crate::zones::device::DeviceZones;

/// The context of every page: a reference, so that copies of it cost nothing. It lives as long as the page.
#[derive(Clone, Copy, Debug)]
pub struct Ui(&'static UiSignals);

impl Deref for Ui {
    type Target = UiSignals;

    fn deref(&self) -> &UiSignals {
        self.0
    }
}

/// The signals of the context.
#[derive(Debug)]
pub struct UiSignals {
    /// The reactive root.
    pub state: AppState,
    /// The requested path, which the address names; `None` if it names no page.
    pub requested_path: Memo<Option<Path>>,
    /// The shown path. It becomes the requested path as soon as the page of that path can be drawn.
    pub path: Memo<Option<Path>>,
    /// The language of the page.
    pub language: Memo<Language>,
    /// Whether two panes fit.
    pub is_wide: RwSignal<bool>,
    /// The message at the bottom of the page.
    pub toast: RwSignal<Option<Toast>>,
    /// The fiscal years and days off that apply: from the settings, and from the shown calendars.
    pub own_time: Memo<OwnTime>,
    /// The lazy part of the app, which is loaded after the first view.
    pub lazy: RwSignal<LazyState>,
    /// The part of the app with the agenda, the month and the reading of what is stored.
    pub views: RwSignal<ViewsState>,
    fetch: FetchParts,
}

/// A short message that disappears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The text.
    pub text: String,
    /// The operation that it offers to undo.
    pub undo: Option<RecordedOperation>,
}

/// An operation with its number in the journal.
pub type RecordedOperation = (u32, Operation);

/// The entry points of the part of the app that a person needs who has events: the agenda, the month, and the reading of
/// what is stored.
#[derive(Clone, Copy, Debug)]
pub struct Views {
    /// Draws the agenda in its pane.
    pub agenda: fn(NodeRef<html::Div>) -> AnyView,
    /// Draws the page of a month.
    pub month: fn(MonthSignals) -> AnyView,
    /// Keeps the number on the app's icon up to date while the calling effect lives.
    pub keep_badge: fn(Ui),
    /// Reads what is stored.
    pub reading: Reading,
}

/// What the page of a month follows.
#[derive(Clone, Copy, Debug)]
pub struct MonthSignals {
    /// The month that is shown.
    pub month: Memo<Month>,
    /// The day whose list is open below the grid, on a narrow screen.
    pub open_day: Memo<Option<Date>>,
    /// The filter for the events that are shown.
    pub filter: Memo<Filter>,
    /// Whether the person navigated to the page, so that it is not only shown next to the agenda.
    pub takes_focus: bool,
}

/// The state of loading the part with the agenda and the month.
#[derive(Clone, Copy, Debug)]
pub enum ViewsState {
    /// It is being fetched.
    Awaited,
    /// It could not be fetched.
    Failed,
    /// It is loaded.
    There(Views),
}

/// The entry points of the lazy part of the app.
#[derive(Clone, Copy, Debug)]
pub struct LazyPages {
    /// Draws the page of a path; `None` is an address that names no page.
    pub page: fn(Option<Path>) -> AnyView,
    /// Opens the chosen files, and goes to the page that shows what they would change.
    pub open: fn(Ui, Source),
    /// Opens the sample in the same way.
    pub open_sample: fn(Ui),
    /// Creates an empty calendar, and goes to the form for its first event.
    pub start_empty: fn(Ui),
    /// Undoes an operation, the newest one by default, and reports it.
    pub undo: fn(Ui, Option<RecordedOperation>),
    /// Undoes the newest operation if it was made since the app was opened; shows the history otherwise.
    pub undo_recent: fn(Ui),
    /// Removes what has been in the trash long enough.
    pub purge_expired: fn(Ui),
    /// Takes a way on after a problem with the storage.
    pub way: fn(Ui, Way),
    /// Draws the page of a start without events.
    pub safe: fn() -> AnyView,
    /// Keeps the spare up to date from now on.
    pub keep_spare: fn(Ui),
    /// Shows what the spare can restore.
    pub offer_spare: fn() -> AnyView,
}

/// The state of loading the lazy part.
#[derive(Clone, Copy, Debug)]
pub enum LazyState {
    /// It is being fetched, or will be fetched when the browser is idle.
    Awaited,
    /// It was needed, but could not be fetched.
    Failed,
    /// It is loaded.
    There(LazyPages),
}

/// Fetches a part of the app; `None` if that failed, after which it may be tried again.
pub type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Option<T>>>>;

/// Fetches the parts of the app that are not in its first file.
#[derive(Clone, Copy, Debug)]
pub struct FetchParts {
    /// The agenda, the month, and the reading of what is stored.
    pub views: Fetch<Views>,
    /// Everything else.
    pub lazy: Fetch<LazyPages>,
}

/// Returns the context of the page.
pub fn use_ui() -> Ui {
    expect_context()
}

impl Ui {
    /// Creates the context; the app calls this once.
    pub fn new(state: AppState, fetch: FetchParts) -> Self {
        let fragment = navigation::fragment();
        let requested_path = Memo::new(move |_| Path::parse(&fragment.read()));
        let lazy = RwSignal::new(LazyState::Awaited);
        let path = Memo::new(move |before: Option<&Option<Path>>| {
            let requested_path = requested_path.get();
            let is_awaited = matches!(lazy.get(), LazyState::Awaited);
            match before {
                // The open page stays until the next one can be drawn.
                Some(before) if is_awaited && is_lazy(requested_path.as_ref()) => before.clone(),
                Some(_) | None => requested_path,
            }
        });
        let device = AppState::device_languages();
        let language = Memo::new(move |_| {
            let chosen = state.settings.with(|settings| settings.portable.language.clone());
            let mut tags = chosen.iter().chain(&device);
            tags.find_map(|tag| Language::from_tag(tag)).unwrap_or_default()
        });
        let own_time = Memo::new(move |_| {
            state.settings.with(|settings| {
                state.almanac.with(|almanac| {
                    let calendars = almanac.calendars().values();
                    own_time(settings.portable.fiscal, &settings.portable.own_holidays, calendars)
                })
            })
        });
        let is_wide = navigation::is_wide();
        let toast = RwSignal::new(None);
        let views = RwSignal::new(ViewsState::Awaited);
        Self(Box::leak(Box::new(UiSignals {
            state,
            requested_path,
            path,
            language,
            is_wide,
            toast,
            own_time,
            lazy,
            views,
            fetch,
        })))
    }

    /// Returns the texts of the page's language. This is not reactive: the app draws itself again in another language,
    /// so that texts need no signals.
    pub fn messages(self) -> &'static dyn Messages {
        self.language.get_untracked().messages()
    }

    /// Returns the viewer; follows the clock, the day, and the fiscal years and days off, but not language and zone.
    pub fn viewer(self) -> Viewer {
        let now = self.state.now.get();
        let own = self.own_time.get();
        Viewer {
            now: Some(now),
            zone: self.state.viewer_zone(),
            offset_minutes: AppState::offset_minutes(),
            zones: ZoneSource(Some(&DeviceZones)),
            own_holidays: own.holidays,
            fiscal: own.fiscal,
            ..Viewer::new(self.language.get_untracked(), now.date())
        }
    }

    /// Returns the days off and the clock of the viewer, without the current time; follows the settings and the shown
    /// calendars.
    pub fn reader(self) -> Reader {
        let own = self.own_time.with(|own| own.holidays.clone());
        Reader::new(own, self.state.viewer_zone())
    }

    /// Returns the day on which weeks start; follows the settings.
    pub fn week_start(self) -> WeekStart {
        self.state.settings.with(|settings| settings.portable.week_start)
    }

    /// Returns how many days of a week the page shows; follows the settings and the width.
    pub fn week_span(self) -> WeekSpan {
        if self.is_wide.get() {
            return WeekSpan::SevenDays;
        }
        self.state.settings.with(|settings| settings.portable.week_span)
    }

    /// Goes to a path.
    pub fn go(self, path: &Path) {
        navigation::go_to(&path.format());
    }

    /// Shows a message at the bottom of the page.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), undo: None }));
    }

    /// Shows a message at the bottom of the page, with a button that undoes that operation.
    pub fn say_undoable(self, text: impl Into<String>, operation: RecordedOperation) {
        self.toast.set(Some(Toast { text: text.into(), undo: Some(operation) }));
    }

    /// Says that what a person entered is saved, or that this page alone holds it.
    pub fn say_saved(self, operation: RecordedOperation) {
        let messages = self.messages();
        let is_memory = self.state.is_memory();
        let text = if is_memory { messages.edit_held() } else { messages.edit_saved() };
        self.say_undoable(text, operation);
    }

    /// Commits an edit, and then calls `done` with the operation, or says that there was nothing to do, or shows the
    /// error. When `done` is called, the person may have left the page.
    pub fn commit(self, edit: PlannedEdit, done: impl FnOnce(RecordedOperation) + 'static) {
        self.commit_or(edit, done, move || self.say(self.messages().nothing_to_change()));
    }

    /// Commits an edit, and then calls `done` with the operation, or `nothing` if there was nothing to do, or shows the
    /// error. When one of them is called, the person may have left the page.
    pub fn commit_or(
        self,
        edit: PlannedEdit,
        done: impl FnOnce(RecordedOperation) + 'static,
        nothing: impl FnOnce() + 'static,
    ) {
        run_to_end(async move {
            match self.state.commit(edit).await {
                Ok(Some(operation)) => done(operation),
                Ok(None) => nothing(),
                Err(problem) => self.state.problem.set(Some(problem)),
            }
        });
    }

    /// Undoes an operation, the newest one by default, and reports it.
    pub fn undo(self, operation: Option<RecordedOperation>) {
        let messages = self.messages();
        let newest = || self.state.operations.with_untracked(|all| all.first().cloned());
        let named = operation.clone().or_else(newest);
        let subject = named.map(|(_, it)| it.subject).filter(|it| !it.trim().is_empty());
        run_to_end(async move {
            match self.state.undo(operation).await {
                Ok(true) => self.say(subject.map_or_else(
                    || messages.undone().to_owned(),
                    |subject| messages.undone_of(&subject),
                )),
                Ok(false) => self.say(messages.nothing_to_undo()),
                Err(problem) => self.state.problem.set(Some(problem)),
            }
        });
    }

    /// Loads the given days, and loads again when the days change; does nothing while there are none.
    pub fn keep_read(self, days: impl Fn() -> Option<Days> + 'static) {
        // Talks to the database.
        Effect::new(move |_| {
            let Some(days) = days() else { return };
            Scope::here().spawn(async move { self.report(self.state.want(days).await) });
        });
    }

    /// Shows the storage problem if there is one.
    pub fn report(self, outcome: Result<(), StorageProblem>) {
        if let Err(problem) = outcome {
            self.show_problem(problem);
        }
    }

    /// Shows a storage problem after which the app is still usable.
    pub fn show_problem(self, problem: StorageProblem) {
        self.state.problem.set(Some(problem));
    }

    /// Fetches what reads the store; if it cannot be fetched, the page says so.
    pub fn fetch_reading(self) -> FetchedReading {
        Box::pin(async move {
            let views = (self.fetch.views)().await;
            self.views.set(views.map_or(ViewsState::Failed, ViewsState::There));
            views.map(|views| views.reading)
        })
    }

    /// Fetches the lazy part, unless it is loaded.
    pub async fn fetch_lazy(self) -> Option<LazyPages> {
        if let LazyState::There(rest) = self.lazy.get_untracked() {
            return Some(rest);
        }
        let rest = (self.fetch.lazy)().await?;
        self.lazy.set(LazyState::There(rest));
        Some(rest)
    }

    /// Calls `then` with the lazy part; if it cannot be fetched, a notice says so.
    pub fn with_lazy(self, then: impl FnOnce(LazyPages) + 'static) {
        if let LazyState::There(rest) = self.lazy.get_untracked() {
            return then(rest);
        }
        run_to_end(async move {
            match self.fetch_lazy().await {
                Some(rest) => then(rest),
                None => self.lazy.set(LazyState::Failed),
            }
        });
    }
}

/// Returns whether the page of a path belongs to the lazy part.
pub fn is_lazy(path: Option<&Path>) -> bool {
    !matches!(path, Some(Path::Agenda { .. } | Path::Month { .. }))
}
