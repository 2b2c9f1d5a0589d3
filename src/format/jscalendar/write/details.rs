//! Writes the details of an event.

use crate::domain::event::color::CssColor;
use crate::domain::event::registration::Registration;
use crate::domain::event::status::{Privacy, Status};
use crate::domain::series::repeat::Own;
use crate::format::clock;
use crate::format::json::write::FieldWriter;
use crate::format::names;

/// Returns the standard's word for a status; `None` for the default.
pub(crate) fn status(status: &Status) -> Option<&str> {
    match status {
        Status::Confirmed => None,
        Status::Tentative => Some("tentative"),
        Status::Cancelled | Status::Postponed => Some("cancelled"),
        Status::Other(other) => Some(other),
    }
}

/// Writes a status under that word, and what the standard has no word for.
pub(crate) fn status_fields(fields: &mut FieldWriter<'_>, word: Option<&str>, status: &Status) {
    fields.text_if_any("status", word);
    if *status == Status::Postponed {
        fields.put(names::POSTPONED).flag(true);
    }
}

/// Returns the standard's word for the privacy of an event; `None` for the default.
pub(crate) fn privacy(privacy: &Privacy) -> Option<&str> {
    match privacy {
        Privacy::Public => None,
        Privacy::Private => Some("private"),
        Privacy::Secret => Some("secret"),
        Privacy::Other(other) => Some(other),
    }
}

pub(crate) fn registration_fields(fields: &mut FieldWriter<'_>, registration: &Registration) {
    let Registration { closes, capacity, fee_yen, foreign } = registration;
    fields.count_if_any("capacity", *capacity);
    if let Some(closes) = closes {
        fields.put("closes").plain(|out| clock::print_local(*closes, out));
    }
    fields.count_if_any("feeYen", *fee_yen);
    fields.foreign(foreign);
}

/// Writes the colour that a single instance overrides.
pub(crate) fn own_color(fields: &mut FieldWriter<'_>, color: &Own<CssColor>) {
    own(fields, "color", color, |fields, name, color| fields.put(name).text(color.as_str()));
}

/// Writes a text that a single instance overrides; an empty one means that the instance has none.
pub(crate) fn own_text(fields: &mut FieldWriter<'_>, name: &str, text: Option<&str>) {
    match text {
        None => {}
        Some("") => fields.put(name).null(),
        Some(text) => fields.put(name).text(text),
    }
}

/// Writes a fact that a single instance overrides; null means that the instance has none.
pub(crate) fn own<T>(
    fields: &mut FieldWriter<'_>,
    name: &str,
    own: &Own<T>,
    write: impl FnOnce(&mut FieldWriter<'_>, &str, &T),
) {
    match own {
        Own::AsSeries => {}
        Own::Nothing => fields.put(name).null(),
        Own::Is(own) => write(fields, name, own),
    }
}
