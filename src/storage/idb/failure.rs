//! Translates the browser's errors by their names: the specification defines the names, but not the messages.

use indexed_db_futures::error::{DomException, Error, OpenDbError, UnexpectedDataError};
use indexed_db_futures::internals::SystemRepr;

use crate::storage::store::StoreError;

/// Translates an exception.
pub(super) fn of_exception(exception: &web_sys::DomException) -> StoreError {
    let detail = format!("{}: {}", exception.name(), exception.message());
    if is_disk_full(&exception.message()) {
        return StoreError::DiskFull;
    }
    match exception.name().as_str() {
        // "The database connection is closing", "Connection to Indexed Database server lost", and a transaction
        // that the browser aborted.
        "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => {
            StoreError::Lost { detail }
        }
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Unavailable { detail },
        // An object store that does not exist, or a record whose file is missing (Chromium stores large records in
        // separate files).
        "NotFoundError" | "NotReadableError" => StoreError::Corrupt { detail },
        _ => StoreError::Failed { detail },
    }
}

/// Whether a browser's message says that the disk is full. The name of the error is `UnknownError`: Chromium's message
/// ends with the code of its file system layer, and other messages are those of `SQLite` and of the operating system.
fn is_disk_full(message: &str) -> bool {
    const SIGNS: [&str; 6] =
        ["no_space", "no space left", "disk is full", "disk full", "sqlite_full", "device_space"];
    let message = message.to_ascii_lowercase();
    SIGNS.iter().any(|sign| message.contains(sign))
}

/// Translates an error inside a transaction. The transaction's own reason takes precedence over the request's.
///
/// For the library, a full disk is a plain abort; only the transaction itself has the reason, after its abort event.
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
            // The library reports every exception of `open` as a version of zero. We never request version zero, so
            // the browser forbids storage here.
            OpenDbError::VersionZero
            | OpenDbError::UnsupportedEnvironment
            | OpenDbError::NullFactory => Self::Unavailable { detail: error.to_string() },
            OpenDbError::Base(error) => Self::from(error),
        }
    }
}
