//! What comes from elsewhere: an iCalendar file beside `ical.js`, and events on the clocks of another zone.

use crate::app::{enter, file, started};
use crate::harness::{Browser, Outcome, Site, root, run_app};
use crate::{
    Figures, LOADS, calendar_file, data, import, median, millis, numbers, ratio, turn, whole,
};
use serde_json::json;
use std::fs;
use std::path::Path;

const READ: &str = include_str!("by_hand/ics.js");

/// How often it is imported.
const IMPORTS: usize = 3;

/// Of how many events a file of iCalendar is read.
const EVENTS: usize = 10_000;

/// Measures both, and prints the figures.
pub(crate) fn measure() {
    icalendar();
    zones();
}

/// A file of iCalendar, read by the app's worker and by `ical.js` in the same browser.
fn icalendar() {
    let library = root().join(".tools/node_modules/ical.js/dist/ical.js");
    if !library.exists() {
        println!("not measured: ical.js is not in .tools (./dev bench installs it)");
        return;
    }
    run_app("figures-ics", async |site, browser| {
        let mut ours = Vec::new();
        browser.before_each_page(crate::WATCH).await?;
        enter(site, browser).await?;
        // What was read once is nothing new: each file has identities of its own.
        for turn in 0..IMPORTS {
            let path = file("bench.ics", calendar_file::icalendar(EVENTS, turn))?;
            let mut figures = Figures::default();
            import(browser, &path, &mut figures).await?;
            ours.push(figures.decode);
        }
        let path = file("bench.ics", calendar_file::icalendar(EVENTS, 0))?;
        let [parsed, theirs] = by_library(browser, &library, &path).await?.map(median);
        let ours = median(ours);
        println!("iCalendar, {EVENTS} events, milliseconds");
        println!("  decode in the worker: {}", millis(ours));
        println!("  ical.js, parsing alone: {} (ours × {})", millis(parsed), ratio(ours, parsed));
        println!("  ical.js, into events: {} (ours × {})", millis(theirs), ratio(ours, theirs));
        Ok(())
    });
}

async fn by_library(browser: &Browser, library: &Path, path: &Path) -> Outcome<[Vec<f64>; 2]> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-ics");
    fs::create_dir_all(&folder)?;
    fs::copy(root().join("benches/pages/by_hand/ics.html"), folder.join("ics.html"))?;
    fs::copy(library, folder.join("ical.js"))?;
    fs::copy(path, folder.join("events.ics"))?;
    let site = Site::start(&folder)?;
    browser.open(&format!("{}ics.html", site.address())).await?;
    started(browser).await?;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..LOADS {
        let read = numbers(&browser.script(READ, vec![json!("./events.ics")]).await?);
        assert_eq!(read.get(2), Some(&crate::decimal(EVENTS)), "ical.js finds every event");
        for (times, time) in times.iter_mut().zip(read) {
            times.push(time);
        }
    }
    fs::remove_dir_all(folder)?;
    Ok(times)
}

/// The month turned with 500 events in each, on the reader's own clock and on that of New York.
fn zones() {
    println!("month turned with some 500 events in each, milliseconds until laid out");
    let mut own = None;
    for zone in ["Asia/Tokyo", "America/New_York"] {
        run_app("figures-zones", async |site, browser| {
            browser.set_zone("Asia/Tokyo").await?;
            let path = file("zones.jscal.json", data::calendar_in(60_000, zone))?;
            browser.before_each_page(crate::WATCH).await?;
            enter(site, browser).await?;
            import(browser, &path, &mut Figures::default()).await?;
            whole(browser).await?;
            let turned = turn(browser).await?;
            let beside = *own.get_or_insert(turned.drawn);
            println!("  {zone}: {} (× {})", millis(turned.drawn), ratio(turned.drawn, beside));
            Ok(())
        });
    }
}
