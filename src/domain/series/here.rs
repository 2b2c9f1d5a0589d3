//! A whole event on the reader's clock: for what shows or edits an event, and not one of its occurrences.

use std::borrow::Cow;

use crate::domain::event::Event;
use crate::domain::series::edit::move_all;
use crate::domain::time::days_off::LocalContext;

/// Returns an event in UTC on the reader's clock, with its rule and exceptions; any other event as it is.
///
/// A series keeps the clock of its first instance: if the reader's clock is changed for summer, later instances differ
/// by an hour from those in UTC.
pub fn on_local_clock<'a>(event: &'a Event, off: &dyn LocalContext) -> Cow<'a, Event> {
    match off.clock().and_then(|clock| clock.when(&event.when)) {
        Some(when) if event.repeat.is_some() => Cow::Owned(move_all(event.clone(), when)),
        Some(when) => Cow::Owned(event.shifted(&when)),
        None => Cow::Borrowed(event),
    }
}
