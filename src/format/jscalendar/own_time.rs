//! The fiscal year and days off of a calendar's organisation: `V:fiscalYear` and `V:holidays` of a group.
//!
//! ```text
//! "V:fiscalYear": { "startMonth": 9, "namedAfter": "last" }
//! "V:holidays": [ { "date": "05-01", "name": "創立記念日", "yearly": true }, { "date": "2026-03-06", "name": "代休" } ]
//! ```
//!
//! `namedAfter` is `first` if it is missing. A day of every year is a month and a day, or any date with `yearly`, of
//! which the year is not kept. A value that we could not write again with the same meaning is carried unchanged and
//! noted.

use crate::domain::almanac::calendar::CalendarFacts;
use crate::domain::foreign::Json;
use crate::domain::time::fiscal::{FiscalRule, NamedAfter};
use crate::domain::time::holidays::own::{OwnDay, OwnHoliday};
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::PointerPath;
use crate::format::json::value::{Object, Skip, Value};
use crate::format::json::write::{FieldWriter as Out, Writer};
use crate::format::names;
use crate::format::stored::own_holidays::{MOST, clean, day_of, day_text};

/// Reads when the fiscal year begins.
pub(super) fn fiscal_year(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> Option<FiscalRule> {
    let Value::Map(object) = &value else {
        fields.reject(name, value, Reason::WrongType(Expected::Map));
        return None;
    };
    let rule = rule_of(object);
    if rule.is_none() {
        fields.reject(name, value, Reason::UnknownValue);
    }
    rule
}

/// Reads days off, in the order of the file; what is not a day off is carried in a separate list.
pub(super) fn holidays(
    fields: &mut FieldReader<'_, '_, '_>,
    name: &str,
    value: Value<'_>,
) -> Vec<OwnHoliday> {
    let Value::List(items) = value else {
        fields.reject(name, value, Reason::WrongType(Expected::List));
        return Vec::new();
    };
    let mut holidays = Vec::new();
    let mut misfits = Vec::new();
    let path = PointerPath::Key(fields.path, name);
    for (index, item) in items.into_iter().enumerate() {
        let holiday = if let Value::Map(object) = &item { holiday_of(object) } else { None };
        let reason = match holiday {
            Some(holiday) if holidays.len() < MOST => {
                holidays.push(holiday);
                continue;
            }
            Some(_) => Reason::Skipped(Skip::TooMany),
            None => Reason::UnknownValue,
        };
        // A value beyond a limit is noted where it is carried.
        if !matches!(item, Value::Skipped(_)) {
            fields.notes.add(&PointerPath::Index(&path, index), reason);
        }
        misfits.push(item);
    }
    if !misfits.is_empty() {
        fields.carry(name, Value::List(misfits));
    }
    holidays
}

fn rule_of(object: &Object<'_>) -> Option<FiscalRule> {
    let mut start = None;
    let mut named_after = NamedAfter::First;
    for (name, value) in &object.0 {
        match (name.as_ref(), value) {
            ("startMonth", Value::Number(number)) => start = number.count(),
            ("namedAfter", Value::Text(text)) if text == "first" => named_after = NamedAfter::First,
            ("namedAfter", Value::Text(text)) if text == "last" => named_after = NamedAfter::Last,
            _ => return None,
        }
    }
    FiscalRule::new(i8::try_from(start?).ok()?, named_after)
}

fn holiday_of(object: &Object<'_>) -> Option<OwnHoliday> {
    let (mut date, mut title, mut yearly) = (None, None, None);
    for (name, value) in &object.0 {
        match (name.as_ref(), value) {
            ("date", Value::Text(text)) => date = Some(text.as_ref()),
            ("name", Value::Text(text)) => title = Some(text.as_ref()),
            ("yearly", Value::Bool(flag)) => yearly = Some(*flag),
            _ => return None,
        }
    }
    let (date, title) = (date?, title?);
    let day = day_of(date).filter(|day| day_text(*day) == date)?;
    let on = match (day, yearly) {
        (OwnDay::Once(date), Some(true)) => OwnDay::yearly(date),
        (OwnDay::Yearly { .. }, Some(false)) => return None,
        (day, _) => day,
    };
    (!title.is_empty() && clean(title) == title).then(|| OwnHoliday { on, name: title.to_owned() })
}

/// Writes both, with what was carried of them.
pub(super) fn own_time_fields(fields: &mut Out<'_>, facts: &CalendarFacts) {
    if let Some(rule) = facts.fiscal {
        fields.put(names::FISCAL_YEAR).object(|fields| {
            if rule.named_after == NamedAfter::Last {
                fields.text("namedAfter", "last");
            }
            fields.put("startMonth").number(rule.start_month().into());
        });
    }
    if facts.holidays.is_empty() {
        return;
    }
    let known = facts.holidays.iter().map(Item::Known);
    let carried = match facts.foreign.get(names::HOLIDAYS) {
        Some(Json::List(items)) => items.as_slice(),
        Some(json) => std::slice::from_ref(json),
        None => &[],
    };
    fields.put(names::HOLIDAYS).list(known.chain(carried.iter().map(Item::Carried)), item);
}

enum Item<'a> {
    Known(&'a OwnHoliday),
    Carried(&'a Json),
}

fn item(writer: &mut Writer, item: Item<'_>) {
    match item {
        Item::Known(holiday) => writer.object(|fields| {
            fields.text("date", &day_text(holiday.on));
            fields.text("name", &holiday.name);
            if matches!(holiday.on, OwnDay::Yearly { .. }) {
                fields.put("yearly").flag(true);
            }
        }),
        Item::Carried(json) => writer.json(json),
    }
}
