//! One browser with two tabs, the app and the page written by hand, which are measured in turn.

use crate::condition::Cpu;
use crate::harness::{Browser, Outcome, until_after};
use crate::host::{Hosts, Side};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::WindowHandle;

/// Runs before each page that is measured.
pub(crate) const WATCH: &str = include_str!("scripts/watch.js");

/// How long anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_mins(4);

/// The two tabs.
pub(crate) struct Stage<'b> {
    /// The browser.
    pub(crate) browser: &'b Browser,
    /// The hosts of the two pages.
    pub(crate) hosts: Hosts,
    tabs: [WindowHandle; 2],
}

impl<'b> Stage<'b> {
    /// Starts the hosts, and opens each page in a tab of its own.
    pub(crate) async fn open(browser: &'b Browser) -> Outcome<Self> {
        let hosts = Hosts::start()?;
        let ours = browser.tab().await?;
        browser.before_each_page(WATCH).await?;
        browser.open(hosts.address(Side::Ours)).await?;
        crate::app::started(browser).await?;
        let plain = browser.new_tab().await?;
        browser.before_each_page(WATCH).await?;
        browser.open(hosts.address(Side::Plain)).await?;
        crate::app::started(browser).await?;
        Ok(Self { browser, hosts, tabs: [ours, plain] })
    }

    /// Brings the tab of one of them to the front, at a speed.
    pub(crate) async fn show(&self, side: Side, cpu: Cpu) -> Outcome {
        let [ours, plain] = &self.tabs;
        let tab = match side {
            Side::Ours => ours,
            Side::Plain => plain,
        };
        self.browser.switch_to(tab).await?;
        self.browser.tools("Page.bringToFront", json!({})).await?;
        cpu.apply(self.browser).await
    }

    /// Goes to a page in the tab in front, without reloading.
    pub(crate) async fn go(&self, fragment: &str) -> Outcome {
        crate::app::go(self.browser, fragment).await
    }

    /// Loads the page in front again, and waits until all events are in its memory.
    pub(crate) async fn reload_whole(&self, side: Side) -> Outcome {
        match side {
            Side::Ours => {
                // The app leaves this note when it has loaded everything.
                self.script("localStorage.removeItem('tsudoi.sentinel');", Vec::new()).await?;
                self.browser.reload().await?;
                self.wait("localStorage.getItem('tsudoi.sentinel')", "everything to be loaded")
                    .await
            }
            Side::Plain => {
                self.browser.reload().await?;
                let mark = "performance.getEntriesByName('plain:whole')[0]?.name";
                self.wait(mark, "everything to be loaded").await
            }
        }?;
        self.rest().await
    }

    /// Waits until the page in front has had no task over 50 ms for a second.
    pub(crate) async fn rest(&self) -> Outcome {
        let script = "
            let last;
            do {
                last = window.bench.tasks.length;
                await new Promise((resolve) => setTimeout(resolve, 1000));
            } while (window.bench.tasks.length !== last);";
        self.script(script, Vec::new()).await?;
        Ok(())
    }

    /// Waits until an expression of the page in front has a value.
    pub(crate) async fn wait(&self, expression: &str, what: &str) -> Outcome {
        let script = format!("return ({expression}) ?? null;");
        until_after(PATIENCE, what, async || {
            Ok((!self.script(&script, Vec::new()).await?.is_null()).then_some(()))
        })
        .await
    }

    /// Runs a script in the page in front.
    pub(crate) async fn script(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.browser.script(body, arguments).await
    }
}
