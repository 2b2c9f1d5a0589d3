//! Whose years and days off a page goes by: the device's settings, and what the shown calendars say.

use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;

/// The years and days off that a reader goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTime {
    /// When years begin.
    pub fiscal: FiscalRule,
    /// The days off beside the law.
    pub holidays: Arc<[OwnHoliday]>,
}

/// What a reader goes by. Years: as the person set them up; else as all shown calendars that say anything say; else as
/// the state has them. Days off: the device's, then those of the shown calendars, each once.
pub fn own_time<'a>(
    set_up: Option<FiscalRule>,
    device: &Arc<[OwnHoliday]>,
    calendars: impl Iterator<Item = &'a Calendar>,
) -> OwnTime {
    let mut agreed: Option<FiscalRule> = None;
    let mut is_disputed = false;
    let mut more: Vec<OwnHoliday> = Vec::new();
    for calendar in calendars.filter(|calendar| calendar.is_shown) {
        if let Some(rule) = calendar.facts.fiscal {
            is_disputed |= agreed.is_some_and(|agreed| agreed != rule);
            agreed = Some(rule);
        }
        for holiday in &calendar.facts.holidays {
            if !device.contains(holiday) && !more.contains(holiday) {
                more.push(holiday.clone());
            }
        }
    }
    let holidays =
        if more.is_empty() { device.clone() } else { device.iter().cloned().chain(more).collect() };
    let agreed = agreed.filter(|_| !is_disputed);
    OwnTime { fiscal: set_up.or(agreed).unwrap_or_default(), holidays }
}
