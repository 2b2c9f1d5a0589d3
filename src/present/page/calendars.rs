//! The list of calendars.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::domain::sorted_map::SortedMap;
use crate::present::route::path::{ExportOf, Path};
use crate::present::text::color::color_label;
use crate::present::viewer::Viewer;

/// One calendar in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRow {
    /// The calendar.
    pub id: CalendarId,
    /// The title; never empty.
    pub title: String,
    /// The description.
    pub description: String,
    /// Its colour.
    pub color: Color,
    /// The name of its colour.
    pub color_label: &'static str,
    /// Whether its events are shown.
    pub is_shown: bool,
    /// `12件`; `None` until all of its events are loaded.
    pub count_text: Option<String>,
    /// The number of its events that are loaded.
    pub count: u64,
    /// ファイルから, この端末で作成.
    pub origin: &'static str,
    /// The address of its export.
    pub export_path: String,
    /// The address of the form for a new event in it.
    pub new_event_path: String,
}

/// Builds the list of calendars, sorted by title. Counts every event: O(n).
pub fn calendars_page(almanac: &Almanac, viewer: &Viewer) -> Vec<CalendarRow> {
    let messages = viewer.messages;
    let mut counts: SortedMap<&CalendarId, u64> = SortedMap::new();
    for entry in almanac.entries() {
        *counts.get_or_default(&entry.calendar) += 1;
    }
    let row = |calendar: &Calendar| {
        let id = &calendar.id;
        let facts = &calendar.facts;
        let title = facts.title.trim();
        let color = Color::of(facts.color.as_deref());
        let count = counts.get(id).copied().unwrap_or(0);
        CalendarRow {
            id: id.clone(),
            title: if title.is_empty() { messages.untitled() } else { title }.to_owned(),
            description: facts.description.clone(),
            color,
            color_label: color_label(color, messages),
            is_shown: calendar.is_shown,
            count_text: almanac.is_whole().then(|| messages.events(count)),
            count,
            origin: match calendar.base {
                Some(_) => messages.calendar_imported(),
                None => messages.calendar_made_here(),
            },
            export_path: Path::Export(ExportOf::Calendar(id.clone())).format(),
            new_event_path: Path::NewEvent { calendar: Some(id.clone()), day: None, time: None }
                .format(),
        }
    };
    let mut rows: Vec<CalendarRow> = almanac.calendars().values().map(row).collect();
    rows.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    rows
}
