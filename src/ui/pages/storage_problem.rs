//! The page when the almanac cannot be used: what happened, which data is safe, and the ways on.

use leptos::prelude::*;

use crate::format::problem::StorageProblem;
use crate::state::app::AppPhase;
use crate::ui::components::offered_spare::OfferedSpare;
use crate::ui::context::{Ui, use_ui};
use crate::ui::describe::describe_storage_problem;
use crate::ui::way::ways_on;
use crate::ui::ways::take;

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
    let ways = ways_on(&problem).iter().enumerate().map(|(index, way)| {
        let label = way.label(&problem, ui.messages());
        // The spare is the better way, where there is one.
        let is_best =
            move || index == 0 && ui.state.spare().with(|spare| spare.offer.is_none());
        let look = move || is_best().then_some("primary");
        view! { <button class="button" data-look=look on:click=move |_| take(ui, *way)>{label}</button> }
    });
    let ways = ways.collect_view();
    view! {
        <main class="panes" id=main tabindex="-1">
            <div class="pane">
                <div class="page">
                    <div class="content stopped" role="alert">
                        <h1>{move || words.read().title}</h1>
                        <p>{move || words.read().text}</p>
                        <OfferedSpare problem=problem/>
                        <div class="buttons">{ways}</div>
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

/// Shows that the app itself failed.
pub fn show_unexpected(ui: Ui, details: &str) {
    let detail = details.to_owned();
    // After a panic the signals may be gone; then only the console has the message.
    let _ = ui.state.phase.try_set(AppPhase::Stopped(StorageProblem::Crashed { detail }));
}
