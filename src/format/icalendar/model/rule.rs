//! A recurrence rule of JSCalendar in the syntax of RRULE (RFC 5545 3.3.10).

use jiff::civil::Weekday;

use crate::domain::foreign::Json;
use crate::format::icalendar::model::tree::{Map, as_list, as_map, as_word, text, text_of};

/// Adds to a rule that was read the months that its standard implies, and JSCalendar's does not.
///
/// Of a rule by years with days of the month and no month, RFC 5545 3.3.10 means every month, and RFC 8984 4.3.3 the
/// month of the start. The other parts that a rule may leave out mean the same in both.
pub(crate) fn say_every_month(rule: &mut Map) {
    if leaves_months_open(rule) && !has(rule, "byMonth") {
        rule.insert("byMonth".to_owned(), Json::List(every_month()));
    }
}

/// Returns a rule of JSCalendar as RRULE means it, see [`say_every_month`]. `month` is that of the start.
pub(crate) fn with_months(rule: &Map, month: i8) -> Map {
    let mut rule = rule.clone();
    if leaves_months_open(&rule) {
        if !has(&rule, "byMonth") {
            rule.insert("byMonth".to_owned(), Json::List(vec![text(month.to_string())]));
        } else if rule.get("byMonth").and_then(as_list) == Some(&every_month()) {
            rule.remove("byMonth");
        }
    }
    rule
}

/// Whether the days of a rule are counted in months that only `byMonth` names.
fn leaves_months_open(rule: &Map) -> bool {
    let is_word = |name: &str, word: &str| {
        text_of(rule, name).is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    let is_usual = !rule.contains_key("rscale") || is_word("rscale", "gregorian");
    is_word("frequency", "yearly")
        && is_usual
        && has(rule, "byMonthDay")
        && !has(rule, "byWeekNo")
        && !has(rule, "byYearDay")
}

fn has(rule: &Map, name: &str) -> bool {
    rule.get(name).and_then(as_list).is_some_and(|list| !list.is_empty())
}

fn every_month() -> Vec<Json> {
    (1..=12).map(|month: i8| text(month.to_string())).collect()
}

/// Writes a rule in the syntax of RRULE. `until_text` writes its end.
pub(crate) fn rule_text(rule: &Map, until_text: impl Fn(&str) -> Option<String>) -> Option<String> {
    const LISTS: [(&str, &str); 8] = [
        ("byMonth", "BYMONTH"),
        ("byMonthDay", "BYMONTHDAY"),
        ("byYearDay", "BYYEARDAY"),
        ("byWeekNo", "BYWEEKNO"),
        ("byHour", "BYHOUR"),
        ("byMinute", "BYMINUTE"),
        ("bySecond", "BYSECOND"),
        ("bySetPosition", "BYSETPOS"),
    ];
    let word = |name: &str| rule.get(name).and_then(as_word).filter(|word| is_plain(word));
    let mut parts = vec![format!("FREQ={}", word("frequency")?.to_ascii_uppercase())];
    let mut put = |name: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{name}={value}")));
    };
    // RFC 7529 4.1: SKIP is allowed only with RSCALE.
    let scale = word("rscale").or_else(|| word("skip").map(|_| "gregorian"));
    put("RSCALE", scale.map(str::to_ascii_uppercase));
    put("SKIP", word("skip").map(str::to_ascii_uppercase));
    put("INTERVAL", word("interval").map(str::to_owned));
    put("COUNT", word("count").map(str::to_owned));
    put("UNTIL", text_of(rule, "until").and_then(until_text));
    put("BYDAY", rule.get("byDay").and_then(days));
    for (name, part) in LISTS {
        let list = rule.get(name).and_then(as_list).unwrap_or_default();
        let words: Vec<&str> =
            list.iter().filter_map(as_word).filter(|word| is_plain(word)).collect();
        put(part, (!words.is_empty()).then(|| words.join(",")));
    }
    put("WKST", word("firstDayOfWeek").map(str::to_ascii_uppercase));
    Some(parts.join(";"))
}

fn days(list: &Json) -> Option<String> {
    let day = |day: &Json| {
        let day = as_map(day)?;
        let nth = day.get("nthOfPeriod").and_then(as_word).filter(|nth| is_plain(nth));
        let name = text_of(day, "day").filter(|name| is_plain(name))?.to_ascii_uppercase();
        Some(format!("{}{name}", nth.unwrap_or_default()))
    };
    let days: Vec<String> = as_list(list)?.iter().filter_map(day).collect();
    (!days.is_empty()).then(|| days.join(","))
}

/// Whether a word of a rule contains only letters, digits and signs.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'+')
}

/// Returns a weekday as a rule names it (RFC 5545, 3.3.10).
pub(crate) fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
