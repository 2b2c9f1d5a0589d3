//! One start of a page, cold or warm: when its first screen was painted, when it answered the first tap, its longest task,
//! and its marks.
//!
//! `painted` and `working` are those of scripts/watch.js and scripts/probe.js. The longest task is the longest until half a
//! second after the answer. A mark is a `performance.mark` or the end of a `performance.measure` whose name begins with
//! `tsudoi:`; whichever a page sets are printed.

use crate::condition::{Cpu, Network};
use crate::harness::{Browser, Outcome};
use crate::stage::WATCH;
use crate::table::{Row, Table, Unit};
use std::collections::BTreeMap;

const PROBE: &str = include_str!("scripts/probe.js");

/// Waits in the page, so that nobody asks it while it starts.
const WORKING: &str = "
    const { bench } = window;
    while (bench.working === null) {
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const marks = performance.getEntries()
        .filter(({ entryType, name }) => (entryType === 'mark' || entryType === 'measure') && name.startsWith('tsudoi:'))
        .map(({ name, startTime, duration }) => [name, startTime + duration]);
    const longest = Math.max(0, ...bench.tasks.map(({ millis }) => millis));
    return { painted: bench.painted, working: bench.working, longest, marks };";

/// The figures of one start, in milliseconds since the navigation began.
#[derive(Clone, Debug, Default)]
pub(crate) struct Start {
    painted: f64,
    working: f64,
    longest: f64,
    marks: BTreeMap<String, f64>,
}

/// Prepares this tab for measuring starts.
pub(crate) async fn prepare(browser: &Browser) -> Outcome {
    browser.before_each_page(WATCH).await?;
    browser.before_each_page(PROBE).await
}

/// Opens an address in a prepared tab, and waits until the page has answered a tap.
pub(crate) async fn start(browser: &Browser, address: &str) -> Outcome<Start> {
    browser.open(address).await?;
    let answer = browser.script(WORKING, Vec::new()).await?;
    // Left as a person leaves it. The app counts a start whose process just ends as failed, and opens without events soon.
    browser.open("about:blank").await?;
    let number = |name: &str| answer[name].as_f64().ok_or(format!("no {name}: {answer}"));
    let marks = answer["marks"].as_array().into_iter().flatten();
    let marks = marks.filter_map(|mark| Some((mark[0].as_str()?.to_owned(), mark[1].as_f64()?)));
    Ok(Start {
        painted: number("painted")?,
        working: number("working")?,
        longest: number("longest")?,
        marks: marks.collect(),
    })
}

/// Adds the rows of the starts of both.
pub(crate) fn add(
    table: &mut Table,
    name: &str,
    at: impl Fn(Row) -> Row,
    starts: &[Vec<Start>; 2],
) {
    let mut row = |what: &str, of: &dyn Fn(&Start) -> Option<f64>| {
        let values = |starts: &Vec<Start>| starts.iter().filter_map(of).collect();
        let [ours, plain] = starts.each_ref().map(values);
        table.add(at(Row::new(format!("{name}{what}"), Unit::Millis)).ours(ours).plain(plain));
    };
    row(", to painted", &|it| Some(it.painted));
    row(", to working: first tap answered", &|it| Some(it.working));
    row(", longest task", &|it| Some(it.longest));
    let mut marks: Vec<&String> = starts.iter().flatten().flat_map(|it| it.marks.keys()).collect();
    marks.sort();
    marks.dedup();
    for mark in marks {
        row(&format!(", mark {mark}"), &|it| it.marks.get(mark).copied());
    }
}

/// Says under which conditions.
pub(crate) fn under(cpu: Cpu, network: Network) -> impl Fn(Row) -> Row {
    move |row| row.cpu(cpu).network(network)
}
