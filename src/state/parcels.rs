//! What travels between page and worker, put back into the words of the domain.

use crate::domain::id::{CalendarId, EventId};
use crate::format::clock as format_clock;
use crate::format::protocol::{Chosen, RowParcel, SaidParcel, TroubleParcel};
use crate::format::record;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::Take;
use crate::merge::conflict::Side;
use crate::merge::step::{Class, Said, step};

use super::session::{Fetched, Review};
use super::settings::{PORTABLE, Settings};
use super::trouble::Trouble;

/// The place of a class in the list of all, by which page and worker name it.
pub(super) fn place(class: Class) -> usize {
    Class::ALL.iter().position(|other| *other == class).expect("every class is in the list of all")
}

pub(super) fn calendar_step((before, after): &(Option<String>, String)) -> Option<CalendarStep> {
    let calendar = |text: &String| record::decode_calendars(text).ok()?.pop();
    Some(CalendarStep { before: before.as_ref().and_then(calendar), after: calendar(after)? })
}

/// Works one row out again, from what the worker sent.
pub(super) fn fetched(parcel: &RowParcel) -> Option<Fetched> {
    let entry = |text: &String| record::decode_entry(text).ok();
    let ours = match &parcel.ours {
        Some(text) => Some(entry(text)?),
        None => None,
    };
    let owner = CalendarId::new(parcel.calendar.as_str());
    let theirs = match &parcel.said {
        SaidParcel::Event(text)
        | SaidParcel::Buried(text, _)
        | SaidParcel::Ambiguous(text)
        | SaidParcel::Entry(text) => Some(entry(text)?),
        SaidParcel::Deleted(_) | SaidParcel::Nothing => None,
    };
    let said = match (&parcel.said, &theirs) {
        (SaidParcel::Event(_), Some(theirs)) => Said::Event(&theirs.event),
        (SaidParcel::Buried(_, at), Some(theirs)) => {
            Said::Buried(&theirs.event, format_clock::parse_utc(at)?)
        }
        (SaidParcel::Ambiguous(_), Some(theirs)) => Said::Ambiguous(&theirs.event),
        (SaidParcel::Entry(_), Some(theirs)) => Said::Entry(theirs),
        (SaidParcel::Deleted(at), _) => Said::Deleted(format_clock::parse_utc(at)?),
        (_, _) => Said::Nothing,
    };
    let row = step(ours.as_ref(), said, &owner)?;
    Some(Fetched { row, ours, incoming: theirs.map(|entry| entry.event) })
}

/// The person's decisions by places, and the settings to take over from a backup.
pub(super) fn chosen(review: &Review) -> (Chosen, Option<Settings>) {
    let choices = &review.choices;
    let is_accepted = |take: &Take| *take == Take::Accept;
    let is_theirs = |side: &Side| *side == Side::Theirs;
    let conflict_place = |id: &EventId, field: &_| {
        let rows = review.rows.get(&Class::Conflicting)?;
        let row = rows.iter().find(|fetched| fetched.row.id == *id)?;
        row.row.conflicts.iter().position(|conflict| conflict.field == *field)
    };
    let conflicts = choices
        .conflicts
        .iter()
        .filter_map(|((id, field), side)| {
            Some((id.to_string(), conflict_place(id, field)?, is_theirs(side)))
        })
        .collect();
    let chosen = Chosen {
        classes: choices
            .classes
            .iter()
            .map(|(class, take)| (place(*class), is_accepted(take)))
            .collect(),
        events: choices
            .events
            .iter()
            .map(|(id, take)| (id.to_string(), is_accepted(take)))
            .collect(),
        conflicts,
        all_conflicts: choices.all_conflicts.as_ref().map(is_theirs),
    };
    let settings = review.summary.is_backup.then(|| {
        let portable =
            review.summary.settings.iter().filter(|(name, _)| PORTABLE.contains(&name.as_str()));
        Settings::from_map(&portable.cloned().collect())
    });
    (chosen, settings)
}

impl From<TroubleParcel> for Trouble {
    fn from(parcel: TroubleParcel) -> Self {
        match parcel {
            TroubleParcel::Full => Self::Full,
            TroubleParcel::Corrupt(detail) => Self::Corrupt { detail },
            TroubleParcel::Superseded => Self::Superseded,
            TroubleParcel::Busy => Self::Failed { detail: "busy".to_owned() },
            TroubleParcel::Failed(detail) => Self::Failed { detail },
        }
    }
}
