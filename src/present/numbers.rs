//! What is wrong with the numbers of a series (第N回), in words, with the instances that it is about.

use crate::domain::event::Event;
use crate::domain::numbering::{Flaw, FlawAt, flaws_of, number};

use super::path::Path;
use super::reader::Reader;
use super::time;

/// Something wrong with the numbers of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlawLine {
    /// `第4回がありません`.
    pub text: String,
    /// The instances on both sides of it.
    pub places: Vec<NumberLink>,
}

/// An instance by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberLink {
    /// `第5回 12月12日(木)`.
    pub text: String,
    /// The address of its page.
    pub path: String,
}

/// What is wrong with the numbers of a series, in the order of its instances.
pub fn flaws(series: &Event, reader: &Reader) -> Vec<FlawLine> {
    let off = reader.days_off();
    flaws_of(series, &off).into_iter().map(|flaw| line(series, flaw, reader)).collect()
}

fn line(series: &Event, flaw: FlawAt, reader: &Reader) -> FlawLine {
    let messages = reader.messages;
    let text = match flaw.flaw {
        Flaw::Gap { first, last } => messages.numbers_gap(first, last),
        Flaw::Double { number } => messages.numbers_double(number),
    };
    let places = flaw.earlier.into_iter().chain([flaw.at]).map(|at| {
        let day = time::day(reader, at.date());
        let number =
            number(series, at, &reader.days_off()).map(|number| messages.series_number(number));
        let text = number.map_or_else(|| day.clone(), |it| messages.numbers_link(&it, &day));
        NumberLink { text, path: Path::event(series.id.clone(), Some(at)).format() }
    });
    FlawLine { text, places: places.collect() }
}
