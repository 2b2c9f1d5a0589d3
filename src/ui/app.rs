//! The app: opens the almanac, and shows the page for the current address.

use std::panic;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::domain::time::{Days, Month, plus_days};
use crate::format::problem::StorageProblem;
use crate::format::stored::settings::Theme;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::present::route::search_query::Seek;
use crate::state::app::{AppPhase, AppState};
use crate::state::{early, navigation};
use crate::ui::arrangement::{Arrangement, arrangement};
use crate::ui::components::nav_bar::NavBar;
use crate::ui::components::notices::Notices;
use crate::ui::context::{
    FetchParts, LazyState, MonthSignals, Ui, Views, ViewsState, is_lazy, use_ui,
};
use crate::ui::elements::scroll_memory::ScrollMemory;
use crate::ui::elements::toasts::{ShownToast, Toasts};
use crate::ui::lazy::{LazyMissing, draw};
use crate::ui::pages;
use crate::ui::pages::storage_problem::{StoppedPage, show_unexpected};
use crate::ui::pages::welcome::WelcomePage;
use crate::ui::scope::{Scope, run_to_end};

/// The id of the part that the link "skip navigation" jumps to.
const MAIN: &str = "main";

/// Shows the app.
#[component]
pub fn App(
    /// Fetches the parts that are not in the first file.
    fetch: FetchParts,
) -> impl IntoView {
    let ui = Ui::new(AppState::new(), fetch);
    provide_context(ui);
    let console = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        console(info);
        show_unexpected(ui, &info.to_string());
    }));
    let window = first_window(ui);
    run_to_end(async move {
        ui.state.start(window, ui.fetch_reading()).await;
        navigation::idle().await;
        if let Some(rest) = ui.fetch_lazy().await
            && ui.state.is_ready()
        {
            (rest.purge_expired)(ui);
            (rest.keep_spare)(ui);
        }
    });
    listen_for_keys(ui);
    // Talks to the icon on the home screen.
    Effect::new(move |_| {
        if let ViewsState::There(views) = ui.views.get() {
            (views.keep_badge)(ui);
        }
    });
    // Talks to the network: a lazy page is requested.
    Effect::new(move |_| {
        if is_lazy(ui.requested_path.read().as_ref()) {
            run_to_end(async move {
                if ui.fetch_lazy().await.is_none() {
                    ui.lazy.set(LazyState::Failed);
                }
            });
        }
    });
    // Talks to the root element and the title bar.
    Effect::new(move |_| {
        let theme = match ui.state.settings.with(|settings| settings.portable.theme) {
            Theme::Device => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let language = ui.language.get();
        navigation::apply_theme(language.tag(), theme, language.messages().app_name());
    });
    view! {
        {move || {
            // In another language the whole app is drawn again.
            ui.language.track();
            view! { <Frame/> }
        }}
    }
}

/// Opens search when `/` is pressed, and undoes when Ctrl+Z or ⌘Z is, unless the person is typing.
fn listen_for_keys(ui: Ui) {
    Scope::here().on(&window(), ev::keydown, move |event| {
        if event.is_composing() || navigation::is_busy() || event.alt_key() {
            return;
        }
        let is_command = event.ctrl_key() || event.meta_key();
        if is_command && !event.shift_key() && event.key() == "z" && ui.state.is_ready() {
            event.prevent_default();
            return ui.with_lazy(move |rest| (rest.undo_recent)(ui));
        }
        if event.key() != "/" || is_command {
            return;
        }
        event.prevent_default();
        if matches!(&*ui.path.read_untracked(), Some(Path::Search(_))) {
            navigation::focus(pages::search::WORDS);
        } else {
            ui.go(&Path::Search(Box::<Seek>::default()));
        }
    });
}

/// Shows everything on the page.
#[component]
fn Frame() -> impl IntoView {
    let ui = use_ui();
    let message = Signal::derive(move || {
        ui.toast.get().map(|toast| ShownToast {
            text: toast.text,
            action: toast.undo.map(|_| ui.messages().undo()),
        })
    });
    let undo = Callback::new(move |()| {
        let undone = ui.toast.get_untracked().and_then(|toast| toast.undo);
        ui.toast.set(None);
        ui.with_lazy(move |rest| (rest.undo)(ui, undone));
    });
    let stage = Memo::new(move |_| {
        ui.state.phase.with(|phase| match phase {
            AppPhase::Starting if matches!(ui.views.get(), ViewsState::Failed) => Stage::Unread,
            AppPhase::Starting => Stage::Starting,
            AppPhase::Stopped(problem) => Stage::Stopped(problem.clone()),
            AppPhase::Safe => Stage::Safe,
            AppPhase::Ready { .. } if is_blank(ui) => Stage::Starting,
            AppPhase::Ready { .. } => Stage::Ready,
        })
    });
    let scope = Scope::here();
    // Talks to what was shown before the app: it goes when the first page stands. The agenda tells when it is at its place.
    Effect::new(move |_| {
        let stage = stage.get();
        if stage != Stage::Starting && (stage != Stage::Ready || !arrangement(ui).has_list()) {
            scope.next_frame(early::tell_shown);
        }
    });
    // Talks to the note for the next start: what is shown may have changed.
    Effect::new(move |_| {
        ui.path.track();
        ui.state.almanac.track();
        ui.state.settings.track();
        early::tell_changed();
    });
    view! {
        <a class="skip-link" href="#main" on:click=|event| { event.prevent_default(); navigation::focus(MAIN); }>
            {ui.messages().skip_to_content()}
        </a>
        <div class="frame">
            <Notices/>
            {move || match stage.get() {
                Stage::Starting => view! { <main class="panes" id=MAIN tabindex="-1" aria-busy="true"></main> }.into_any(),
                Stage::Unread => view! { <main class="panes" id=MAIN tabindex="-1"><div class="pane"><div class="page"><LazyMissing/></div></div></main> }.into_any(),
                Stage::Safe => view! { <main class="panes" id=MAIN tabindex="-1"><div class="pane"><div class="page">{move || safe(ui)}</div></div></main> }.into_any(),
                Stage::Stopped(problem) => view! { <StoppedPage problem=problem main=MAIN/> }.into_any(),
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

/// The stages of starting that change the page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    Starting,
    /// What reads the store could not be fetched.
    Unread,
    Ready,
    Safe,
    Stopped(StorageProblem),
}

/// Draws the page of a start without events, which is lazy.
fn safe(ui: Ui) -> AnyView {
    match ui.lazy.get() {
        LazyState::There(rest) => (rest.safe)(),
        LazyState::Awaited | LazyState::Failed => draw(ui, None),
    }
}

/// Draws a page of the part with the agenda and the month, as soon as that is there.
fn drawn(ui: Ui, draw: impl FnOnce(Views) -> AnyView) -> AnyView {
    match ui.views.get() {
        ViewsState::There(views) => draw(views),
        ViewsState::Awaited | ViewsState::Failed => ().into_any(),
    }
}

/// Returns whether there is nothing to show yet, because the first page is still being fetched.
fn is_blank(ui: Ui) -> bool {
    matches!(ui.lazy.get(), LazyState::Awaited) && is_lazy(ui.path.read().as_ref())
}

/// Returns the days that the first view needs.
fn first_window(ui: Ui) -> Days {
    let today = ui.state.now.get_untracked().date();
    let month = match ui.path.get_untracked() {
        Some(Path::Month { month: Some(month), .. }) => month,
        Some(
            Path::Agenda { day: Some(day), .. }
            | Path::Week { day: Some(day), .. }
            | Path::Day { day, .. },
        ) => Month::of(day),
        Some(_) | None => Month::of(today),
    };
    let days = Days::month(month);
    match ui.path.get_untracked() {
        // The list loads what follows by itself.
        Some(Path::Agenda { .. }) if !ui.is_wide.get_untracked() => days,
        // The first and the last week have days of other months.
        Some(_) | None => Days { first: plus_days(days.first, -6), last: plus_days(days.last, 6) },
    }
}

/// Shows the panes for the current path and width.
#[component]
fn Panes() -> impl IntoView {
    let ui = use_ui();
    let arrangement = Memo::new(move |_| arrangement(ui));
    let has_list = Memo::new(move |_| arrangement.get().has_list());
    let has_page = Memo::new(move |_| {
        matches!(arrangement.get(), Arrangement::Page | Arrangement::ListAndPage)
    });
    let is_covered = Memo::new(move |_| has_page.get() && !ui.is_wide.get());
    let scope = Scope::here();
    let pane = NodeRef::<html::Div>::new();
    let is_list_open = move || matches!(&*ui.path.read(), Some(Path::Agenda { .. }));
    let is_waiting = move || *ui.requested_path.read() != *ui.path.read();
    // Talks to the history: what is scrolled from now on belongs to this entry. Moves the browser's focus back to the card
    // of the event that was open, when its page is left.
    Effect::new(move |before: Option<Option<Path>>| {
        navigation::arrive();
        let open = match &*ui.path.read() {
            Some(path @ (Path::Event(_) | Path::Instance(..))) => Some(path.clone()),
            Some(_) | None => None,
        };
        if let (Some(Some(left)), None, false) = (&before, &open, has_page.get_untracked()) {
            let left = left.clone();
            scope.next_frame(move || navigation::focus_link(&left.format()));
        }
        open
    });
    view! {
        <main class="panes" id=MAIN tabindex="-1" aria-busy=move || is_waiting().to_string() data-panes=move || if has_list.get() && has_page.get() { "two" } else { "one" } data-open=move || if is_list_open() { "list" } else { "page" }>
            <Show when=move || arrangement.get() == Arrangement::Welcome>
                <div class="pane"><div class="page"><WelcomePage/></div></div>
            </Show>
            <Show when=move || has_list.get()>
                <div class="pane" node_ref=pane data-covered=move || is_covered.get().to_string() inert=move || is_covered.get()>
                    <div class="page">{move || drawn(ui, |views| (views.agenda)(pane))}</div>
                </div>
            </Show>
            <Show when=move || has_page.get()>
                <PagePane/>
            </Show>
        </main>
    }
}

/// The subject of a page. While it stays the same, the page is not drawn again, and only its signals change.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Subject {
    Month { takes_focus: bool },
    Other(Option<Path>),
}

/// Shows the page next to the agenda, or over it.
#[component]
fn PagePane() -> impl IntoView {
    let ui = use_ui();
    let this_month = Memo::new(move |_| Month::of(ui.state.now.get().date()));
    let month = Memo::new(move |before: Option<&Month>| match &*ui.path.read() {
        Some(Path::Month { month: Some(month), .. }) => *month,
        Some(Path::Month { month: None, .. } | Path::Agenda { .. }) => this_month.get(),
        Some(_) | None => before.copied().unwrap_or_else(|| this_month.get_untracked()),
    });
    let open_day = Memo::new(move |_| match &*ui.path.read() {
        Some(Path::Month { day, .. }) => *day,
        Some(_) | None => None,
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
    let pane = NodeRef::<html::Div>::new();
    let memory = ScrollMemory::of(pane);
    // Talks to the pane: a page to which the person comes back is where they left it.
    Effect::new(move |before: Option<Subject>| {
        ui.path.track();
        let subject = subject.get();
        memory.arrive(before.as_ref() != Some(&subject));
        subject
    });
    let mut shown = None;
    move || {
        let subject = subject.get();
        let before = shown.replace(subject.clone());
        // The pane stays, and the page in it changes.
        if !before.is_some_and(|before| is_same_page(&before, &subject)) {
            memory.begin();
        }
        let name = page_name(&subject);
        let page = match subject {
            Subject::Month { takes_focus } => drawn(ui, |views| {
                (views.month)(MonthSignals { month, open_day, filter, takes_focus })
            }),
            Subject::Other(path) => draw(ui, path),
        };
        view! { <div class="pane" node_ref=pane on:scroll=move |_| memory.note() data-page=name><div class="page">{page}</div></div> }
    }
}

/// Returns whether it is the same page with other options, so that nothing moves under the person's hand.
fn is_same_page(before: &Subject, now: &Subject) -> bool {
    use Subject::{Month, Other};
    matches!(
        (before, now),
        (Month { .. }, Month { .. }) | (Other(Some(Path::Print(_))), Other(Some(Path::Print(_))))
    )
}

/// Returns the name of the page for the style sheets, if its pane has a layout of its own.
fn page_name(subject: &Subject) -> Option<&'static str> {
    match subject {
        Subject::Month { .. } => Some("month"),
        Subject::Other(Some(Path::Week { .. } | Path::Day { view: DayView::Axis, .. })) => {
            Some("axis")
        }
        Subject::Other(Some(Path::Year { .. })) => Some("year"),
        Subject::Other(Some(Path::Import)) => Some("import"),
        Subject::Other(Some(Path::Print(_))) => Some("print"),
        Subject::Other(Some(
            Path::EditEvent(_)
            | Path::EditInstance(..)
            | Path::NewEvent { .. }
            | Path::CopyEvent(..)
            | Path::Directory(
                DirectoryPath::EditPerson(_)
                | DirectoryPath::NewPerson
                | DirectoryPath::EditOrganization(_)
                | DirectoryPath::NewOrganization,
            ),
        )) => Some("form"),
        Subject::Other(_) => None,
    }
}
