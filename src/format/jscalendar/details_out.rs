//! Writing the details of an event.

use crate::domain::color::CssColor;
use crate::domain::event::{Privacy, Status};
use crate::domain::registration::Registration;
use crate::domain::repeat::{Own, Patch};
use crate::format::clock;
use crate::format::json::write::Fields;
use crate::format::names;

/// The standard's word for a status; `None` for the default.
pub(super) fn status(status: &Status) -> Option<&str> {
    match status {
        Status::Confirmed => None,
        Status::Tentative => Some("tentative"),
        Status::Cancelled | Status::Postponed => Some("cancelled"),
        Status::Other(other) => Some(other),
    }
}

/// Writes a status under that word, with what the standard has no word for.
pub(super) fn status_fields(fields: &mut Fields<'_>, word: Option<&str>, status: &Status) {
    fields.text_if_any("status", word);
    if *status == Status::Postponed {
        fields.put(names::POSTPONED).flag(true);
    }
}

/// The standard's word for who may know of an event; `None` for the default.
pub(super) fn privacy(privacy: &Privacy) -> Option<&str> {
    match privacy {
        Privacy::Public => None,
        Privacy::Private => Some("private"),
        Privacy::Secret => Some("secret"),
        Privacy::Other(other) => Some(other),
    }
}

pub(super) fn registration_fields(fields: &mut Fields<'_>, registration: &Registration) {
    fields.count_if_any("capacity", registration.capacity);
    if let Some(closes) = registration.closes {
        fields.put("closes").plain(|out| clock::print_local(closes, out));
    }
    fields.count_if_any("feeYen", registration.fee_yen);
    fields.foreign(&registration.foreign);
}

/// Writes the details that a single instance has of its own; null says that it has none.
pub(super) fn patch_details(fields: &mut Fields<'_>, patch: &Patch) {
    own(fields, "color", &patch.color, |fields, name, color: &CssColor| {
        fields.put(name).text(color.as_str());
    });
    own(fields, names::REGISTRATION, &patch.registration, |fields, name, registration| {
        fields.put(name).object(|fields| registration_fields(fields, registration));
    });
    match patch.status_reason.as_deref() {
        None => {}
        Some("") => fields.put(names::STATUS_REASON).null(),
        Some(reason) => fields.put(names::STATUS_REASON).text(reason),
    }
}

fn own<T>(
    fields: &mut Fields<'_>,
    name: &str,
    own: &Own<T>,
    write: impl FnOnce(&mut Fields<'_>, &str, &T),
) {
    match own {
        Own::AsSeries => {}
        Own::Nothing => fields.put(name).null(),
        Own::Is(own) => write(fields, name, own),
    }
}
