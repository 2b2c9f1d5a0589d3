//! Forms as plain data: what their fields hold, what is wrong with it, and the edits that it means.
//!
//! A form is a struct of texts and choices. It is parsed once, by [`Form::parse`], into edits that can be applied
//! without failing. The modules beside `event` know no particular form.

pub mod draft;
pub mod error;
pub mod event;
pub mod named;
pub mod rows;
pub mod text;

use self::draft::Draft;
use self::error::FieldError;

/// What the fields of one form hold.
pub trait Form: Draft + Clone + PartialEq + Send + Sync + 'static {
    /// Names a field; the fields of all rows of a list share their names.
    type Field: Copy + PartialEq + Send + Sync + 'static;
    /// What an acceptable form changes.
    type Edits;

    /// Parses the form, or returns everything that is wrong, in the order of the form.
    ///
    /// Only fields that differ from `before` are parsed and become edits, so that a record that was never valid can
    /// still be edited elsewhere.
    fn parse(&self, before: &Self) -> Result<Self::Edits, Vec<FieldError<Self::Field>>>;
}

/// What a field that may be empty is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetTo<T>(pub Option<T>);

/// The value where it differs from what it was.
pub fn edited<T: Clone + PartialEq>(now: &T, was: &T) -> Option<T> {
    (now != was).then(|| now.clone())
}
