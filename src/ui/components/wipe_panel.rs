//! Deletes everything, after offering a backup and asking twice.

use leptos::html;
use leptos::prelude::*;

use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::ui::components::backup_panel::save_backup;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::dialog::Dialog;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

/// The steps of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Closed,
    Told,
    AskedAgain,
}

/// Shows the button that deletes everything, and its questions.
#[component]
pub fn WipePanel() -> impl IntoView {
    let ui = use_ui();
    let step = RwSignal::new(Step::Closed);
    let is_open = Memo::new(move |_| step.get() != Step::Closed);
    let close = Callback::new(move |()| step.set(Step::Closed));
    view! {
        <section class="panel">
            <h2>{ui.messages().wipe_title()}</h2>
            <div class="box">
                <p>{ui.messages().wipe_intro()}</p>
                <div class="buttons">
                    <button class="button" data-look="danger" aria-haspopup="dialog" on:click=move |_| step.set(Step::Told)>
                        <IconView icon=Icon::Delete/>
                        {ui.messages().wipe_confirm()}
                    </button>
                </div>
            </div>
        </section>
        <Dialog is_open=is_open on_close=close title=ui.messages().wipe_title()>
            <Show when=move || step.get() == Step::AskedAgain fallback=move || view! { <Told step=step/> }>
                <AskedAgain step=step/>
            </Show>
        </Dialog>
    }
}

/// Shows what would be deleted, and offers a backup first.
#[component]
fn Told(
    /// The current step.
    step: RwSignal<Step>,
) -> impl IntoView {
    let ui = use_ui();
    let said = RwSignal::new(None::<String>);
    view! {
        <p>{ui.messages().wipe_intro()}</p>
        <div class="buttons">
            <button class="button" data-look="primary" on:click=move |_| save_backup(ui, said)>
                <IconView icon=Icon::Save/>
                {ui.messages().wipe_backup_first()}
            </button>
        </div>
        <p role="status">{said}</p>
        <div class="buttons">
            <button class="button" on:click=move |_| step.set(Step::Closed)>{ui.messages().cancel()}</button>
            <button class="button" data-look="danger" on:click=move |_| step.set(Step::AskedAgain)>
                {ui.messages().wipe_confirm()}
            </button>
        </div>
    }
}

/// Asks the second question. The button that cancels has the focus.
#[component]
fn AskedAgain(
    /// The current step.
    step: RwSignal<Step>,
) -> impl IntoView {
    let ui = use_ui();
    let way_out = NodeRef::<html::Button>::new();
    // Moves the browser's focus, because the button that had it is gone.
    Effect::new(move |_| {
        if let Some(button) = way_out.get() {
            // Focusing fails only if the element is not in the page.
            let _ = button.focus();
        }
    });
    view! {
        <p role="alert"><strong>{ui.messages().wipe_confirm_again()}</strong></p>
        <div class="buttons">
            <button class="button" node_ref=way_out on:click=move |_| step.set(Step::Closed)>{ui.messages().cancel()}</button>
            <button class="button" data-look="danger" on:click=move |_| wipe(ui, step)>
                <IconView icon=Icon::Delete/>
                {ui.messages().wipe_confirm()}
            </button>
        </div>
    }
}

/// Deletes everything, and starts again at the first page.
fn wipe(ui: Ui, step: RwSignal<Step>) {
    run_to_end(async move {
        match ui.state.delete_everything().await {
            Ok(()) => {
                navigation::replace(&Path::home().format());
                AppState::reload();
            }
            Err(problem) => {
                // The page may have been left meanwhile.
                let _ = step.try_set(Step::Closed);
                ui.show_problem(problem);
            }
        }
    });
}
