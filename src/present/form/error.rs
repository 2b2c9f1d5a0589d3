//! What is wrong with a form: which field, and why.

use crate::domain::id::LocalId;

/// A field that cannot be accepted as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError<F> {
    /// The field.
    pub field: F,
    /// The key of the row that the field belongs to, if it is in a list.
    pub row: Option<LocalId>,
    /// What is wrong with it.
    pub kind: FieldErrorKind,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldErrorKind {
    /// A title is needed.
    TitleMissing,
    /// A part of the time in words was not understood.
    WordsUnread,
    /// A month is needed.
    MonthMissing,
    /// The first day is not a day of the rule of the series.
    StartOffRule,
    /// A day is needed.
    DayMissing,
    /// The text is not a day.
    BadDay,
    /// A start is needed.
    StartMissing,
    /// An end is needed, because there are several days.
    EndMissing,
    /// The text is not a time.
    BadTime,
    /// The end is before the start.
    EndsBeforeStart,
    /// The event is longer than the longest that is allowed.
    TooLong,
    /// The text is not an address of a page.
    BadLink,
    /// The text is not an address that can be offered as a link.
    BadAddress,
    /// An address is needed.
    AddressMissing,
    /// A start is needed, because the part has an end.
    PartStartMissing,
    /// A part needs a title.
    PartTitleMissing,
    /// The text is not an e-mail address.
    BadEmail,
    /// A name is needed.
    NameMissing,
    /// The text is not a whole number from 1 on.
    BadNumber,
    /// The text is not a whole number from 0 on.
    BadAmount,
    /// The text is not a number that a meeting can have.
    BadSeriesNumber,
    /// A choice is needed, but nothing is chosen.
    NothingChosen,
    /// No years can be skipped if working days of several months are chosen.
    OnlyEveryYear,
    /// The text has more characters than the field takes.
    TooManyLetters(usize),
}

impl<F> FieldError<F> {
    /// Creates an error of a field outside of lists.
    pub fn new(field: F, kind: FieldErrorKind) -> Self {
        Self { field, row: None, kind }
    }

    /// Creates an error of a field in a row.
    pub fn in_row(field: F, row: &LocalId, kind: FieldErrorKind) -> Self {
        Self { field, row: Some(row.clone()), kind }
    }
}

/// The errors that parsing a form has found so far.
#[derive(Debug)]
pub struct Errors<F> {
    found: Vec<FieldError<F>>,
}

impl<F> Default for Errors<F> {
    fn default() -> Self {
        Self { found: Vec::new() }
    }
}

impl<F> Errors<F> {
    /// Adds an error of a field outside of lists.
    pub fn add(&mut self, field: F, kind: FieldErrorKind) {
        self.found.push(FieldError::new(field, kind));
    }

    /// Adds an error of a field in a row.
    pub fn add_in_row(&mut self, field: F, row: &LocalId, kind: FieldErrorKind) {
        self.found.push(FieldError::in_row(field, row, kind));
    }

    /// Returns what was parsed, or keeps the error.
    pub fn keep<T>(&mut self, parsed: Result<T, FieldError<F>>) -> Option<T> {
        parsed.map_err(|error| self.found.push(error)).ok()
    }

    /// Returns whether no errors have been found so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns the edits if there are no errors, or else the errors.
    pub fn or<T>(self, edits: T) -> Result<T, Vec<FieldError<F>>> {
        if self.is_empty() { Ok(edits) } else { Err(self.found) }
    }
}
