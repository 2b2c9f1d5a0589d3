//! The details in the form of an event: the audience, the reason why it does not take place, registration, colour and
//! privacy.

use jiff::civil::DateTime;

use crate::domain::event::Event;
use crate::domain::event::color::CssColor;
use crate::domain::event::registration::{Registration, end_of_day, is_end_of_day};
use crate::domain::event::status::Privacy;
use crate::domain::palette::Color;
use crate::present::form::error::{Errors, FieldError};
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::rows::DetailsForm;
use crate::present::form::event::section::time::Times;
use crate::present::form::text::{LONGEST_LINE, amount, clock, day, time, too_long};
use crate::present::form::{SetTo, edited};
use crate::present::route::path::format_day;

/// The changes of the details; `None` for what was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailEdits {
    /// Empty if the reason was removed.
    reason: Option<String>,
    audience: Option<String>,
    color: Option<SetTo<Color>>,
    privacy: Option<Privacy>,
    closes: Option<SetTo<DateTime>>,
    capacity: Option<SetTo<u32>>,
    fee_yen: Option<SetTo<u32>>,
}

impl DetailEdits {
    /// Whether it changes a clock.
    pub(crate) fn has_clock(&self) -> bool {
        self.closes.is_some()
    }
}

/// Makes the details of an event.
pub fn details_of(event: &Event) -> DetailsForm {
    let registration = event.registration.as_deref();
    let closes = registration.and_then(|it| it.closes);
    let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
    let clock_of = |at: DateTime| (!is_end_of_day(at)).then(|| clock(at.time()));
    DetailsForm {
        reason: event.status_reason.clone(),
        audience: event.audience.clone(),
        closes_day: closes.map(|at| format_day(at.date())).unwrap_or_default(),
        closes_time: closes.and_then(clock_of).unwrap_or_default(),
        capacity: number(registration.and_then(|it| it.capacity)),
        fee: number(registration.and_then(|it| it.fee_yen)),
        color: event.color.as_ref().and_then(Color::own),
        privacy: event.privacy.clone(),
    }
}

impl DetailsForm {
    /// Returns the reply deadline; `None` if nothing is written.
    fn closes(&self) -> Result<Option<DateTime>, FieldError<EventField>> {
        if self.closes_day.trim().is_empty() && self.closes_time.trim().is_empty() {
            return Ok(None);
        }
        let day = day(&self.closes_day, EventField::ClosesDay)?;
        let time = time(&self.closes_time);
        let time = time.map_err(|kind| FieldError::new(EventField::ClosesTime, kind))?;
        Ok(Some(time.map_or_else(|| end_of_day(day), |time| day.to_datetime(time))))
    }
}

impl EventForm {
    /// Returns whether people may still reply after the event has begun, as far as both can be parsed. The form only
    /// points this out.
    pub fn closes_late(&self) -> bool {
        let (Ok(Some(closes)), Ok(times)) = (self.details.closes(), self.times()) else {
            return false;
        };
        match times {
            Times::Timed { start, .. } if is_end_of_day(closes) => closes.date() > start.date(),
            Times::Timed { start, .. } => closes > start,
            Times::AllDay { first, .. } | Times::Undecided { first, .. } => closes.date() > first,
            Times::DayUndecided { month } => closes.date() > month.last(),
        }
    }
}

/// Parses the details.
pub(crate) fn parse(
    form: &EventForm,
    before: &EventForm,
    errors: &mut Errors<EventField>,
) -> DetailEdits {
    let (now, was) = (&form.details, &before.details);
    let reason = edited(&now.reason, &was.reason);
    if let Some(kind) = reason.as_ref().and_then(|text| too_long(text, LONGEST_LINE)) {
        errors.add(EventField::Reason, kind);
    }
    let audience = edited(&now.audience, &was.audience);
    if let Some(kind) = audience.as_ref().and_then(|text| too_long(text, LONGEST_LINE)) {
        errors.add(EventField::Audience, kind);
    }
    let has_other_deadline =
        (&now.closes_day, &now.closes_time) != (&was.closes_day, &was.closes_time);
    let closes = has_other_deadline.then(|| errors.keep(now.closes())).flatten().map(SetTo);
    let mut number = |field, now: &String, was: &String| {
        let amount = edited(now, was).map(|text| amount(&text));
        let amount =
            amount.and_then(|it| errors.keep(it.map_err(|kind| FieldError::new(field, kind))));
        amount.map(SetTo)
    };
    let has_other_status = form.status != before.status;
    DetailEdits {
        capacity: number(EventField::Capacity, &now.capacity, &was.capacity),
        fee_yen: number(EventField::Fee, &now.fee, &was.fee),
        reason: if form.status.is_called_off() {
            let is_given = has_other_status || reason.is_some();
            is_given.then(|| now.reason.trim().to_owned())
        } else {
            // If the event takes place after all, the reason is removed.
            has_other_status.then(String::new)
        },
        audience: audience.map(|text| text.trim().to_owned()),
        color: edited(&now.color, &was.color).map(SetTo),
        privacy: edited(&now.privacy, &was.privacy),
        closes,
    }
}

/// Applies the edits to an event.
pub(crate) fn apply(edits: DetailEdits, event: &mut Event) {
    let DetailEdits { reason, audience, color, privacy, closes, capacity, fee_yen } = edits;
    if let Some(reason) = reason {
        event.status_reason = reason;
    }
    if let Some(audience) = audience {
        event.audience = audience;
    }
    if let Some(SetTo(color)) = color {
        event.foreign.0.remove("color");
        event.color = color.and_then(|color| CssColor::new(color.css()));
    }
    if let Some(privacy) = privacy {
        event.foreign.0.remove("privacy");
        event.privacy = privacy;
    }
    if closes.is_some() || capacity.is_some() || fee_yen.is_some() {
        let mut registration = event.registration.take().unwrap_or_default();
        registration.closes = closes.map_or(registration.closes, |it| it.0);
        registration.capacity = capacity.map_or(registration.capacity, |it| it.0);
        registration.fee_yen = fee_yen.map_or(registration.fee_yen, |it| it.0);
        event.registration = Some(registration).filter(|it| **it != Registration::default());
    }
}
