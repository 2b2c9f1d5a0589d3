//! Puts what was understood into the fields of a form.

use jiff::civil::Date;

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::{Month, plus_days};
use crate::present::form::event::form::EventForm;
use crate::present::form::text::clock as clock_text;
use crate::present::natural::{Said, read};
use crate::present::route::path::format_day;
use crate::present::text::month::format_month;

/// Puts words for the time into a form in place of the earlier words, if they are understood as a whole.
///
/// Law: the fields are those that the person left, with the present words put into them. So words that are taken back
/// leave nothing, and a range that is shortened to one day is one day.
pub fn put(words: String, today: Date, form: &mut EventForm) {
    let said = read(&words, today);
    form.put_words(words, said.rest.clone(), |form| said.fill(form));
}

impl Said {
    /// Fills in the fields of a form with what was understood; other fields stay.
    fn fill(&self, form: &mut EventForm) {
        self.fill_time(form);
        // After the start, which takes the meeting that was in the form along.
        if let Some(meeting) = self.meeting {
            form.meeting_time = clock_text(meeting);
        }
    }

    fn fill_time(&self, form: &mut EventForm) {
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
        let is_end_said = self.end.is_some() || self.kind.is_some();
        let has_clocks = form.time_kind == TimeKind::Timed
            && !form.start_time.is_empty()
            && !form.end_time.is_empty();
        if let Some(first) = self.first {
            let was_without_day = form.time_kind == TimeKind::DayUndecided;
            form.set_first_day(format_day(first));
            // The clocks in the form keep their distance; without clocks, one written day is one day.
            if is_end_said || !has_clocks {
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
            // As if the start was written into its field, which the end and the meeting follow.
            let last_day = form.last_day.clone();
            if form.time_kind == TimeKind::Timed {
                form.set_start_time(clock_text(start));
            } else {
                form.start_time = clock_text(start);
                form.end_time.clear();
            }
            form.time_kind = TimeKind::Timed;
            if let Some(end) = self.end {
                form.last_day = last_day;
                form.end_time = clock_text(end);
            }
        } else if let Some(kind) = self.kind {
            form.time_kind = kind;
        }
    }
}
