//! The browser engines, and how each is started.

use super::device::Device;
use super::{Outcome, root, until};
use serde_json::{Map, Value, json};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use thirtyfour::Capabilities;

/// A browser engine; `TSUDOI_ENGINE` chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium or Chrome, through chromedriver: the default.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// `WebKitGTK` in `webkit_browser.py`, through `WebKitWebDriver`; needs a display with a screen that is wider than
    /// its windows (`xvfb-run -a -s "-screen 0 1600x1200x24" dbus-run-session -- …`).
    Webkit,
}

/// The options for starting a browser.
pub(crate) struct Start<'a> {
    /// The folder for its profile and its downloads, and for the file with its console.
    pub(crate) folder: &'a Path,
    /// Its first language.
    pub(crate) language: &'a str,
    /// What it is told about its device when it starts.
    pub(crate) device: &'a Device,
    /// The port for the commands of the program that shows `WebKitGTK`'s view.
    pub(crate) control: u16,
}

impl Start<'_> {
    fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }

    fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }
}

impl Engine {
    /// Returns the engine named by `TSUDOI_ENGINE`, or Chromium.
    pub(crate) fn chosen() -> Outcome<Self> {
        match std::env::var("TSUDOI_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::Webkit),
            Ok(other) => {
                Err(format!("TSUDOI_ENGINE is {other}, not chromium, firefox or webkit").into())
            }
        }
    }

    /// Returns the capabilities of a new session.
    pub(crate) fn capabilities(self, start: &Start<'_>) -> Capabilities {
        let all = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": chromium_options(start),
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": firefox_options(start),
                "webSocketUrl": true,
            }),
            Self::Webkit => json!({
                "browserName": "tsudoi-webkit",
                "webkitgtk:browserOptions": webkit_options(start),
            }),
        };
        let mut capabilities = Capabilities::new();
        for (key, value) in all.as_object().into_iter().flatten() {
            capabilities.set(key, value).expect("a JSON value can be a capability");
        }
        capabilities
    }

    /// Returns the engine's name in the names of folders and pictures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    fn driver_command(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::Webkit => ("SAFARIDRIVER", "WebKitWebDriver"),
        }
    }
}

fn chromium_options(start: &Start<'_>) -> Value {
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
    ];
    args.push(format!("--user-data-dir={}", start.profile().display()));
    args.push(format!("--accept-lang={}", start.language));
    let mut options = Map::new();
    options.insert("args".into(), json!(args));
    options.insert(
        "prefs".into(),
        json!({
            "download.default_directory": start.downloads(),
            "download.prompt_for_download": false,
            "intl.accept_languages": start.language,
        }),
    );
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    if let Some(binary) = known.into_iter().find(|path| Path::new(path).exists()) {
        options.insert("binary".into(), json!(binary));
    }
    Value::Object(options)
}

fn firefox_options(start: &Start<'_>) -> Value {
    let mut options = Map::new();
    options.insert("args".into(), json!(["-headless", "-profile", start.profile()]));
    let mut prefs = json!({
        "browser.download.folderList": 2,
        "browser.download.dir": start.downloads(),
        "intl.accept_languages": start.language,
        // As on a phone: scroll bars that take no room.
        "ui.useOverlayScrollbars": 1,
        // A page with unsaved text may be closed.
        "dom.disable_beforeunload": true,
    });
    if let Some(kilobytes) = start.device.room {
        prefs["dom.quotaManager.temporaryStorage.fixedLimit"] = json!(kilobytes);
    }
    options.insert("prefs".into(), prefs);
    let known = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
    if let Some(binary) = known.into_iter().find(|path| Path::new(path).exists()) {
        options.insert("binary".into(), json!(binary));
    }
    Value::Object(options)
}

fn webkit_options(start: &Start<'_>) -> Value {
    let mut args = json!([
        "--profile",
        start.profile(),
        "--downloads",
        start.downloads(),
        "--console",
        start.folder.join("console"),
        "--language",
        start.language,
        "--control",
        start.control.to_string(),
    ]);
    let list = args.as_array_mut().expect("the arguments are a list");
    if let Some(zone) = &start.device.zone {
        list.extend(["--zone".into(), zone.as_str().into()]);
    }
    if let Some(kilobytes) = start.device.room {
        list.extend(["--room".into(), kilobytes.to_string().into()]);
    }
    json!({ "binary": root().join("tests/e2e/harness/webkit_browser.py"), "args": args })
}

/// A running `WebDriver` server; it ends when this value is dropped.
pub(crate) struct Driver {
    process: Child,
    /// The address where it listens.
    pub(crate) address: String,
}

impl Driver {
    /// Starts the engine's driver on a free port. The browsers that it starts use the time zone of Japan.
    pub(crate) async fn start(engine: Engine) -> Outcome<Self> {
        let (variable, command) = engine.driver_command();
        let command = std::env::var(variable).unwrap_or_else(|_| command.to_owned());
        let port = free_port()?;
        let mut program = Command::new(&command);
        program.arg(format!("--port={port}"));
        match engine {
            Engine::Chromium | Engine::Webkit => {}
            // Its own choice of a port is always the same; system access is for what `firefox.rs` does.
            Engine::Firefox => {
                let port = format!("--websocket-port={}", free_port()?);
                program.args([&port, "--allow-system-access"]);
            }
        }
        let process = program
            .env("TZ", "Asia/Tokyo")
            // The window of Firefox, in which pages have their own size.
            .envs([("MOZ_HEADLESS_WIDTH", "1400"), ("MOZ_HEADLESS_HEIGHT", "1000")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{command} did not start: {error}"))?;
        let driver = Self { process, address: format!("http://127.0.0.1:{port}") };
        until("the driver to listen", async || Ok(TcpStream::connect(("127.0.0.1", port)).ok()))
            .await?;
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Returns a port that nothing listens on.
pub(crate) fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
