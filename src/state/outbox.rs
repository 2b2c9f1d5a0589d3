//! Handing things on: what goes into a file, and how the file leaves the device.

use leptos::prelude::*;

use crate::format::backup;
use crate::format::clock as format_clock;
use crate::format::export::{Order, file_name, written};
use crate::platform::device;
use crate::platform::files::{self, Outgoing, Shared};
use crate::storage;

use super::app::AppState;
use super::settings::{PORTABLE, Settings};
use super::trouble::Trouble;

/// The media type under which our files are saved.
const JSON: &str = "application/json";

/// The one that Chromium's share sheet lets through.
const TEXT: &str = "text/plain";

/// How the name of a calendar's file ends.
pub const ENDING: &str = "jscal.json";

/// How handing on ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// Saved as a download.
    Saved,
    /// Sent on by the share sheet.
    Shared,
    /// The person closed the share sheet.
    Closed,
    /// The browser refused.
    Failed,
}

impl AppState {
    /// Makes a file and saves it; `stem` is its name without the ending. Must be called straight from a tap.
    pub async fn save_export(self, order: &Order, stem: &str) -> (String, Handed) {
        let text = self.almanac.with_untracked(|almanac| written(almanac, order));
        let name = file_name(stem, ENDING);
        (name.clone(), save(Outgoing { name, media_type: JSON, text }).await)
    }

    /// Makes a file and offers it to the share sheet. Must be called straight from a tap.
    ///
    /// Chromium lets `.jscal.txt` through and no `.json` (its own list of safe types); the importer looks at content.
    pub async fn share_export(self, order: &Order, stem: &str) -> Handed {
        let text = self.almanac.with_untracked(|almanac| written(almanac, order));
        let (ending, media_type) =
            if device::is_apple_mobile() { (ENDING, JSON) } else { ("jscal.txt", TEXT) };
        share(&Outgoing { name: file_name(stem, ending), media_type, text }).await
    }

    /// Offers a text to the share sheet, or copies it where there is none.
    pub async fn share_text(self, text: &str) -> Handed {
        handed(files::share_text(text).await)
    }

    /// Copies a text; `false` where the browser refused.
    pub async fn copy_text(self, text: &str) -> bool {
        files::copy_text(text).await
    }

    /// Writes everything into one file, and notes when.
    pub async fn save_backup(self, stem: &str) -> Result<(String, Handed), Trouble> {
        self.whole().await?;
        let mut settings = self.settings.with_untracked(Settings::to_map);
        settings.retain(|name, _| PORTABLE.contains(&name.as_str()));
        let text = self.almanac.with_untracked(|almanac| backup::encode(almanac, &settings));
        let day = self.now.get_untracked().date();
        let name = file_name(&format!("{stem}-{day}"), ENDING);
        let handed = save(Outgoing { name: name.clone(), media_type: JSON, text }).await;
        if matches!(handed, Handed::Saved | Handed::Shared) {
            self.set_up(|settings| {
                settings.last_backup = Some(format_clock::moment_text(Self::utc_now()));
                settings.deeds_since_backup = 0;
            });
        }
        Ok((name, handed))
    }

    /// Saves every record that can still be read of a database that the app cannot use.
    pub async fn save_salvage(self) -> Handed {
        let Ok(salvage) = storage::salvage(super::start::NAME).await else { return Handed::Failed };
        let mut text = String::new();
        for (store, records) in &salvage.records {
            for (key, record) in records {
                let line = record.replace(['\n', '\t'], " ");
                text.extend([store.as_str(), "\t", key, "\t", &line, "\n"]);
            }
        }
        save(Outgoing { name: file_name("tsudoi-rescue", "txt"), media_type: TEXT, text }).await
    }
}

/// Saves a file. A home-screen app on iOS strands on a download: there the share sheet saves to the files.
async fn save(outgoing: Outgoing) -> Handed {
    if device::is_apple_mobile() && device::is_installed() {
        share(&outgoing).await
    } else if files::save(&outgoing) {
        Handed::Saved
    } else {
        Handed::Failed
    }
}

async fn share(outgoing: &Outgoing) -> Handed {
    handed(files::share(outgoing).await)
}

fn handed(shared: Shared) -> Handed {
    match shared {
        Shared::Sent => Handed::Shared,
        Shared::Closed => Handed::Closed,
        Shared::Unable => Handed::Failed,
    }
}
