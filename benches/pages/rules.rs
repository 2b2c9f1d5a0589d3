//! 5,000 rules over a month, beside rrule.js in the same browser.
//!
//! Our rules are expanded inside the shipped module, which has no door for a measurement, and a module built for measuring
//! would not be the shipped one. So ours is measured through the page: the month is turned with 5,000 series stored, from
//! the click until the new month is laid out. That holds the expansion, and also sorting, distributing, drawing and laying
//! out; rrule.js is measured for the expansion alone, without drawing. The ratio is therefore an upper bound for ours.
//! Ours is turned some months on, and rrule.js expands the last of them. That both find the same instances is printed: the
//! number that our page says for that month, and that of rrule.js.

use crate::condition::Cpu;
use crate::harness::{Name, Outcome, root, run_app};
use crate::host::{Host, Side, in_turn};
use crate::import;
use crate::month;
use crate::numbers;
use crate::plan::Plan;
use crate::series_file;
use crate::stage::Stage;
use crate::table::{Row, Table, Unit};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const EXPAND: &str = include_str!("scripts/expand.js");

/// The number of the rules.
const RULES: usize = 5000;

/// How many rules rrule.js expands in one call.
const AT_ONCE: usize = 250;

/// The number of instances in the month that our page shows, as it says it to a screen reader.
const SHOWN: &str = "
    const text = document.querySelector('.month-page [role=status]').textContent;
    return Number(text.replace(/\\D/g, ''));";

/// Measures both.
pub(crate) fn measure(plan: &Plan, table: &mut Table) {
    run_app("figures-rules", async |_, browser| {
        let library = root().join(".tools/node_modules/rrule/dist/es5/rrule.js");
        if !library.exists() {
            return Err("rrule is not in .tools (./dev bench installs it)".into());
        }
        let series = series_file::series(RULES);
        let path = crate::app::file("series.jscal.json", series_file::calendar(&series))?;
        let folder = folder(&library, &series_file::rules(&series))?;
        let host = Host::start(&folder)?;
        let stage = Stage::open(browser).await?;
        stage.show(Side::Ours, Cpu::Full).await?;
        import::ours(&stage, &path).await?;
        month::open(&stage).await?;
        stage.show(Side::Plain, Cpu::Full).await?;
        browser.open(&format!("{}rules.html", host.address())).await?;
        crate::app::started(browser).await?;
        for &cpu in plan.rule_speeds() {
            both(&stage, cpu, plan, table).await?;
        }
        fs::remove_dir_all(folder)?;
        Ok(())
    });
}

async fn both(stage: &Stage<'_>, cpu: Cpu, plan: &Plan, table: &mut Table) -> Outcome {
    let months = plan.turns();
    let rounds = in_turn(plan.imports(), async |side| {
        stage.show(side, cpu).await?;
        match side {
            Side::Ours => {
                month::open(stage).await?;
                stage.browser.find("grid", Name::Any).await?;
                let turned = month::turn(stage, months).await?;
                let shown = stage.script(SHOWN, Vec::new()).await?;
                Ok(json!({ "times": turned["laid"], "count": shown }))
            }
            Side::Plain => by_library(stage, months).await,
        }
    });
    let rounds = rounds.await?;
    let times = |rounds: &Vec<Value>| rounds.iter().flat_map(|it| numbers(&it["times"])).collect();
    let counts =
        |rounds: &Vec<Value>| rounds.iter().take(1).filter_map(|it| it["count"].as_f64()).collect();
    let what = format!("{RULES} rules over a month (by hand: rrule.js)");
    table.add(Row::new(what, Unit::Millis).cpu(cpu).both(rounds.each_ref().map(times)));
    let what = format!("{RULES} rules, instances in the last month");
    table.add(Row::new(what, Unit::Count).cpu(cpu).both(rounds.each_ref().map(counts)));
    Ok(())
}

/// Expands the rules with rrule.js over the month that is so many months from now.
async fn by_library(stage: &Stage<'_>, months: usize) -> Outcome<Value> {
    let (mut time, mut count) = (0.0, 0.0);
    for first in (0..RULES).step_by(AT_ONCE) {
        let given = [json!("./rules.json"), json!(months), json!(first), json!(AT_ONCE)];
        let part = numbers(&stage.script(EXPAND, given.to_vec()).await?);
        time += part[0];
        count += part[1];
    }
    Ok(json!({ "times": [time], "count": count }))
}

/// Makes a folder with the page, the library and the rules.
fn folder(library: &Path, rules: &str) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-rules");
    fs::create_dir_all(&folder)?;
    fs::copy(crate::host::plain_folder().join("rules.html"), folder.join("rules.html"))?;
    fs::copy(library, folder.join("rrule.js"))?;
    fs::write(folder.join("rules.json"), rules)?;
    Ok(folder)
}
