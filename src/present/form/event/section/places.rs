//! The places in the form of an event: a row for each, with what it is for, and what it makes of the place.
//!
//! The form always has one venue as soon as it has a place that is not only for meeting, as the domain does
//! ([`Event::venue`]). A place without a name is none.

use std::collections::BTreeMap;

use crate::domain::event::Event;
use crate::domain::gather::{Gather, ordered};
use crate::domain::id::LocalId;
use crate::domain::place::Location;

use crate::present::form::event::form::{Form, LONGEST_LINE};
use crate::present::form::event::wrong::{Field, Problem, RowField, Wrong};

/// The key of the first row where there is no place yet.
const VENUE: &str = "venue";

/// One place in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceForm {
    /// The key in the event; empty in a draft of the time when the form had one place only.
    pub key: LocalId,
    /// 名前.
    pub name: String,
    /// 使いみち.
    pub purpose: Purpose,
}

/// What a place is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// 会場.
    Venue,
    /// 集合場所.
    Meeting,
    /// そのほか.
    Other,
}

impl Purpose {
    /// Every purpose, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Venue, Self::Meeting, Self::Other];

    /// The name in kept forms and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Meeting => "meeting",
            Self::Other => "other",
        }
    }

    /// The purpose of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.slug() == slug)
    }
}

impl PlaceForm {
    /// A row that nobody has written into.
    pub fn blank(key: LocalId, purpose: Purpose) -> Self {
        Self { key, name: String::new(), purpose }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.name.trim().is_empty()
    }
}

/// The rows of an event's places, the venue first; where there is none, one to write into.
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
    let rows = ordered(rows, |a: &PlaceForm, b: &PlaceForm| a.purpose.cmp(&b.purpose));
    if rows.is_empty() { blank_rows() } else { rows }
}

/// The rows of an event without places.
pub fn blank_rows() -> Vec<PlaceForm> {
    vec![PlaceForm::blank(LocalId::new(VENUE), Purpose::Venue)]
}

impl Form {
    /// Adds a place; the first that is not for meeting is the venue.
    pub fn add_place(&mut self, key: LocalId, purpose: Purpose) {
        self.places.push(PlaceForm::blank(key.clone(), purpose));
        self.set_purpose(&key, purpose);
    }

    /// Says what a place is for; only one is the venue, and one is.
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

    /// Takes a place out.
    pub fn remove_place(&mut self, key: &LocalId) {
        self.places.retain(|place| place.key != *key);
        self.settle_venue(key);
    }

    /// Where no place is the venue, the first other than `last` becomes it, and `last` itself where there is no other.
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

pub(crate) fn wrongs(form: &Form, before: &Form) -> Vec<Wrong> {
    let is_too_long = |place: &&PlaceForm| {
        let was = before.places.iter().find(|was| was.key == place.key);
        was.is_none_or(|was| was.name != place.name) && place.name.chars().count() > LONGEST_LINE
    };
    let wrong = |place: &PlaceForm| Wrong {
        field: Field::Row(RowField::Place, place.key.clone()),
        problem: Problem::TooManyLetters(LONGEST_LINE),
    };
    form.places.iter().filter(is_too_long).map(wrong).collect()
}

/// Puts the rows that were edited onto an event.
pub(crate) fn set_places(event: &mut Event, form: &Form, before: &Form) {
    if form.places == before.places {
        return;
    }
    let were: BTreeMap<&LocalId, &PlaceForm> =
        before.places.iter().map(|place| (&place.key, place)).gathered();
    let venue = event.venue_entry().map(|(key, _)| key.clone());
    // A draft of earlier knows the venue, and not its key.
    let real = |key: &LocalId| match key.as_str() {
        "" => venue.clone().unwrap_or_else(|| LocalId::new(VENUE)),
        _ => key.clone(),
    };
    for key in were.keys().filter(|key| form.places.iter().all(|place| place.key != ***key)) {
        event.locations.remove(&real(key));
    }
    for row in &form.places {
        let was = were.get(&row.key).copied();
        if was == Some(row) {
            continue;
        }
        let key = real(&row.key);
        let is_new = was.is_none_or(PlaceForm::is_blank);
        if row.is_blank() && was.is_none_or(|was| was.name != row.name) {
            event.locations.remove(&key);
            continue;
        }
        if is_new && !row.is_blank() {
            event.locations.entry(key.clone()).or_default();
        }
        // A place that went meanwhile, elsewhere, stays gone.
        let Some(place) = event.locations.get_mut(&key) else { continue };
        if was.is_none_or(|was| was.name != row.name) {
            // Another name is another place: where the old one stood on a map says nothing of it.
            row.name.trim().clone_into(&mut place.name);
            place.coordinates = None;
        }
        let had = was.filter(|_| !is_new).map(|was| was.purpose);
        if had != Some(row.purpose) {
            place.is_meeting_place = row.purpose == Purpose::Meeting;
            if row.purpose == Purpose::Venue {
                event.main_location = Some(key);
            }
        }
    }
    let is_kept = |key: &LocalId| {
        let mut rows = form.places.iter().filter(|row| real(&row.key) == *key);
        event.locations.contains_key(key) && rows.all(|row| row.purpose == Purpose::Venue)
    };
    event.main_location = event.main_location.take().filter(is_kept);
    // What is added must not become the venue merely because its key comes first.
    let venue = form.places.iter().find(|row| row.purpose == Purpose::Venue);
    let venue = venue.map(|row| real(&row.key)).filter(|key| event.locations.contains_key(key));
    if event.main_location.is_none() && event.venue_entry().map(|(key, _)| key) != venue.as_ref() {
        event.main_location = venue;
    }
}
