//! Reads how an event repeats: moved into the domain if we know its meaning, otherwise carried unchanged, and checked
//! so that errors are reported to the person.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::domain::foreign::Json;
use crate::domain::series::recurrence::expand::barren_part;
use crate::domain::series::repeat::{HolidayRule, Override, Repeat, RepeatRule};
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::zone::clock_at;
use crate::domain::time::{UtcTime, When};
use crate::format::clock;
use crate::format::issue::{Expected, Reason};
use crate::format::jscalendar::patch::read::patch;
use crate::format::jscalendar::read::fields::FieldReader;
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::jscalendar::read::rule;
use crate::format::jscalendar::read::rule::ReadRule;
use crate::format::json::value::{Skip, Value};
use crate::format::names;

/// How many rules that exclude an event may have. They are tried for each instance that is shown.
const MOST_EXCLUDED: usize = 16;

/// Whether a property has rules of an event.
pub(crate) fn is_rule(name: &str) -> bool {
    matches!(name, "excludedRecurrenceRules" | "recurrenceRule" | "recurrenceRules")
}

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct RepeatParts {
    rule: Option<RuleDraft>,
    excluded: Vec<RuleDraft>,
    overrides: SortedMap<DateTime, Override>,
    strays: BTreeMap<String, Json>,
    holiday_rule: Option<HolidayRule>,
    restart_month: Option<i8>,
}

/// A rule, before the start of the series is known.
#[derive(Debug)]
enum RuleDraft {
    Read(Box<ReadRule>),
    Kept(Json),
}

impl RuleDraft {
    fn settled(self, start: DateTime, clock_at: &dyn Fn(UtcTime) -> DateTime) -> RepeatRule {
        match self {
            Self::Read(rule) => RepeatRule::Known(Box::new(rule.settled(start, clock_at))),
            Self::Kept(json) => RepeatRule::Kept(json),
        }
    }
}

impl RepeatParts {
    /// Takes one of the properties that say how an event repeats, or returns it.
    // Not inlined, see `finish`.
    #[inline(never)]
    pub(crate) fn take<'v>(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'v>,
    ) -> Option<Value<'v>> {
        match name {
            "recurrenceRule" => {
                let path = PointerPath::Key(fields.path, name);
                self.rule = rule_draft(fields.notes, &path, value);
            }
            "recurrenceRules" => self.rules(fields, name, value),
            "excludedRecurrenceRules" => self.excluded_rules(fields, name, value),
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

    /// Returns how an event that takes place at that time repeats, if it does. A rule that never makes an instance is
    /// named.
    // Not inlined, so that the function that reads an event stays below the size limit of the first view.
    #[inline(never)]
    pub(crate) fn finish(
        self,
        when: &When,
        fields: &mut FieldReader<'_, '_, '_>,
    ) -> Option<Box<Repeat>> {
        let Self { rule, excluded, overrides, strays, holiday_rule, restart_month } = self;
        let start = when.start();
        let reading = fields.notes.services.reading();
        let clock_at = |at: UtcTime| {
            let there = reading
                .zip(when.zone())
                .and_then(|(reading, zone)| clock_at(reading.zones, zone, at));
            there.unwrap_or(at.0)
        };
        let settle = |rule: RuleDraft| rule.settled(start, &clock_at);
        let rule = rule.map(settle);
        let excluded: Vec<_> = excluded.into_iter().map(settle).collect();
        if let Some(RepeatRule::Known(known)) = &rule
            && let Some(part) = barren_part(known, start)
        {
            let part = part.to_owned();
            fields.note("recurrenceRule", Reason::RuleNotExpanded { part });
        }
        let is_any = rule.is_some()
            || !excluded.is_empty()
            || !overrides.is_empty()
            || !strays.is_empty()
            || holiday_rule.is_some()
            || restart_month.is_some();
        is_any.then(|| {
            let repeat = Repeat { rule, excluded, overrides, holiday_rule, restart_month, strays };
            Box::new(repeat)
        })
    }

    /// Reads the list of rules of 1.0. In 2.0 there is one rule: any other is carried and not expanded.
    fn rules(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Value::List(mut rules) = value else {
            fields.note(name, Reason::WrongType(Expected::List));
            return;
        };
        if self.rule.is_none() && !rules.is_empty() {
            let path = PointerPath::Key(fields.path, name);
            let first = rules.remove(0);
            self.rule = rule_draft(fields.notes, &PointerPath::Index(&path, 0), first);
            fields.note(name, Reason::Older);
        }
        if !rules.is_empty() {
            fields.note(name, Reason::RuleNotExpanded { part: name.to_owned() });
            fields.carry(name, Value::List(rules));
        }
    }

    /// Reads rules that exclude, which 1.0 has.
    fn excluded_rules(
        &mut self,
        fields: &mut FieldReader<'_, '_, '_>,
        name: &str,
        value: Value<'_>,
    ) {
        let Value::List(rules) = value else {
            fields.reject(name, value, Reason::WrongType(Expected::List));
            return;
        };
        fields.note(name, Reason::Older);
        let path = PointerPath::Key(fields.path, name);
        for (index, rule) in rules.into_iter().enumerate() {
            let here = PointerPath::Index(&path, index);
            if index == MOST_EXCLUDED {
                fields.notes.add(&here, Reason::Skipped(Skip::TooMany));
                break;
            }
            self.excluded.extend(rule_draft(fields.notes, &here, rule));
        }
    }

    fn overrides(&mut self, fields: &mut FieldReader<'_, '_, '_>, name: &str, value: Value<'_>) {
        let Some(object) = fields.map(name, value) else { return };
        let path = PointerPath::Key(fields.path, name);
        let mut overrides = Vec::with_capacity(object.0.len());
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
                overrides.push((at.clock, found));
            }
        }
        self.overrides.extend(overrides);
    }
}

/// Reads one rule. One that cannot be expanded is kept as it is, and the part that prevents it is named.
fn rule_draft(
    notes: &mut Notes<'_>,
    path: &PointerPath<'_>,
    value: Value<'_>,
) -> Option<RuleDraft> {
    let Value::Map(mut object) = value else {
        notes.add(path, Reason::WrongType(Expected::Map));
        return kept(notes, path, value).map(RuleDraft::Kept);
    };
    notes.drop_duplicates(path, &mut object);
    match rule::rule(&object) {
        Ok(rule) => {
            if rule.has_two_ends() {
                notes.add(path, Reason::TwoEnds);
            }
            if rule.is_loose {
                notes.add(path, Reason::LooseRule);
            }
            Some(RuleDraft::Read(Box::new(rule)))
        }
        Err(part) => {
            notes.add(path, Reason::RuleNotExpanded { part });
            object.0.retain(|(name, _)| name != "@type");
            kept(notes, path, Value::Map(object)).map(RuleDraft::Kept)
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
