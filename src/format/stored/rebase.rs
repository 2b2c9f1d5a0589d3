//! Rebases a change: applies what one operation changed to the entries and calendars as they are now.
//!
//! Undo needs it where another writer has changed the same event since. See [`crate::domain::rebase`] for the rule.

use crate::domain::almanac::change::Change;
use crate::domain::foreign::Json;
use crate::domain::rebase::{Preferred, rebase};
use crate::format::json::read::{Limits, parse};
use crate::format::json::write::{Style, Writer};
use crate::format::stored::record::{RecordError, decode_change, encode_change};

/// Applies to `now` what differs between `before` and `after`; where `now` differs from `before` too, it is kept. All
/// three name the same entries and calendars.
pub fn rebased(before: &Change, after: &Change, now: &Change) -> Result<Change, RecordError> {
    let [before, after, now] = [before, after, now].map(json);
    let value = rebase(Some(&before?), Some(&after?), Some(&now?), Preferred::Now).value;
    let mut writer = Writer::new(Style::Compact);
    writer.json(&value.unwrap_or(Json::Null));
    decode_change(&writer.finish())
}

fn json(change: &Change) -> Result<Json, RecordError> {
    let text = encode_change(change);
    // Our own records have no value beyond the limits.
    let value = parse(&text, &Limits::OWN)?.into_json(&mut Vec::new());
    Ok(value.unwrap_or(Json::Null))
}
