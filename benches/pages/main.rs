//! Measures the built app in a browser, beside a calendar written by hand in plain JavaScript: the same data in the same
//! browser in the same run, in turn. The figures are printed as one table and written as JSON; they are never judged.
//!
//! `./dev bench` builds what this needs and runs it with 1,000, 10,000 and 50,000 events; `./dev bench 500,2000` uses other
//! numbers. With `--quick` it takes two minutes on a machine that does nothing else. `--json FILE` names the file; it is target/bench.json without it.
//! `--only PART` measures only the parts with that word in their names: bytes, calibration, cold starts, 1000 events,
//! crowded month, rules, iCalendar, time zones.
//!
//! condition.rs says how processor and network are emulated, stage.rs and host.rs how the two pages are served and shown in
//! turn, scripts/watch.js what "painted" is, scripts/probe.js what "working" is. `by_hand/` is the page written by hand.

#![expect(clippy::print_stdout, reason = "the figures are printed")]
#![expect(clippy::indexing_slicing, reason = "what a page answers is known")]

mod agenda;
#[expect(dead_code, reason = "shared with the end-to-end tests")]
#[path = "../../tests/e2e/app.rs"]
mod app;
mod bytes;
mod calendar_file;
mod calibration;
mod cold;
mod condition;
mod crowd;
#[path = "../../tests/e2e/data.rs"]
mod data;
mod foreign;
#[expect(dead_code, unused_imports, clippy::panic, reason = "shared with the end-to-end tests")]
#[path = "../../tests/e2e/harness/mod.rs"]
mod harness;
mod host;
mod import;
mod memory;
mod month;
#[path = "../../tests/support/outside.rs"]
#[expect(dead_code, reason = "shared with the end-to-end tests")]
mod outside;
mod plan;
mod rules;
mod search;
mod series_file;
mod stage;
mod start;
mod stored;
mod table;
mod warm;

use crate::condition::Network;
use crate::harness::{Outcome, root};
use crate::plan::Plan;
use crate::table::Table;
use serde_json::{Value, json};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, ExitCode};
use std::time::Instant;

fn main() -> ExitCode {
    let plan = match Plan::of(std::env::args().skip(1)) {
        Ok(plan) => plan,
        Err(wrong) => {
            println!("{wrong}");
            return ExitCode::from(2);
        }
    };
    let began = Instant::now();
    let mut table = Table::default();
    let browser = measure(&plan, &mut table);
    let source = Source::now();
    println!();
    println!("{source}; {browser}; {}", load());
    for network in Network::EMULATED {
        println!("{}: {}", network.name(), network.json()["numbers"]);
    }
    println!("median (smallest–largest); without a network named: not emulated");
    table.print();
    match write(&plan, &table, &source, &browser) {
        Ok(()) => println!("\nas JSON: {}; {} s", plan.json.display(), began.elapsed().as_secs()),
        Err(error) => table.fail(format!("the JSON: {error}")),
    }
    if table.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures every part that is asked for, and returns what the browser calls itself.
fn measure(plan: &Plan, table: &mut Table) -> String {
    let mut browser = String::new();
    let mut part = |name: &str, run: &mut dyn FnMut(&mut Table)| {
        if name.contains(&plan.only) {
            part(name, table, run);
        }
    };
    part("bytes", &mut |table| {
        if let Err(error) = bytes::measure(table) {
            table.fail(format!("bytes: {error}"));
        }
    });
    part("calibration", &mut |table| browser = calibration::measure("at first", table));
    part("cold starts", &mut |table| cold::measure(plan, table));
    for &events in &plan.counts {
        part(&format!("{events} events"), &mut |table| stored::measure(plan, events, table));
    }
    part("crowded month", &mut |table| crowd::measure(plan, table));
    part("rules", &mut |table| rules::measure(plan, table));
    part("iCalendar", &mut |table| foreign::icalendar(plan, table));
    if !plan.is_quick {
        part("time zones", &mut |table| foreign::zones(plan, table));
        part("calibration", &mut |table| _ = calibration::measure("at last", table));
    }
    browser
}

/// Measures one part. If it fails, the others are not lost.
fn part(name: &str, table: &mut Table, run: &mut dyn FnMut(&mut Table)) {
    let began = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| run(table)));
    if ended.is_err() {
        table.fail(format!("{name}: see above"));
    }
    println!("measured: {name}, {} s", began.elapsed().as_secs());
}

/// The sources that were measured.
struct Source {
    commit: String,
    is_clean: bool,
}

impl Source {
    fn now() -> Self {
        let git = |arguments: &[&str]| {
            let answer = Command::new("git").args(arguments).current_dir(root()).output().ok()?;
            answer
                .status
                .success()
                .then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
        };
        let commit = git(&["rev-parse", "HEAD"]).unwrap_or_else(|| "unknown".to_owned());
        let is_clean = git(&["status", "--porcelain"]).is_some_and(|changes| changes.is_empty());
        Self { commit, is_clean }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let state = if self.is_clean { "clean" } else { "with changes that are not committed" };
        write!(f, "commit {}, {state}", self.commit)
    }
}

/// Returns the load of the machine, where the system says it.
fn load() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split(' ').take(3).collect();
    format!("{cores} cores, load {}", load.join(" "))
}

fn write(plan: &Plan, table: &Table, source: &Source, browser: &str) -> Outcome {
    let (rows, failures) = table.json();
    let all = json!({
        "commit": source.commit, "isClean": source.is_clean, "day": data::today().to_string(),
        "isQuick": plan.is_quick, "browser": browser, "machine": load(),
        "networks": Network::EMULATED.map(Network::json), "notMeasured": failures, "rows": rows,
    });
    if let Some(folder) = plan.json.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(&plan.json, serde_json::to_string_pretty(&all)?)?)
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn decimal(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}
