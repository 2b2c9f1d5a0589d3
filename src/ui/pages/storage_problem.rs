//! The page when the almanac cannot be used: what happened, which data is safe, and what to do next.

use leptos::prelude::*;

use crate::domain::time::{Days, Month};
use crate::format::problem::StorageProblem;
use crate::state::app::{AppPhase, AppState};
use crate::ui::context::{Ui, use_ui};
use crate::ui::describe::describe_storage_problem;
use crate::ui::scope::run_to_end;

/// Shows the page that replaces all others.
#[component]
pub fn StoppedPage(
    /// The problem.
    problem: StorageProblem,
    /// The id of the main part.
    main: &'static str,
) -> impl IntoView {
    let ui = use_ui();
    let held = problem.clone();
    let words = Memo::new(move |_| describe_storage_problem(&held, ui.messages()));
    let is_emptied = matches!(problem, StorageProblem::Emptied { .. });
    let can_salvage = matches!(problem, StorageProblem::Corrupt { .. } | StorageProblem::Newer);
    let start_over = move |_| {
        let month = Month::of(ui.state.now.get_untracked().date());
        run_to_end(async move { ui.state.accept_loss(Days::month(month)).await });
    };
    let salvage = move |_| ui.with_lazy(move |rest| (rest.salvage)(ui));
    view! {
        <main class="panes" id=main tabindex="-1">
            <div class="pane">
                <div class="page">
                    <div class="content stopped" role="alert">
                        <h1>{move || words.read().title}</h1>
                        <p>{move || words.read().text}</p>
                        <div class="buttons">
                            {is_emptied.then(|| view! {
                                <button class="button" data-look="primary" on:click=start_over>
                                    {ui.messages().emptied_start_over()}
                                </button>
                            })}
                            {can_salvage.then(|| view! {
                                <button class="button" data-look="primary" on:click=salvage>
                                    {ui.messages().problem_export()}
                                </button>
                            })}
                            <button class="button" on:click=|_| AppState::reload()>
                                {ui.messages().problem_reload()}
                            </button>
                        </div>
                        {move || words.read().details.clone().map(|details| view! {
                            <details>
                                <summary>{ui.messages().problem_details()}</summary>
                                <p>{details}</p>
                            </details>
                        })}
                    </div>
                </div>
            </div>
        </main>
    }
}

/// Shows that the app itself failed; no stored data is lost by this.
pub fn show_unexpected(ui: Ui, details: &str) {
    let detail = details.to_owned();
    // After a panic the signals may be gone; then only the console has the message.
    let _ = ui.state.phase.try_set(AppPhase::Stopped(StorageProblem::Failed { detail }));
}
