//! Writes how an event repeats.

use std::collections::BTreeMap;

use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::domain::series::recurrence::rule;
use crate::domain::series::recurrence::rule::{End, NthDay};
use crate::domain::series::repeat::{
    HolidayRule, Override, Patch, Repeat, RepeatRule, Sorts, TimeKind,
};
use crate::domain::time::Zone;
use crate::format::clock;
use crate::format::jscalendar::read::rule::WEEKDAYS;
use crate::format::jscalendar::write::details;
use crate::format::jscalendar::write::details::{
    own_color, own_registration, own_text, status_fields,
};
use crate::format::jscalendar::write::participant::participant_fields;
use crate::format::jscalendar::write::parts::{
    category_fields, link_fields, local_if_any, location_fields, map, part_fields,
    virtual_location_fields,
};
use crate::format::json::write::{FieldWriter, Writer};
use crate::format::names;

/// Writes the rule and its exceptions.
///
/// `has_organizer`: whether the event names an organiser; the form of a participant depends on it.
pub(crate) fn repeat_fields(fields: &mut FieldWriter<'_>, repeat: &Repeat, has_organizer: bool) {
    if !repeat.overrides.is_empty() || !repeat.strays.is_empty() {
        fields.put("recurrenceOverrides").object(|fields| {
            for (start, different) in &repeat.overrides {
                let mut key = String::new();
                clock::print_local(*start, &mut key);
                override_value(fields.put(&key), different, has_organizer);
            }
            for (key, json) in &repeat.strays {
                fields.put(key).json(json);
            }
        });
    }
    fields.text_if_any(names::HOLIDAY_RULE, repeat.holiday_rule.map(HolidayRule::slug));
    let month = repeat.restart_month.and_then(|month| u32::try_from(month).ok());
    fields.count_if_any(names::RESTART_MONTH, month);
    match &repeat.rule {
        None => {}
        Some(RepeatRule::Known(rule)) => {
            fields.put("recurrenceRule").object(|fields| rule_fields(fields, rule));
        }
        Some(RepeatRule::Kept(Json::Map(rule))) => fields.put("recurrenceRule").object(|fields| {
            fields.put("@type").text("RecurrenceRule");
            for (name, value) in rule.iter().filter(|(name, _)| *name != "@type") {
                fields.put(name).json(value);
            }
        }),
        Some(RepeatRule::Kept(rule)) => fields.put("recurrenceRule").json(rule),
    }
}

fn override_value(writer: &mut Writer, different: &Override, has_organizer: bool) {
    match different {
        Override::Excluded => writer.object(|fields| fields.put("excluded").flag(true)),
        Override::Patch(patch) => {
            writer.object(|fields| patch_fields(fields, patch, has_organizer));
        }
        Override::Kept(json) => writer.json(json),
    }
}

fn patch_fields(fields: &mut FieldWriter<'_>, patch: &Patch, has_organizer: bool) {
    let Patch {
        start,
        length,
        zone,
        title,
        description,
        audience,
        status,
        status_reason,
        color,
        registration,
        sort,
        meeting_time,
        has_no_meeting,
        series_number,
        locations,
        place_names,
        main_location,
        virtual_locations,
        links,
        programme,
        sorts,
        participants,
        foreign,
    } = patch;
    local_if_any(fields, "start", *start);
    if let Some(length) = length {
        fields.put("duration").plain(|out| clock::print_length(*length, out));
    }
    fields.text_if_any("timeZone", zone.as_ref().map(|Zone(name)| name.as_ref()));
    fields.text_if_any("title", title.as_deref());
    fields.text_if_any("description", description.as_deref());
    if let Some(own) = status {
        status_fields(fields, Some(details::status(own).unwrap_or("confirmed")), own);
    }
    own_color(fields, color);
    own_registration(fields, registration);
    own_text(fields, names::AUDIENCE, audience.as_deref());
    own_text(fields, names::STATUS_REASON, status_reason.as_deref());
    local_if_any(fields, names::MEETING_TIME, *meeting_time);
    if *has_no_meeting && meeting_time.is_none() {
        fields.put(names::MEETING_TIME).null();
    }
    sort_fields(fields, *sort);
    fields.count_if_any(names::SERIES_NUMBER, *series_number);
    fields.text_if_any("mainLocationId", main_location.as_ref().map(LocalId::as_str));
    for (key, name) in place_names {
        fields.put(&format!("locations/{}/name", key.as_str())).text(name);
    }
    whole(fields, "locations", locations.as_ref(), location_fields);
    whole(fields, "virtualLocations", virtual_locations.as_ref(), virtual_location_fields);
    whole(fields, "links", links.as_ref(), link_fields);
    whole(fields, names::PROGRAMME, programme.as_ref(), part_fields);
    whole(fields, "participants", participants.as_ref(), |fields, person| {
        participant_fields(fields, person, has_organizer);
    });
    if let Some(sorts) = sorts {
        own_categories(fields, sorts);
    }
    fields.foreign(foreign);
}

/// Writes whether an instance has a time of day.
fn sort_fields(fields: &mut FieldWriter<'_>, sort: Option<TimeKind>) {
    let Some(sort) = sort else { return };
    fields.put("showWithoutTime").flag(sort != TimeKind::Timed);
    match sort {
        TimeKind::Undecided => fields.put(names::TIME_UNDECIDED).flag(true),
        TimeKind::DayUndecided => fields.put(names::DAY_UNDECIDED).flag(true),
        TimeKind::Timed | TimeKind::AllDay => {}
    }
}

/// Writes a whole map that an instance has in place of the map of the series.
fn whole<T>(
    fields: &mut FieldWriter<'_>,
    name: &str,
    items: Option<&BTreeMap<LocalId, T>>,
    write: impl FnMut(&mut FieldWriter<'_>, &T),
) {
    match items {
        // An empty map says that there are none; if it were left out, those of the series would apply.
        Some(items) if items.is_empty() => fields.put(name).object(|_| {}),
        Some(items) => map(fields, name, items, write),
        None => {}
    }
}

/// Writes the categories that an instance has in place of those of the series.
fn own_categories(fields: &mut FieldWriter<'_>, Sorts { kinds, categories }: &Sorts) {
    if kinds.is_empty() && categories.is_empty() {
        fields.put("categories").object(|_| {});
    } else {
        category_fields(fields, kinds, categories);
    }
}

fn rule_fields(fields: &mut FieldWriter<'_>, rule: &rule::Rule) {
    let parts = rule.parts();
    fields.put("@type").text("RecurrenceRule");
    fields.put("frequency").text(parts.frequency.slug());
    fields.count_if_any("interval", parts.interval);
    if parts.spelling.scale {
        fields.put("rscale").text("gregorian");
    }
    if parts.spelling.skip {
        fields.put("skip").text("omit");
    }
    let word = |day| WEEKDAYS.into_iter().find(|(_, own)| *own == day).map(|(word, _)| word);
    fields.text_if_any("firstDayOfWeek", parts.week_start.and_then(word));
    if !parts.by_day.is_empty() {
        fields.put("byDay").list(&parts.by_day, |writer, NthDay { day, nth }| {
            writer.object(|fields| {
                if parts.spelling.day_types {
                    fields.put("@type").text("NDay");
                }
                fields.text_if_any("day", word(*day));
                if let Some(nth) = nth {
                    fields.put("nthOfPeriod").number(*nth);
                }
            });
        });
    }
    if !parts.by_month.is_empty() {
        fields
            .put("byMonth")
            .list(&parts.by_month, |writer, month| writer.text(&month.to_string()));
    }
    let lists = [
        ("byMonthDay", &parts.by_month_day),
        ("byYearDay", &parts.by_year_day),
        ("byWeekNo", &parts.by_week_no),
        ("byHour", &parts.by_hour),
        ("byMinute", &parts.by_minute),
        ("bySecond", &parts.by_second),
        ("bySetPosition", &parts.by_set_position),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            fields.put(name).list(list, |writer, number| writer.number(*number));
        }
    }
    match parts.end {
        End::Never => {}
        End::Count(count) => fields.put("count").count(count),
        End::Until(until) => fields.put("until").plain(|out| clock::print_local(until, out)),
    }
}
