//! The fiscal years and days off that apply to a page: from the device's settings and from the shown calendars.

use std::sync::Arc;

use crate::domain::almanac::calendar::Calendar;
use crate::domain::time::fiscal::FiscalRule;
use crate::domain::time::holidays::own::OwnHoliday;

/// The fiscal years and days off that apply to a viewer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTime {
    /// When years begin.
    pub fiscal: FiscalRule,
    /// The days off in addition to those by law.
    pub holidays: Arc<[OwnHoliday]>,
}

/// Returns what applies to a viewer. Years: the person's setting; otherwise the rule on which all shown calendars with
/// a rule agree; otherwise the default, which is the fiscal year of the Japanese state. Days off: those of the device,
/// then those of the shown calendars, each once.
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
