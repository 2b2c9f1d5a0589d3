//! Files that tests use from outside this repository, and the record of the tests that ran without them.

use std::env;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;

/// Returns a file or folder of `../shared`, which is never committed; if it is missing, the test is recorded as
/// skipped.
///
/// `TSUDOI_SHARED` names another folder to look in.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    // Without `..`, because a browser's driver does not accept such a path.
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("shared");
    let root = env::var_os("TSUDOI_SHARED").map_or(beside, PathBuf::from);
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    skipped(&format!("{} does not exist", path.display()));
    None
}

/// Records that the running test cannot check everything that it should.
///
/// The line goes to the output and to the file that `TSUDOI_SKIPPED` names; `./dev test` counts the tests in that file.
pub(crate) fn skipped(reason: &str) {
    let thread = thread::current();
    let line = format!("SKIPPED {}: {reason}", thread.name().unwrap_or("unnamed"));
    println!("{line}");
    if let Some(file) = env::var_os("TSUDOI_SKIPPED") {
        let file = OpenOptions::new().create(true).append(true).open(file);
        let mut file = file.expect("the list of skipped tests can be written");
        writeln!(file, "{line}").expect("the list of skipped tests can be written");
    }
}
