//! The page in print: as it looks on paper, and on how many sheets.

use super::Outcome;
use super::browser::Browser;
use super::channel::Channel;
use super::firefox::{self, in_chrome, in_chrome_until_done};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use thirtyfour::common::print::{PrintPage, PrintParameters};

/// Shows what the styles say for paper, and hides what they say for the screen; and the other way round.
const SWAP_MEDIA: &str = r#"
    const swap = (text) => text.replace(/print|screen/g, (word) => word === "print" ? "screen" : "print");
    const walk = (rules) => {
        for (const rule of rules) {
            if (rule.media && /print|screen/.test(rule.media.mediaText)) rule.media.mediaText = swap(rule.media.mediaText);
            if (rule.cssRules) walk(rule.cssRules);
        }
    };
    if ((window.isPaper ?? false) !== given[0]) for (const sheet of document.styleSheets) walk(sheet.cssRules);
    window.isPaper = given[0];
"#;

impl Browser {
    /// Shows the page as it is in print, or as it is on the screen again.
    pub(crate) async fn emulate_paper(&self, is_paper: bool) -> Outcome {
        match &self.channel {
            Channel::Tools => {
                let media = json!({ "media": if is_paper { "print" } else { "" } });
                self.tools("Emulation.setEmulatedMedia", media).await?;
            }
            Channel::Bidi(_) => {
                in_chrome(&self.driver, firefox::PAPER, vec![json!(is_paper)]).await?;
            }
            Channel::Launcher(_) => {
                self.script(SWAP_MEDIA, vec![json!(is_paper)]).await?;
            }
        }
        Ok(())
    }

    /// Returns how many sheets of A4 the page needs in print.
    pub(crate) async fn printed_sheets(&self) -> Outcome<usize> {
        let file = self.printed_file()?;
        match &self.channel {
            Channel::Tools => {
                let a4 = PrintPage { width: 21.0, height: 29.7 };
                let paper = PrintParameters { page: a4, ..PrintParameters::default() };
                fs::write(&file, self.driver.print_page(paper).await?)?;
            }
            Channel::Bidi(_) => self.print_in_firefox(&file, false).await?,
            Channel::Launcher(launcher) => launcher.tell("print", &json!(file))?,
        }
        Ok(sheets(&file)?.0)
    }

    /// Returns how many sheets the page needs in print in a format of its own choice, and whether the first is in
    /// landscape.
    pub(crate) async fn own_sheets(&self) -> Outcome<(usize, bool)> {
        let file = self.printed_file()?;
        match &self.channel {
            Channel::Tools => {
                let wanted = json!({ "preferCSSPageSize": true, "printBackground": true });
                let answer = self.tools("Page.printToPDF", wanted).await?;
                let data = answer.get("data").cloned().ok_or("no document")?;
                let bytes = "return [...atob(given[0])].map((letter) => letter.charCodeAt(0));";
                let bytes: Vec<u8> = serde_json::from_value(self.script(bytes, vec![data]).await?)?;
                fs::write(&file, bytes)?;
            }
            Channel::Bidi(_) => self.print_in_firefox(&file, true).await?,
            Channel::Launcher(_) => return Err("WebKitGTK takes no paper from the page".into()),
        }
        sheets(&file)
    }

    async fn print_in_firefox(&self, file: &Path, is_own: bool) -> Outcome {
        let arguments = vec![json!(file), json!(is_own)];
        in_chrome_until_done(&self.driver, firefox::PRINT, arguments).await
    }

    fn printed_file(&self) -> Outcome<PathBuf> {
        let file = self.downloads().with_file_name("printed.pdf");
        if file.exists() {
            fs::remove_file(&file)?;
        }
        Ok(file)
    }
}

/// Returns the number of pages of a PDF, and whether the first is wider than high.
fn sheets(file: &Path) -> Outcome<(usize, bool)> {
    let told = Command::new("pdfinfo")
        .arg(file)
        .output()
        .map_err(|error| format!("pdfinfo (of poppler-utils): {error}"))?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let line = |name: &str| told.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let count = line("Pages:").ok_or("the document has no pages")?.parse()?;
    let size = line("Page size:").ok_or("the document has no size")?;
    let mut numbers = size.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
    let is_across =
        numbers.next().zip(numbers.next()).is_some_and(|(width, height)| width > height);
    Ok((count, is_across))
}
