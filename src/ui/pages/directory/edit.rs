//! What a person does to the directory: saving, deleting, merging. Each is one operation that can be undone.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, DirectoryId};
use crate::domain::directory::trash::deleted;
use crate::present::form::Form;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::context::Ui;
use crate::ui::form::context::{FormContext, Leave};

/// Returns an edit of the directory.
pub(super) fn edit(
    act: OperationKind,
    subject: String,
    mut plan: impl FnMut(&Directory) -> DirectoryChange + 'static,
) -> PlannedEdit {
    let plan = move |almanac: &Almanac| Change {
        directory: plan(almanac.directory()),
        ..Change::default()
    };
    PlannedEdit::new(act, subject, Needs::Directory, plan)
}

/// Commits the edit of a form, and then shows the page of its item.
pub(super) fn save_form<F: Form>(form: FormContext<F>, edit: PlannedEdit, page: DirectoryPath) {
    let ui = form.ui();
    let location = Path::Directory(page).format();
    let leave_to = location.clone();
    let leave = form.saved(move || navigation::go_instead(&location));
    let done = move |operation| {
        leave();
        ui.say_saved(operation);
    };
    ui.commit_or(edit, done, move || form.if_alive(move |form| form.go(Leave::To(leave_to))));
}

/// Moves an item into the trash, and shows the list that it was in.
pub(super) fn delete(ui: Ui, id: DirectoryId, name: String, list: DirectoryPath) {
    let at = AppState::utc_now();
    let said = ui.messages().directory_trashed(&name);
    let edit = edit(OperationKind::DeleteFromDirectory, name, move |directory| {
        deleted(directory, &id, at)
    });
    ui.commit(edit, move |operation| {
        navigation::go_instead(&Path::Directory(list).format());
        ui.say_undoable(said, operation);
    });
}
