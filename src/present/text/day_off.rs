//! Days off as pages show them: by law, and of an organisation.

use jiff::civil::Date;

use crate::domain::time::holidays::equinox::PROCLAIMED;
use crate::domain::time::holidays::law;
use crate::domain::time::holidays::law::Certainty;
use crate::domain::time::holidays::own::OwnHoliday;
use crate::present::viewer::Viewer;

/// The reason why a day is off, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// `勤労感謝の日`, `振替休日`, `創立記念日`; several are joined.
    pub name: String,
    /// The name, with a note if it is not certain yet: `春分の日（見込み）`.
    pub full_name: String,
    /// A short mark for a small area: 祝, 休.
    pub mark: &'static str,
    /// The mark after the weekday: 祝, 休.
    pub sign: &'static str,
}

/// Returns why a day is off for the viewer; `None` if it is an ordinary day.
pub fn day_off(viewer: &Viewer, day: Date) -> Option<DayOff> {
    let messages = viewer.messages;
    let public = law::on(day, PROCLAIMED);
    let own = viewer.own_holidays.iter().filter(|own| own.on.is_on(day));
    let own = own.map(|own: &OwnHoliday| own.name.as_str());
    let law_name = public.map(|holiday| messages.holiday(holiday.name));
    let names: Vec<&str> = law_name.into_iter().chain(own).collect();
    if names.is_empty() {
        return None;
    }
    let name = names.join(messages.dot());
    let is_forecast = public.is_some_and(|holiday| holiday.certainty == Certainty::Forecast);
    let full_name = if is_forecast {
        messages.in_brackets(&name, messages.holiday_forecast())
    } else {
        name.clone()
    };
    let (mark, sign) = if public.is_some() {
        (messages.holiday_mark(), messages.holiday_sign())
    } else {
        (messages.day_off_mark(), messages.day_off_sign())
    };
    Some(DayOff { name, full_name, mark, sign })
}
