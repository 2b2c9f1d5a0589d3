//! Measures the built app in a browser, compared with pages written by hand. The figures are printed and never judged.
//!
//! `./dev bench` builds what this needs and runs it with 1,000, 10,000 and 50,000 events; `./dev bench 500,2000` uses
//! other numbers.

#![expect(clippy::print_stdout, reason = "the figures are printed")]
#![expect(clippy::indexing_slicing, reason = "what a page answers is known")]

#[expect(dead_code, reason = "shared with the end-to-end tests")]
#[path = "../../tests/e2e/app.rs"]
mod app;
mod calendar_file;
#[path = "../../tests/e2e/data.rs"]
mod data;
mod foreign;
#[expect(dead_code, unused_imports, clippy::panic, reason = "shared with the end-to-end tests")]
#[path = "../../tests/e2e/harness/mod.rs"]
mod harness;
#[path = "../../tests/support/outside.rs"]
#[expect(dead_code, reason = "shared with the end-to-end tests")]
mod outside;
mod search;

use crate::app::{enter, file, go, import_page, started};
use crate::harness::{Browser, Name, Outcome, Site, root, run_app, until_after};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const LOADS: usize = 5;
const TURNS: usize = 20;
const PATIENCE: Duration = Duration::from_mins(4);

const WATCH: &str = include_str!("by_hand/watch.js");
const TURN: &str = include_str!("by_hand/turn.js");
const IMPORT: &str = include_str!("by_hand/import.js");

/// The figures for one number of events, in milliseconds.
#[derive(Debug, Default)]
struct Figures {
    events: usize,
    megabytes: f64,
    decode: f64,
    plan: f64,
    commit: f64,
    to_review: f64,
    to_done: f64,
    tasks_to_review: Vec<f64>,
    tasks_to_done: Vec<f64>,
    agenda: f64,
    month: Turned,
    parse: f64,
    put: f64,
    month_by_hand: Turned,
    search: search::Typed,
    search_by_hand: search::Typed,
}

/// The figures for turning the month.
#[derive(Debug, Default)]
struct Turned {
    drawn: f64,
    shown: f64,
    chips: u64,
}

fn main() {
    let asked = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let asked = asked.as_deref().unwrap_or("1000,10000,50000");
    let counts = asked.split(',').map(|count| count.parse().expect("a list of numbers"));
    let all: Vec<Figures> = counts.map(measure).collect();
    print_table(&all);
    foreign::measure();
}

fn measure(events: usize) -> Figures {
    let mut figures = Figures { events, ..Figures::default() };
    run_app("figures", async |site, browser| {
        let text = data::calendar(events);
        figures.megabytes = decimal(text.len()) / 1e6;
        let path = file("bench.jscal.json", text)?;
        browser.before_each_page(WATCH).await?;
        enter(site, browser).await?;
        import(browser, &path, &mut figures).await?;
        whole(browser).await?;
        figures.agenda = agenda(browser).await?;
        whole(browser).await?;
        figures.month = turn(browser).await?;
        figures.search = search::typed(browser, events).await?;
        by_hand(browser, &path, &mut figures).await
    });
    figures
}

/// Opens the file and accepts it.
async fn import(browser: &Browser, path: &Path, figures: &mut Figures) -> Outcome {
    import_page(browser).await?;
    long_tasks(browser).await?;
    let began = Instant::now();
    browser.choose_files(&[path]).await?;
    until_after(PATIENCE, "the review", async || {
        Ok(browser.has("button", Name::Is("この内容を取り込む")).await?.then_some(()))
    })
    .await?;
    figures.to_review = began.elapsed().as_secs_f64() * 1e3;
    figures.tasks_to_review = long_tasks(browser).await?;
    let began = Instant::now();
    browser.click("button", Name::Is("この内容を取り込む")).await?;
    let done = until_after(PATIENCE, "the import to be done", async || {
        let done = browser.script("return window.bench.done;", Vec::new()).await?;
        Ok((!done.is_null()).then_some(done))
    })
    .await?;
    figures.to_done = began.elapsed().as_secs_f64() * 1e3;
    [figures.decode, figures.plan, figures.commit] =
        [0, 1, 2].map(|place| done["millis"][place].as_f64().unwrap_or(f64::NAN));
    browser.find("link", Name::Is("予定を見る")).await?;
    figures.tasks_to_done = long_tasks(browser).await?;
    Ok(())
}

/// Returns the length of each of the page's tasks over 50 ms since the last call.
async fn long_tasks(browser: &Browser) -> Outcome<Vec<f64>> {
    let take = "const { tasks } = window.bench; window.bench.tasks = []; return tasks;";
    Ok(numbers(&browser.script(take, Vec::new()).await?))
}

/// Waits until everything is loaded; the app then sets its mark.
async fn whole(browser: &Browser) -> Outcome {
    until_after(PATIENCE, "everything to be loaded", async || {
        let note = "return localStorage.getItem('tsudoi.sentinel');";
        Ok((!browser.script(note, Vec::new()).await?.is_null()).then_some(()))
    })
    .await?;
    browser.script("localStorage.removeItem('tsudoi.sentinel');", Vec::new()).await?;
    Ok(())
}

/// Measures the time from the start of loading the page to the first card of the agenda.
async fn agenda(browser: &Browser) -> Outcome<f64> {
    go(browser, "#/").await?;
    let mut times = Vec::new();
    for _ in 0..LOADS {
        browser.reload().await?;
        let time = until_after(PATIENCE, "the agenda", async || {
            Ok(browser.script("return window.bench.agenda;", Vec::new()).await?.as_f64())
        });
        times.push(time.await?);
    }
    Ok(median(times))
}

async fn turn(browser: &Browser) -> Outcome<Turned> {
    go(browser, &format!("#/month/{}", data::today().strftime("%Y-%m"))).await?;
    browser.find("grid", Name::Any).await?;
    let turned = browser.script(TURN, vec![json!(TURNS)]).await?;
    Ok(Turned {
        drawn: median(numbers(&turned["drawn"])),
        shown: median(numbers(&turned["shown"])),
        chips: turned["chips"].as_u64().unwrap_or(0),
    })
}

/// Measures the same data in pages written by hand in plain JavaScript, in the same browser.
async fn by_hand(browser: &Browser, path: &Path, figures: &mut Figures) -> Outcome {
    let folder = bench_folder(path)?;
    let site = Site::start(&folder)?;
    browser.open(&format!("{}month.html", site.address())).await?;
    started(browser).await?;
    figures.month_by_hand = turn(browser).await?;
    figures.search_by_hand = search::typed_by_hand(browser, &site).await?;
    let mut halves = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        let times = numbers(&browser.script(IMPORT, vec![json!("./events.jscal.json")]).await?);
        halves[0].push(times[0]);
        halves[1].push(times[1]);
    }
    [figures.parse, figures.put] = halves.map(median);
    fs::remove_dir_all(folder)?;
    Ok(())
}

/// Makes a folder with the pages written by hand, the app's style sheet, and the data.
fn bench_folder(data: &Path) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&folder)?;
    for name in ["month.html", "month.js", "search.html", "search.js"] {
        fs::copy(root().join("benches/pages/by_hand").join(name), folder.join(name))?;
    }
    for entry in fs::read_dir(root().join("dist"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "css") {
            fs::copy(path, folder.join("style.css"))?;
        }
    }
    fs::copy(data, folder.join("events.jscal.json"))?;
    Ok(folder)
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn decimal(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}

fn print_table(all: &[Figures]) {
    let print = |name: &str, figure: &dyn Fn(&Figures) -> String| {
        print!("{name:<56}");
        for figures in all {
            print!("{:>12}", figure(figures));
        }
        println!();
    };
    let import = |it: &Figures| it.decode + it.plan + it.commit;
    let first = all.first();
    let beside_first =
        |of: fn(&Figures) -> f64| move |it: &Figures| ratio(of(it), first.map_or(f64::NAN, of));
    println!("milliseconds; medians of {LOADS} loads, of {TURNS} turns, of one import");
    print("events", &|it| it.events.to_string());
    print("file, MB", &|it| format!("{:.1}", it.megabytes));
    print("start to first agenda", &|it| millis(it.agenda));
    print("  × the first column", &beside_first(|it| it.agenda));
    print("month: click to laid out", &|it| millis(it.month.drawn));
    print("  by hand", &|it| millis(it.month_by_hand.drawn));
    print("  × by hand", &|it| ratio(it.month.drawn, it.month_by_hand.drawn));
    print("  × the first column", &beside_first(|it| it.month.drawn));
    print("month: click to the frame after", &|it| millis(it.month.shown));
    print("  by hand", &|it| millis(it.month_by_hand.shown));
    print("  × by hand", &|it| ratio(it.month.shown, it.month_by_hand.shown));
    print("  × the first column", &beside_first(|it| it.month.shown));
    print("  chips in all turns, ours / by hand", &|it| {
        format!("{}/{}", it.month.chips, it.month_by_hand.chips)
    });
    print("search: the slowest letter typed", &|it| millis(it.search.longest));
    print("  by hand", &|it| millis(it.search_by_hand.longest));
    print("  × by hand", &|it| ratio(it.search.longest, it.search_by_hand.longest));
    print("search: all letters", &|it| millis(it.search.all));
    print("  by hand", &|it| millis(it.search_by_hand.all));
    print("import: decode", &|it| millis(it.decode));
    print("import: plan", &|it| millis(it.plan));
    print("import: commit", &|it| millis(it.commit));
    print("import: the three", &|it| millis(import(it)));
    print("  by hand: JSON.parse", &|it| millis(it.parse));
    print("  by hand: one put per event", &|it| millis(it.put));
    print("  × by hand", &|it| ratio(import(it), it.parse + it.put));
    print("import: file chosen to review shown", &|it| millis(it.to_review));
    print("import: accepted to done", &|it| millis(it.to_done));
    print("import: longest task of the page until the review", &|it| longest(&it.tasks_to_review));
    print("import: longest task of the page until done", &|it| longest(&it.tasks_to_done));
}

fn longest(tasks: &[f64]) -> String {
    tasks.iter().copied().max_by(f64::total_cmp).map_or_else(|| "under 50".to_owned(), millis)
}

fn millis(time: f64) -> String {
    format!("{time:.1}")
}

fn ratio(ours: f64, theirs: f64) -> String {
    format!("{:.2}", ours / theirs)
}
