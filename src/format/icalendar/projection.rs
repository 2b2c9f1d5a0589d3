//! What other calendar programs give back of an event that was written for them.
//!
//! Some keep every standard property and drop ours; others keep little more than the title, time and place. An event
//! that comes back is compared with these, because a program did not change what it does not know.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::series::patch::applied;
use crate::domain::series::repeat::Override;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;
use crate::domain::time::zone::Zones;
use crate::format::export::Names;
use crate::format::icalendar::model::jsprop;
use crate::format::icalendar::model::numbered;
use crate::format::icalendar::model::programme;
use crate::format::icalendar::model::tree::Map;
use crate::format::icalendar::read::places::MEETINGS;
use crate::format::icalendar::read::{World, decode};
use crate::format::icalendar::syntax::charset::Charset;
use crate::format::icalendar::syntax::{Component, build, print};
use crate::format::icalendar::write::{WriteOptions, encode};
use crate::format::jscalendar::patch::write::json_of;
use crate::format::jscalendar::read::notes::Notes;
use crate::format::jscalendar::write::event::event_fields;
use crate::format::jscalendar::write::{Export, ExportCalendar};
use crate::format::json::read::Limits;

/// The properties that every calendar program keeps.
const KEPT_BY_ALL: [&str; 18] = [
    "ATTENDEE",
    "CLASS",
    "CREATED",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "LAST-MODIFIED",
    "LOCATION",
    "ORGANIZER",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "STATUS",
    "SUMMARY",
    "UID",
];

/// The parameters that every calendar program keeps.
const PARAMS_KEPT_BY_ALL: [&str; 6] = ["CN", "CUTYPE", "PARTSTAT", "ROLE", "TZID", "VALUE"];

/// Returns the event as programs give it back that keep the standard's properties, and as those that keep few of them,
/// and those that they have been seen to state.
pub fn projections(event: &Event, stated: &SortedSet<String>, zones: &dyn Zones) -> Vec<Event> {
    let calendar = Calendar::new(CalendarId::new(""), CalendarFacts::default());
    let part =
        ExportCalendar { calendar: &calendar, events: vec![event], deleted: BTreeMap::new() };
    let stamp =
        event.revision.updated.unwrap_or(UtcTime(jiff::civil::date(2000, 1, 1).at(0, 0, 0, 0)));
    let options = WriteOptions { stamp, zones, names: Names::With };
    let text = encode(&Export { calendars: vec![part] }, &options);
    let tree = build::read(
        text.as_bytes(),
        &Charset::UTF_8,
        &Limits::OWN,
        &mut Notes::new("", &Limits::SILENT),
    );
    let Some(root) = tree.roots.into_iter().next() else { return Vec::new() };
    let standard = without(&root, &|component| {
        component.properties.retain(|property| !jsprop::is_jsprop(property));
    });
    let few = without(&root, &|component| {
        if component.name != "VEVENT" {
            return;
        }
        component.components.clear();
        component.properties.retain(|property| {
            let name = property.name.as_str();
            KEPT_BY_ALL.contains(&name)
                || stated.contains(name)
                // The program has names of its own for it.
                || (name == "CONFERENCE" && MEETINGS.iter().any(|name| stated.contains(*name)))
        });
        for property in &mut component.properties {
            property.params.retain(|param| PARAMS_KEPT_BY_ALL.contains(&param.name.as_str()));
        }
    });
    let mut found: Vec<Event> =
        [standard, few].iter().filter_map(|root| read(root, zones)).collect();
    for projection in &mut found {
        without_added_text(event, projection);
    }
    found
}

/// Removes from the texts of an event what the writer adds to those of `base`: its number in the title, its programme and
/// people in the description.
pub fn without_added_text(base: &Event, event: &mut Event) {
    let is_numbered = base.series_number.is_some() && base.repeat.is_none();
    if is_numbered && let Some((number, own)) = numbered::split(&event.title) {
        (event.series_number, event.title) = (Some(number), own.to_owned());
    }
    let whole = json_of(|fields| event_fields(fields, base));
    let take = |map: &Map, text: &mut String| {
        if let Some(own) = programme::own_text(map, text) {
            *text = own;
        }
    };
    take(&whole, &mut event.description);
    let of_base = base.repeat.as_deref().map(|repeat| &repeat.overrides);
    for (at, own) in event.repeat.iter_mut().flat_map(|repeat| repeat.overrides.iter_mut()) {
        let Override::Patch(patch) = own else { continue };
        let patch = Arc::make_mut(patch);
        let Some(text) = &mut patch.description else { continue };
        take(&whole, text);
        let there = of_base.and_then(|all| all.get(at)?.patch());
        let there = there.map(|patch| applied(base.clone(), patch, base.when.clone()));
        if let Some(there) = there {
            take(&json_of(|fields| event_fields(fields, &there)), text);
        }
        if *text == base.description {
            patch.description = None;
        }
    }
}

fn without(root: &Component, thin: &dyn Fn(&mut Component)) -> Component {
    let mut root = root.clone();
    root.properties.retain(|property| !jsprop::is_jsprop(property));
    root.components.iter_mut().for_each(thin);
    root
}

fn read(root: &Component, zones: &dyn Zones) -> Option<Event> {
    let mut text = String::new();
    print::component(root, &mut text);
    let world = World { zones, other_text: &|_, _| None };
    let decoded = decode(text.as_bytes(), &Limits::OWN, &world).ok()?;
    decoded.collections.into_iter().flat_map(|it| it.events).next()
}
