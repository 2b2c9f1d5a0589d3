//! The time in words: how long the words count, and what is wrong with them.

use crate::present::form::error::{FieldError, FieldErrorKind};
use crate::present::form::event::form::{EventField, EventForm, InWords, TimeFields};

impl EventForm {
    /// Returns the words for the time. Once a field of the time was edited by hand, there are none: the words would say
    /// something else than what is saved.
    pub fn words(&self) -> &str {
        if self.in_words.made == self.time_fields() { &self.in_words.text } else { "" }
    }

    /// Returns the part of the words that was not understood.
    pub fn unread_words(&self) -> &str {
        if self.words().is_empty() { "" } else { &self.in_words.unread }
    }

    /// Puts words into the fields in place of the earlier words. If a part of them is `unread`, the fields are as the
    /// person left them. Fields that the person has edited since the earlier words are the ground for the new words.
    pub fn put_words(&mut self, text: String, unread: String, fill: impl FnOnce(&mut Self)) {
        let now = self.time_fields();
        let earlier = std::mem::take(&mut self.in_words);
        let has_words = !earlier.text.is_empty() && earlier.made == now;
        let ground = if has_words { earlier.ground } else { now };
        self.set_time_fields(ground.clone());
        if unread.is_empty() {
            fill(self);
        }
        // Words that were taken back leave nothing, not even their ground.
        if !text.is_empty() {
            self.in_words = InWords { text, unread, ground, made: self.time_fields() };
        }
    }

    /// Checks that nothing is left of the words.
    pub(crate) fn check_words(&self) -> Result<(), FieldError<EventField>> {
        if self.unread_words().is_empty() {
            return Ok(());
        }
        Err(FieldError::new(EventField::InWords, FieldErrorKind::WordsUnread))
    }

    fn time_fields(&self) -> TimeFields {
        TimeFields {
            time_kind: self.time_kind,
            first_day: self.first_day.clone(),
            last_day: self.last_day.clone(),
            start_time: self.start_time.clone(),
            end_time: self.end_time.clone(),
            meeting_time: self.meeting_time.clone(),
            last_good: self.last_good.clone(),
        }
    }

    fn set_time_fields(&mut self, fields: TimeFields) {
        let TimeFields {
            time_kind,
            first_day,
            last_day,
            start_time,
            end_time,
            meeting_time,
            last_good,
        } = fields;
        self.time_kind = time_kind;
        self.first_day = first_day;
        self.last_day = last_day;
        self.start_time = start_time;
        self.end_time = end_time;
        self.meeting_time = meeting_time;
        self.last_good = last_good;
    }
}
