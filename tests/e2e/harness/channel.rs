//! How a browser gets the commands that `WebDriver` does not have: Chromium from its driver, Firefox over `BiDi`, and
//! `WebKitGTK` from the program that shows its view (`webkit_browser.py`).

use super::bidi::Bidi;
use super::engine::Engine;
use super::{Outcome, limits};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::WebDriver;

/// The way for such commands.
pub(crate) enum Channel {
    /// Chromium's developer tools, to which its driver hands on.
    Tools,
    /// Firefox.
    Bidi(RefCell<Bidi>),
    /// `WebKitGTK`.
    Launcher(Launcher),
}

impl Channel {
    /// Opens the channel of a session that has just begun.
    pub(crate) fn open(
        engine: Engine,
        driver: &WebDriver,
        folder: &Path,
        control: u16,
    ) -> Outcome<Self> {
        match engine {
            Engine::Chromium => Ok(Self::Tools),
            Engine::Firefox => {
                let address = driver.capabilities().get("webSocketUrl").and_then(Value::as_str);
                let mut bidi = Bidi::connect(address.ok_or("the driver offers no BiDi")?)?;
                let events = json!({ "events": ["log.entryAdded"] });
                bidi.call("session.subscribe", events)?;
                Ok(Self::Bidi(RefCell::new(bidi)))
            }
            Engine::Webkit => {
                let console = folder.join("console");
                let read = Cell::new(usize::try_from(console.metadata()?.len())?);
                Ok(Self::Launcher(Launcher { control, console, read }))
            }
        }
    }
}

impl Bidi {
    /// Returns the console's messages since the last call.
    pub(crate) fn take_console(&mut self) -> Outcome<Vec<String>> {
        let events = self.take_events()?;
        let entries = events.iter().filter(|event| event["method"] == "log.entryAdded");
        let text = |entry: &Value| entry["text"].as_str().unwrap_or_default().to_owned();
        Ok(entries
            .map(|event| &event["params"])
            .map(|entry| match entry["level"].as_str() {
                Some("error") => format!("SEVERE {}", text(entry)),
                Some(level) => format!("{level} {}", text(entry)),
                None => text(entry),
            })
            .filter(|line| !limits::is_noise(Engine::Firefox, line))
            .collect())
    }
}

/// The program that shows `WebKitGTK`'s view.
pub(crate) struct Launcher {
    control: u16,
    console: PathBuf,
    read: Cell<usize>,
}

impl Launcher {
    /// Gives a command, and waits until it has been obeyed.
    pub(crate) fn tell(&self, command: &str, value: &Value) -> Outcome {
        let mut stream = TcpStream::connect(("127.0.0.1", self.control))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        writeln!(stream, "{}", json!({ command: value }))?;
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer)?;
        if answer.trim() == "true" {
            return Ok(());
        }
        Err(format!("{command} {value}: {answer}").into())
    }

    /// Returns the console's messages since the last call. Lines look like `PLACE: CONSOLE [SOURCE] LEVEL text`.
    pub(crate) fn take_console(&self) -> Outcome<Vec<String>> {
        let bytes = fs::read(&self.console)?;
        let new = bytes.get(self.read.get()..).unwrap_or_default();
        self.read.set(bytes.len());
        let text = String::from_utf8_lossy(new);
        let entries = text.lines().filter_map(|line| line.split_once("CONSOLE "));
        Ok(entries
            .map(|(place, entry)| match entry.split_once("ERROR ") {
                Some((source, text)) if source.len() < 12 => format!("SEVERE {place}{text}"),
                _ => entry.to_owned(),
            })
            .filter(|line| !limits::is_noise(Engine::Webkit, line))
            .collect())
    }
}
