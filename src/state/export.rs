//! Export: makes files and saves, shares or copies them.

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::Needs;
use crate::format::backup;
use crate::format::clock as format_clock;
use crate::format::conversion::Conversion;
use crate::format::export::{ExportRequest, file_name, handed_on, remembered};
use crate::format::handout::written;
use crate::format::rescue::rescued;
use crate::platform::device;
use crate::platform::files::{self, Outgoing, ShareResult};
use crate::platform::worker::ask_once;
use crate::storage::device::salvage;

use super::app::AppState;
use super::database;

/// The media type of our own files.
const JSON: &str = "application/json";

/// The media type of iCalendar.
const CALENDAR: &str = "text/calendar";

/// A media type that Chromium's share sheet accepts.
const TEXT: &str = "text/plain";

/// The file name extension of our own files.
const ENDING: &str = "jscal.json";

/// The format of an exported file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// JSCalendar, for this app and others that read it.
    #[default]
    JsCalendar,
    /// iCalendar, for other calendar programs.
    ICalendar,
}

impl ExportFormat {
    /// Returns the file name extension of the format.
    pub fn ending(self) -> &'static str {
        match self {
            Self::JsCalendar => ENDING,
            Self::ICalendar => "ics",
        }
    }
}

/// The outcome of saving or sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOutcome {
    /// Saved as a download.
    Saved,
    /// Shared by the share sheet.
    Shared,
    /// The person closed the share sheet.
    Closed,
    /// The browser refused.
    Failed,
}

impl AppState {
    /// Makes a file and saves it; `stem` is its name without the extension. Must be called directly from a tap.
    pub async fn save_export(
        self,
        order: &ExportRequest,
        form: ExportFormat,
        stem: &str,
    ) -> (String, ShareOutcome) {
        let name = file_name(stem, form.ending());
        let Some((text, media_type)) = self.made(order, form).await else {
            return (name, ShareOutcome::Failed);
        };
        let handed = save(Outgoing { name: name.clone(), media_type, text }).await;
        self.remember_handed_on(order, handed).await;
        (name, handed)
    }

    /// Makes a file and opens the share sheet with it. Must be called directly from a tap.
    ///
    /// Chromium shares `.jscal.txt` but not `.json` (it has a list of safe types); the importer recognises the content.
    pub async fn share_export(
        self,
        order: &ExportRequest,
        form: ExportFormat,
        stem: &str,
    ) -> ShareOutcome {
        let Some((text, media_type)) = self.made(order, form).await else {
            return ShareOutcome::Failed;
        };
        let (ending, media_type) = match form {
            ExportFormat::JsCalendar if !device::is_apple_mobile() => ("jscal.txt", TEXT),
            ExportFormat::JsCalendar | ExportFormat::ICalendar => (form.ending(), media_type),
        };
        let handed = share(&Outgoing { name: file_name(stem, ending), media_type, text }).await;
        self.remember_handed_on(order, handed).await;
        handed
    }

    /// Remembers what was handed on, after it was. If it cannot be stored, an import asks more than it must.
    async fn remember_handed_on(self, order: &ExportRequest, outcome: ShareOutcome) {
        if !matches!(outcome, ShareOutcome::Saved | ShareOutcome::Shared) {
            return;
        }
        let handed = self.almanac.with_untracked(|almanac| handed_on(almanac, order));
        let ids = handed.iter().map(|entry| entry.event.id.clone()).collect();
        let plan = |almanac: &Almanac| remembered(almanac, &handed);
        let _ = self.commit_quietly(Needs::Events(ids), plan).await;
    }

    /// Returns the text of a file and its media type. The worker writes iCalendar; `None` if it fails.
    async fn made(
        self,
        order: &ExportRequest,
        form: ExportFormat,
    ) -> Option<(String, &'static str)> {
        let text = self.almanac.with_untracked(|almanac| written(almanac, order));
        match form {
            ExportFormat::JsCalendar => Some((text, JSON)),
            ExportFormat::ICalendar => {
                let conversion = Conversion { text, names: order.names, stamp: Self::utc_now() };
                let address = super::session::worker_address();
                let text = ask_once(&address, &conversion.encode()).await?;
                (!text.is_empty()).then_some((text, CALENDAR))
            }
        }
    }

    /// Opens the share sheet with a text.
    pub async fn share_text(self, text: &str) -> ShareOutcome {
        handed(files::share_text(text).await)
    }

    /// Copies a text; returns `false` if the browser refuses.
    pub async fn copy_text(self, text: &str) -> bool {
        files::copy_text(text).await
    }

    /// Saves everything that can be read in one file. If nothing is missing, stores the time of this backup.
    ///
    /// If the storage cannot be read, the file holds what is in memory.
    pub async fn save_backup(self, stem: &str) -> SavedBackup {
        // A problem with loading is a part that is missing.
        let is_loaded = self.whole().await.is_ok() && self.trash().await.is_ok();
        let settings = self.settings.with_untracked(|settings| settings.portable.to_map());
        let text = self.almanac.with_untracked(|almanac| backup::encode(almanac, &settings));
        let day = self.now.get_untracked().date();
        let name = file_name(&format!("{stem}-{day}"), ENDING);
        let outcome = save(Outgoing { name: name.clone(), media_type: JSON, text }).await;
        let (damage, absent) = self.missing().await;
        let missing = Missing { months: damage.shards + absent, events: damage.entries };
        let is_whole = is_loaded && missing == Missing::default();
        if is_whole && matches!(outcome, ShareOutcome::Saved | ShareOutcome::Shared) {
            self.set_up(|settings| {
                settings.last_backup = Some(format_clock::moment_text(Self::utc_now()));
                settings.operations_since_backup = 0;
            });
        }
        SavedBackup { name, outcome, missing }
    }

    /// Saves a backup of what can be read in a database that the app cannot use. The records that cannot be read are
    /// saved in a second file as they are. Returns the number of events, and what is missing.
    pub async fn save_salvage(self, stem: &str) -> (usize, SavedBackup) {
        let day = self.now.get_untracked().date();
        let name = file_name(&format!("{stem}-{day}"), ENDING);
        let failed = SavedBackup {
            name: name.clone(),
            outcome: ShareOutcome::Failed,
            missing: Missing::default(),
        };
        let Ok(salvage) = salvage(&database::name()).await else { return (0, failed) };
        let of = |store: &str| salvage.records.get(store).cloned().unwrap_or_default();
        let calendars = of("meta").into_iter().find(|(key, _)| key == "calendars");
        let calendars = calendars.map(|(_, text)| text);
        let settings = self.settings.with_untracked(|settings| settings.portable.to_map());
        let shards = of("shards");
        if shards.is_empty() && calendars.is_none() {
            return (0, failed);
        }
        let rescue = rescued(&shards, calendars.as_deref(), &settings);
        let missing = Missing { months: 0, events: rescue.lost };
        let outgoing = Outgoing { name: name.clone(), media_type: JSON, text: rescue.backup };
        let outcome = save(outgoing).await;
        if !rescue.unreadable.is_empty() {
            let mut text = String::new();
            for (key, record) in &rescue.unreadable {
                text.extend([key, "\t", &record.replace(['\n', '\t'], " "), "\n"]);
            }
            let name = file_name("tsudoi-unreadable", "txt");
            save(Outgoing { name, media_type: TEXT, text }).await;
        }
        (rescue.event_count, SavedBackup { name, outcome, missing })
    }
}

/// A backup that was saved, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedBackup {
    /// The name of the file.
    pub name: String,
    /// Whether it was saved.
    pub outcome: ShareOutcome,
    /// What is missing in it.
    pub missing: Missing,
}

/// What is missing in a backup, because it cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The number of months of a calendar.
    pub months: usize,
    /// The number of events in other months.
    pub events: usize,
}

/// Saves a file. A home-screen app on iOS cannot leave a download page, so there the share sheet saves the file.
async fn save(outgoing: Outgoing) -> ShareOutcome {
    if device::is_apple_mobile() && device::is_installed() {
        share(&outgoing).await
    } else if files::save(&outgoing) {
        ShareOutcome::Saved
    } else {
        ShareOutcome::Failed
    }
}

async fn share(outgoing: &Outgoing) -> ShareOutcome {
    handed(files::share(outgoing).await)
}

fn handed(shared: ShareResult) -> ShareOutcome {
    match shared {
        ShareResult::Sent => ShareOutcome::Shared,
        ShareResult::Closed => ShareOutcome::Closed,
        ShareResult::Unable => ShareOutcome::Failed,
    }
}
