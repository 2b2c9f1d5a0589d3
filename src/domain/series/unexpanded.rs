//! The rules of an event that are kept and not expanded, so that a page can say that instances may be missing.
//!
//! Such a rule is either in the place of a rule, or among the carried properties: further rules of JSCalendar 1.0
//! (`recurrenceRules`), and rules that iCalendar has and JSCalendar cannot write (`iCalendar`, see
//! `format::icalendar::model::kept`).

use crate::domain::event::Event;
use crate::domain::foreign::Json;
use crate::domain::series::repeat::RepeatRule;

/// Returns each rule that is not expanded as its file writes it: `frequency: monthly, byMonth: 13`.
pub fn unexpanded(event: &Event) -> Vec<String> {
    let repeat = event.repeat.as_deref();
    let rules = repeat.into_iter().flat_map(|it| it.rule.iter().chain(&it.excluded));
    let kept = rules.filter_map(|rule| match rule {
        RepeatRule::Kept(json) => Some(written(json)),
        RepeatRule::Known(_) => None,
    });
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
