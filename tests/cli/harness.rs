//! Runs the built program in a folder of its own.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder for one test.
pub(crate) struct Desk(PathBuf);

/// The result of a run of the program.
#[derive(Debug)]
pub(crate) struct Done {
    /// The exit code.
    pub(crate) code: i32,
    /// The text written to the standard output.
    pub(crate) out: String,
    /// The text written to the standard error.
    pub(crate) notes: String,
}

impl Desk {
    /// Makes an empty folder, named after the test.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written");
        Self(folder)
    }

    /// Writes a file into the folder.
    pub(crate) fn put(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        fs::write(self.0.join(name), text).expect("the folder can be written");
        self
    }

    /// Reads a file of the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the file is there")
    }

    /// Returns the names of the files in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let listing = fs::read_dir(&self.0).expect("the folder is there");
        let name = |item: fs::DirEntry| item.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = listing.map(|item| name(item.expect("readable"))).collect();
        names.sort();
        names
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, words: &[&str]) -> Done {
        self.run_on(words, "")
    }

    /// Runs the program in the folder with a standard input.
    pub(crate) fn run_on(&self, words: &[&str], input: &str) -> Done {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tsudoi"))
            .args(words)
            .current_dir(&self.0)
            .env("SOURCE_DATE_EPOCH", "1730419200")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is built");
        let mut stdin = child.stdin.take().expect("asked for above");
        // A program that needs no input may have ended already.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let done = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
        Done {
            code: done.status.code().unwrap_or(-1),
            out: text(done.stdout),
            notes: text(done.stderr),
        }
    }
}

impl Done {
    /// Returns all of the result as text made for reading.
    pub(crate) fn shown(&self) -> String {
        let notes =
            if self.notes.is_empty() { String::new() } else { format!("---\n{}", self.notes) };
        format!("{}{notes}exit {}\n", self.out, self.code)
    }
}

/// Returns a calendar with those events, each `uid|start|title|more`.
pub(crate) fn calendar(rows: &[&str]) -> String {
    let event = |row: &&str| {
        let mut parts = row.splitn(4, '|');
        let [uid, start, title] = [(); 3].map(|()| parts.next().unwrap_or_default());
        let more = parts.next().map(|more| format!(",{more}")).unwrap_or_default();
        format!(
            r#"{{"@type":"Event","uid":"{uid}","updated":"2024-01-01T00:00:00Z","start":"{start}","title":"{title}"{more}}}"#
        )
    };
    let events: Vec<String> = rows.iter().map(event).collect();
    format!(
        "{{\"@type\":\"Group\",\"version\":\"2.0\",\"uid\":\"union\",\"title\":\"見本市職労\",\"entries\":[\n{}\n]}}",
        events.join(",\n")
    )
}
