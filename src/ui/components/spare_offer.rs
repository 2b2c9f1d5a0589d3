//! The question whether to restore what is lost or damaged from the spare.

use leptos::prelude::*;

use crate::format::stored::spare_message::{self, SpareExtent};
use crate::present::text::time;
use crate::state::app::AppState;
use crate::ui::context::{Ui, use_ui};
use crate::ui::scope::{Scope, run_to_end};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The worker looks at the spare.
    Looking,
    /// The person is asked, if there is something to restore.
    Asking,
    /// The worker restores it.
    Restoring,
    /// It could not be restored; the person may try again.
    Failed,
}

/// Looks at the spare, and shows the question if it has what is lost or damaged.
#[component]
pub fn SpareOffer() -> impl IntoView {
    let ui = use_ui();
    let step = RwSignal::new(Step::Looking);
    let scope = Scope::here();
    run_to_end(async move {
        ui.state.look_for_spare().await;
        scope.if_alive(|| step.set(Step::Asking));
    });
    view! {
        <div class="spare-offer" role="status">
            {move || match (step.get(), ui.state.spare().with(|spare| spare.offer)) {
                (Step::Looking, _) => view! { <p>{ui.messages().spare_looking()}</p> }.into_any(),
                (_, Some(offer)) => view! { <Question offer=offer step=step/> }.into_any(),
                (_, None) => ().into_any(),
            }}
        </div>
    }
}

/// Shows from when the spare is, how much it restores, and the button.
#[component]
fn Question(
    /// What can be restored.
    offer: spare_message::SpareOffer,
    /// How far it is.
    step: RwSignal<Step>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let saved_at = time::moment(&ui.viewer(), offer.saved_at);
    let text = match offer.extent {
        SpareExtent::Everything { event_count } => messages.spare_offer(&saved_at, event_count),
        SpareExtent::Parts { count } => messages.spare_offer_parts(&saved_at, count),
    };
    let missing = (offer.missing > 0).then(|| messages.spare_missing(offer.missing));
    let is_busy = move || step.get() == Step::Restoring;
    view! {
        <p>{text}{missing}</p>
        <Show when=move || step.get() == Step::Failed>
            <p role="alert">{ui.messages().spare_failed()}</p>
        </Show>
        <p>
            <button class="button" data-look="primary" disabled=is_busy on:click=move |_| restore(ui, step)>
                {move || if is_busy() { messages.spare_restoring() } else { messages.spare_restore() }}
            </button>
        </p>
    }
}

/// Restores the spare, and starts the app again with it.
fn restore(ui: Ui, step: RwSignal<Step>) {
    step.set(Step::Restoring);
    run_to_end(async move {
        if ui.state.restore_spare().await {
            AppState::reload();
        } else {
            // The page may have been left meanwhile.
            let _ = step.try_set(Step::Failed);
        }
    });
}
