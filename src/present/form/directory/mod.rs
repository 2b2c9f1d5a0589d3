//! The forms of the directory: a person, an organisation.
//!
//! Each edits the item as it is when it is saved: what was not edited stays as others have left it.

pub mod names;
pub mod organization;
pub mod person;

use crate::present::form::error::{Errors, FieldErrorKind};
use crate::present::form::text::{LONGEST_LINE, is_email, too_long};

/// Returns a text of one line that was edited, without the spaces around it, after checking its length.
fn line<F>(now: &str, was: &str, field: F, errors: &mut Errors<F>) -> Option<String> {
    text(now, was, LONGEST_LINE, field, errors)
}

fn text<F>(now: &str, was: &str, limit: usize, field: F, errors: &mut Errors<F>) -> Option<String> {
    if now == was {
        return None;
    }
    if let Some(kind) = too_long(now, limit) {
        errors.add(field, kind);
    }
    Some(now.trim().to_owned())
}

/// Checks that a name is there.
fn need_name<F>(name: &str, field: F, errors: &mut Errors<F>) {
    if name.trim().is_empty() {
        errors.add(field, FieldErrorKind::NameMissing);
    }
}

/// Checks that an edited text may be an e-mail address, if there is one.
fn check_email<F>(email: Option<&String>, field: F, errors: &mut Errors<F>) {
    if email.is_some_and(|email| !is_email(email)) {
        errors.add(field, FieldErrorKind::BadEmail);
    }
}
