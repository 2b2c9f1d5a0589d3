//! What every page has at hand: the state, the place, the language, and one message at a time.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::almanac::change::Change;
use crate::domain::almanac::journal::Act;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::{Days, Zone};
use crate::format::problem::StorageProblem;
use crate::format::stored::settings;
use crate::i18n::{Language, Messages};
use crate::present::own_time::{OwnTime, own_time};
use crate::present::reader::{Reader, WeekStart, ZoneSource};
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::place;
use crate::state::session::Source;
use crate::ui::scope::{Scope, run_to_end};
use crate::zones::device::DeviceZones;

/// What every page has at hand. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    /// The reactive root.
    pub state: AppState,
    /// The place that the address names; `None` if there is none.
    pub asked: Memo<Option<Path>>,
    /// The place that is shown: the one that the address names, as soon as its page can be drawn.
    pub path: Memo<Option<Path>>,
    /// The language of the page.
    pub language: Memo<Language>,
    /// Whether two panes fit.
    pub is_wide: RwSignal<bool>,
    /// The one message at the foot of the page.
    pub toast: RwSignal<Option<Toast>>,
    /// The years and days off to go by: by the settings, and by the shown calendars.
    pub own_time: Memo<OwnTime>,
    /// What is loaded after the first view.
    pub rest: RwSignal<Arrival>,
    fetch: Fetch,
}

/// A short message that goes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What is said.
    pub text: String,
    /// Whether the last operation can be undone from it.
    pub can_undo: bool,
}

/// The rest of the app, as the ways into it.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// Draws the page of an address; `None` if the address names no page.
    pub page: fn(Option<Path>) -> AnyView,
    /// Opens what was chosen, and goes to the page that shows what it would change.
    pub open: fn(Ui, Source),
    /// Opens the sample, likewise.
    pub open_sample: fn(Ui),
    /// Makes an empty calendar, and goes to the form for its first event.
    pub start_empty: fn(Ui),
    /// Undoes the newest operation, and says so.
    pub undo: fn(Ui),
    /// Takes away what has lain in the trash long enough.
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

/// Fetches the rest; `None` if that failed, after which it may be tried again.
pub type Fetch = fn() -> Pin<Box<dyn Future<Output = Option<Rest>>>>;

/// Returns the context of the page.
pub fn use_ui() -> Ui {
    expect_context()
}

impl Ui {
    /// Makes the context; to be called once, by the app.
    pub fn new(state: AppState, fetch: Fetch) -> Self {
        let fragment = place::fragment();
        let asked = Memo::new(move |_| Path::parse(&fragment.read()));
        let rest = RwSignal::new(Arrival::Awaited);
        let path = Memo::new(move |before: Option<&Option<Path>>| {
            let asked = asked.get();
            let is_awaited = matches!(rest.get(), Arrival::Awaited);
            match before {
                // The page that is open stays until the next one can be drawn.
                Some(before) if is_awaited && needs_rest(asked.as_ref()) => before.clone(),
                Some(_) | None => asked,
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
        let is_wide = place::is_wide();
        let toast = RwSignal::new(None);
        Self { state, asked, path, language, is_wide, toast, own_time, rest, fetch }
    }

    /// Returns the texts of the page's language. Not reactive: the app draws itself again in another language, so that
    /// a text costs no more than itself.
    pub fn messages(self) -> &'static dyn Messages {
        self.language.get_untracked().messages()
    }

    /// Returns the viewer: day and clock, which it follows, language and zone.
    pub fn reader(self) -> Reader {
        let now = self.state.now.get();
        let own = self.own_time.get();
        Reader {
            now: Some(now),
            zone: AppState::reader_zone().map(|name| Zone(name.into())),
            offset_minutes: AppState::offset_minutes(),
            zones: ZoneSource(Some(&DeviceZones)),
            own_holidays: own.holidays,
            fiscal: own.fiscal,
            ..Reader::new(self.language.get_untracked(), now.date())
        }
    }

    /// The days off that the viewer's organisations have in addition to those by law; follows the settings and the
    /// shown calendars.
    pub fn own_holidays(self) -> Arc<[OwnHoliday]> {
        self.own_time.with(|own| own.holidays.clone())
    }

    /// The day that weeks start on; follows the settings.
    pub fn week_start(self) -> WeekStart {
        match self.state.settings.with(|settings| settings.portable.week_start) {
            settings::WeekStart::Sunday => WeekStart::Sunday,
            settings::WeekStart::Monday => WeekStart::Monday,
        }
    }

    /// Goes to a place.
    pub fn go(self, path: &Path) {
        place::go_to(&path.format());
    }

    /// Says something at the foot of the page.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), can_undo: false }));
    }

    /// Says something at the foot of the page, with a way to undo it.
    pub fn say_undoable(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), can_undo: true }));
    }

    /// Commits a change, and then says so or says what went wrong. When `done` is called, the page may have been left.
    pub fn commit(
        self,
        act: Act,
        subject: impl Into<String>,
        change: Change,
        done: impl FnOnce() + 'static,
    ) {
        let subject = subject.into();
        run_to_end(async move {
            match self.state.commit(act, subject, change).await {
                Ok(()) => done(),
                Err(trouble) => self.state.trouble.set(Some(trouble)),
            }
        });
    }

    /// Undoes the newest operation, and says so.
    pub fn undo(self) {
        let messages = self.messages();
        run_to_end(async move {
            match self.state.undo().await {
                Ok(true) => self.say(messages.undone()),
                Ok(false) => {}
                Err(trouble) => self.state.trouble.set(Some(trouble)),
            }
        });
    }

    /// Reads what some days show, and again when the days change; nothing while there are none.
    pub fn keep_read(self, days: impl Fn() -> Option<Days> + 'static) {
        // Talks to the database.
        Effect::new(move |_| {
            let Some(days) = days() else { return };
            Scope::here().spawn(async move { self.heed(self.state.want(days).await) });
        });
    }

    /// Shows the trouble of what has failed.
    pub fn heed(self, outcome: Result<(), StorageProblem>) {
        if let Err(trouble) = outcome {
            self.show_trouble(trouble);
        }
    }

    /// Shows a trouble that leaves the app usable.
    pub fn show_trouble(self, trouble: StorageProblem) {
        self.state.trouble.set(Some(trouble));
    }

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
        run_to_end(async move {
            match self.fetch_rest().await {
                Some(rest) => then(rest),
                None => self.say(self.messages().rest_missing_text()),
            }
        });
    }
}

/// Returns whether the page of an address is part of the rest.
pub fn needs_rest(path: Option<&Path>) -> bool {
    !matches!(path, Some(Path::Agenda { .. } | Path::Month { .. }))
}
