//! The rules of an event that are kept and not expanded, or make no instance, so that a page can say that instances may be
//! missing.
//!
//! A kept a rule is either in the place of a rule, or among the carried properties: further rules of JSCalendar 1.0
//! (`recurrenceRules`), and rules that iCalendar has and JSCalendar cannot write (`iCalendar`, see
//! `format::icalendar::model::kept`).

use crate::domain::event::Event;
use crate::domain::foreign::Json;
use crate::domain::series::recurrence::expand::barren_part;
use crate::domain::series::recurrence::rule::{NthDay, Rule, RuleParts};
use crate::domain::series::repeat::{Repeat, RepeatRule};

/// Returns each rule that is not expanded as its file writes it: `frequency: monthly, byMonth: 13`.
pub fn unexpanded(event: &Event) -> Vec<String> {
    let repeat = event.repeat.as_deref();
    let rules = repeat.into_iter().flat_map(|it| it.rule.iter().chain(&it.excluded));
    let kept = rules.filter_map(|rule| match rule {
        RepeatRule::Kept(json) => Some(written(json)),
        RepeatRule::Known(_) => None,
    });
    let barren = repeat
        .and_then(Repeat::known)
        .filter(|rule| barren_part(rule, event.when.start()).is_some());
    let kept = kept.chain(barren.map(parts));
    let further = match event.foreign.get("recurrenceRules") {
        Some(Json::List(rules)) => rules.as_slice(),
        Some(_) | None => &[],
    };
    kept.chain(further.iter().map(written)).chain(of_icalendar(event)).collect()
}

/// Returns the values of the properties RRULE and EXRULE that are kept as they are.
fn of_icalendar(event: &Event) -> Vec<String> {
    let Some(Json::Map(root)) = event.foreign.get("iCalendar") else { return Vec::new() };
    let Some(Json::List(properties)) = root.get("properties") else { return Vec::new() };
    let rule = |property: &Json| {
        let Json::List(fields) = property else { return None };
        match fields.as_slice() {
            [Json::Text(name), .., Json::Text(value)]
                if matches!(name.as_str(), "rrule" | "exrule") =>
            {
                Some(format!("{}:{value}", name.to_ascii_uppercase()))
            }
            _ => None,
        }
    };
    properties.iter().filter_map(rule).collect()
}

/// Returns the days of a rule.
fn parts(rule: &Rule) -> String {
    let RuleParts {
        frequency,
        by_month,
        by_day,
        by_month_day,
        by_year_day,
        by_week_no,
        by_set_position,
        // These do not say which days the rule has.
        interval: _,
        week_start: _,
        by_hour: _,
        by_minute: _,
        by_second: _,
        skip: _,
        end: _,
        spelling: _,
    } = rule.parts();
    let numbers = |list: &[i16]| list.iter().map(i16::to_string).collect::<Vec<_>>().join(" ");
    let day = |day: &NthDay| {
        let nth = day.nth.map(|nth| nth.to_string()).unwrap_or_default();
        format!("{nth}{:?}", day.day)
    };
    let days = by_day.iter().map(day).collect::<Vec<_>>().join(" ");
    let lists = [
        ("byMonth", numbers(by_month)),
        ("byWeekNo", numbers(by_week_no)),
        ("byYearDay", numbers(by_year_day)),
        ("byMonthDay", numbers(by_month_day)),
        ("byDay", days),
        ("bySetPosition", numbers(by_set_position)),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let lists = lists.map(|(name, list)| format!(", {name}: {list}"));
    format!("frequency: {}{}", frequency.slug(), lists.collect::<String>())
}

fn written(json: &Json) -> String {
    match json {
        Json::Map(map) => {
            let fields = map.iter().filter(|(name, _)| *name != "@type");
            let fields = fields.map(|(name, value)| format!("{name}: {}", written(value)));
            fields.collect::<Vec<_>>().join(", ")
        }
        Json::List(items) => items.iter().map(written).collect::<Vec<_>>().join(" "),
        Json::Text(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Bool(flag) => flag.to_string(),
        Json::Null => "-".to_owned(),
    }
}
