//! Scrolling the agenda: the longest time between two frames, and the longest task, in two seconds of scrolling down.

use crate::condition::Cpu;
use crate::harness::{Outcome, until_after};
use crate::host::{Side, in_turn};
use crate::plan::Plan;
use crate::stage::{PATIENCE, Stage};
use crate::table::{Row, Table, Unit};
use serde_json::{Value, json};

const SCROLL: &str = include_str!("scripts/scroll.js");
const FRAMES: usize = 120;
const PIXELS: usize = 100;

/// Measures scrolling in both tabs. Each round goes on where the last one ended.
pub(crate) async fn measure(
    stage: &Stage<'_>,
    plan: &Plan,
    events: usize,
    table: &mut Table,
) -> Outcome {
    for side in [Side::Ours, Side::Plain] {
        stage.show(side, Cpu::Full).await?;
        stage.go("#/").await?;
        until_after(PATIENCE, "the agenda", async || {
            let look = "return document.querySelector('.agenda .event-card') !== null;";
            Ok((stage.script(look, Vec::new()).await? == true).then_some(()))
        })
        .await?;
        stage.rest().await?;
    }
    for cpu in Cpu::ALL {
        let rounds = in_turn(plan.rounds(), async |side| {
            stage.show(side, cpu).await?;
            stage.script(SCROLL, vec![json!(FRAMES), json!(PIXELS)]).await
        });
        let rounds = rounds.await?;
        let each = |name: &str| {
            let of =
                |rounds: &Vec<Value>| rounds.iter().filter_map(|it| it[name].as_f64()).collect();
            rounds.each_ref().map(of)
        };
        let row = |what: &str, unit| {
            Row::new(format!("agenda scroll, {what}"), unit).events(events).cpu(cpu)
        };
        table.add(row("longest frame", Unit::Millis).both(each("longest")));
        table.add(row("longest task over 50 ms", Unit::Millis).both(each("task")));
        table.add(row("pixels scrolled", Unit::Count).both(each("moved")));
    }
    Ok(())
}
