//! Drafts: the content of a form, stored on the device until it is saved.
//!
//! Drafts need not stay readable for ever: a draft of another version is ignored.

use crate::domain::foreign::Json;
use crate::domain::time::UtcTime;
use crate::format::clock;
use crate::format::json::read::{Limits, parse};
use crate::format::json::value::Value;
use crate::format::json::write::{Style, Writer};

/// The version of the drafts that we write, and the only one that we read. It must be raised whenever the meaning of a
/// form field changes; a draft that lacks a field is refused in any case.
pub const VERSION: u32 = 1;

/// The content of an unsaved form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    /// The address of the form.
    pub location: String,
    /// When it was stored.
    pub at: UtcTime,
    /// The form as it was opened.
    pub before: Json,
    /// The current form.
    pub form: Json,
}

impl StoredDraft {
    /// Returns the newer one of two copies of a draft; of two of the same second, the second, which is on the disk at once.
    pub fn newer(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(if one.at <= other.at { other } else { one }),
            (one, other) => one.or(other),
        }
    }
}

/// Writes a draft.
pub fn encode(draft: &StoredDraft) -> String {
    let mut writer = Writer::new(Style::Compact);
    writer.object(|fields| {
        fields.put("at").text(&clock::moment_text(draft.at));
        fields.put("before").json(&draft.before);
        fields.put("form").json(&draft.form);
        fields.put("location").text(&draft.location);
        fields.put("v").count(VERSION);
    });
    writer.finish()
}

/// Reads a draft; `None` if it is of another version, or damaged.
pub fn decode(text: &str) -> Option<StoredDraft> {
    let Ok(Value::Map(object)) = parse(text, &Limits::OWN) else { return None };
    let is_ours =
        matches!(object.get("v"), Some(Value::Number(version)) if version.count() == Some(VERSION));
    let location = object.text("location").filter(|_| is_ours)?.to_owned();
    let at = clock::parse_utc(object.text("at")?)?;
    let (mut before, mut form) = (None, None);
    for (name, value) in object.0 {
        match name.as_ref() {
            "before" => before = value.into_json(&mut Vec::new()),
            "form" => form = value.into_json(&mut Vec::new()),
            _ => {}
        }
    }
    Some(StoredDraft { location, at, before: before?, form: form? })
}
