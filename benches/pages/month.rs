//! Turning the month: from the click until the new month is laid out, and until it is painted (scripts/turn.js says what
//! that is). Both pages go on from the month at which the last round ended.

use crate::condition::Cpu;
use crate::harness::{Name, Outcome};
use crate::host::{Side, in_turn};
use crate::numbers;
use crate::plan::Plan;
use crate::stage::Stage;
use crate::table::{Row, Table, Unit};
use serde_json::{Value, json};

const TURN: &str = include_str!("scripts/turn.js");

/// Measures turning the month in both tabs.
pub(crate) async fn measure(
    stage: &Stage<'_>,
    plan: &Plan,
    events: usize,
    table: &mut Table,
) -> Outcome {
    for side in [Side::Ours, Side::Plain] {
        stage.show(side, Cpu::Full).await?;
        open(stage).await?;
    }
    for cpu in Cpu::ALL {
        let turns = in_turn(plan.rounds(), async |side| {
            stage.show(side, cpu).await?;
            turn(stage, plan.turns()).await
        });
        let turns = turns.await?;
        let row = |what: &str, unit| {
            Row::new(format!("month change, {what}"), unit).events(events).cpu(cpu)
        };
        table.add(row("click to painted", Unit::Millis).both(each(&turns, "painted")));
        table.add(row("click to laid out", Unit::Millis).both(each(&turns, "laid")));
        table.add(row("chips shown", Unit::Count).both(each(&turns, "chips")));
    }
    Ok(())
}

/// Shows this month in the tab in front.
pub(crate) async fn open(stage: &Stage<'_>) -> Outcome {
    let month = crate::data::today().strftime("%Y-%m").to_string();
    stage.go(&format!("#/month/{month}")).await?;
    stage.browser.find("grid", Name::Any).await?;
    stage.rest().await
}

/// Turns the month so many times in the tab in front.
pub(crate) async fn turn(stage: &Stage<'_>, turns: usize) -> Outcome<Value> {
    stage.script(TURN, vec![json!(turns)]).await
}

/// Returns all values of one name, of both.
pub(crate) fn each(rounds: &[Vec<Value>; 2], name: &str) -> [Vec<f64>; 2] {
    rounds.each_ref().map(|rounds| rounds.iter().flat_map(|round| numbers(&round[name])).collect())
}
