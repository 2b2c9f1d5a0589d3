//! Reading how an event repeats: carried as it is, and checked so that a person hears of what is not as it should be.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::notes::Path;
use crate::domain::foreign::Json;
use crate::domain::repeat::{Repeat, Rule};
use crate::format::clock;
use crate::format::issue::{Expected, Reason};
use crate::format::json::value::{Number, Object, Value};

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    rule: Option<Rule>,
    overrides: BTreeMap<String, Json>,
}

impl Parts {
    /// Takes one of the properties that say how an event repeats, or gives it back.
    pub(crate) fn take<'v>(
        &mut self,
        fields: &mut Fields<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        match name {
            "recurrenceRule" => self.rule(fields, name, value),
            "recurrenceRules" => self.rules(fields, name, value),
            "excludedRecurrenceRules" => fields.forget(name),
            "recurrenceOverrides" => self.overrides(fields, name, value),
            _ => return Some(value),
        }
        None
    }

    /// How the event repeats, if it does.
    pub(crate) fn finish(self) -> Option<Box<Repeat>> {
        let is_any = self.rule.is_some() || !self.overrides.is_empty();
        is_any.then(|| Box::new(Repeat { rule: self.rule, overrides: self.overrides }))
    }

    fn rule(&mut self, fields: &mut Fields<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Value::Map(mut object) = value else {
            fields.reject(name, value, Reason::WrongType(Expected::Map));
            return;
        };
        object.0.retain(|(name, _)| name != "@type");
        if !is_good_rule(&object) {
            fields.note(name, Reason::BadRule);
        }
        let mut skipped = Vec::new();
        let rule = Value::Map(object).into_json(&mut skipped);
        for skip in skipped {
            fields.note(name, Reason::Skipped(skip));
        }
        self.rule = rule.map(Rule::Kept);
    }

    /// 1.0 has a list of rules, of which 2.0 keeps one.
    fn rules(&mut self, fields: &mut Fields<'_, '_, '_>, name: &str, value: Value<'_>) {
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

    fn overrides(&mut self, fields: &mut Fields<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Some(object) = fields.map(name, value) else { return };
        let path = Path::Key(fields.path, name);
        for (start, value) in object.0 {
            let here = Path::Key(&path, &start);
            let is_good = clock::parse_local(&start).is_some_and(|read| !read.had_fraction);
            if !is_good || !is_good_override(&value) {
                fields.notes.add(&here, Reason::BadRule);
            }
            let mut skipped = Vec::new();
            let json = value.into_json(&mut skipped);
            for skip in skipped {
                fields.notes.add(&here, Reason::Skipped(skip));
            }
            if let Some(json) = json {
                self.overrides.insert(start.into_owned(), json);
            }
        }
    }
}

/// bis 4.3.4: `excluded` is `true` and stands alone.
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
