//! Errors in the numbers of a series (第N回), in words, with the affected instances.

use crate::domain::almanac::Almanac;
use crate::domain::event::Event;
use crate::domain::series::edit::former;
use crate::domain::series::numbering::{Flaw, FlawAt, clock_here, flaw_between, flaws_of, number};
use crate::present::route::path::Path;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// An error in the numbers of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlawLine {
    /// `第4回がありません`.
    pub text: String,
    /// The instances before and after it.
    pub instances: Vec<NumberLink>,
}

/// An instance by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberLink {
    /// `第5回 12月12日(木)`.
    pub text: String,
    /// The address of its page.
    pub path: String,
}

/// Returns the errors in the numbers of a series, in the order of its instances.
pub fn flaws(series: &Event, viewer: &Viewer) -> Vec<FlawLine> {
    let off = viewer.days_off();
    let found = flaws_of(series, &off).into_iter();
    found.map(|flaw| line([series, series], flaw, viewer)).collect()
}

/// Returns [`flaws`], and also the errors between the series and the one that it was split from.
pub fn flaws_within(almanac: &Almanac, series: &Event, viewer: &Viewer) -> Vec<FlawLine> {
    let former = former(series).and_then(|id| almanac.entry(&id));
    let between = former.and_then(|former| {
        let flaw = flaw_between(&former.event, series, &viewer.days_off())?;
        Some(line([&former.event, series], flaw, viewer))
    });
    between.into_iter().chain(flaws(series, viewer)).collect()
}

/// Returns an error in words; the earlier of its instances may belong to another series.
fn line([former, series]: [&Event; 2], flaw: FlawAt, viewer: &Viewer) -> FlawLine {
    let messages = viewer.messages;
    let text = match flaw.flaw {
        Flaw::Gap { first, last } => messages.numbers_gap(first, last),
        Flaw::Double { number } => messages.numbers_double(number),
    };
    let off = viewer.days_off();
    let earlier = flaw.earlier.map(|at| (former, at));
    let instances = earlier.into_iter().chain([(series, flaw.at)]).map(|(series, at)| {
        let day = time::day(viewer, clock_here(series, at, &off).date());
        let number = number(series, at, &off).map(|number| messages.series_number(number));
        let text = number.map_or_else(|| day.clone(), |it| messages.numbers_link(&it, &day));
        NumberLink { text, path: Path::event(series.id.clone(), Some(at)).format() }
    });
    FlawLine { text, instances: instances.collect() }
}
