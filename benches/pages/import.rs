//! Importing a file into an empty calendar. Ours reads, compares, shows what would change, and stores when a person agrees;
//! plain JavaScript parses the file and puts each event into IndexedDB, in one transaction.
//!
//! At full speed only: our reading is done by a worker, which no browser slows down.

use crate::app::import_page;
use crate::condition::Cpu;
use crate::harness::{Name, Outcome, until_after};
use crate::host::Side;
use crate::numbers;
use crate::plan::Plan;
use crate::stage::{PATIENCE, Stage};
use crate::table::{Row, Table, Unit};
use std::path::Path;

/// The milliseconds of one import by the app.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Imported {
    /// Reading the file, in the worker.
    pub(crate) decode: f64,
    plan: f64,
    commit: f64,
    to_review: f64,
    to_done: f64,
    longest: f64,
}

/// Imports a file in both tabs several times, each time into an empty calendar; the last import stays.
pub(crate) async fn measure(
    stage: &Stage<'_>,
    path: &Path,
    plan: &Plan,
    events: usize,
    table: &mut Table,
) -> Outcome {
    let (mut all, mut theirs) = (Vec::new(), Vec::new());
    for turn in 0..plan.imports() {
        for side in [Side::Ours, Side::Plain] {
            stage.show(side, Cpu::Full).await?;
            if turn > 0 {
                empty(stage, side).await?;
            }
            match side {
                Side::Ours => all.push(ours(stage, path).await?),
                Side::Plain => theirs.push(by_hand(stage, path).await?),
            }
        }
    }
    let mut row = |what: &str, of: fn(&Imported) -> f64, place: Option<usize>| {
        let row = Row::new(format!("import, {what}"), Unit::Millis).events(events).cpu(Cpu::Full);
        let values =
            place.map_or_else(Vec::new, |place| theirs.iter().map(|it| it[place]).collect());
        table.add(row.ours(all.iter().map(of).collect()).plain(values));
    };
    row("file read (by hand: JSON.parse)", |it| it.decode, Some(0));
    row("compared", |it| it.plan, None);
    row("stored", |it| it.commit, Some(1));
    row("the three", |it| it.decode + it.plan + it.commit, Some(2));
    row("file chosen to review shown", |it| it.to_review, None);
    row("agreed to done", |it| it.to_done, None);
    row("longest task of the page", |it| it.longest, None);
    Ok(())
}

/// Removes everything that the page has stored, and opens it again.
async fn empty(stage: &Stage<'_>, side: Side) -> Outcome {
    let address = stage.hosts.address(side);
    stage.browser.open("about:blank").await?;
    stage.browser.clear_site(address, "all").await?;
    stage.browser.open(address).await?;
    crate::app::started(stage.browser).await
}

/// Imports a file into the app in the tab in front.
pub(crate) async fn ours(stage: &Stage<'_>, path: &Path) -> Outcome<Imported> {
    let browser = stage.browser;
    import_page(browser).await?;
    stage.script("window.bench.tasks = []; window.bench.done = null;", Vec::new()).await?;
    browser.choose_files(&[path]).await?;
    until_after(PATIENCE, "the review", async || {
        Ok(browser.has("button", Name::Is("この内容を取り込む")).await?.then_some(()))
    })
    .await?;
    browser.click("button", Name::Is("この内容を取り込む")).await?;
    stage.wait("window.bench.done", "the import to be done").await?;
    browser.find("link", Name::Is("予定を見る")).await?;
    stage.wait("localStorage.getItem('tsudoi.sentinel')", "everything to be loaded").await?;
    stage.rest().await?;
    let figures = "
        const { chosen, review, agreed, done, tasks } = window.bench;
        const longest = Math.max(0, ...tasks.map(({ millis }) => millis));
        return [...done.millis, review - chosen, done.at - agreed, longest];";
    let figures = numbers(&stage.script(figures, Vec::new()).await?);
    let [decode, plan, commit, to_review, to_done, longest] =
        <[f64; 6]>::try_from(figures).map_err(|them| format!("not the figures: {them:?}"))?;
    Ok(Imported { decode, plan, commit, to_review, to_done, longest })
}

/// Imports a file into the page written by hand in the tab in front: milliseconds of parsing, of storing, and of both.
pub(crate) async fn by_hand(stage: &Stage<'_>, path: &Path) -> Outcome<[f64; 3]> {
    stage.script("performance.clearMarks('plain:imported');", Vec::new()).await?;
    stage.browser.choose_files(&[path]).await?;
    stage.wait("performance.getEntriesByName('plain:imported')[0]?.name", "the import").await?;
    stage.rest().await?;
    let marks = "
        const at = (name) => performance.getEntriesByName(`plain:${name}`).at(-1).startTime;
        return [at('parsed') - at('chosen'), at('stored') - at('parsed'), at('stored') - at('chosen')];";
    let times = numbers(&stage.script(marks, Vec::new()).await?);
    Ok(<[f64; 3]>::try_from(times).map_err(|them| format!("not the times: {them:?}"))?)
}
