//! A return without a network: a new browser process with the same profile, the hosts are gone, and the service workers
//! answer. The first screen is the current month or the agenda.

use crate::harness::{Browser, Outcome};
use crate::host::{Side, in_turn};
use crate::plan::Plan;
use crate::start;
use crate::table::{Row, Table};

/// Measures returns to the pages at these addresses, whose events are stored.
pub(crate) async fn measure(
    browser: &mut Browser,
    addresses: &[String; 2],
    plan: &Plan,
    events: usize,
    table: &mut Table,
) -> Outcome {
    for (name, fragment) in
        [("warm offline start, month", "#/month"), ("warm offline start, agenda", "#/")]
    {
        for &cpu in plan.start_speeds() {
            let starts = in_turn(plan.starts(), async |side: Side| {
                browser.restart().await?;
                start::prepare(browser).await?;
                cpu.apply(browser).await?;
                let [ours, theirs] = addresses;
                let address = match side {
                    Side::Ours => ours,
                    Side::Plain => theirs,
                };
                start::start(browser, &format!("{address}{fragment}")).await
            });
            start::add(table, name, |row: Row| row.events(events).cpu(cpu), &starts.await?);
        }
    }
    Ok(())
}
