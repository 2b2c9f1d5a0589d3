//! What a run measures, and how often: everything, or with `--quick` what two minutes allow.

use crate::condition::{Cpu, Network};
use std::path::PathBuf;

/// What a run measures.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Whether it is the short run.
    pub(crate) is_quick: bool,
    /// The numbers of stored events.
    pub(crate) counts: Vec<usize>,
    /// A word in the names of the parts that are measured; all have the empty one.
    pub(crate) only: String,
    /// The file for the JSON.
    pub(crate) json: PathBuf,
}

impl Plan {
    /// Reads the arguments: `[--quick] [--only PART] [--json FILE] [EVENTS,…]`. Cargo adds `--bench`.
    pub(crate) fn of(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let target = crate::harness::root().join("target/bench.json");
        let mut plan =
            Self { is_quick: false, counts: Vec::new(), only: String::new(), json: target };
        let mut arguments = arguments;
        while let Some(word) = arguments.next() {
            match word.as_str() {
                "--bench" => {}
                "--quick" => plan.is_quick = true,
                "--only" => plan.only = arguments.next().ok_or("--only needs a part")?,
                "--json" => plan.json = arguments.next().ok_or("--json needs a file")?.into(),
                _ => {
                    let numbers = word.split(',').map(str::parse).collect::<Result<_, _>>();
                    plan.counts = numbers.map_err(|_| format!("not a list of numbers: {word}"))?;
                }
            }
        }
        if plan.counts.is_empty() {
            let all: &[usize] = if plan.is_quick { &[10_000] } else { &[1000, 10_000, 50_000] };
            plan.counts = all.to_vec();
        }
        Ok(plan)
    }

    /// Returns how often each start is measured.
    pub(crate) fn starts(&self) -> usize {
        if self.is_quick { 2 } else { 7 }
    }

    /// Returns how often a file is imported.
    pub(crate) fn imports(&self) -> usize {
        if self.is_quick { 1 } else { 3 }
    }

    /// Returns how many rounds of turning, scrolling and typing there are.
    pub(crate) fn rounds(&self) -> usize {
        if self.is_quick { 1 } else { 4 }
    }

    /// Returns how often the month is turned in one round.
    pub(crate) fn turns(&self) -> usize {
        if self.is_quick { 5 } else { 10 }
    }

    /// Returns the speeds of a warm start: the short run has the slow one only.
    pub(crate) fn start_speeds(&self) -> &'static [Cpu] {
        if self.is_quick { &[Cpu::Quarter] } else { &[Cpu::Full, Cpu::Quarter] }
    }

    /// Returns the speeds for rules: rrule.js takes half a minute at the slow one.
    pub(crate) fn rule_speeds(&self) -> &'static [Cpu] {
        if self.is_quick { &[Cpu::Full] } else { &Cpu::ALL }
    }

    /// Returns the conditions of cold starts.
    pub(crate) fn cold(&self) -> &'static [(Cpu, Network)] {
        if self.is_quick {
            &[(Cpu::Quarter, Network::Slow4g), (Cpu::Quarter, Network::Fast4g)]
        } else {
            &[
                (Cpu::Full, Network::Loopback),
                (Cpu::Full, Network::Slow4g),
                (Cpu::Full, Network::Fast4g),
                (Cpu::Quarter, Network::Loopback),
                (Cpu::Quarter, Network::Slow4g),
                (Cpu::Quarter, Network::Fast4g),
            ]
        }
    }
}
