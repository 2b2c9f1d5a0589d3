//! Everything that depends on how many events are stored: importing them, memory, turning the month, scrolling, searching,
//! and at last the returns without a network.

use crate::condition::Cpu;
use crate::harness::{Outcome, run_app};
use crate::host::Side;
use crate::plan::Plan;
use crate::stage::Stage;
use crate::table::Table;
use crate::{agenda, data, import, memory, month, search, warm};

/// The page controls the files of a service worker only when all of them are kept.
const OFFLINE: &str = "
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }";

/// Measures with that number of events in both pages.
pub(crate) fn measure(plan: &Plan, events: usize, table: &mut Table) {
    run_app("figures-stored", async |_, browser| {
        let path = crate::app::file("bench.jscal.json", data::calendar(events))?;
        let stage = Stage::open(browser).await?;
        say("import");
        import::measure(&stage, &path, plan, events, table).await?;
        say("memory");
        memory::measure(&stage, plan, events, table).await?;
        say("month");
        month::measure(&stage, plan, events, table).await?;
        say("agenda");
        agenda::measure(&stage, plan, events, table).await?;
        say("search");
        search::measure(&stage, plan, events, table).await?;
        say("warm starts");
        let addresses = offline(stage).await?;
        warm::measure(browser, &addresses, plan, events, table).await
    });
}

/// Says what is measured now: the parts together take a while.
fn say(what: &str) {
    println!("  {what}");
}

/// Waits until both can do without a network, and ends the hosts. Returns the addresses that they had.
async fn offline(stage: Stage<'_>) -> Outcome<[String; 2]> {
    for side in [Side::Ours, Side::Plain] {
        stage.show(side, Cpu::Full).await?;
        stage.reload_whole(side).await?;
        stage.script(OFFLINE, Vec::new()).await?;
        // As a person leaves them: the app keeps the last screen of each view for the next start.
        for fragment in ["#/month", "#/"] {
            stage.go(fragment).await?;
            stage.rest().await?;
        }
    }
    Ok([Side::Ours, Side::Plain].map(|side| stage.hosts.address(side).to_owned()))
}
