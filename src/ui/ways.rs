//! Takes the ways on after a problem with the storage. [`follow`] is reached through the lazy part.

use crate::domain::time::{Days, Month};
use crate::i18n::Messages;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::export::{Missing, SavedBackup, ShareOutcome};
use crate::state::reading::Reading;
use crate::ui::context::Ui;
use crate::ui::scope::run_to_end;
use crate::ui::way::Way;

use leptos::prelude::*;

/// Takes a way on. Most of it is in the lazy part.
pub fn take(ui: Ui, way: Way) {
    if way == Way::Reload {
        AppState::reload();
    } else {
        ui.with_lazy(move |rest| (rest.way)(ui, way));
    }
}

/// Takes a way on, and says what came of it.
pub fn follow(ui: Ui, way: Way) {
    let messages = ui.messages();
    let window = move || Days::month(Month::of(ui.state.now.get_untracked().date()));
    run_to_end(async move {
        match way {
            Way::Reload => AppState::reload(),
            Way::Check => match ui.state.check_storage().await {
                Ok(()) => ui.say(messages.problem_checked()),
                Err(problem) => ui.show_problem(problem),
            },
            Way::SaveHere => {
                let saved = ui.state.save_backup(messages.backup_file_stem()).await;
                if let Some(said) = describe_saved(&saved, messages) {
                    ui.say(said);
                }
            }
            Way::Salvage => {
                let (count, saved) = ui.state.save_salvage(messages.backup_file_stem()).await;
                let said = describe_saved(&saved, messages);
                let counted = messages.salvaged(count);
                if let Some(said) = said.filter(|_| saved.outcome != ShareOutcome::Failed) {
                    ui.say(format!("{counted}{said}"));
                } else {
                    ui.say(messages.salvage_failed());
                }
            }
            Way::WriteAnew => match ui.state.write_anew().await {
                Ok(()) => ui.say(messages.problem_written_anew()),
                Err(problem) => ui.show_problem(problem),
            },
            Way::Restore => {
                ui.state.problem.set(None);
                ui.go(&Path::Import);
            }
            Way::GoOn => ui.state.accept_loss(window(), Reading::at_hand()).await,
            Way::StartBeside => {
                ui.go(&Path::home());
                ui.state.start_beside(window(), Reading::at_hand()).await;
            }
        }
    });
}

/// Says what came of saving a backup; `None` if the person has closed the share sheet.
pub fn describe_saved(saved: &SavedBackup, messages: &dyn Messages) -> Option<String> {
    let SavedBackup { name, outcome, missing } = saved;
    let said = match outcome {
        ShareOutcome::Saved => messages.export_done(name),
        ShareOutcome::Shared => messages.export_shared().to_owned(),
        ShareOutcome::Closed => return None,
        ShareOutcome::Failed => return Some(messages.export_failed().to_owned()),
    };
    let Missing { months, events } = *missing;
    let lack = match (months, events) {
        (0, 0) => String::new(),
        (0, events) => messages.backup_lacks_events(events),
        (months, 0) => messages.backup_lacks_months(months),
        (months, events) => {
            messages.backup_lacks_months(months) + &messages.backup_lacks_events(events)
        }
    };
    Some(said + &lack)
}
