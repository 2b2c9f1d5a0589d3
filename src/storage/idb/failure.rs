//! What the browser's errors mean, found by their names: the specification fixes those, never the messages.

use indexed_db_futures::error::{DomException, Error, OpenDbError, UnexpectedDataError};
use indexed_db_futures::internals::SystemRepr;

use crate::storage::store::StoreError;

/// The meaning of an exception.
pub(super) fn of_exception(exception: &web_sys::DomException) -> StoreError {
    let detail = format!("{}: {}", exception.name(), exception.message());
    match exception.name().as_str() {
        // "The database connection is closing", "Connection to Indexed Database server lost", and a transaction
        // that the browser gave up.
        "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => {
            StoreError::Lost { detail }
        }
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Unavailable { detail },
        // An object store that is not there; a record whose file is gone (Chromium keeps large ones apart).
        "NotFoundError" | "NotReadableError" => StoreError::Corrupt { detail },
        _ => StoreError::Failed { detail },
    }
}

/// The meaning of an error inside a transaction, whose own reason goes before the request's.
///
/// A full disk is a plain abort to the library; only the transaction itself says why, after its abort event.
pub(super) fn of_transaction(transaction: &web_sys::IdbTransaction, error: Error) -> StoreError {
    transaction.error().map_or_else(|| StoreError::from(error), |reason| of_exception(&reason))
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => of_exception(exception_of(&exception)),
            Error::MissingData(UnexpectedDataError::TransactionAborted) => {
                Self::Lost { detail: "the transaction was aborted".to_owned() }
            }
            Error::Serialisation(error) => Self::Corrupt { detail: error.to_string() },
            Error::MissingData(error) => Self::Failed { detail: error.to_string() },
            Error::Unknown(error) => Self::Failed { detail: error.to_string() },
        }
    }
}

fn exception_of(exception: &DomException) -> &web_sys::DomException {
    exception.as_sys()
}

impl From<OpenDbError> for StoreError {
    fn from(error: OpenDbError) -> Self {
        match error {
            // The library takes whatever `open` throws for a version of zero, which we never ask for: the browser
            // forbids storage here.
            OpenDbError::VersionZero
            | OpenDbError::UnsupportedEnvironment
            | OpenDbError::NullFactory => Self::Unavailable { detail: error.to_string() },
            OpenDbError::Base(error) => Self::from(error),
        }
    }
}
