//! The notices above every page: no permanent storage, a storage problem, a newer version.

use leptos::prelude::*;

use crate::state::app::{AppPhase, AppState};
use crate::state::version::Version;
use crate::ui::components::problem_note::ProblemNote;
use crate::ui::context::{LazyState, is_lazy, use_ui};
use crate::ui::scope::run_to_end;

/// Shows the notices above every page.
#[component]
pub fn Notices() -> impl IntoView {
    let ui = use_ui();
    let is_memory =
        Memo::new(move |_| matches!(ui.state.phase.get(), AppPhase::Ready { is_memory: true }));
    let forget_problem = Callback::new(move |()| {
        ui.state.problem.set(None);
        ui.state.decline_spare();
    });
    // A lazy page says it in its own place.
    let is_lazy_missing = Memo::new(move |_| {
        matches!(ui.lazy.get(), LazyState::Failed) && !is_lazy(ui.path.read().as_ref())
    });
    let is_put_off = RwSignal::new(false);
    // A new version has taken over in another tab. What is being typed into a form is kept as its draft, but events that
    // the store does not have would be lost.
    Effect::new(move |_| {
        if ui.state.version.get() == Version::Newer {
            run_to_end(async move {
                if ui.state.is_stored().await {
                    AppState::reload();
                }
            });
        }
    });
    view! {
        <div class="notices">
            <Show when=move || is_memory.get()>
                <div class="banner" role="status">
                    <p>
                        <strong>{ui.messages().memory_only_title()}</strong>
                        " "
                        {ui.messages().memory_only_text()}
                    </p>
                </div>
            </Show>
            {move || ui.state.problem.get().map(|problem| {
                view! { <ProblemNote problem=problem on_close=forget_problem/> }
            })}
            <Show when=move || is_lazy_missing.get()>
                <div class="banner" data-look="warning" role="alert">
                    <p><strong>{ui.messages().lazy_missing_title()}</strong>" "{ui.messages().lazy_missing_text()}</p>
                    <button class="button" on:click=|_| AppState::reload()>{ui.messages().problem_reload()}</button>
                </div>
            </Show>
            <Show when=move || ui.state.version.get() == Version::NewerWaits && !is_put_off.get()>
                <div class="banner" data-look="plain" role="status">
                    <p>{ui.messages().update_available()}</p>
                    <button class="button" on:click=move |_| ui.state.accept_newer_version()>
                        {ui.messages().update_now()}
                    </button>
                    <button class="button" data-look="quiet" on:click=move |_| is_put_off.set(true)>
                        {ui.messages().update_later()}
                    </button>
                </div>
            </Show>
        </div>
    }
}
