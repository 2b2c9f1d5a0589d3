//! Reads VALARM into alerts (RFC 5545 3.6.6, RFC 9074). They are kept and written back; this app does not show alarms.

use crate::domain::foreign::Json;
use crate::domain::id::LocalId;
use crate::format::icalendar::fault::Fault;
use crate::format::icalendar::model::jsprop::Unsaid;
use crate::format::icalendar::model::kept::{keep, keep_component};
use crate::format::icalendar::model::keys::key_of;
use crate::format::icalendar::model::tree::{Map, child, text, typed};
use crate::format::icalendar::read::context::Context;
use crate::format::icalendar::read::when::{length_text, moment_text};
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::{Stamp, parse_duration, parse_stamp};

impl Context<'_, '_> {
    /// Writes the alerts of an event.
    pub(crate) fn alarms(&mut self, component: &Component, map: &mut Map) {
        for alarm in component.components.iter().filter(|inner| inner.name == "VALARM") {
            let Some(alert) = self.alarm(component, alarm) else {
                self.notes.add_line(alarm.line, "VALARM", Fault::BadValue.into());
                keep_component(map, "vevent", alarm);
                continue;
            };
            let alerts = child(map, "alerts");
            let stem = alarm.value("JSID").or_else(|| alarm.value("UID"));
            let stem = stem.map_or_else(|| alarm_key(alarm), str::to_owned);
            let stem = LocalId::sanitised(&stem).as_str().to_owned();
            let mut key = stem.clone();
            let mut number = 1;
            while alerts.contains_key(&key) {
                number += 1;
                key = format!("{stem}-{number}");
            }
            alerts.insert(key, Json::Map(alert));
        }
    }

    /// Reads an alarm; `None` if it does not say when.
    fn alarm(&mut self, component: &Component, alarm: &Component) -> Option<Map> {
        let trigger = alarm.property("TRIGGER")?;
        let mut alert = typed("Alert");
        let when = if let Some((is_negative, length)) = parse_duration(&trigger.value) {
            let mut when = typed("OffsetTrigger");
            let sign = if is_negative { "-" } else { "" };
            when.insert("offset".to_owned(), text(format!("{sign}{}", length_text(length))));
            if trigger.param("RELATED").is_some_and(|word| word.eq_ignore_ascii_case("END")) {
                when.insert("relativeTo".to_owned(), text("end"));
            }
            when
        } else if matches!(parse_stamp(&trigger.value), Some(Stamp::Clock(_) | Stamp::Utc(_))) {
            let mut when = typed("AbsoluteTrigger");
            when.insert("when".to_owned(), text(moment_text(self, trigger)?));
            when
        } else {
            return None;
        };
        alert.insert("trigger".to_owned(), Json::Map(when));
        for property in &alarm.properties {
            let word = property.value.trim().to_ascii_lowercase();
            match property.name.as_str() {
                "TRIGGER" | "JSID" => {}
                "JSPROP" => {
                    if let Some(unsaid) = Unsaid::of(property) {
                        unsaid.say(&mut alert);
                    }
                }
                // Every alarm that is displayed needs a text; this is the event's own title.
                "DESCRIPTION" if component.value("SUMMARY") == Some(property.value.trim()) => {}
                "ACTION" if matches!(word.as_str(), "display" | "email") => {
                    alert.insert("action".to_owned(), text(word));
                }
                "ACKNOWLEDGED" => {
                    if let Some(moment) = moment_text(self, property) {
                        alert.insert("acknowledged".to_owned(), text(moment));
                    } else {
                        self.notes.add_line(property.line, &property.name, Fault::BadValue.into());
                        keep(&mut alert, "valarm", property);
                    }
                }
                _ => keep(&mut alert, "valarm", property),
            }
        }
        Some(alert)
    }
}

fn alarm_key(alarm: &Component) -> String {
    let parts = ["ACTION", "TRIGGER"].map(|name| alarm.value(name).unwrap_or_default());
    key_of(&parts.join(" "))
}
