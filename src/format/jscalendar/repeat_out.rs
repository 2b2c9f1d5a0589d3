//! Writing how an event repeats.

use super::event_out::{location_fields, map, status};
use super::rule_in::WEEKDAYS;
use crate::domain::event::Status;
use crate::domain::foreign::Json;
use crate::domain::recurrence::rule::{self, End, NthDay};
use crate::domain::repeat::{Override, Patch, Repeat, Rule};
use crate::domain::time::Zone;
use crate::format::clock;
use crate::format::json::write::{Fields, Writer};
use crate::format::names;

/// Writes the rule and its exceptions.
pub(super) fn repeat_fields(fields: &mut Fields<'_>, repeat: &Repeat) {
    if !repeat.overrides.is_empty() || !repeat.strays.is_empty() {
        fields.put("recurrenceOverrides").object(|fields| {
            for (start, different) in &repeat.overrides {
                let mut key = String::new();
                clock::print_local(*start, &mut key);
                override_value(fields.put(&key), different);
            }
            for (key, json) in &repeat.strays {
                fields.put(key).json(json);
            }
        });
    }
    match &repeat.rule {
        None => {}
        Some(Rule::Known(rule)) => {
            fields.put("recurrenceRule").object(|fields| rule_fields(fields, rule));
        }
        Some(Rule::Kept(Json::Map(rule))) => fields.put("recurrenceRule").object(|fields| {
            fields.put("@type").text("RecurrenceRule");
            for (name, value) in rule.iter().filter(|(name, _)| *name != "@type") {
                fields.put(name).json(value);
            }
        }),
        Some(Rule::Kept(rule)) => fields.put("recurrenceRule").json(rule),
    }
}

fn override_value(writer: &mut Writer, different: &Override) {
    match different {
        Override::Excluded => writer.object(|fields| fields.put("excluded").flag(true)),
        Override::Patch(patch) => writer.object(|fields| patch_fields(fields, patch)),
        Override::Kept(json) => writer.json(json),
    }
}

fn patch_fields(fields: &mut Fields<'_>, patch: &Patch) {
    if let Some(start) = patch.start {
        fields.put("start").plain(|out| clock::print_local(start, out));
    }
    if let Some(length) = patch.length {
        fields.put("duration").plain(|out| clock::print_length(length, out));
    }
    fields.text_if_any("timeZone", patch.zone.as_ref().map(|Zone(name)| name.as_ref()));
    fields.text_if_any("title", patch.title.as_deref());
    fields.text_if_any("description", patch.description.as_deref());
    let confirmed = |own: &Status| (*own == Status::Confirmed).then_some("confirmed");
    let own = patch.status.as_ref();
    fields.text_if_any("status", own.and_then(|own| status(own).or_else(|| confirmed(own))));
    if let Some(time) = patch.meeting_time {
        fields.put(names::MEETING_TIME).plain(|out| clock::print_local(time, out));
    }
    fields.count_if_any(names::SERIES_NUMBER, patch.series_number);
    match &patch.locations {
        Some(places) if places.is_empty() => fields.put("locations").object(|_| {}),
        Some(places) => map(fields, "locations", places, location_fields),
        None => {}
    }
    for (key, name) in &patch.place_names {
        fields.put(&format!("locations/{}/name", key.as_str())).text(name);
    }
    fields.foreign(&patch.foreign);
}

fn rule_fields(fields: &mut Fields<'_>, rule: &rule::Rule) {
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
