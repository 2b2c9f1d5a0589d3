//! A month of 1,400 events: ours and the one written by hand must show as much. The chips, and the events that the texts
//! "他N件" leave out, are counted and printed.

use crate::condition::Cpu;
use crate::harness::{Outcome, run_app};
use crate::host::{Side, in_turn};
use crate::import;
use crate::month;
use crate::numbers;
use crate::plan::Plan;
use crate::series_file;
use crate::stage::Stage;
use crate::table::{Row, Table, Unit};

const EVENTS: usize = 1400;

const COUNT: &str = "
    const left = [...document.querySelectorAll('.month-grid .more')].map((it) => Number(it.textContent.replace(/\\D/g, '')));
    return [document.querySelectorAll('.month-grid .bar').length, left.reduce((sum, it) => sum + it, 0)];";

/// Counts what both show of that month, and measures turning away from it and what follows.
pub(crate) fn measure(plan: &Plan, table: &mut Table) {
    run_app("figures-crowd", async |_, browser| {
        let path = crate::app::file("crowd.jscal.json", series_file::month(EVENTS))?;
        let stage = Stage::open(browser).await?;
        stage.show(Side::Ours, Cpu::Full).await?;
        import::ours(&stage, &path).await?;
        stage.show(Side::Plain, Cpu::Full).await?;
        import::by_hand(&stage, &path).await?;
        let counts = in_turn(1, async |side| count(&stage, side).await).await?;
        for (place, what) in ["chips shown", "left out, by the texts"].into_iter().enumerate() {
            let row = Row::new(format!("month of {EVENTS} events, {what}"), Unit::Count);
            table.add(row.events(EVENTS).both(counts.each_ref().map(|all| column(all, place))));
        }
        into(&stage, plan, table).await
    });
}

async fn count(stage: &Stage<'_>, side: Side) -> Outcome<Vec<f64>> {
    stage.show(side, Cpu::Full).await?;
    month::open(stage).await?;
    Ok(numbers(&stage.script(COUNT, Vec::new()).await?))
}

/// Measures the turn into that month, from the empty one before it.
async fn into(stage: &Stage<'_>, plan: &Plan, table: &mut Table) -> Outcome {
    for cpu in Cpu::ALL {
        let turns = in_turn(plan.rounds(), async |side| {
            stage.show(side, cpu).await?;
            stage
                .script("document.querySelector('[aria-label=前の月]').click();", Vec::new())
                .await?;
            month::turn(stage, 1).await
        });
        let turns = turns.await?;
        let row = Row::new("month of 1400 events, click to painted", Unit::Millis);
        table.add(row.events(EVENTS).cpu(cpu).both(month::each(&turns, "painted")));
    }
    Ok(())
}

fn column(all: &[Vec<f64>], place: usize) -> Vec<f64> {
    all.iter().filter_map(|it| it.get(place).copied()).collect()
}
