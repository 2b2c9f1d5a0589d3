//! Forms as plain data: the values of their fields, the errors in them, and the edits that they make.
//!
//! A form is a struct of texts and choices. It is parsed once, by [`Form::parse`], into edits that can be applied
//! without errors. Only the modules `event` and `directory` know particular forms.

pub mod directory;
pub mod draft;
pub mod error;
pub mod event;
pub mod named;
pub mod rows;
pub mod text;

use self::draft::Draft;
use self::error::FieldError;

/// The values of the fields of one form.
pub trait Form: Draft + Clone + PartialEq + Send + Sync + 'static {
    /// The name of a field; all rows of a list share the names of their fields.
    type Field: Copy + PartialEq + Send + Sync + 'static;
    /// The changes of a form without errors.
    type Edits;

    /// Parses the form, or returns all errors, in the order of the form.
    ///
    /// Only fields that differ from `before` are parsed and become edits. Therefore a record that was never valid can
    /// still be edited in other fields.
    fn parse(&self, before: &Self) -> Result<Self::Edits, Vec<FieldError<Self::Field>>>;
}

/// The new value of an optional field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetTo<T>(pub Option<T>);

/// Returns the value if it differs from the old one.
pub fn edited<T: Clone + PartialEq>(now: &T, was: &T) -> Option<T> {
    (now != was).then(|| now.clone())
}
