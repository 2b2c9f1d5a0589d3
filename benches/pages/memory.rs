//! The memory of a page that holds all events and shows a month, after the garbage was collected: the module's own memory,
//! which never shrinks, and the heap of JavaScript.
//!
//! The heap is what `Runtime.getHeapUsage` of the developer tools says; `performance.memory` is the same, but rounded and
//! up to minutes old. Neither holds the document's elements, of which both pages have as many.

use crate::condition::Cpu;
use crate::harness::Outcome;
use crate::host::{Side, in_turn};
use crate::month;
use crate::plan::Plan;
use crate::stage::Stage;
use crate::table::{Row, Table, Unit};
use serde_json::json;

/// Measures the memory of both.
pub(crate) async fn measure(
    stage: &Stage<'_>,
    plan: &Plan,
    events: usize,
    table: &mut Table,
) -> Outcome {
    let used = in_turn(plan.rounds().div_ceil(2), async |side| {
        stage.show(side, Cpu::Full).await?;
        month::open(stage).await?;
        stage.reload_whole(side).await?;
        stage.browser.tools("HeapProfiler.collectGarbage", json!({})).await?;
        let heap = stage.browser.tools("Runtime.getHeapUsage", json!({})).await?;
        let module = "return window.bench.memory?.buffer.byteLength ?? 0;";
        let module = stage.script(module, Vec::new()).await?.as_f64().unwrap_or(0.0);
        if side == Side::Ours && module == 0.0 {
            return Err("the module's memory was not found".into());
        }
        let heap = heap["usedSize"].as_f64().ok_or("no heap")?;
        Ok([module / 1e6, heap / 1e6, (module + heap) / 1e6])
    });
    let used = used.await?;
    for (place, what) in ["module", "JavaScript heap", "both"].into_iter().enumerate() {
        let values = used.each_ref().map(|all| all.iter().map(|it| it[place]).collect());
        let row = Row::new(format!("memory, {what}"), Unit::Megabytes).events(events);
        table.add(row.both(values));
    }
    Ok(())
}
