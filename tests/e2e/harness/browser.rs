//! One browser with a profile of its own: starting, restarting, tabs, size, theme, pictures, console.

use super::engine::{Driver, Engine, Start};
use super::{Outcome, root, until};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::{WebDriver, WindowHandle};

/// The size of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Viewport {
    /// A phone in one hand: 390 × 844, two device pixels to one, touch.
    Phone,
    /// The narrowest phone still in use: 320 × 640.
    Narrow,
    /// A laptop: 1280 × 800.
    Desktop,
}

impl Viewport {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Narrow => (320, 640),
            Self::Desktop => (1280, 800),
        }
    }
}

/// The preference of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// A running browser. Its profile exists as long as this value, through any number of restarts.
pub(crate) struct Browser {
    pub(super) driver: WebDriver,
    engine: Engine,
    process: Driver,
    folder: PathBuf,
    language: String,
    viewport: Viewport,
    theme: Theme,
}

impl Browser {
    /// Starts a browser with an empty profile, at phone size in the light theme.
    pub(crate) async fn start(name: &str, language: &str) -> Outcome<Self> {
        let engine = Engine::chosen()?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("e2e-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("profile"))?;
        fs::create_dir_all(folder.join("downloads"))?;
        let process = Driver::start(engine).await?;
        let driver = session(engine, &process, &folder, language).await?;
        let browser = Self {
            driver,
            engine,
            process,
            folder,
            language: language.to_owned(),
            viewport: Viewport::Phone,
            theme: Theme::Light,
        };
        browser.apply_theme().await?;
        Ok(browser)
    }

    /// Closes the browser and starts it again with the same profile.
    pub(crate) async fn restart(&mut self) -> Outcome {
        self.driver.clone().quit().await?;
        self.driver = session(self.engine, &self.process, &self.folder, &self.language).await?;
        self.apply_theme().await
    }

    /// Closes the browser and removes its profile.
    pub(crate) async fn quit(self) -> Outcome {
        self.driver.quit().await?;
        drop(self.process);
        fs::remove_dir_all(&self.folder)?;
        Ok(())
    }

    /// Goes to an address.
    pub(crate) async fn open(&self, address: &str) -> Outcome {
        Ok(self.driver.goto(address).await?)
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) -> Outcome {
        Ok(self.driver.refresh().await?)
    }

    /// Opens a second tab and goes there.
    pub(crate) async fn new_tab(&self) -> Outcome<WindowHandle> {
        let tab = self.driver.new_tab().await?;
        self.switch_to(&tab).await?;
        Ok(tab)
    }

    /// Returns the tab that receives commands.
    pub(crate) async fn tab(&self) -> Outcome<WindowHandle> {
        Ok(self.driver.window().await?)
    }

    /// Goes to another tab.
    pub(crate) async fn switch_to(&self, tab: &WindowHandle) -> Outcome {
        self.driver.switch_to_window(tab.clone()).await?;
        self.apply_theme().await
    }

    /// Sets the size of the page.
    pub(crate) async fn set_viewport(&mut self, viewport: Viewport) -> Outcome {
        self.viewport = viewport;
        self.apply_theme().await
    }

    /// Sets the preference of the device.
    pub(crate) async fn set_theme(&mut self, theme: Theme) -> Outcome {
        self.theme = theme;
        self.apply_theme().await
    }

    /// Saves a picture of the page in tests/e2e/shots/.
    pub(crate) async fn screenshot(&self, name: &str) -> Outcome<PathBuf> {
        let folder = root().join("tests/e2e/shots");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        self.driver.screenshot(&path).await?;
        Ok(path)
    }

    /// Limits the device's storage: the site may store this many bytes and no more. Only Chromium supports this.
    pub(crate) async fn limit_storage(&self, address: &str, bytes: u32) -> Outcome {
        let limit = json!({ "origin": address, "quotaSize": bytes });
        self.driver.cdp().send_raw("Storage.overrideQuotaForOrigin", limit).await?;
        Ok(())
    }

    /// Sets the size of ordinary text, as a person does in the browser's settings. Only Chromium supports this.
    pub(crate) async fn set_text_size(&self, pixels: u32) -> Outcome {
        let sizes = json!({ "fontSizes": { "standard": pixels, "fixed": pixels } });
        self.driver.cdp().send_raw("Page.setFontSizes", sizes).await?;
        Ok(())
    }

    /// Sets the time zone of the device. Only Chromium supports this.
    pub(crate) async fn set_zone(&self, zone: &str) -> Outcome {
        let zone = json!({ "timezoneId": zone });
        self.driver.cdp().send_raw("Emulation.setTimezoneOverride", zone).await?;
        Ok(())
    }

    /// Returns how many sheets of A4 the page needs in print.
    pub(crate) async fn printed_sheets(&self) -> Outcome<usize> {
        let a4 = PrintPage { width: 21.0, height: 29.7 };
        let paper = PrintParameters { page: a4, ..PrintParameters::default() };
        let bytes = self.driver.print_page(paper).await?;
        // Each sheet is an object of that type in the file; `/Pages` is the list of them.
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.matches("/Type /Page").count() - text.matches("/Type /Pages").count())
    }

    /// Returns how many sheets the page needs in print in a format of its own choice, and whether the first is in
    /// landscape. Only Chromium supports this.
    pub(crate) async fn own_sheets(&self) -> Outcome<(usize, bool)> {
        let wanted = json!({ "preferCSSPageSize": true, "printBackground": true });
        let answer = self.driver.cdp().send_raw("Page.printToPDF", wanted).await?;
        let data = answer.get("data").cloned().ok_or("no document")?;
        let read = "const text = atob(given[0]);
            const box = /MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)/.exec(text);
            return [text.match(/\\/Type \\/Page\\b/g).length, Number(box[1]) > Number(box[2])];";
        Ok(serde_json::from_value(self.script(read, vec![data]).await?)?)
    }

    /// Shows the page as it is in print, or as it is on the screen again. Only Chromium supports this.
    pub(crate) async fn emulate_paper(&self, is_paper: bool) -> Outcome {
        let media = json!({ "media": if is_paper { "print" } else { "" } });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Runs a script in this tab before anything else of each page that is loaded from now on. Only Chromium supports
    /// this.
    pub(crate) async fn before_each_page(&self, script: &str) -> Outcome {
        let source = json!({ "source": script });
        self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await?;
        Ok(())
    }

    /// Runs a script in the page and returns its `return` value. The script may be the body of an async function.
    pub(crate) async fn script(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const given = [...arguments];
             (async function () {{ {body} }}).apply(null, given)
                 .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self.driver.execute_async(script, arguments).await?.json().clone();
        match answer.get("error") {
            Some(error) => Err(format!("script failed: {error}").into()),
            None => Ok(answer.get("value").cloned().unwrap_or(Value::Null)),
        }
    }

    /// Returns the console's messages since the last call, in their order: `LEVEL text`.
    ///
    /// Only Chromium supports this; the other engines' drivers have no such command, and the list is empty.
    pub(crate) async fn console(&self) -> Outcome<Vec<String>> {
        match self.engine {
            Engine::Chromium => {
                let entries = self.driver.browser_log().await?;
                Ok(entries
                    .iter()
                    .map(|entry| format!("{} {}", entry.level, entry.message))
                    .collect())
            }
            Engine::Firefox | Engine::Webkit => Ok(Vec::new()),
        }
    }

    /// Returns the folder for downloads.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// Waits for a download whose name ends in `ending` to be complete.
    pub(crate) async fn downloaded(&self, ending: &str) -> Outcome<PathBuf> {
        let folder = self.downloads();
        until(&format!("a download named …{ending}"), async || {
            let paths = fs::read_dir(&folder)?
                .map(|entry| Ok(entry?.path()))
                .collect::<Result<Vec<PathBuf>, std::io::Error>>()?;
            let is_partial = |path: &PathBuf| {
                path.extension().is_some_and(|ending| ending == "crdownload" || ending == "part")
            };
            if paths.iter().any(is_partial) {
                return Ok(None);
            }
            Ok(paths.into_iter().find(|path| path.to_string_lossy().ends_with(ending)))
        })
        .await
    }

    /// Waits for a download whose name ends in `ending`, removes it from the folder, and returns its name and its
    /// bytes.
    pub(crate) async fn take_download(&self, ending: &str) -> Outcome<(String, Vec<u8>)> {
        let path = self.downloaded(ending).await?;
        let bytes = fs::read(&path)?;
        fs::remove_file(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, bytes))
    }

    // Size and theme belong to a tab in Chromium and to a session elsewhere, so they are set again after each change.
    async fn apply_theme(&self) -> Outcome {
        let (width, height) = self.viewport.size();
        match self.engine {
            Engine::Chromium => {
                let tools = self.driver.cdp();
                let is_phone = self.viewport != Viewport::Desktop;
                let metrics = json!({
                    "width": width,
                    "height": height,
                    "deviceScaleFactor": if is_phone { 2 } else { 1 },
                    "mobile": is_phone,
                });
                tools.send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
                let scheme = match self.theme {
                    Theme::Light => "light",
                    Theme::Dark => "dark",
                };
                let media =
                    json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                tools.send_raw("Emulation.setEmulatedMedia", media).await?;
            }
            Engine::Firefox | Engine::Webkit => {
                if self.theme == Theme::Dark {
                    return Err("only Chromium can be told to prefer dark".into());
                }
                self.driver.set_window_rect(0, 0, width, height).await?;
            }
        }
        Ok(())
    }
}

async fn session(
    engine: Engine,
    process: &Driver,
    folder: &Path,
    language: &str,
) -> Outcome<WebDriver> {
    let profile = folder.join("profile");
    let downloads = folder.join("downloads");
    let start = Start { profile: &profile, downloads: &downloads, language };
    Ok(WebDriver::new(&process.address, engine.capabilities(&start)).await?)
}
