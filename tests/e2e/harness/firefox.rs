//! Firefox: quick starts, and scripts in its own window for what neither `WebDriver` nor `BiDi` has a command for.

use super::site::copy;
use super::{Outcome, scratch};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::{RequestData, SessionId, WebDriver};

/// What Firefox has worked out at a start and a later one of the same version can use; it halves the time of a start.
const WORKED_OUT: [&str; 2] = ["compatibility.ini", "startupCache"];

/// Gives a new profile what an earlier start has worked out.
pub(crate) fn hand_down(profile: &Path) -> Outcome {
    for name in WORKED_OUT {
        let kept = scratch().join("worked-out").join(name);
        if kept.exists() {
            copy(&kept, &profile.join(name))?;
        }
    }
    Ok(())
}

/// Keeps what a start has worked out, if nothing is kept yet.
pub(crate) fn keep(profile: &Path) -> Outcome {
    let kept = scratch().join("worked-out");
    if !kept.exists() {
        fs::create_dir_all(&kept)?;
        for name in WORKED_OUT {
            copy(&profile.join(name), &kept.join(name))?;
        }
    }
    Ok(())
}

/// Prefers dark or light.
pub(crate) const THEME: &str = r#"
    Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", arguments[0] ? 0 : 1);
"#;

/// Gives the focus to the page, and there to the element that had it.
pub(crate) const INTO_PAGE: &str = "gBrowser.selectedBrowser.focus();";

/// Sets the size of ordinary text, for each of the scripts that Firefox keeps apart.
pub(crate) const TEXT_SIZE: &str = r#"
    for (const script of ["ja", "x-western", "x-unicode"]) {
        Services.prefs.setIntPref(`font.size.variable.${script}`, arguments[0]);
    }
"#;

/// Shows the page as on paper, or as on the screen again.
pub(crate) const PAPER: &str = r#"
    gBrowser.selectedBrowser.browsingContext.mediumOverride = arguments[0] ? "print" : "";
"#;

/// Prints the page into a file on A4, or on the paper that it asks for.
pub(crate) const PRINT: &str = r#"
    const [path, isOwn, done] = arguments;
    const service = Cc["@mozilla.org/gfx/printsettings-service;1"].getService(Ci.nsIPrintSettingsService);
    const settings = service.createNewPrintSettings();
    settings.isInitializedFromPrinter = true;
    settings.isInitializedFromPrefs = true;
    settings.printSilent = true;
    settings.outputFormat = Ci.nsIPrintSettings.kOutputFormatPDF;
    settings.outputDestination = Ci.nsIPrintSettings.kOutputDestinationFile;
    settings.toFileName = path;
    settings.paperSizeUnit = Ci.nsIPrintSettings.kPaperSizeMillimeters;
    settings.paperWidth = 210;
    settings.paperHeight = 297;
    settings.usePageRuleSizeAsPaperSize = isOwn;
    settings.printBGColors = true;
    gBrowser.selectedBrowser.browsingContext.print(settings).then(() => done(""), (error) => done(String(error)));
"#;

/// Runs a script in the browser's window, and returns its `return` value.
pub(crate) async fn in_chrome(
    driver: &WebDriver,
    script: &str,
    arguments: Vec<Value>,
) -> Outcome<Value> {
    driver.cmd(Context("chrome")).await?;
    let answer = driver.execute(script, arguments).await;
    driver.cmd(Context("content")).await?;
    Ok(answer?.json().clone())
}

/// Like [`in_chrome`]; the script calls its last argument when it is done, with what went wrong.
pub(crate) async fn in_chrome_until_done(
    driver: &WebDriver,
    script: &str,
    arguments: Vec<Value>,
) -> Outcome {
    driver.cmd(Context("chrome")).await?;
    let answer = driver.execute_async(script, arguments).await;
    driver.cmd(Context("content")).await?;
    match answer?.json().as_str() {
        Some("") => Ok(()),
        other => Err(format!("the script says {other:?}").into()),
    }
}

/// Says where scripts are to run; thirtyfour has no call for this command of geckodriver's.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let mut request = Command::MaximizeWindow.format_request(session);
        request.uri = format!("session/{session}/moz/context").into();
        request.add_body(json!({ "context": self.0 }))
    }
}
