//! Puts what was understood into the fields of a form.

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::{Month, plus_days};
use crate::present::form::event::form::EventForm;
use crate::present::form::event::section::time::TimeFields;
use crate::present::form::text::clock as clock_text;
use crate::present::natural::Said;
use crate::present::route::path::format_day;
use crate::present::text::month::format_month;

/// What the words have put into the fields of a form so far.
///
/// Law: the fields are those that the person left, with the present words put into them. So words that are taken back
/// leave nothing, and a range that is shortened to one day is one day.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    /// The fields before the first words, and as the last words left them.
    fields: Option<(TimeFields, TimeFields)>,
}

impl Filling {
    /// Puts the words into the form in place of the earlier words. Fields that the person has edited since are the
    /// ground for the new words.
    pub fn put(&mut self, said: &Said, form: &mut EventForm) {
        let now = form.time_fields();
        let ground = match self.fields.take() {
            Some((ground, made)) if made == now => ground,
            Some(_) | None => now,
        };
        form.set_time_fields(ground.clone());
        said.fill(form);
        self.fields = Some((ground, form.time_fields()));
    }
}

impl Said {
    /// Fills in the fields of a form with what was understood; other fields stay.
    pub fn fill(&self, form: &mut EventForm) {
        if let Some(meeting) = self.meeting {
            form.meeting_time = clock_text(meeting);
        }
        let is_without_day = self.kind == Some(TimeKind::DayUndecided);
        if is_without_day || (self.month.is_some() && self.first.is_none()) {
            form.time_kind = TimeKind::DayUndecided;
            if let Some(month) = self.month.or(self.first.map(Month::of)) {
                form.first_day = format_month(month);
                form.last_day.clear();
            }
            return;
        }
        self.fill_days(form);
        self.fill_clocks(form);
    }

    fn fill_days(&self, form: &mut EventForm) {
        let is_clock_said = self.start.is_some() || self.kind.is_some();
        let has_clocks = form.time_kind == TimeKind::Timed
            && !form.start_time.is_empty()
            && !form.end_time.is_empty();
        if let Some(first) = self.first {
            let was_without_day = form.time_kind == TimeKind::DayUndecided;
            form.set_first_day(format_day(first));
            // The clocks in the form keep their distance; without clocks, one written day is one day.
            if is_clock_said || !has_clocks {
                form.last_day = format_day(first);
            }
            if was_without_day {
                form.time_kind = TimeKind::Undecided;
            }
        }
        if let Some(last) = self.last {
            form.last_day = format_day(last);
        } else if let (Some(first), true) = (form.first_day(), self.ends_next_day) {
            form.last_day = format_day(plus_days(first, 1));
        }
    }

    fn fill_clocks(&self, form: &mut EventForm) {
        if let Some(start) = self.start {
            let is_moved = self.end.is_none()
                && self.first.is_none()
                && form.time_kind == TimeKind::Timed
                && !form.end_time.is_empty();
            form.time_kind = TimeKind::Timed;
            if is_moved {
                form.set_start_time(clock_text(start));
            } else {
                form.start_time = clock_text(start);
                form.end_time = self.end.map(clock_text).unwrap_or_default();
            }
        } else if let Some(kind) = self.kind {
            form.time_kind = kind;
        }
    }
}
