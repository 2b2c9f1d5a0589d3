//! What a person set up on this device: kept beside the database, because the first paint needs it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::fiscal::{FiscalRule, NamedAfter};
use crate::domain::gather::Gather;
use crate::domain::holidays::own::OwnHoliday;
use crate::format::own_holidays;
use crate::platform::local;

/// The name under which the settings are kept.
const NAME: &str = "tsudoi.settings";

/// What a person set up on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language tag chosen; `None` follows the device.
    pub language: Option<String>,
    /// The day that weeks start on.
    pub week_start: WeekStart,
    /// Light or dark.
    pub theme: Theme,
    /// When the fiscal year begins, and what it is called after; `None` goes by the calendars.
    pub fiscal: Option<FiscalRule>,
    /// The days off beside the law, in addition to what the calendars say.
    pub own_holidays: Arc<[OwnHoliday]>,
    /// When a backup was last written, as `UTCDateTime` text.
    pub last_backup: Option<String>,
    /// How many deeds there have been since.
    pub deeds_since_backup: u32,
    /// Whether the browser has been asked to keep our data.
    pub has_asked_to_persist: bool,
    /// The day on which the bin was last tidied, as text.
    pub bin_tidied: Option<String>,
}

/// The day that weeks start on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeekStart {
    /// As on most Japanese calendars.
    #[default]
    Sunday,
    /// As in ISO 8601.
    Monday,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Settings {
    /// The settings of this device.
    pub fn load() -> Self {
        let text = local::read(NAME).unwrap_or_default();
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        Self::from_map(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).gathered())
    }

    /// Keeps the settings.
    pub fn save(&self) {
        let lines: Vec<String> =
            self.to_map().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        local::write(NAME, &lines.join("\n"));
    }

    /// Forgets the settings.
    pub fn forget() {
        local::remove(NAME);
    }

    /// The settings as names and values, for the backup; what is as it comes is left out.
    pub fn to_map(&self) -> BTreeMap<String, String> {
        let mut map = BTreeMap::new();
        let mut put =
            |name: &str, value: &str| map.insert(name.to_owned(), value.replace(['\n', '\r'], " "));
        if let Some(language) = &self.language {
            put("language", language);
        }
        if self.week_start == WeekStart::Monday {
            put("week-start", "monday");
        }
        match self.theme {
            Theme::Device => {}
            Theme::Light => _ = put("theme", "light"),
            Theme::Dark => _ = put("theme", "dark"),
        }
        if let Some(rule) = self.fiscal {
            put("fiscal-start", &rule.start_month().to_string());
            if rule.named_after == NamedAfter::Last {
                put("fiscal-name", "last");
            }
        }
        if !self.own_holidays.is_empty() {
            put("own-holidays", &own_holidays::encode(&self.own_holidays));
        }
        if let Some(at) = &self.last_backup {
            put("last-backup", at);
        }
        if self.deeds_since_backup > 0 {
            put("deeds-since-backup", &self.deeds_since_backup.to_string());
        }
        if self.has_asked_to_persist {
            put("asked-to-persist", "yes");
        }
        if let Some(day) = &self.bin_tidied {
            put("bin-tidied", day);
        }
        map
    }

    /// The settings that such a map means; what it does not know is as it comes.
    pub fn from_map(map: &BTreeMap<String, String>) -> Self {
        let value = |name: &str| map.get(name).map(String::as_str);
        Self {
            language: value("language").map(str::to_owned),
            week_start: if value("week-start") == Some("monday") {
                WeekStart::Monday
            } else {
                WeekStart::Sunday
            },
            theme: match value("theme") {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                Some(_) | None => Theme::Device,
            },
            fiscal: fiscal_of(value("fiscal-start"), value("fiscal-name")),
            own_holidays: value("own-holidays")
                .map(own_holidays::decode)
                .unwrap_or_default()
                .into(),
            last_backup: value("last-backup").map(str::to_owned),
            deeds_since_backup: value("deeds-since-backup")
                .and_then(|text| text.parse().ok())
                .unwrap_or(0),
            has_asked_to_persist: value("asked-to-persist").is_some(),
            bin_tidied: value("bin-tidied").map(str::to_owned),
        }
    }
}

/// The settings that travel in a backup: not what belongs to this device alone.
pub const PORTABLE: [&str; 6] =
    ["language", "week-start", "theme", "fiscal-start", "fiscal-name", "own-holidays"];

/// The rule that two settings mean; a start that cannot be read is as the state has it.
fn fiscal_of(start: Option<&str>, name: Option<&str>) -> Option<FiscalRule> {
    start.or(name)?;
    let named_after = if name == Some("last") { NamedAfter::Last } else { NamedAfter::First };
    let start = start.and_then(|text| text.parse().ok());
    let rule = start.and_then(|start| FiscalRule::new(start, named_after));
    let april = FiscalRule::default();
    rule.or_else(|| FiscalRule::new(april.start_month(), named_after))
}
