//! The first visit: nothing is cached and nothing is stored, over each network. The first screen is the welcome page of
//! both; the tap that is answered is the one on the month in the navigation.

use crate::condition::{Cpu, Network};
use crate::harness::{Browser, Outcome, run_app};
use crate::host::{Hosts, Side, in_turn};
use crate::plan::Plan;
use crate::start::{self, Start};
use crate::table::Table;
use serde_json::json;

/// Measures first visits.
pub(crate) fn measure(plan: &Plan, table: &mut Table) {
    run_app("figures-cold", async |_, browser| {
        let hosts = Hosts::start()?;
        start::prepare(browser).await?;
        // The first ones start the browser's own parts, and are not counted.
        in_turn(1, async |side| {
            visit(browser, hosts.address(side), Cpu::Full, Network::Loopback).await
        })
        .await?;
        for &(cpu, network) in plan.cold() {
            let starts = in_turn(plan.starts(), async |side: Side| {
                visit(browser, hosts.address(side), cpu, network).await
            });
            start::add(table, "cold start", start::under(cpu, network), &starts.await?);
        }
        Ok(())
    });
}

async fn visit(browser: &Browser, address: &str, cpu: Cpu, network: Network) -> Outcome<Start> {
    browser.clear_site(address, "all").await?;
    network.apply(browser).await?;
    browser.tools("Network.clearBrowserCache", json!({})).await?;
    cpu.apply(browser).await?;
    start::start(browser, address).await
}
