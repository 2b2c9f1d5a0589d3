//! Typing into the search: how long each letter takes until what it finds is painted. Plain JavaScript filters the same
//! texts with `includes`; it does not fold scripts, rank or mark as ours does.

use crate::condition::Cpu;
use crate::harness::{Name, Outcome, until_after};
use crate::host::{Side, in_turn};
use crate::month::each;
use crate::numbers;
use crate::plan::Plan;
use crate::stage::{PATIENCE, Stage};
use crate::table::{Row, Table, Unit};
use serde_json::{Value, json};

const TYPE: &str = include_str!("scripts/type.js");

/// Each of its letters changes how many events are found.
const TYPED: &str = "第49回";

/// Measures typing in both tabs.
pub(crate) async fn measure(
    stage: &Stage<'_>,
    plan: &Plan,
    events: usize,
    table: &mut Table,
) -> Outcome {
    for side in [Side::Ours, Side::Plain] {
        stage.show(side, Cpu::Full).await?;
        open(stage, events).await?;
    }
    for cpu in Cpu::ALL {
        let rounds = in_turn(plan.rounds(), async |side| {
            stage.show(side, cpu).await?;
            stage.script(TYPE, vec![json!(TYPED)]).await
        });
        let rounds = rounds.await?;
        let row =
            |what: &str| Row::new(format!("search, {what}"), Unit::Millis).events(events).cpu(cpu);
        table.add(row("each letter to painted").both(each(&rounds, "painted")));
        table.add(row("each letter to laid out").both(each(&rounds, "laid")));
        table.add(row("slowest letter to laid out").both(slowest(&rounds)));
    }
    Ok(())
}

/// Opens the search in the tab in front, after it has been made to know every event.
async fn open(stage: &Stage<'_>, events: usize) -> Outcome {
    stage.go("#/search?q=%E3%81%AE").await?;
    stage.browser.find("searchbox", Name::Any).await?;
    until_after(PATIENCE, "every event to be known to search", async || {
        let text = stage.browser.page_text().await?;
        Ok(text.contains(&format!("{events}件見つかりました")).then_some(()))
    })
    .await?;
    stage.go("#/search").await?;
    stage.browser.find("searchbox", Name::Any).await?;
    stage.rest().await
}

fn slowest(rounds: &[Vec<Value>; 2]) -> [Vec<f64>; 2] {
    let of = |round: &Value| numbers(&round["laid"]).into_iter().fold(0.0, f64::max);
    rounds.each_ref().map(|rounds| rounds.iter().map(of).collect())
}
