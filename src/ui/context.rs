//! What every page has at hand: the state, the place, the language, and one message at a time.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::change::Change;
use crate::domain::holidays::own::OwnHoliday;
use crate::domain::journal::Act;
use crate::domain::time::Zone;
use crate::format::problem::StorageProblem;
use crate::format::settings;
use crate::i18n::{Language, Messages};
use crate::present::own_time::{OwnTime, own_time};
use crate::present::path::Path;
use crate::present::reader::{Reader, WeekStart, ZoneSource};
use crate::state::app::AppState;
use crate::state::place;
use crate::ui::rest::{Arrival, Fetch, needs_rest};
use crate::zones::device::DeviceZones;

/// What every page has at hand. Copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    /// The reactive root.
    pub state: AppState,
    /// The place that the address names; `None` where there is none.
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
    pub(super) fetch: Fetch,
}

/// A short message that goes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What is said.
    pub text: String,
    /// Whether the last deed can be undone from it.
    pub can_undo: bool,
}

/// The context of the page.
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

    /// The texts of the page's language. Not reactive: the app draws itself anew in another language, so that a text
    /// costs no more than itself.
    pub fn messages(self) -> &'static dyn Messages {
        self.language.get_untracked().messages()
    }

    /// The reader: day and clock, which it follows, language and zone.
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

    /// The days off that the reader's organisations have beside the law; follows the settings and the shown calendars.
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

    /// Commits a change, and then says so or says what went wrong.
    pub fn commit(
        self,
        act: Act,
        subject: impl Into<String>,
        change: Change,
        done: impl FnOnce() + 'static,
    ) {
        let subject = subject.into();
        spawn_local(async move {
            match self.state.commit(act, subject, change).await {
                Ok(()) => done(),
                Err(trouble) => self.state.trouble.set(Some(trouble)),
            }
        });
    }

    /// Undoes the newest deed, and says so.
    pub fn undo(self) {
        let messages = self.messages();
        spawn_local(async move {
            match self.state.undo().await {
                Ok(true) => self.say(messages.undone()),
                Ok(false) => {}
                Err(trouble) => self.state.trouble.set(Some(trouble)),
            }
        });
    }

    /// Shows a trouble that leaves the app usable.
    pub fn show_trouble(self, trouble: StorageProblem) {
        self.state.trouble.set(Some(trouble));
    }
}
