//! Reads and writes files. `-` is the standard input or output.
//!
//! A file is first written to a temporary file in the same folder and then moved, so that it is written completely or
//! not at all. An existing file is not replaced without `--force`.

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Reads the bytes of a file.
pub(crate) fn read(name: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(name)
    };
    bytes.map_err(|error| Failure::Unreadable(format!("{}: {error}", shown(name))))
}

/// Returns the name of a file for messages.
pub(crate) fn shown(name: &str) -> &str {
    if name == "-" { "standard input" } else { name }
}

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The existing file stays.
    Stays,
    /// The existing file is replaced (`--force`).
    Goes,
}

/// Writes a file completely, or not at all.
pub(crate) fn write(
    name: &str,
    text: &str,
    standing: Standing,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if name == "-" {
        return Ok(out.write_all(text.as_bytes())?);
    }
    let target = Path::new(name);
    let in_the_way =
        || Failure::Unwritable(format!("{name} exists and was left as it is; --force replaces it"));
    if standing == Standing::Stays && target.symlink_metadata().is_ok() {
        return Err(in_the_way());
    }
    let beside = beside(target);
    let written = put(&beside, text).and_then(|()| match standing {
        Standing::Goes => fs::rename(&beside, target),
        // A link fails if another program has created the file meanwhile; a move would replace that file.
        Standing::Stays => match fs::hard_link(&beside, target) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) if target.symlink_metadata().is_err() => fs::rename(&beside, target),
            done => done,
        },
    });
    // After a move, the temporary file does not exist any more.
    let _ = fs::remove_file(&beside);
    written.map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            in_the_way()
        } else {
            Failure::Unwritable(format!("{name}: {error}"))
        }
    })
}

fn put(target: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(target)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Returns a temporary path in the same folder, so that the move is one step.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = format!(".{}.{}.part", name.unwrap_or_default(), std::process::id());
    target.with_file_name(name)
}
