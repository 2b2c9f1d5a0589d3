//! The operations on this device, newest first.

use crate::domain::almanac::journal::{Operation, OperationKind};
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationRow {
    /// The kind of operation, for the icon.
    pub act: OperationKind,
    /// `ファイルを読み込みました：行事.jscal.json`.
    pub text: String,
    /// `11月20日(水) 12:30`.
    pub time_text: String,
    /// `12件`; `None` if it touched one event or none.
    pub count_text: Option<String>,
    /// Whether it can be undone now; only the newest operation can.
    pub is_newest: bool,
}

/// Builds the rows of the operations, in the given order, which is newest first.
pub fn history_page<'a>(
    operations: impl IntoIterator<Item = &'a Operation>,
    viewer: &Viewer,
) -> Vec<OperationRow> {
    let messages = viewer.messages;
    let row = |(index, operation): (usize, &Operation)| OperationRow {
        act: operation.act,
        text: operation_text(operation, viewer),
        time_text: time::moment(viewer, operation.at),
        count_text: (operation.event_count > 1).then(|| messages.events(operation.event_count)),
        is_newest: index == 0,
    };
    operations.into_iter().enumerate().map(row).collect()
}

/// Returns the text of one operation. The toast next to the undo button shows it too.
pub fn operation_text(operation: &Operation, viewer: &Viewer) -> String {
    let act = viewer.messages.act(operation.act);
    if operation.subject.trim().is_empty() {
        act.to_owned()
    } else {
        viewer.messages.history_line(act, operation.subject.trim())
    }
}
