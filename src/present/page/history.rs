//! The operations on this device, newest first.

use crate::domain::almanac::journal::{Act, Deed};
use crate::present::reader::Reader;
use crate::present::text::time;

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeedRow {
    /// The kind of operation, for the icon.
    pub act: Act,
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
    deeds: impl IntoIterator<Item = &'a Deed>,
    reader: &Reader,
) -> Vec<DeedRow> {
    let messages = reader.messages;
    let row = |(index, deed): (usize, &Deed)| DeedRow {
        act: deed.act,
        text: deed_text(deed, reader),
        time_text: time::moment(reader, deed.at),
        count_text: (deed.event_count > 1).then(|| messages.events(deed.event_count)),
        is_newest: index == 0,
    };
    deeds.into_iter().enumerate().map(row).collect()
}

/// Returns the text of one operation. The toast next to the undo button shows it too.
pub fn deed_text(deed: &Deed, reader: &Reader) -> String {
    let act = reader.messages.act(deed.act);
    if deed.subject.trim().is_empty() {
        act.to_owned()
    } else {
        reader.messages.history_line(act, deed.subject.trim())
    }
}
