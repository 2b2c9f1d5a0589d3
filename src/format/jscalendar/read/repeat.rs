//! Reads how an event repeats: moved into the domain if we know its meaning, otherwise carried unchanged, and checked
//! so that errors are reported to the person.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::domain::foreign::Json;
use crate::domain::series::repeat::{HolidayRule, Override, Repeat, RepeatRule};
use crate::format::clock;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::patch::read::patch;
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::rule;
use crate::format::json::value::{Number, Object, Value};
use crate::format::names;

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct RepeatParts {
    rule: Option<RepeatRule>,
    overrides: BTreeMap<DateTime, Override>,
    strays: BTreeMap<String, Json>,
    holiday_rule: Option<HolidayRule>,
    restart_month: Option<i8>,
}

impl RepeatParts {
    /// Takes one of the properties that say how an event repeats, or returns it.
    pub(crate) fn take<'v>(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        match name {
            "recurrenceRule" => self.rule(fields, name, value),
            "recurrenceRules" => self.rules(fields, name, value),
            "excludedRecurrenceRules" => fields.forget(name),
            "recurrenceOverrides" => self.overrides(fields, name, value),
            names::HOLIDAY_RULE => {
                let rule = if let Value::Text(word) = &value {
                    HolidayRule::from_slug(word)
                } else {
                    None
                };
                match rule {
                    Some(rule) => self.holiday_rule = Some(rule),
                    None => fields.reject(name, value, Reason::UnknownValue),
                }
            }
            names::RESTART_MONTH => {
                let month = if let Value::Number(month) = &value { month.count() } else { None };
                let month = month.filter(|month| (1..=12).contains(month));
                match month.and_then(|month| i8::try_from(month).ok()) {
                    Some(month) => self.restart_month = Some(month),
                    None => fields.reject(name, value, Reason::UnknownValue),
                }
            }
            _ => return Some(value),
        }
        None
    }

    /// Returns how the event repeats, if it does.
    pub(crate) fn finish(self) -> Option<Box<Repeat>> {
        let Self { rule, overrides, strays, holiday_rule, restart_month } = self;
        let is_any = rule.is_some()
            || !overrides.is_empty()
            || !strays.is_empty()
            || holiday_rule.is_some()
            || restart_month.is_some();
        is_any.then(|| Box::new(Repeat { rule, overrides, holiday_rule, restart_month, strays }))
    }

    fn rule(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Value::Map(mut object) = value else {
            fields.reject(name, value, Reason::WrongType(Expected::Map));
            return;
        };
        object.0.retain(|(name, _)| name != "@type");
        if let Some(rule) = rule::rule(&object) {
            self.rule = Some(RepeatRule::Known(Box::new(rule)));
            return;
        }
        if !is_good_rule(&object) {
            fields.note(name, Reason::BadRule);
        }
        let mut skipped = Vec::new();
        let rule = Value::Map(object).into_json(&mut skipped);
        for skip in skipped {
            fields.note(name, Reason::Skipped(skip));
        }
        self.rule = rule.map(RepeatRule::Kept);
    }

    /// Reads the 1.0 list of rules, of which 2.0 keeps one.
    fn rules(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Value::List(rules) = value else {
            fields.note(name, Reason::WrongType(Expected::List));
            return;
        };
        let is_one = rules.len() == 1;
        if let Some(first) = rules.into_iter().next() {
            self.rule(fields, "recurrenceRule", first);
        }
        if is_one {
            fields.note(name, Reason::Older);
        } else {
            fields.forget(name);
        }
    }

    fn overrides(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Some(object) = fields.map(name, value) else { return };
        let path = PointerPath::Key(fields.path, name);
        for (start, value) in object.0 {
            let here = PointerPath::Key(&path, &start);
            let at = clock::parse_local(&start).filter(|read| !read.had_fraction);
            if at.is_none() || !is_good_override(&value) {
                fields.notes.add(&here, Reason::BadRule);
            }
            let Some(at) = at else {
                if let Some(json) = kept(fields.notes, &here, value) {
                    self.strays.insert(start.into_owned(), json);
                }
                continue;
            };
            if let Some(found) = different(fields.notes, &here, value) {
                self.overrides.insert(at.clock, found);
            }
        }
    }
}

fn kept(notes: &mut Notes<'_>, path: &PointerPath<'_>, value: Value<'_>) -> Option<Json> {
    let mut skipped = Vec::new();
    let json = value.into_json(&mut skipped);
    for skip in skipped {
        notes.add(path, Reason::Skipped(skip));
    }
    json
}

/// Reads how one instance differs; `None` if it was beyond a limit.
fn different(notes: &mut Notes<'_>, here: &PointerPath<'_>, value: Value<'_>) -> Option<Override> {
    let Value::Map(mut object) = value else {
        return kept(notes, here, value).map(Override::Kept);
    };
    notes.drop_duplicates(here, &mut object);
    if object.0.len() == 1 && object.get("excluded") == Some(&Value::Bool(true)) {
        return Some(Override::Excluded);
    }
    if object.get("excluded").is_some() {
        return kept(notes, here, Value::Map(object)).map(Override::Kept);
    }
    Some(Override::of(patch(notes, here, object)))
}

/// bis 4.3.4: `excluded` is `true` and no other property is allowed with it.
fn is_good_override(value: &Value<'_>) -> bool {
    let Value::Map(patch) = value else { return false };
    patch.get("excluded").is_none_or(|flag| *flag == Value::Bool(true) && patch.0.len() == 1)
}

fn is_good_rule(rule: &Object<'_>) -> bool {
    const FREQUENCIES: [&str; 7] =
        ["yearly", "monthly", "weekly", "daily", "hourly", "minutely", "secondly"];
    let is_known = rule.text("frequency").is_some_and(|word| FREQUENCIES.contains(&word));
    let is_bounded_once = rule.get("count").is_none() || rule.get("until").is_none();
    is_known && is_bounded_once && rule.0.iter().all(|(name, value)| is_good_part(name, value))
}

fn is_good_part(name: &str, value: &Value<'_>) -> bool {
    let is_positive = |value: &Value<'_>| matches!(value, Value::Number(Number::Unsigned(1..)));
    let list_of = |is_good: &dyn Fn(&Value<'_>) -> bool| matches!(value, Value::List(items) if !items.is_empty() && items.iter().all(is_good));
    let is_number =
        |item: &Value<'_>| matches!(item, Value::Number(Number::Unsigned(_) | Number::Signed(_)));
    match name {
        "interval" | "count" => is_positive(value),
        "until" => matches!(value, Value::Text(text) if clock::parse_local(text).is_some()),
        "byMonth" => list_of(&|item| matches!(item, Value::Text(_))),
        "byDay" => list_of(&is_good_day),
        "byMonthDay" | "byYearDay" | "byWeekNo" | "byHour" | "byMinute" | "bySecond"
        | "bySetPosition" => list_of(&is_number),
        _ => true,
    }
}

fn is_good_day(value: &Value<'_>) -> bool {
    let Value::Map(day) = value else { return false };
    let is_known = day
        .text("day")
        .is_some_and(|word| ["mo", "tu", "we", "th", "fr", "sa", "su"].contains(&word));
    let nth = day.get("nthOfPeriod");
    is_known
        && nth.is_none_or(|nth| {
            matches!(nth, Value::Number(Number::Unsigned(1..) | Number::Signed(_)))
        })
}
