//! The failures of commands, and their exit codes.

use std::io;

/// The exit code for the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The command was done and found no fault.
    Fine,
    /// The command was done, and the answer is no: the file has faults, nothing was found, or conflicts are left.
    No,
    /// The command line is wrong.
    Usage,
    /// A file cannot be read, or contains no calendar.
    Unreadable,
    /// A file cannot be written, or already exists.
    Unwritable,
}

impl Exit {
    /// Returns the number for the shell.
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

/// The reason why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command line is wrong.
    #[error("{0}")]
    Usage(String),
    /// A file cannot be read, or contains no calendar.
    #[error("{0}")]
    Unreadable(String),
    /// A file cannot be written, or already exists.
    #[error("{0}")]
    Unwritable(String),
    /// The output is closed: no program reads it any more.
    #[error("nobody reads on")]
    Closed,
}

impl From<io::Error> for Failure {
    /// Converts an error of writing to the standard output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Unwritable(format!("the standard output: {error}"))
        }
    }
}

impl Failure {
    /// Returns the same failure with the name of the command in front.
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

    /// The exit code for the shell.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Unreadable(_) => Exit::Unreadable,
            Self::Unwritable(_) => Exit::Unwritable,
            Self::Closed => Exit::Fine,
        }
    }
}
