//! A fixed piece of work in the browser, at each speed, at the start and at the end of a run: whether the processor was
//! slowed as asked, and whether the machine was as busy at the end as at the start.

use crate::condition::Cpu;
use crate::harness::run_app;
use crate::host::{Hosts, Side};
use crate::numbers;
use crate::table::{Row, Table, Unit};

const WORK: &str = include_str!("scripts/calibrate.js");
const TIMES: usize = 5;

/// Measures the work, and returns what the browser calls itself.
pub(crate) fn measure(when: &str, table: &mut Table) -> String {
    let mut name = String::new();
    run_app("figures-calibration", async |_, browser| {
        let hosts = Hosts::start()?;
        for cpu in Cpu::ALL {
            // As in all measurements: the speed is set, then the page is opened.
            cpu.apply(browser).await?;
            browser.open(hosts.address(Side::Plain)).await?;
            let mut times = Vec::new();
            for _ in 0..TIMES {
                times.extend(numbers(&browser.script(WORK, Vec::new()).await?).first());
            }
            let row = Row::new(format!("a fixed piece of work, {when}"), Unit::Millis).cpu(cpu);
            table.add(row.plain(times));
        }
        let version = browser.tools("Browser.getVersion", serde_json::json!({})).await?;
        version["product"].as_str().unwrap_or_default().clone_into(&mut name);
        Ok(())
    });
    name
}
