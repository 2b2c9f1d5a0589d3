//! What a person does to the directory: saving, deleting, merging. Each is one operation that can be undone.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, DirectoryId};
use crate::domain::directory::trash::deleted;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::context::Ui;

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
