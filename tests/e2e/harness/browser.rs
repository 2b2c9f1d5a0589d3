//! One browser with a profile of its own: starting, restarting, tabs, scripts, pictures, console, downloads.

use super::channel::Channel;
use super::device::Device;
use super::engine::{Driver, Engine, Start, free_port};
use super::{Outcome, firefox, root, scratch, until};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use thirtyfour::{WebDriver, WindowHandle};

/// A running browser. Its profile exists as long as this value, through any number of restarts.
pub(crate) struct Browser {
    pub(super) driver: WebDriver,
    pub(super) engine: Engine,
    pub(super) channel: Channel,
    pub(super) device: Device,
    process: Driver,
    folder: PathBuf,
    language: String,
}

impl Browser {
    /// Starts a browser with an empty profile, at phone size in the light theme.
    pub(crate) async fn start(name: &str, language: &str) -> Outcome<Self> {
        let engine = Engine::chosen()?;
        let folder = scratch().join(format!("e2e-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("profile"))?;
        fs::create_dir_all(folder.join("downloads"))?;
        if engine == Engine::Firefox {
            firefox::hand_down(&folder.join("profile"))?;
        }
        let process = Driver::start(engine).await?;
        let device = Device::default();
        let (driver, channel) = session(engine, &process, &folder, language, &device).await?;
        let language = language.to_owned();
        let browser = Self { driver, engine, channel, device, process, folder, language };
        browser.apply_device().await?;
        Ok(browser)
    }

    /// Closes the browser and starts it again with the same profile.
    pub(crate) async fn restart(&mut self) -> Outcome {
        self.driver.clone().quit().await?;
        let start = session(self.engine, &self.process, &self.folder, &self.language, &self.device);
        (self.driver, self.channel) = start.await?;
        self.apply_device().await
    }

    /// Closes the browser and removes its profile.
    pub(crate) async fn quit(self) -> Outcome {
        self.driver.quit().await?;
        drop(self.process);
        if self.engine == Engine::Firefox {
            firefox::keep(&self.folder.join("profile"))?;
        }
        // Some processes of a browser end a little later, and write until then.
        until("the profile to be removed", async || Ok(fs::remove_dir_all(&self.folder).ok())).await
    }

    /// Goes to an address.
    pub(crate) async fn open(&self, address: &str) -> Outcome {
        Ok(self.driver.goto(address).await?)
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) -> Outcome {
        match self.engine {
            Engine::Chromium | Engine::Webkit => Ok(self.driver.refresh().await?),
            // The driver's own command goes past the service worker.
            Engine::Firefox => {
                let go = "window.isOld = true; setTimeout(() => location.reload());";
                self.script(go, Vec::new()).await?;
                until("the page to be loaded again", async || {
                    let look = "return !window.isOld && document.readyState === 'complete';";
                    Ok((self.script(look, Vec::new()).await? == true).then_some(()))
                })
                .await
            }
        }
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
        match self.engine {
            // In Chromium size and theme belong to a tab, elsewhere to all.
            Engine::Chromium => self.apply_device().await,
            Engine::Firefox | Engine::Webkit => Ok(()),
        }
    }

    /// Saves a picture of the page in tests/e2e/shots/.
    pub(crate) async fn screenshot(&self, name: &str) -> Outcome<PathBuf> {
        let folder = root().join("tests/e2e/shots");
        fs::create_dir_all(&folder)?;
        let name = match self.engine {
            Engine::Chromium => format!("{name}.png"),
            Engine::Firefox | Engine::Webkit => format!("{}-{name}.png", self.engine.name()),
        };
        let path = folder.join(name);
        self.driver.screenshot(&path).await?;
        Ok(path)
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

    /// Sends a command to Chromium's developer tools, for this tab, and returns the answer.
    pub(crate) async fn tools(&self, method: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }

    /// Runs a script in this tab before anything else of each page that is loaded from now on.
    pub(crate) async fn before_each_page(&self, script: &str) -> Outcome {
        match &self.channel {
            Channel::Tools => {
                let source = json!({ "source": script });
                let method = "Page.addScriptToEvaluateOnNewDocument";
                self.tools(method, source).await?;
            }
            Channel::Bidi(bidi) => {
                let function = format!("() => {{ {script} }}");
                let script = json!({ "functionDeclaration": function });
                bidi.borrow_mut().call("script.addPreloadScript", script)?;
            }
            Channel::Launcher(launcher) => {
                launcher.tell("script", &json!(format!("(() => {{ {script} }})();")))?;
            }
        }
        Ok(())
    }

    /// Returns the console's messages since the last call, in their order: `LEVEL text`.
    pub(crate) async fn console(&self) -> Outcome<Vec<String>> {
        match &self.channel {
            Channel::Tools => {
                let entries = self.driver.browser_log().await?;
                Ok(entries.iter().map(|it| format!("{} {}", it.level, it.message)).collect())
            }
            Channel::Bidi(bidi) => bidi.borrow_mut().take_console(),
            Channel::Launcher(launcher) => launcher.take_console(),
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
            let partial = ["crdownload", "part", "wkdownload"];
            let is_partial = |path: &PathBuf| {
                path.extension().is_some_and(|ending| partial.iter().any(|it| ending == *it))
                    || path.metadata().is_ok_and(|file| file.len() == 0)
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
}

async fn session(
    engine: Engine,
    process: &Driver,
    folder: &Path,
    language: &str,
    device: &Device,
) -> Outcome<(WebDriver, Channel)> {
    let start = Start { folder, language, device, control: free_port()? };
    let driver = WebDriver::new(&process.address, engine.capabilities(&start)).await?;
    let channel = Channel::open(engine, &driver, folder, start.control)?;
    Ok((driver, channel))
}
