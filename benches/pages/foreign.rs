//! Input from other programs: an iCalendar file beside `ical.js`, and events in another time zone.
//!
//! At full speed only: our worker reads the file, which no browser slows down.

use crate::app::file;
use crate::condition::Cpu;
use crate::harness::{Outcome, root, run_app};
use crate::host::{Host, Side, in_turn};
use crate::plan::Plan;
use crate::stage::Stage;
use crate::table::{Row, Table, Unit};
use crate::{calendar_file, data, decimal, import, month, numbers};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

const READ: &str = include_str!("scripts/ics.js");
const MAKE: &str = include_str!("scripts/events.js");

/// The number of events in the iCalendar file.
const EVENTS: usize = 10_000;

/// How many of them ical.js makes in one call.
const AT_ONCE: usize = 1000;

/// Measures an iCalendar file, read by the app's worker and by `ical.js` in the same browser.
pub(crate) fn icalendar(plan: &Plan, table: &mut Table) {
    run_app("figures-ics", async |_, browser| {
        let library = root().join(".tools/node_modules/ical.js/dist/ical.js");
        if !library.exists() {
            return Err("ical.js is not in .tools (./dev bench installs it)".into());
        }
        let folder = folder(&library)?;
        let host = Host::start(&folder)?;
        let stage = Stage::open(browser).await?;
        stage.show(Side::Plain, Cpu::Full).await?;
        browser.open(&format!("{}ics.html", host.address())).await?;
        crate::app::started(browser).await?;
        let mut batch = 0;
        let read = in_turn(plan.imports(), async |side| {
            stage.show(side, Cpu::Full).await?;
            match side {
                Side::Ours => {
                    // An event that was read before is not new: each file therefore has uids of its own.
                    let path = file("bench.ics", calendar_file::icalendar(EVENTS, batch))?;
                    batch += 1;
                    Ok(vec![import::ours(&stage, &path).await?.decode])
                }
                Side::Plain => by_library(&stage, plan).await,
            }
        });
        let [ours, theirs] = read.await?;
        for (place, what) in ["parsing alone", "into events"].into_iter().enumerate() {
            let what = format!(".ics of {EVENTS} read (by hand: ical.js, {what})");
            let theirs: Vec<f64> = theirs.iter().filter_map(|it| it.get(place).copied()).collect();
            if theirs.is_empty() {
                continue;
            }
            let row = Row::new(what, Unit::Millis).events(EVENTS).cpu(Cpu::Full);
            table.add(row.ours(ours.iter().flatten().copied().collect()).plain(theirs));
        }
        fs::remove_dir_all(folder)?;
        Ok(())
    });
}

/// Reads the file with ical.js: milliseconds of parsing alone, and of parsing and making events, for which the short run has
/// no time.
async fn by_library(stage: &Stage<'_>, plan: &Plan) -> Outcome<Vec<f64>> {
    let read = numbers(&stage.script(READ, vec![json!("./events.ics")]).await?);
    let parsed = read[0];
    if read.get(1) != Some(&decimal(EVENTS)) {
        return Err(format!("ical.js does not find every event: {read:?}").into());
    }
    if plan.is_quick {
        return Ok(vec![parsed]);
    }
    let mut made = parsed;
    for first in (0..EVENTS).step_by(AT_ONCE) {
        made += numbers(&stage.script(MAKE, vec![json!(first), json!(AT_ONCE)]).await?)[0];
    }
    Ok(vec![parsed, made])
}

/// Makes a folder with the page, the library and the file.
fn folder(library: &Path) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-ics");
    fs::create_dir_all(&folder)?;
    fs::copy(crate::host::plain_folder().join("ics.html"), folder.join("ics.html"))?;
    fs::copy(library, folder.join("ical.js"))?;
    fs::write(folder.join("events.ics"), calendar_file::icalendar(EVENTS, 0))?;
    Ok(folder)
}

/// Measures turning the month with 500 events in each, in the viewer's own time zone and in New York's. The page written
/// by hand knows no zones, so that it is no measure here.
pub(crate) fn zones(plan: &Plan, table: &mut Table) {
    for zone in ["Asia/Tokyo", "America/New_York"] {
        run_app("figures-zones", async |_, browser| {
            let path = file("zones.jscal.json", data::calendar_in(60_000, zone))?;
            let stage = Stage::open(browser).await?;
            stage.show(Side::Ours, Cpu::Full).await?;
            import::ours(&stage, &path).await?;
            month::open(&stage).await?;
            let turned = month::turn(&stage, plan.turns()).await?;
            let what = format!("month change, events in {zone}, to laid out");
            let row = Row::new(what, Unit::Millis).events(60_000).cpu(Cpu::Full);
            table.add(row.ours(numbers(&turned["laid"])));
            Ok(())
        });
    }
}
