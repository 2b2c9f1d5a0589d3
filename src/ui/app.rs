//! The app: opens the almanac, and shows the page that the address names.

use std::panic;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::time::{Days, Month};
use crate::present::filter::Filter;
use crate::present::overlap;
use crate::present::path::Path;
use crate::present::seek::Seek;
use crate::state::app::{AppState, Phase};
use crate::state::place;
use crate::state::settings::Theme;
use crate::state::trouble::Trouble;
use crate::ui::components::nav_bar::NavBar;
use crate::ui::components::notices::Notices;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::toasts::{Shown, Toasts};
use crate::ui::pages;
use crate::ui::pages::agenda::{AgendaPage, focus_card};
use crate::ui::pages::trouble::{StoppedPage, show_unexpected};
use crate::ui::pages::welcome::WelcomePage;

/// The id of the part that skips the navigation.
const MAIN: &str = "main";

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let ui = Ui::new(AppState::new());
    provide_context(ui);
    let console = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        console(info);
        show_unexpected(ui, &info.to_string());
    }));
    let window = first_window(ui);
    spawn_local(async move { ui.state.start(window).await });
    listen_for_slash(ui);
    // Talks to the icon on the home screen.
    let left_today = Memo::new(move |_| {
        let reader = ui.reader();
        ui.state.almanac.with(|almanac| overlap::left_today(almanac, &reader))
    });
    Effect::new(move |_| place::show_badge(left_today.get()));
    // Talks to the root element and the title bar.
    Effect::new(move |_| {
        let theme = match ui.state.settings.with(|settings| settings.theme) {
            Theme::Device => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let language = ui.language.get();
        place::dress(language.tag(), theme, language.messages().app_name());
    });
    view! {
        {move || {
            // Another language is another app: everything is drawn anew.
            ui.language.track();
            view! { <Frame/> }
        }}
    }
}

/// `/` leads to search from anywhere but where it is typed.
fn listen_for_slash(ui: Ui) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() != "/" || has_modifier || event.is_composing() || place::is_busy() {
            return;
        }
        event.prevent_default();
        if matches!(&*ui.path.read_untracked(), Some(Path::Search(_))) {
            place::focus(pages::search::WORDS);
        } else {
            ui.go(&Path::Search(Box::<Seek>::default()));
        }
    });
    on_cleanup(move || handle.remove());
}

/// Everything on the page.
#[component]
fn Frame() -> impl IntoView {
    let ui = use_ui();
    let message = Signal::derive(move || {
        ui.toast.get().map(|toast| Shown {
            text: toast.text,
            action: toast.can_undo.then(|| ui.messages().undo()),
        })
    });
    let undo = Callback::new(move |()| {
        ui.toast.set(None);
        ui.undo();
    });
    let stage = Memo::new(move |_| {
        ui.state.phase.with(|phase| match phase {
            Phase::Starting => Stage::Starting,
            Phase::Stopped(trouble) => Stage::Stopped(trouble.clone()),
            Phase::Ready { .. } => Stage::Ready,
        })
    });
    view! {
        <a class="skip-link" href="#main" on:click=|event| { event.prevent_default(); place::focus(MAIN); }>
            {ui.messages().skip_to_content()}
        </a>
        <div class="frame">
            <Notices/>
            {move || match stage.get() {
                Stage::Starting => view! { <main class="panes" id=MAIN tabindex="-1" aria-busy="true"></main> }.into_any(),
                Stage::Stopped(trouble) => view! { <StoppedPage trouble=trouble main=MAIN/> }.into_any(),
                Stage::Ready => view! { <NavBar/> <Panes/> }.into_any(),
            }}
            <Toasts
                message=message
                close_label=ui.messages().close()
                on_action=undo
                on_close=Callback::new(move |()| ui.toast.set(None))
            />
        </div>
    }
}

/// How far the app has come, as far as the page changes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    Starting,
    Ready,
    Stopped(Trouble),
}

/// The days that the first view needs.
fn first_window(ui: Ui) -> Days {
    let today = ui.state.now.get_untracked().date();
    let month = match ui.path.get_untracked() {
        Some(Path::Month { month: Some(month), .. }) => month,
        Some(Path::Agenda { day: Some(day), .. } | Path::Day { day, .. }) => Month::of(day),
        Some(_) | None => Month::of(today),
    };
    Days { first: month.plus(-1).first(), last: month.plus(1).last() }
}

/// How the panes are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrangement {
    /// The agenda alone.
    List,
    /// The agenda with another page over it, or beside it on a wide screen.
    ListAndPage,
    /// Another page alone.
    Page,
    /// Nothing is kept yet.
    Welcome,
}

fn arrangement(ui: Ui) -> Arrangement {
    let is_wide = ui.is_wide.get();
    let is_bare = ui.state.almanac.with(|almanac| almanac.calendars().is_empty());
    match &*ui.path.read() {
        Some(Path::Agenda { .. } | Path::Month { .. } | Path::Year { .. } | Path::Day { .. })
            if is_bare =>
        {
            Arrangement::Welcome
        }
        Some(Path::Agenda { .. }) if !is_wide => Arrangement::List,
        Some(Path::Month { .. } | Path::Day { .. }) if !is_wide => Arrangement::Page,
        Some(
            Path::Agenda { .. }
            | Path::Month { .. }
            | Path::Day { .. }
            | Path::Event(_)
            | Path::Instance(..)
            | Path::Participants(_),
        ) => Arrangement::ListAndPage,
        Some(
            Path::Year { .. }
            | Path::EditEvent(_)
            | Path::NewEvent { .. }
            | Path::Search(_)
            | Path::Calendars
            | Path::Import
            | Path::Export(_)
            | Path::Settings
            | Path::History,
        )
        | None => Arrangement::Page,
    }
}

/// The panes, filled as the place and the width ask.
#[component]
fn Panes() -> impl IntoView {
    let ui = use_ui();
    let arrangement = Memo::new(move |_| arrangement(ui));
    let has_list = Memo::new(move |_| {
        matches!(arrangement.get(), Arrangement::List | Arrangement::ListAndPage)
    });
    let has_page = Memo::new(move |_| {
        matches!(arrangement.get(), Arrangement::Page | Arrangement::ListAndPage)
    });
    let is_covered = Memo::new(move |_| has_page.get() && !ui.is_wide.get());
    let pane = NodeRef::<html::Div>::new();
    // Puts the browser's focus back on the card of the event that was open, when its page is left.
    Effect::new(move |before: Option<Option<Path>>| {
        let open = match &*ui.path.read() {
            Some(path @ (Path::Event(_) | Path::Instance(..))) => Some(path.clone()),
            Some(_) | None => None,
        };
        if let (Some(Some(left)), None, false) = (&before, &open, has_page.get_untracked()) {
            let left = left.clone();
            request_animation_frame(move || focus_card(&left));
        }
        open
    });
    view! {
        <main class="panes" id=MAIN tabindex="-1" data-panes=move || if has_list.get() && has_page.get() { "two" } else { "one" }>
            <Show when=move || arrangement.get() == Arrangement::Welcome>
                <div class="pane"><div class="page"><WelcomePage/></div></div>
            </Show>
            <Show when=move || has_list.get()>
                <div class="pane" node_ref=pane data-covered=move || is_covered.get().to_string() inert=move || is_covered.get()>
                    <div class="page"><AgendaPage pane=pane/></div>
                </div>
            </Show>
            <Show when=move || has_page.get()>
                <PagePane/>
            </Show>
        </main>
    }
}

/// What a page is about: while it stays the same, the page stays too and only its signals change.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Subject {
    Month { takes_focus: bool },
    Other(Option<Path>),
}

/// The page beside or over the agenda.
#[component]
fn PagePane() -> impl IntoView {
    let ui = use_ui();
    let this_month = Memo::new(move |_| Month::of(ui.state.now.get().date()));
    let month = Memo::new(move |before: Option<&Month>| match &*ui.path.read() {
        Some(Path::Month { month: Some(month), .. }) => *month,
        Some(Path::Month { month: None, .. } | Path::Agenda { .. }) => this_month.get(),
        Some(_) | None => before.copied().unwrap_or_else(|| this_month.get_untracked()),
    });
    let filter = Memo::new(move |before: Option<&Filter>| match &*ui.path.read() {
        Some(Path::Month { filter, .. } | Path::Agenda { filter, .. }) => filter.clone(),
        Some(_) | None => before.cloned().unwrap_or_default(),
    });
    let subject = Memo::new(move |_| match &*ui.path.read() {
        Some(Path::Month { .. }) => Subject::Month { takes_focus: true },
        Some(Path::Agenda { .. }) => Subject::Month { takes_focus: false },
        other => Subject::Other(other.clone()),
    });
    view! {
        <div class="pane">
            {move || match subject.get() {
                Subject::Month { takes_focus } => view! {
                    <div class="page" data-page="month">
                        <pages::month::MonthPage month=month filter=filter takes_focus=takes_focus/>
                    </div>
                }.into_any(),
                Subject::Other(path) => view! { <div class="page">{other_page(path)}</div> }.into_any(),
            }}
        </div>
    }
}

fn other_page(path: Option<Path>) -> AnyView {
    match path {
        Some(Path::Day { day, filter }) => {
            view! { <pages::day::DayPage day=day filter=filter/> }.into_any()
        }
        Some(Path::Event(id)) => {
            view! { <pages::event::EventPage id=id instance=None/> }.into_any()
        }
        Some(Path::Instance(id, at)) => {
            view! { <pages::event::EventPage id=id instance=Some(at)/> }.into_any()
        }
        Some(Path::Year { year }) => view! { <pages::year::YearPage year=year/> }.into_any(),
        Some(Path::Participants(id)) => {
            view! { <pages::participants::ParticipantsPage id=id/> }.into_any()
        }
        Some(Path::EditEvent(id)) => view! { <pages::edit_event::EditEventPage id=id/> }.into_any(),
        Some(Path::NewEvent { calendar, day }) => {
            view! { <pages::edit_event::NewEventPage calendar=calendar day=day/> }.into_any()
        }
        Some(Path::Search(seek)) => view! { <pages::search::SearchPage seek=*seek/> }.into_any(),
        Some(Path::Calendars) => view! { <pages::calendars::CalendarsPage/> }.into_any(),
        Some(Path::Import) => view! { <pages::import::ImportPage/> }.into_any(),
        Some(Path::Export(of)) => view! { <pages::export::ExportPage of=of/> }.into_any(),
        Some(Path::Settings) => view! { <pages::settings::SettingsPage/> }.into_any(),
        Some(Path::History) => view! { <pages::history::HistoryPage/> }.into_any(),
        Some(Path::Agenda { .. } | Path::Month { .. }) | None => {
            view! { <pages::not_found::NotFoundPage/> }.into_any()
        }
    }
}
