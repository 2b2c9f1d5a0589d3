//! The place for the question whether to restore from the spare, next to a storage problem.

use leptos::prelude::*;

use crate::format::problem::StorageProblem;
use crate::ui::context::{LazyState, use_ui};

/// Shows what the spare can restore, as soon as the lazy part is loaded, if the problem is one of those that it helps
/// against: the database cannot be opened, is damaged, or lacks what it had.
#[component]
pub fn OfferedSpare(
    /// The problem.
    problem: StorageProblem,
) -> impl IntoView {
    let ui = use_ui();
    let may_help = matches!(
        problem,
        StorageProblem::Unopened { .. }
            | StorageProblem::Corrupt { .. }
            | StorageProblem::Emptied { .. }
            | StorageProblem::RolledBack { .. }
    );
    move || match ui.lazy.get() {
        LazyState::There(rest) if may_help => (rest.offer_spare)(),
        LazyState::There(_) | LazyState::Awaited | LazyState::Failed => ().into_any(),
    }
}
