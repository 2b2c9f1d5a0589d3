//! The one table of a run, and the same as JSON: ours beside the page written by hand, each as the median of its values
//! with the smallest and the largest.

use crate::condition::{Cpu, Network};
use serde_json::{Value, json};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Milliseconds.
    Millis,
    /// Thousands of bytes.
    Kilobytes,
    /// Millions of bytes.
    Megabytes,
    /// Things.
    Count,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Millis => "ms",
            Self::Kilobytes => "KB",
            Self::Megabytes => "MB",
            Self::Count => "",
        }
    }
}

/// One row: a figure under its conditions.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    what: String,
    unit: Unit,
    events: Option<usize>,
    cpu: Option<Cpu>,
    network: Option<Network>,
    ours: Vec<f64>,
    plain: Vec<f64>,
}

impl Row {
    /// Makes a row without values.
    pub(crate) fn new(what: impl Into<String>, unit: Unit) -> Self {
        let (ours, plain) = (Vec::new(), Vec::new());
        Self { what: what.into(), unit, events: None, cpu: None, network: None, ours, plain }
    }

    /// Says how many events are stored.
    pub(crate) fn events(self, count: usize) -> Self {
        Self { events: Some(count), ..self }
    }

    /// Says how fast the processor is.
    pub(crate) fn cpu(self, cpu: Cpu) -> Self {
        Self { cpu: Some(cpu), ..self }
    }

    /// Says which network is emulated.
    pub(crate) fn network(self, network: Network) -> Self {
        Self { network: Some(network), ..self }
    }

    /// Adds the values of the app.
    pub(crate) fn ours(self, values: Vec<f64>) -> Self {
        Self { ours: values, ..self }
    }

    /// Adds the values of the page written by hand.
    pub(crate) fn plain(self, values: Vec<f64>) -> Self {
        Self { plain: values, ..self }
    }

    /// Adds the values of both.
    pub(crate) fn both(self, [ours, plain]: [Vec<f64>; 2]) -> Self {
        self.ours(ours).plain(plain)
    }

    fn ratio(&self) -> Option<f64> {
        let (ours, plain) = (median(&self.ours)?, median(&self.plain)?);
        (plain > 0.0).then(|| ours / plain)
    }

    fn line(&self) -> String {
        let events = self.events.map_or_else(String::new, |count| count.to_string());
        let cpu = self.cpu.map_or("", Cpu::name);
        let network = self.network.map_or("", Network::name);
        let unit = self.unit.name();
        let ratio = self.ratio().map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let [ours, plain] = [&self.ours, &self.plain].map(|values| self.text(values));
        format!(
            "{:<60}{events:>7} {cpu:>3} {network:>8} {unit:>3} {ours:>30} {plain:>30} {ratio:>7}",
            self.what
        )
    }

    fn text(&self, values: &[f64]) -> String {
        let decimals = usize::from(self.unit != Unit::Count);
        let Some(middle) = median(values) else { return String::new() };
        if values.len() == 1 {
            return format!("{middle:.decimals$}");
        }
        let (least, most) = bounds(values);
        format!("{middle:.decimals$} ({least:.decimals$}–{most:.decimals$})")
    }

    fn json(&self) -> Value {
        let side = |values: &[f64]| {
            median(values).map(|middle| {
                let (least, most) = bounds(values);
                json!({ "median": middle, "min": least, "max": most, "values": values })
            })
        };
        json!({
            "what": self.what, "unit": self.unit.name(), "events": self.events,
            "cpu": self.cpu.map(Cpu::name), "network": self.network.map(Network::name),
            "ours": side(&self.ours), "plain": side(&self.plain), "ratio": self.ratio(),
        })
    }
}

/// The rows of a run, in their order.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
    failures: Vec<String>,
}

impl Table {
    /// Adds a row.
    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Notes that a part could not be measured.
    pub(crate) fn fail(&mut self, what: String) {
        self.failures.push(what);
    }

    /// Returns whether every part was measured.
    pub(crate) fn is_whole(&self) -> bool {
        self.failures.is_empty()
    }

    /// Prints the table, with a line for each part that could not be measured.
    pub(crate) fn print(&self) {
        println!(
            "{:<60}{:>7} {:>3} {:>8} {:>3} {:>30} {:>30} {:>7}",
            "", "events", "CPU", "network", "", "Tsudoi", "by hand", "ratio"
        );
        for row in &self.rows {
            println!("{}", row.line());
        }
        for failure in &self.failures {
            println!("NOT MEASURED: {failure}");
        }
    }

    /// Returns the rows as JSON, and what could not be measured.
    pub(crate) fn json(&self) -> (Vec<Value>, &[String]) {
        (self.rows.iter().map(Row::json).collect(), &self.failures)
    }
}

/// Returns the value in the middle, or between the two in the middle; `None` without values.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied()?;
    let before = sorted.len().checked_sub(1).and_then(|last| sorted.get(last / 2).copied());
    Some(f64::midpoint(before.unwrap_or(middle), middle))
}

fn bounds(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), it| {
        (least.min(*it), most.max(*it))
    })
}
