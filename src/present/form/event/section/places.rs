//! The places in the form of an event: a row with a purpose for each, and how a row changes its place.
//!
//! As in the domain ([`Event::venue`]), the form always has exactly one venue if it has any place that is not only for
//! meeting. A row without a name is not a place.

use crate::domain::event::Event;
use crate::domain::event::place::Location;
use crate::domain::gather::ordered;
use crate::domain::id::LocalId;
use crate::present::form::error::Errors;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::rows::{PlaceForm, Purpose};
use crate::present::form::rows::{Row, RowEdit, RowEdits};
use crate::present::form::text::{LONGEST_LINE, too_long};

/// The changes of the places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceEdits {
    /// All rows, as they are now.
    rows: Vec<PlaceForm>,
    edits: RowEdits<PlaceForm>,
}

/// Makes the rows of an event's places, the venue first.
pub fn rows(event: &Event) -> Vec<PlaceForm> {
    let venue = event.venue_entry().map(|(key, _)| key);
    let row = |(key, place): (&LocalId, &Location)| {
        let purpose = match () {
            () if venue == Some(key) => Purpose::Venue,
            () if place.is_meeting_place => Purpose::Meeting,
            () => Purpose::Other,
        };
        PlaceForm { key: key.clone(), name: place.name.clone(), purpose }
    };
    let rows = event.locations.iter().map(row).collect();
    ordered(rows, |a: &PlaceForm, b: &PlaceForm| a.purpose.cmp(&b.purpose))
}

impl EventForm {
    /// Adds a place. The first one that is not for meeting becomes the venue.
    pub fn add_place(&mut self, key: LocalId, purpose: Purpose) {
        self.places.push(PlaceForm::blank(key.clone(), purpose));
        self.set_purpose(&key, purpose);
    }

    /// Sets the purpose of a place, and keeps exactly one venue.
    pub fn set_purpose(&mut self, key: &LocalId, purpose: Purpose) {
        for place in &mut self.places {
            if place.key == *key {
                place.purpose = purpose;
            } else if purpose == Purpose::Venue && place.purpose == Purpose::Venue {
                place.purpose = Purpose::Other;
            }
        }
        self.settle_venue(key);
    }

    /// Removes a place.
    pub fn remove_place(&mut self, key: &LocalId) {
        self.places.retain(|place| place.key != *key);
        self.settle_venue(key);
    }

    /// If no place is the venue, makes the first one other than `last` the venue, or `last` itself if there is no
    /// other.
    fn settle_venue(&mut self, last: &LocalId) {
        if self.places.iter().any(|place| place.purpose == Purpose::Venue) {
            return;
        }
        let is_other = |place: &&mut PlaceForm| place.purpose == Purpose::Other;
        let (own, others): (Vec<_>, Vec<_>) =
            self.places.iter_mut().filter(is_other).partition(|place| place.key == *last);
        if let Some(place) = others.into_iter().chain(own).next() {
            place.purpose = Purpose::Venue;
        }
    }
}

/// Parses the rows; `None` if nothing was edited.
pub(crate) fn parse(
    rows: &[PlaceForm],
    before: &[PlaceForm],
    errors: &mut Errors<EventField>,
) -> Option<PlaceEdits> {
    let edits = RowEdits::between(rows, before);
    for edit in edits.edited.iter().filter(|edit| edit.is_other(|it| &it.name)) {
        if let Some(kind) = too_long(&edit.row.name, LONGEST_LINE) {
            errors.add_in_row(EventField::PlaceName, &edit.row.key, kind);
        }
    }
    (rows != before).then(|| PlaceEdits { rows: rows.to_vec(), edits })
}

/// Applies the edits to an event.
pub(crate) fn apply(edits: PlaceEdits, event: &mut Event) {
    let PlaceEdits { rows, edits } = edits;
    for key in &edits.removed {
        event.locations.remove(key);
    }
    for edit in &edits.edited {
        set_place(event, edit);
    }
    let is_kept = |key: &LocalId| {
        let mut rows = rows.iter().filter(|row| row.key == *key);
        event.locations.contains_key(key) && rows.all(|row| row.purpose == Purpose::Venue)
    };
    event.main_location = event.main_location.take().filter(is_kept);
    // A new place must not become the venue only because its key sorts first.
    let venue = rows.into_iter().find(|row| row.purpose == Purpose::Venue).map(|row| row.key);
    let venue = venue.filter(|key| event.locations.contains_key(key));
    if event.main_location.is_none() && event.venue_entry().map(|(key, _)| key) != venue.as_ref() {
        event.main_location = venue;
    }
}

fn set_place(event: &mut Event, edit: &RowEdit<PlaceForm>) {
    let RowEdit { row, was } = edit;
    let is_new = was.as_ref().is_none_or(PlaceForm::is_blank);
    let is_renamed = edit.is_other(|it| &it.name);
    if row.is_blank() && is_renamed {
        event.locations.remove(&row.key);
        return;
    }
    if is_new && !row.is_blank() {
        event.locations.get_or_default(row.key.clone());
    }
    // If another tab removed this place meanwhile, it is not added again.
    let Some(place) = event.locations.get_mut(&row.key) else { return };
    if is_renamed {
        // Another name means another place, so the coordinates of the old one are wrong for it.
        row.name.trim().clone_into(&mut place.name);
        place.coordinates = None;
    }
    if is_new || edit.is_other(|it| &it.purpose) {
        place.is_meeting_place = row.purpose == Purpose::Meeting;
        if row.purpose == Purpose::Venue {
            event.main_location = Some(row.key.clone());
        }
    }
}
