//! Writes how an event repeats.

use crate::domain::event::Event;
use crate::domain::foreign::Json;
use crate::domain::series::recurrence::rule;
use crate::domain::series::recurrence::rule::{End, NthDay, SkipRule};
use crate::domain::series::repeat::{HolidayRule, Override, Repeat, RepeatRule};
use crate::format::clock;
use crate::format::jscalendar::patch::write::patch_fields;
use crate::format::jscalendar::read::rule::WEEKDAYS;
use crate::format::json::read::{Limits, parse};
use crate::format::json::write::{FieldWriter, Style, Writer};
use crate::format::names;

/// Writes the rule and its exceptions.
///
/// The form of a participant depends on the event.
pub(crate) fn repeat_fields(fields: &mut FieldWriter<'_>, repeat: &Repeat, event: &Event) {
    if !repeat.overrides.is_empty() || !repeat.strays.is_empty() {
        fields.put("recurrenceOverrides").object(|fields| {
            for (start, different) in &repeat.overrides {
                let mut key = String::new();
                clock::print_local(*start, &mut key);
                override_value(fields.put(&key), different, event);
            }
            for (key, json) in &repeat.strays {
                fields.put(key).json(json);
            }
        });
    }
    if !repeat.excluded.is_empty() {
        fields.put("excludedRecurrenceRules").list(&repeat.excluded, rule_value);
    }
    fields.text_if_any(names::HOLIDAY_RULE, repeat.holiday_rule.map(HolidayRule::slug));
    let month = repeat.restart_month.and_then(|month| u32::try_from(month).ok());
    fields.count_if_any(names::RESTART_MONTH, month);
    if let Some(rule) = &repeat.rule {
        rule_value(fields.put("recurrenceRule"), rule);
    }
}

fn rule_value(writer: &mut Writer, rule: &RepeatRule) {
    match rule {
        RepeatRule::Known(rule) => writer.object(|fields| rule_fields(fields, rule)),
        RepeatRule::Kept(Json::Map(rule)) => writer.object(|fields| {
            fields.put("@type").text("RecurrenceRule");
            for (name, value) in rule.iter().filter(|(name, _)| *name != "@type") {
                fields.put(name).json(value);
            }
        }),
        RepeatRule::Kept(rule) => writer.json(rule),
    }
}

fn override_value(writer: &mut Writer, different: &Override, event: &Event) {
    match different {
        Override::Excluded => writer.object(|fields| fields.put("excluded").flag(true)),
        Override::Patch(patch) => {
            writer.object(|fields| patch_fields(fields, patch, event));
        }
        Override::Kept(json) => writer.json(json),
    }
}

/// Returns a rule as the JSON that is written.
pub(crate) fn rule_json(rule: &rule::Rule) -> Option<Json> {
    let mut writer = Writer::new(Style::Compact);
    writer.object(|fields| rule_fields(fields, rule));
    parse(&writer.finish(), &Limits::OWN).ok()?.into_json(&mut Vec::new())
}

/// Writes the fields of a rule.
fn rule_fields(fields: &mut FieldWriter<'_>, rule: &rule::Rule) {
    let parts = rule.parts();
    fields.put("@type").text("RecurrenceRule");
    fields.put("frequency").text(parts.frequency.slug());
    fields.count_if_any("interval", parts.interval);
    if parts.spelling.scale {
        fields.put("rscale").text("gregorian");
    }
    fields.text_if_any("skip", parts.skip.map(SkipRule::slug));
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
