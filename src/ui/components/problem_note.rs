//! A banner for a storage problem after which the app is still usable, with the ways on.

use leptos::prelude::*;

use crate::format::problem::StorageProblem;
use crate::ui::components::offered_spare::OfferedSpare;
use crate::ui::context::use_ui;
use crate::ui::describe::describe_storage_problem;
use crate::ui::way::ways_on;
use crate::ui::ways::take;

/// Shows a storage problem after which the app is still usable.
#[component]
pub fn ProblemNote(
    /// The problem.
    problem: StorageProblem,
    /// Called when the person has read it.
    on_close: Callback<()>,
) -> impl IntoView {
    let ui = use_ui();
    let words = describe_storage_problem(&problem, ui.messages());
    let ways = ways_on(&problem).iter().map(|way| {
        let label = way.label(&problem, ui.messages());
        view! { <button class="button" on:click=move |_| take(ui, *way)>{label}</button> }
    });
    let ways = ways.collect_view();
    view! {
        <div class="banner" data-look="warning" role="alert">
            <p><strong>{words.title}</strong>" "{words.text}</p>
            <OfferedSpare problem=problem/>
            {ways}
            <button class="button" data-look="quiet" on:click=move |_| on_close.run(())>{ui.messages().close()}</button>
        </div>
    }
}
