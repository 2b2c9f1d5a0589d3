//! What the browser's errors mean, found by their names: the specification fixes those, never the messages.

use indexed_db_futures::error::{DomException, Error, OpenDbError, UnexpectedDataError};
use indexed_db_futures::internals::SystemRepr;

use crate::storage::write::CommitError;
use crate::storage::{OpenError, ReadError};

/// Why a step with the database failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The connection or the transaction went away without our doing: worth another try.
    Lost(String),
    /// No room.
    Full,
    /// The database is newer than we know.
    Newer(u32),
    /// The store is at another revision than the write was built on.
    Moved(u64),
    /// The browser forbids it.
    Unavailable(String),
    /// What is stored is not what we wrote.
    Corrupt(String),
    /// Anything else.
    Other(String),
}

impl Failure {
    /// The meaning of an exception.
    pub(crate) fn of_exception(exception: &web_sys::DomException) -> Self {
        let detail = format!("{}: {}", exception.name(), exception.message());
        match exception.name().as_str() {
            // "The database connection is closing", "Connection to Indexed Database server lost", and a transaction
            // that the browser gave up.
            "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => {
                Self::Lost(detail)
            }
            "QuotaExceededError" => Self::Full,
            "SecurityError" | "NotAllowedError" => Self::Unavailable(detail),
            // An object store that is not there; a record whose file is gone (Chromium keeps large ones apart).
            "NotFoundError" | "NotReadableError" => Self::Corrupt(detail),
            _ => Self::Other(detail),
        }
    }

    /// The meaning of an error inside a transaction, whose own reason goes before the request's.
    ///
    /// A full disk is a plain abort to the library; only the transaction itself says why, after its abort event.
    pub(crate) fn of_transaction(transaction: &web_sys::IdbTransaction, error: Error) -> Self {
        transaction.error().map_or_else(|| Self::from(error), |reason| Self::of_exception(&reason))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => Self::of_exception(exception_of(&exception)),
            Error::MissingData(UnexpectedDataError::TransactionAborted) => {
                Self::Lost("the transaction was aborted".to_owned())
            }
            Error::Serialisation(error) => Self::Corrupt(error.to_string()),
            Error::MissingData(error) => Self::Other(error.to_string()),
            Error::Unknown(error) => Self::Other(error.to_string()),
        }
    }
}

fn exception_of(exception: &DomException) -> &web_sys::DomException {
    exception.as_sys()
}

impl From<OpenDbError> for Failure {
    fn from(error: OpenDbError) -> Self {
        match error {
            // The library takes whatever `open` throws for a version of zero, which we never ask for: the browser
            // forbids storage here.
            OpenDbError::VersionZero
            | OpenDbError::UnsupportedEnvironment
            | OpenDbError::NullFactory => Self::Unavailable(error.to_string()),
            OpenDbError::Base(error) => Self::from(error),
        }
    }
}

impl From<Failure> for OpenError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Full => Self::Full,
            Failure::Newer(found) => Self::Newer { found },
            Failure::Unavailable(detail) => Self::Unavailable { detail },
            Failure::Corrupt(detail) => Self::Corrupt { detail },
            Failure::Lost(detail) | Failure::Other(detail) => Self::Failed { detail },
            Failure::Moved(found) => Self::Failed { detail: format!("at revision {found}") },
        }
    }
}

impl From<Failure> for ReadError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Newer(found) => Self::Newer { found },
            Failure::Lost(detail) => Self::ConnectionLost { detail },
            Failure::Corrupt(detail) => Self::Corrupt { detail },
            Failure::Unavailable(detail) | Failure::Other(detail) => Self::Failed { detail },
            Failure::Full => Self::Failed { detail: "no room".to_owned() },
            Failure::Moved(found) => Self::Failed { detail: format!("at revision {found}") },
        }
    }
}

impl From<Failure> for CommitError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Moved(found) => Self::Moved { found },
            Failure::Full => Self::Full,
            Failure::Newer(found) => Self::ReadOnly { found },
            Failure::Lost(detail) => Self::ConnectionLost { detail },
            Failure::Unavailable(detail) | Failure::Corrupt(detail) | Failure::Other(detail) => {
                Self::Failed { detail }
            }
        }
    }
}
