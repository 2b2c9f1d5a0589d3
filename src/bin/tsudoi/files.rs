//! Files in and out. `-` is the standard input or output.
//!
//! A file is written beside its place and then moved there, so that it is there wholly or not at all; what stands there
//! already stays unless `--force` says otherwise.

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The bytes of a file.
pub(crate) fn read(name: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(name)
    };
    bytes.map_err(|error| Failure::Unreadable(format!("{}: {error}", shown(name))))
}

/// What a file is called in messages.
pub(crate) fn shown(name: &str) -> &str {
    if name == "-" { "standard input" } else { name }
}

/// Whether what stands at a place may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It stays.
    Stays,
    /// It goes (`--force`).
    Goes,
}

/// Writes a file wholly, or not at all.
pub(crate) fn write(
    name: &str,
    text: &str,
    standing: Standing,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if name == "-" {
        return Ok(out.write_all(text.as_bytes())?);
    }
    let place = Path::new(name);
    let in_the_way =
        || Failure::Unwritable(format!("{name} exists and was left as it is; --force replaces it"));
    if standing == Standing::Stays && place.symlink_metadata().is_ok() {
        return Err(in_the_way());
    }
    let beside = beside(place);
    let written = put(&beside, text).and_then(|()| match standing {
        Standing::Goes => fs::rename(&beside, place),
        // A link refuses where a file came up meanwhile; a move would replace it.
        Standing::Stays => match fs::hard_link(&beside, place) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) if place.symlink_metadata().is_err() => fs::rename(&beside, place),
            done => done,
        },
    });
    // After a move it is no longer there.
    let _ = fs::remove_file(&beside);
    written.map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            in_the_way()
        } else {
            Failure::Unwritable(format!("{name}: {error}"))
        }
    })
}

fn put(place: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(place)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A place in the same folder, so that moving is one step.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = format!(".{}.{}.part", name.unwrap_or_default(), std::process::id());
    place.with_file_name(name)
}
