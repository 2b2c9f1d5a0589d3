//! The settings of a device as names and values: lines of `name=value` on the device, an object in a backup.
//!
//! What a person chose is included in a backup ([`PortableSettings`]); what the app recorded about this device is not.
//! A setting that has its default value is left out.
//!
//! Law: `from_map(to_map(settings)) == settings`.

use std::sync::Arc;

use crate::domain::sorted_map::SortedMap;
use crate::domain::time::fiscal::{FiscalRule, NamedAfter};
use crate::domain::time::holidays::own::OwnHoliday;
use crate::domain::time::{WeekSpan, WeekStart};
use crate::format::stored::own_holidays;

/// The settings of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What a person chose.
    pub portable: PortableSettings,
    /// When a backup was last written, as `UTCDateTime` text.
    pub last_backup: Option<String>,
    /// How many operations there have been since that backup.
    pub operations_since_backup: u32,
    /// Whether the browser was asked to keep our data.
    pub has_asked_to_persist: bool,
    /// The day on which the trash was last purged, as text.
    pub trash_tidied: Option<String>,
    /// Whether the card about the home screen was shown.
    pub has_seen_install: bool,
}

/// The settings that a person chose. All of them are written to a backup, and all of them are restored from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortableSettings {
    /// The chosen language tag; `None` follows the device.
    pub language: Option<String>,
    /// The day that weeks start on.
    pub week_start: WeekStart,
    /// How many days of a week a narrow screen shows.
    pub week_span: WeekSpan,
    /// Light or dark.
    pub theme: Theme,
    /// When the fiscal year begins, and which year names it; `None` follows the calendars.
    pub fiscal: Option<FiscalRule>,
    /// The days off in addition to those of the law and of the calendars.
    pub own_holidays: Arc<[OwnHoliday]>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The setting of the device.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Settings {
    /// Writes the settings as lines of `name=value`.
    pub fn encode(&self) -> String {
        let lines: Vec<String> =
            self.to_map().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        lines.join("\n")
    }

    /// Reads the settings from such lines; a value that cannot be read gets its default.
    pub fn decode(text: &str) -> Self {
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        Self::from_map(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    fn to_map(&self) -> SortedMap<String, String> {
        let Self {
            portable,
            last_backup,
            operations_since_backup,
            has_asked_to_persist,
            trash_tidied,
            has_seen_install,
        } = self;
        let mut map = portable.to_map();
        if let Some(at) = last_backup {
            put(&mut map, "last-backup", at);
        }
        if *operations_since_backup > 0 {
            put(&mut map, "deeds-since-backup", &operations_since_backup.to_string());
        }
        if *has_asked_to_persist {
            put(&mut map, "asked-to-persist", "yes");
        }
        if let Some(day) = trash_tidied {
            put(&mut map, "bin-tidied", day);
        }
        if *has_seen_install {
            put(&mut map, "seen-install", "yes");
        }
        map
    }

    fn from_map(map: &SortedMap<String, String>) -> Self {
        let value = |name: &str| map.get(name).map(String::as_str);
        Self {
            portable: PortableSettings::from_map(map),
            last_backup: value("last-backup").map(str::to_owned),
            operations_since_backup: value("deeds-since-backup")
                .and_then(|text| text.parse().ok())
                .unwrap_or(0),
            has_asked_to_persist: value("asked-to-persist").is_some(),
            trash_tidied: value("bin-tidied").map(str::to_owned),
            has_seen_install: value("seen-install").is_some(),
        }
    }
}

impl PortableSettings {
    /// Returns the settings as names and values, for a backup.
    pub fn to_map(&self) -> SortedMap<String, String> {
        let Self { language, week_start, week_span, theme, fiscal, own_holidays } = self;
        let mut map = SortedMap::new();
        if let Some(language) = language {
            put(&mut map, "language", language);
        }
        match week_span {
            WeekSpan::ThreeDays => {}
            WeekSpan::SevenDays => put(&mut map, "week-span", "7"),
        }
        match week_start {
            WeekStart::Sunday => {}
            WeekStart::Monday => put(&mut map, "week-start", "monday"),
        }
        match theme {
            Theme::Device => {}
            Theme::Light => put(&mut map, "theme", "light"),
            Theme::Dark => put(&mut map, "theme", "dark"),
        }
        if let Some(rule) = fiscal {
            put(&mut map, "fiscal-start", &rule.start_month().to_string());
            match rule.named_after {
                NamedAfter::First => {}
                NamedAfter::Last => put(&mut map, "fiscal-name", "last"),
            }
        }
        if !own_holidays.is_empty() {
            put(&mut map, "own-holidays", &own_holidays::encode(own_holidays));
        }
        map
    }

    /// Reads the settings from such a map; names that are not portable settings are ignored.
    pub fn from_map(map: &SortedMap<String, String>) -> Self {
        let value = |name: &str| map.get(name).map(String::as_str);
        let own_holidays = value("own-holidays").map(own_holidays::decode).unwrap_or_default();
        Self {
            language: value("language").map(str::to_owned),
            week_start: match value("week-start") {
                Some("monday") => WeekStart::Monday,
                Some(_) | None => WeekStart::Sunday,
            },
            week_span: match value("week-span") {
                Some("7") => WeekSpan::SevenDays,
                Some(_) | None => WeekSpan::ThreeDays,
            },
            theme: match value("theme") {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                Some(_) | None => Theme::Device,
            },
            fiscal: fiscal_of(value("fiscal-start"), value("fiscal-name")),
            own_holidays: own_holidays.into(),
        }
    }
}

/// A value is one line.
fn put(map: &mut SortedMap<String, String>, name: &str, value: &str) {
    map.insert(name.to_owned(), value.replace(['\n', '\r'], " "));
}

/// Returns the rule that two settings describe; a start that cannot be read means April, as for the state.
fn fiscal_of(start: Option<&str>, name: Option<&str>) -> Option<FiscalRule> {
    start.or(name)?;
    let named_after = if name == Some("last") { NamedAfter::Last } else { NamedAfter::First };
    let start = start.and_then(|text| text.parse().ok());
    let rule = start.and_then(|start| FiscalRule::new(start, named_after));
    let april = FiscalRule::default();
    rule.or_else(|| FiscalRule::new(april.start_month(), named_after))
}
