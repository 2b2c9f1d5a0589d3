//! Why a command did not do what it was asked, and what the shell is told.

use std::io;

/// What the shell is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done, and there is nothing to object to.
    Fine,
    /// It was done, and the answer is no: the file has faults, nothing was found, something is left to decide.
    No,
    /// The command line makes no sense.
    Usage,
    /// A file cannot be read, or holds no calendar.
    Unreadable,
    /// A file cannot be written, or stands in the way.
    Unwritable,
}

impl Exit {
    /// The number for the shell.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Unreadable => 3,
            Self::Unwritable => 4,
        }
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A file cannot be read, or holds no calendar.
    #[error("{0}")]
    Unreadable(String),
    /// A file cannot be written, or stands in the way.
    #[error("{0}")]
    Unwritable(String),
    /// Nobody reads what is written.
    #[error("nobody reads on")]
    Closed,
}

impl From<io::Error> for Failure {
    /// What is written to the standard output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Unwritable(format!("the standard output: {error}"))
        }
    }
}

impl Failure {
    /// The same with the command before it.
    pub(crate) fn of(self, command: &str) -> Self {
        match self {
            Self::Usage(text) => {
                Self::Usage(format!("{command}: {text}\nTry `tsudoi {command} --help`."))
            }
            Self::Unreadable(text) => Self::Unreadable(format!("{command}: {text}")),
            Self::Unwritable(text) => Self::Unwritable(format!("{command}: {text}")),
            Self::Closed => Self::Closed,
        }
    }

    /// What the shell is told.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Unreadable(_) => Exit::Unreadable,
            Self::Unwritable(_) => Exit::Unwritable,
            Self::Closed => Exit::Fine,
        }
    }
}
