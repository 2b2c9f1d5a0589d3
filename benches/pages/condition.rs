//! The conditions of a measurement: how fast the processor is, and how the network.
//!
//! Both are emulated by Chromium's developer tools, for the page and its main thread alone: a worker is as fast as the
//! machine, and so is what a service worker downloads after the first screen. What a worker does (reading a file) is
//! therefore measured at full speed only.

use crate::harness::{Browser, Outcome};
use serde_json::{Value, json};

/// The speed of the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cpu {
    /// That of this machine.
    Full,
    /// Four times slower: Lighthouse's phone of the middle class.
    Quarter,
}

impl Cpu {
    /// Every speed.
    pub(crate) const ALL: [Self; 2] = [Self::Full, Self::Quarter];

    /// Returns its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Full => "1×",
            Self::Quarter => "4×",
        }
    }

    /// Slows this tab down, or not.
    pub(crate) async fn apply(self, browser: &Browser) -> Outcome {
        let rate = match self {
            Self::Full => 1,
            Self::Quarter => 4,
        };
        browser.tools("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
        Ok(())
    }
}

/// The network between the browser and the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Network {
    /// Not emulated: the loopback of this machine.
    Loopback,
    /// Lighthouse's `mobileSlow4G` with the factors for developer tools: 150 ms × 3.75 to an answer, 1,638.4 kbit/s × 0.9
    /// down, 750 kbit/s × 0.9 up.
    Slow4g,
    /// Lighthouse knows no faster mobile network, so these are the numbers of Chromium's own preset "Fast 4G": 60 ms ×
    /// 2.75 to an answer, 9 Mbit/s × 0.9 down, 1.5 Mbit/s × 0.9 up.
    Fast4g,
}

impl Network {
    /// Every network that is emulated.
    pub(crate) const EMULATED: [Self; 2] = [Self::Slow4g, Self::Fast4g];

    /// Returns its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Loopback => "none",
            Self::Slow4g => "slow 4G",
            Self::Fast4g => "fast 4G",
        }
    }

    /// Returns milliseconds until an answer begins, and kilobits per second down and up; `None` if it is not emulated.
    pub(crate) fn numbers(self) -> Option<[f64; 3]> {
        match self {
            Self::Loopback => None,
            Self::Slow4g => Some([562.5, 1474.56, 675.0]),
            Self::Fast4g => Some([165.0, 8100.0, 1350.0]),
        }
    }

    /// Emulates the network in this tab.
    pub(crate) async fn apply(self, browser: &Browser) -> Outcome {
        browser.tools("Network.enable", json!({})).await?;
        let [latency, down, up] = self.numbers().unwrap_or([0.0, -1.0, -1.0]);
        // In bytes per second; -1 is no limit.
        let rate = |kilobits: f64| if kilobits < 0.0 { -1.0 } else { kilobits * 1000.0 / 8.0 };
        let conditions = json!({
            "offline": false, "latency": latency,
            "downloadThroughput": rate(down), "uploadThroughput": rate(up),
        });
        browser.tools("Network.emulateNetworkConditions", conditions).await?;
        Ok(())
    }

    /// Returns its numbers as JSON.
    pub(crate) fn json(self) -> Value {
        let numbers = self.numbers().map(
            |[latency, down, up]| json!({ "latencyMs": latency, "downKbps": down, "upKbps": up }),
        );
        json!({ "name": self.name(), "numbers": numbers })
    }
}
