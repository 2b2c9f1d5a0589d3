//! Decides which of the properties that we carry without reading say nothing about people. It is a list of allowed
//! names with the shape of their values, so that an unexpected property or value does not leak.

use std::collections::BTreeMap;

use crate::domain::foreign::{Foreign, Json};
use crate::domain::gather::Gather;
use crate::domain::series::repeat::RepeatRule;
use crate::domain::sharing::css_names::is_css_color;
use crate::domain::time::Zone;

/// Foreign properties of an event, a calendar or one occurrence that say nothing about people, with what each may be.
const HARMLESS: [(&str, ValueShape); 14] = [
    ("color", ValueShape::Color),
    ("descriptionContentType", ValueShape::OneOf(&["text/plain", "text/html"])),
    ("duration", ValueShape::Clock),
    ("endTimeZone", ValueShape::Zone),
    ("excluded", ValueShape::Flag),
    ("freeBusyStatus", ValueShape::OneOf(&["free", "busy", "tentative", "unavailable"])),
    ("locale", ValueShape::Locale),
    ("priority", ValueShape::Small),
    ("privacy", ValueShape::OneOf(&["public", "private", "secret"])),
    ("showWithoutTime", ValueShape::Flag),
    ("start", ValueShape::Clock),
    ("status", ValueShape::OneOf(&["confirmed", "cancelled", "tentative"])),
    ("timeZone", ValueShape::Zone),
    ("recurrenceIdTimeZone", ValueShape::Zone),
];

/// The parts of a recurrence rule.
const RULE: [&str; 18] = [
    "byDay",
    "byHour",
    "byMinute",
    "byMonth",
    "byMonthDay",
    "bySecond",
    "bySetPosition",
    "byWeekNo",
    "byYearDay",
    "count",
    "day",
    "firstDayOfWeek",
    "frequency",
    "interval",
    "nthOfPeriod",
    "rscale",
    "skip",
    "until",
];

/// The property with what only iCalendar can express.
const ICALENDAR: &str = "iCalendar";

/// The properties of a VTIMEZONE that say when clocks change.
const ZONE_RULES: [&str; 6] = ["dtstart", "rdate", "rrule", "tzid", "tzoffsetfrom", "tzoffsetto"];

/// The words of a recurrence rule (RFC 8984 4.3.3); calendars are those of CLDR.
const RULE_WORDS: [&str; 43] = [
    "yearly",
    "monthly",
    "weekly",
    "daily",
    "hourly",
    "minutely",
    "secondly",
    "mo",
    "tu",
    "we",
    "th",
    "fr",
    "sa",
    "su",
    "omit",
    "backward",
    "forward",
    "buddhist",
    "chinese",
    "coptic",
    "dangi",
    "ethioaa",
    "ethiopic",
    "ethiopic-amete-alem",
    "gregorian",
    "gregory",
    "hebrew",
    "indian",
    "islamic",
    "islamic-civil",
    "islamic-rgsa",
    "islamic-tbla",
    "islamic-umalqura",
    "islamicc",
    "iso8601",
    "japanese",
    "persian",
    "roc",
    "julian",
    "lunar",
    "fortnightly",
    "true",
    "false",
];

/// The types of their values in jCal.
const ZONE_TYPES: [&str; 5] = ["date-time", "recur", "text", "unknown", "utc-offset"];

/// How the neutral name of a zone begins.
const NEUTRAL_ZONE: &str = "Zone-";

/// The relations between events.
const RELATIONS: [&str; 4] = ["child", "first", "next", "parent"];

/// What a value may be.
#[derive(Clone, Copy)]
enum ValueShape {
    /// `true` or `false`.
    Flag,
    /// A whole number of one or two digits.
    Small,
    /// A moment, a wall clock or a length: digits and the letters that stand between them.
    Clock,
    /// The name of a time zone.
    Zone,
    /// A colour.
    Color,
    /// A language.
    Locale,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl ValueShape {
    fn fits(self, value: &Json) -> bool {
        match (self, value) {
            (_, Json::Null) | (Self::Flag, Json::Bool(_)) => true,
            (Self::Small, Json::Number(number)) => is_small(number, 2),
            (Self::Clock, Json::Text(text)) => is_clock(text),
            (Self::Zone, Json::Text(text)) => is_zone(text),
            (Self::Color, Json::Text(text)) => is_css_color(text),
            (Self::Locale, Json::Text(text)) => is_locale(text),
            (Self::OneOf(words), Json::Text(text)) => words.contains(&text.as_str()),
            (
                Self::Flag
                | Self::Small
                | Self::Clock
                | Self::Zone
                | Self::Color
                | Self::Locale
                | Self::OneOf(_),
                Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Map(_),
            ) => false,
        }
    }
}

/// Returns the carried properties that say nothing about people.
pub(crate) fn harmless(foreign: &Foreign) -> Foreign {
    let is_allowed = |name: &str, value: &Json| {
        HARMLESS.iter().any(|(allowed, shape)| *allowed == name && shape.fits(value))
    };
    let mut kept: BTreeMap<String, Json> = foreign
        .0
        .iter()
        .filter(|(name, value)| is_allowed(name, value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .gathered();
    if let Some(Json::Map(related)) = foreign.get("relatedTo") {
        let related = related.iter().map(|(uid, value)| (uid.clone(), harmless_relation(value)));
        kept.insert("relatedTo".to_owned(), Json::Map(related.gathered()));
    }
    kept.extend(zone_definitions(foreign).map(|zones| (ICALENDAR.to_owned(), zones)));
    Foreign(kept)
}

/// Returns the parts of a rule that we cannot read and that say nothing about people.
pub(crate) fn harmless_rule(rule: &RepeatRule) -> RepeatRule {
    match rule {
        RepeatRule::Known(rule) => RepeatRule::Known(rule.clone()),
        RepeatRule::Kept(rule) => RepeatRule::Kept(harmless_parts(rule)),
    }
}

fn harmless_parts(rule: &Json) -> Json {
    match rule {
        Json::Map(map) => {
            let parts = map.iter().filter(|(name, _)| RULE.contains(&name.as_str()));
            Json::Map(parts.map(|(name, value)| (name.clone(), harmless_parts(value))).gathered())
        }
        Json::List(items) => Json::List(items.iter().map(harmless_parts).collect()),
        Json::Null | Json::Bool(_) => rule.clone(),
        Json::Number(number) if is_small(number, 5) => rule.clone(),
        Json::Text(text) if is_rule_word(text) => rule.clone(),
        Json::Number(_) | Json::Text(_) => Json::Null,
    }
}

/// Returns the definitions of time zones that an event keeps, without free text: the times of the event are told by
/// them.
fn zone_definitions(foreign: &Foreign) -> Option<Json> {
    let Json::Map(component) = foreign.get(ICALENDAR)? else { return None };
    let Json::List(kept) = component.get("components")? else { return None };
    let zones: Vec<Json> = kept.iter().filter_map(zone_definition).collect();
    let text = |text: &str| Json::Text(text.to_owned());
    (!zones.is_empty()).then(|| {
        Json::Map(BTreeMap::from([
            ("@type".to_owned(), text("ICalComponent")),
            ("name".to_owned(), text("vevent")),
            ("components".to_owned(), Json::List(zones)),
        ]))
    })
}

/// Returns a VTIMEZONE or one of its parts in the form of jCal, with only the properties that say when clocks change.
fn zone_definition(component: &Json) -> Option<Json> {
    let Json::List(parts) = component else { return None };
    let [Json::Text(name), Json::List(properties), Json::List(inner)] = parts.as_slice() else {
        return None;
    };
    let harmless = |property: &Json| {
        let Json::List(parts) = property else { return None };
        let [Json::Text(name), _, Json::Text(sort), Json::Text(value)] = parts.as_slice() else {
            return None;
        };
        let is_plain = |text: &str, also: &str| {
            text.len() <= 80 && text.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c))
        };
        let value = match name.as_str() {
            "tzid" => neutral_zone(value),
            _ if is_plain(value, "+-:;=,") => value.clone(),
            _ => return None,
        };
        let is_kept = ZONE_RULES.contains(&name.as_str()) && ZONE_TYPES.contains(&sort.as_str());
        is_kept.then(|| {
            let [name, sort] = [name, sort].map(|text| Json::Text(text.clone()));
            Json::List(vec![name, Json::Map(BTreeMap::new()), sort, Json::Text(value)])
        })
    };
    ["vtimezone", "standard", "daylight"].contains(&name.as_str()).then(|| {
        Json::List(vec![
            Json::Text(name.clone()),
            Json::List(properties.iter().filter_map(harmless).collect()),
            Json::List(inner.iter().filter_map(zone_definition).collect()),
        ])
    })
}

/// Returns what only the definitions of time zones say.
pub(crate) fn zones_alone(foreign: &Foreign) -> Foreign {
    Foreign(zone_definitions(foreign).map(|it| (ICALENDAR.to_owned(), it)).into_iter().gathered())
}

/// Returns the name of a zone, if it says nothing about people; another one is kept under a neutral name if the event
/// has its definition (`foreign`).
pub(crate) fn harmless_zone(zone: &Zone, foreign: &Foreign) -> Option<Zone> {
    let is_kept = is_zone(&zone.0) || zone_definitions(foreign).is_some();
    is_kept.then(|| Zone(neutral_zone(&zone.0).into()))
}

/// Returns the name of a zone of the world, or a neutral name for another one, the same in each place.
fn neutral_zone(name: &str) -> String {
    let is_hex =
        |digits: &str| digits.len() == 8 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    if is_zone(name) || name.strip_prefix(NEUTRAL_ZONE).is_some_and(is_hex) {
        return name.to_owned();
    }
    // FNV-1a: any function that gives different names different numbers would do.
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    format!("{NEUTRAL_ZONE}{:08x}", name.bytes().fold(0x811c_9dc5, mix))
}

/// Whether it has the form of a zone's name in the database of the world's zones, or of an offset: `Asia/Tokyo`,
/// `Etc/GMT+9`, `+09:00`.
fn is_zone(text: &str) -> bool {
    const LONGEST: usize = 40;
    const AREAS: [&str; 12] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Brazil",
        "Europe",
        "Etc",
        "Indian",
        "Pacific",
    ];
    const WORDS: [&str; 22] = [
        "CET",
        "CST6CDT",
        "Cuba",
        "EET",
        "EST",
        "EST5EDT",
        "Egypt",
        "GMT",
        "HST",
        "Japan",
        "MET",
        "MST",
        "MST7MDT",
        "PRC",
        "PST8PDT",
        "ROC",
        "ROK",
        "Singapore",
        "UCT",
        "UTC",
        "WET",
        "Zulu",
    ];
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-+/".contains(c);
    let is_offset = || {
        text.starts_with(['+', '-'])
            && text.len() <= 9
            && text.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
    };
    let is_name = || {
        let area = text.split('/').next().unwrap_or_default();
        (text.contains('/')
            && (AREAS.contains(&area) || ["US", "Canada", "Chile", "Mexico"].contains(&area)))
            || WORDS.contains(&text)
    };
    is_offset() || (text.len() <= LONGEST && text.chars().all(is_plain) && is_name())
}

/// Whether it is a language, with a script and a region at most (RFC 5646): a private part may be a name.
pub(crate) fn is_locale(text: &str) -> bool {
    let is = |part: &str, lengths: std::ops::RangeInclusive<usize>, of: fn(&u8) -> bool| {
        lengths.contains(&part.len()) && part.as_bytes().iter().all(of)
    };
    let mut parts = text.split('-').peekable();
    let is_language = parts.next().is_some_and(|part| is(part, 2..=3, u8::is_ascii_alphabetic));
    _ = parts.next_if(|part| is(part, 4..=4, u8::is_ascii_alphabetic));
    _ = parts.next_if(|part| {
        is(part, 2..=2, u8::is_ascii_alphabetic) || is(part, 3..=3, u8::is_ascii_digit)
    });
    is_language && parts.next().is_none()
}

fn harmless_relation(value: &Json) -> Json {
    let mut relation = BTreeMap::new();
    if let Json::Map(value) = value
        && let Some(Json::Map(given)) = value.get("relation")
    {
        relation.extend(
            RELATIONS
                .iter()
                .filter(|name| given.contains_key(**name))
                .map(|name| ((*name).to_owned(), Json::Bool(true))),
        );
    }
    Json::Map(BTreeMap::from([
        ("@type".to_owned(), Json::Text("Relation".to_owned())),
        ("relation".to_owned(), Json::Map(relation)),
    ]))
}

fn is_rule_word(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_month = || {
        let digits = lower.strip_suffix('l').unwrap_or(&lower);
        is_small(digits, 5)
    };
    RULE_WORDS.contains(&lower.as_str()) || is_month() || is_clock(text)
}

/// Whether it is a whole number of so many digits at most: a longer one may be a telephone number.
fn is_small(number: &str, digits: usize) -> bool {
    let bare = number.strip_prefix('-').unwrap_or(number);
    (1..=digits).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is a moment, a wall clock or a length: `2024-11-01T14:00:00Z`, `PT1H30M`.
fn is_clock(text: &str) -> bool {
    const LONGEST: usize = 32;
    let is_length = || {
        let bare = text.trim_start_matches(['+', '-']);
        bare.starts_with('P') && bare.chars().all(|c| c.is_ascii_digit() || "PTWDHMS.".contains(c))
    };
    let is_moment = || {
        text.len() >= 8
            && text.get(4..5) == Some("-")
            && text.chars().all(|c| c.is_ascii_digit() || "-:.TZ".contains(c))
    };
    text.len() <= LONGEST && (is_length() || is_moment())
}
