//! Opens files: choosing, dropping or pasting them, progress, and the result. The review is in a module of its own.

use leptos::ev::{self, DragEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FileList};

use crate::import::message::ImportStage;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::session::{Session, Source};
use crate::ui::actions::open_files;
use crate::ui::components::bad_file_note::BadFileNote;
use crate::ui::components::install_card::InstallCard;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::describe::describe_storage_problem;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::pages::review::ReviewView;
use crate::ui::scope::Scope;

/// The step of the page. While it stays the same, the page is not drawn again, and only its signals change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Choose,
    Work,
    Unreadable,
    Review,
    Done,
    Problem,
}

impl Step {
    /// Returns the name of the step in the page, for style sheets and tests.
    fn slug(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::Work => "work",
            Self::Unreadable => "unreadable",
            Self::Review => "review",
            Self::Done => "done",
            Self::Problem => "trouble",
        }
    }
}

/// Shows the page that opens files.
#[component]
pub fn ImportPage() -> impl IntoView {
    let ui = use_ui();
    let step = Memo::new(move |_| {
        ui.state.session.with(|session| match session {
            Session::Closed => Step::Choose,
            Session::Working { .. } => Step::Work,
            Session::Unreadable(_) => Step::Unreadable,
            Session::Review(_) => Step::Review,
            Session::Done { .. } => Step::Done,
            Session::Failed(_) => Step::Problem,
        })
    });
    begin_anew_by_own_link(ui);
    // Leaving the page ends a session that is finished; a review in which something can be taken stays.
    on_cleanup(move || {
        if ui.state.session.with_untracked(Session::is_finished) {
            ui.state.close_session();
        }
    });
    let title = Signal::derive(move || match step.get() {
        Step::Review => ui.messages().review_title().to_owned(),
        Step::Unreadable => ui.messages().bad_file_title().to_owned(),
        Step::Choose | Step::Work | Step::Done | Step::Problem => {
            ui.messages().import_title().to_owned()
        }
    });
    view! {
        {move || {
            // A new step is a new page for a screen reader, so its title takes the focus.
            step.track();
            view! { <TopBar title=title takes_focus=true/> }
        }}
        <div class="content import" data-step=move || step.get().slug()>
            {move || match step.get() {
                Step::Choose => view! { <Chooser/> }.into_any(),
                Step::Work => view! { <Working/> }.into_any(),
                Step::Unreadable => view! { <Unreadable/> }.into_any(),
                Step::Review => view! { <ReviewView/> }.into_any(),
                Step::Done => view! { <Done/> }.into_any(),
                Step::Problem => view! { <Failed/> }.into_any(),
            }}
        </div>
    }
}

/// Makes the link to this page lead to the choice of a file. The address stays the same, so the browser does nothing.
/// A review is lost by it, which opening the file brings back; the worker is not stopped.
fn begin_anew_by_own_link(ui: Ui) {
    let is_own_link = |event: &MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a").ok().flatten());
        link.is_some_and(|link| link.get_attribute("href") == Some(Path::Import.format()))
    };
    Scope::here().on(&window(), ev::click, move |event| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key());
        let is_working =
            ui.state.session.with_untracked(|session| matches!(session, Session::Working { .. }));
        if is_plain && !is_working && is_own_link(&event) {
            ui.state.close_session();
        }
    });
}

/// Shows three ways to choose a file.
#[component]
fn Chooser() -> impl IntoView {
    let ui = use_ui();
    let input = NodeRef::<html::Input>::new();
    let pasted = RwSignal::new(String::new());
    let is_over = RwSignal::new(false);
    let take = move |files: Option<FileList>| {
        if let Some(source) = files.as_ref().and_then(Source::of_list) {
            open_files(ui, source);
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        take(event.data_transfer().and_then(|transfer| transfer.files()));
    };
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| take(input.get_untracked().and_then(|input| input.files()));
    let read = move |_| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            open_files(ui, Source::Pasted(text));
        }
    };
    view! {
        <p>{ui.messages().import_intro()}</p>
        <div class="drop" data-over=move || is_over.get().to_string() on:drop=drop on:dragover=over on:dragleave=move |_| is_over.set(false)>
            <IconView icon=Icon::Import/>
            <button class="button" data-look="primary" on:click=choose>{ui.messages().import_choose()}</button>
            <input type="file" multiple hidden node_ref=input on:change=chosen aria-label=ui.messages().import_choose()/>
            <p class="hint">{ui.messages().import_drop()}</p>
        </div>
        <details class="paste disclosure" data-arrow="start">
            <summary>{ui.messages().import_paste()}</summary>
            <div class="field">
                <label class="label" for="pasted">{ui.messages().import_paste_hint()}</label>
                <textarea id="pasted" rows="6" spellcheck="false" prop:value=move || pasted.get() on:input=move |event| pasted.set(event_target_value(&event))></textarea>
                <button class="button" disabled=move || pasted.read().trim().is_empty() on:click=read>
                    {ui.messages().import_paste_read()}
                </button>
            </div>
        </details>
    }
}

/// Shows the progress of the worker, and a button that stops it.
#[component]
fn Working() -> impl IntoView {
    let ui = use_ui();
    let progress = Memo::new(move |_| {
        ui.state.session.with(|session| {
            let Session::Working { stage, done, total } = session else { return None };
            Some((*stage, *done, *total))
        })
    });
    let words = move || match progress.get() {
        Some((ImportStage::Reading, _, _)) | None => ui.messages().import_reading(),
        Some((ImportStage::Planning, _, _)) => ui.messages().import_planning(),
        Some((ImportStage::Saving, _, _)) => ui.messages().import_saving(),
    };
    let can_stop = move || progress.get().is_some_and(|(stage, _, _)| stage != ImportStage::Saving);
    let stop = move |_| {
        ui.state.close_session();
        ui.say(ui.messages().import_stopped());
    };
    let bar = move || {
        match progress.get() {
        Some((_, done, total)) if total > 1 => {
            view! { <progress max=total.to_string() value=done.to_string() aria-label=words></progress> }.into_any()
        }
        Some(_) | None => view! { <progress aria-label=words></progress> }.into_any(),
    }
    };
    view! {
        <div class="working">
            <p role="status">{words}</p>
            {bar}
            <Show when=can_stop>
                <button class="button" on:click=stop>{ui.messages().import_stop()}</button>
            </Show>
        </div>
    }
}

/// Shows why nothing could be read.
#[component]
fn Unreadable() -> impl IntoView {
    let ui = use_ui();
    let files = move || {
        ui.state.session.with(|session| {
            if let Session::Unreadable(files) = session { files.clone() } else { Vec::new() }
        })
    };
    view! {
        {move || files().into_iter().map(|file| view! { <BadFileNote file=file/> }).collect_view()}
        <p>{ui.messages().bad_file_safe()}</p>
        <div class="buttons">
            <button class="button" data-look="primary" on:click=move |_| ui.state.close_session()>
                {ui.messages().import_another()}
            </button>
        </div>
    }
}

/// Shows the result, and a button that undoes it.
#[component]
fn Done() -> impl IntoView {
    let ui = use_ui();
    let words = move || {
        ui.state.session.with(|session| {
            let Session::Done { event_count, is_backup, operation } = session else {
                return String::new();
            };
            if *is_backup {
                ui.messages().restore_done().to_owned()
            } else if operation.is_none() {
                ui.messages().review_nothing_new().to_owned()
            } else if *event_count == 0 {
                ui.messages().import_done_calendar().to_owned()
            } else {
                ui.messages().import_done(*event_count)
            }
        })
    };
    // Without an operation of its own there is nothing to undo, and the newest one is another's.
    let recorded = Memo::new(move |_| {
        ui.state.session.with(|session| match session {
            Session::Done { operation, .. } => operation.clone(),
            Session::Closed
            | Session::Working { .. }
            | Session::Unreadable(_)
            | Session::Review(_)
            | Session::Failed(_) => None,
        })
    });
    let undo = move |_| {
        if let Some(recorded) = recorded.get_untracked() {
            ui.state.close_session();
            ui.undo(Some(recorded));
            ui.go(&Path::home());
        }
    };
    view! {
        <div class="note" data-look="good" role="status"><p class="title">{words}</p></div>
        <div class="buttons">
            <a class="button" data-look="primary" href=Path::home().format()>{ui.messages().import_see_agenda()}</a>
            <Show when=move || recorded.read().is_some()>
                <button class="button" on:click=undo>
                    <IconView icon=Icon::Undo/>
                    {ui.messages().import_undo()}
                </button>
            </Show>
            <button class="button" data-look="quiet" on:click=move |_| ui.state.close_session()>
                {ui.messages().import_another()}
            </button>
        </div>
        <InstallCard/>
    }
}

/// Shows a problem with the database.
#[component]
fn Failed() -> impl IntoView {
    let ui = use_ui();
    let words = move || {
        ui.state.session.with(|session| {
            let Session::Failed(problem) = session else { return None };
            Some(describe_storage_problem(problem, ui.messages()))
        })
    };
    view! {
        {move || words().map(|words| view! {
            <div class="note" data-look="danger" role="alert">
                <p class="title">{words.title}</p>
                <p>{words.text}</p>
                {words.details.map(|details| view! { <p><small>{details}</small></p> })}
            </div>
        })}
        <div class="buttons">
            <button class="button" data-look="primary" on:click=move |_| ui.state.close_session()>
                {ui.messages().problem_retry()}
            </button>
            <button class="button" on:click=|_| AppState::reload()>{ui.messages().problem_reload()}</button>
        </div>
    }
}
