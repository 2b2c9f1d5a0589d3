//! A sheet of paper, landscape for a month and portrait for a list. No information depends on colour, and nothing is
//! left out: events that do not fit into the table of a month are listed below it.

pub mod list;

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::event::kind::Kind;
use crate::domain::series::occurrence::Occurrence;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::WeekStart;
use crate::domain::time::{Days, Month, plus_days};
use crate::present::card;
use crate::present::page::month::grid::{WeekdayHeading, heading, window};
use crate::present::page::month::layout::Layout;
use crate::present::page::month::tone::Tone;
use crate::present::page::print::list::{ListMonth, list};
use crate::present::route::path::Path;
use crate::present::route::print::{PrintOf, Sheet};
use crate::present::text::day_off::day_off;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// How many lines of text the weeks of a month share on a landscape sheet.
const LINES_OF_SHEET: usize = 40;

/// How many of these lines the list of the remaining events takes from the weeks, and how many events it then lists in
/// columns.
const LINES_OF_REST: usize = 6;

/// How many characters fit in a line of a cell, counted in half-width characters.
const HALVES_OF_LINE: usize = 27;

/// How many lines a title may take in a cell.
const MOST_LINES: usize = 3;

/// A sheet of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintPage {
    /// `2024年11月`, `2024年4月～2025年3月`.
    pub heading: String,
    /// `令和6年`, if the language has eras and the sheet is of one month.
    pub era: Option<String>,
    /// The calendars that are shown.
    pub calendars: String,
    /// The day on which it is printed.
    pub printed: String,
    /// The kinds on the sheet, to explain their letters.
    pub kinds: Vec<(String, &'static str)>,
    /// The content.
    pub body: Body,
    /// The addresses of the previous and the next sheet.
    pub turns: [String; 2],
    /// The other forms: the name, the address, and whether it is the current one.
    pub forms: Vec<(String, String, bool)>,
}

/// The content of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A month as a table.
    Month(MonthTable),
    /// Months as lists of their days.
    List(Vec<ListMonth>),
}

/// A month as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthTable {
    /// The headings of the columns.
    pub weekdays: Vec<WeekdayHeading>,
    /// The weeks, of seven days each.
    pub weeks: Vec<Vec<PrintDay>>,
    /// The events that did not fit, in order, then those whose day is not decided yet.
    pub rest: Vec<RestLine>,
    /// `他3件`, if there are very many.
    pub hidden_text: Option<String>,
}

/// One day of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintDay {
    /// Its number.
    pub number: String,
    /// The colour of its number, which paper shows by weight.
    pub tone: Tone,
    /// `勤労感謝の日`.
    pub off: Option<String>,
    /// Whether it belongs to the month.
    pub is_in_month: bool,
    /// Its events.
    pub lines: Vec<PrintLine>,
    /// `他3件`, which are listed below the table.
    pub hidden_text: Option<String>,
}

/// One event in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintLine {
    /// The letters of its kind.
    pub kind_mark: String,
    /// `14:00`; empty without a clock, and on the days after the first.
    pub time_text: String,
    /// Its title, with its number.
    pub title: String,
    /// A note in brackets that it is cancelled or not certain.
    pub status: Option<String>,
    /// Whether it began on an earlier day.
    pub is_continued: bool,
    /// Whether it continues on the next day.
    pub goes_on: bool,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
}

/// An event that did not fit in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestLine {
    /// `11月1日(金) 14:00～16:00`.
    pub when: String,
    /// Its title.
    pub title: String,
    /// Its place.
    pub place: String,
}

/// Returns the days whose events a sheet needs.
pub fn days(of: &PrintOf, week_start: WeekStart) -> Days {
    match of.sheet {
        Sheet::Month => window(&layout(of, week_start)),
        Sheet::List(count) => {
            Days { first: of.first.first(), last: of.first.plus(i32::from(count) - 1).last() }
        }
    }
}

/// Builds the sheet.
pub fn print_page(
    almanac: &Almanac,
    of: &PrintOf,
    week_start: WeekStart,
    viewer: &Viewer,
) -> PrintPage {
    let messages = viewer.messages;
    let count = i32::from(of.months());
    let last = of.first.plus(count - 1);
    let name = |month: Month| messages.month(month);
    let heading =
        if count == 1 { name(of.first) } else { messages.range(&name(of.first), &name(last)) };
    let shown = almanac.calendars().values().filter(|calendar| {
        let chosen = &of.filter.calendars;
        if chosen.is_empty() { calendar.is_shown } else { chosen.contains(&calendar.id) }
    });
    let titles: Vec<&str> = shown.map(|calendar| calendar.facts.title.as_str()).collect();
    let today = messages.day(viewer.today, crate::i18n::dates::DayStyle::Full);
    let off = viewer.days_off();
    let occurrences = almanac.occurrences(days(of, week_start), &off);
    let occurrences: Vec<&Occurrence<'_>> =
        occurrences.iter().filter(|o| of.filter.shows(almanac, o.entry)).collect();
    let kinds: SortedSet<Kind> = occurrences.iter().map(|o| o.kind()).collect();
    PrintPage {
        heading,
        era: (count == 1).then(|| messages.era_of_month(of.first)).flatten(),
        calendars: titles.join(messages.dot()),
        printed: messages.print_made(&today),
        kinds: kinds.into_iter().map(|kind| (mark(kind, viewer), messages.kind(kind))).collect(),
        body: match of.sheet {
            Sheet::Month => {
                let without_day = almanac.without_day(Days::month(of.first), &off);
                let shown = without_day.iter().filter(|o| of.filter.shows(almanac, o.entry));
                let shown: Vec<&Occurrence<'_>> = shown.collect();
                Body::Month(table(of, week_start, [&occurrences, &shown], viewer))
            }
            Sheet::List(_) => Body::List(list(almanac, of, viewer)),
        },
        turns: [-count, count].map(|by| of.from(of.first.plus(by)).format()),
        forms: forms(of, viewer),
    }
}

/// Returns the forms to choose from; the fiscal year is the one that contains the first month.
fn forms(of: &PrintOf, viewer: &Viewer) -> Vec<(String, String, bool)> {
    let messages = viewer.messages;
    let year = viewer.fiscal.year_of(of.first);
    let begun = viewer.fiscal.first_month(year).unwrap_or(of.first);
    let one = |name: String, other: PrintOf| {
        let is_this = other == *of;
        (name, Path::Print(Box::new(other)).format(), is_this)
    };
    vec![
        one(messages.print_table().to_owned(), of.of(Sheet::Month)),
        one(messages.print_list().to_owned(), of.of(Sheet::List(1))),
        one(messages.print_list_of(3), of.of(Sheet::List(3))),
        one(messages.fiscal_year(year), of.of(Sheet::List(12)).from(begun)),
    ]
}

fn layout(of: &PrintOf, week_start: WeekStart) -> Layout {
    Layout::plain(of.first, week_start, 1)
}

fn table(
    of: &PrintOf,
    week_start: WeekStart,
    [occurrences, without_day]: [&[&Occurrence<'_>]; 2],
    viewer: &Viewer,
) -> MonthTable {
    let window = window(&layout(of, week_start));
    let weeks = usize::try_from(window.count() / 7).unwrap_or(6).max(1);
    let all = LINES_OF_SHEET / weeks;
    let whole = laid_out(of, window, all, occurrences, viewer);
    // If some events do not fit, the weeks leave lines for the list below.
    let (weeks, rest) = if whole.1.is_empty() {
        whole
    } else {
        laid_out(of, window, (LINES_OF_SHEET - LINES_OF_REST) / weeks, occurrences, viewer)
    };
    let headings = weeks.first().map_or(0, Vec::len);
    let first = (0..7).map(|offset| plus_days(window.first, offset)).take(headings);
    let weekdays = first.map(|day| heading(day.weekday(), viewer)).collect();
    let rest = || rest.iter().filter_map(|index| occurrences.get(*index)).chain(without_day);
    let left = rest().count().saturating_sub(LINES_BELOW);
    MonthTable {
        weekdays,
        weeks,
        rest: rest().take(LINES_BELOW).map(|it| rest_line(it, viewer)).collect(),
        hidden_text: (left > 0).then(|| viewer.messages.more_events(left)),
    }
}

/// The weeks, and the places of the events that do not fit.
type LaidOut = (Vec<Vec<PrintDay>>, SortedSet<usize>);

/// Lays out the weeks with the given number of lines per day, and returns what does not fit completely.
fn laid_out(
    of: &PrintOf,
    window: Days,
    lines: usize,
    occurrences: &[&Occurrence<'_>],
    viewer: &Viewer,
) -> LaidOut {
    let mut hidden = SortedSet::new();
    let mut weeks = Vec::new();
    let count = i32::try_from(window.count()).unwrap_or(0);
    for first in (0..count).step_by(7) {
        let day = |offset| {
            let day = plus_days(window.first, first + offset);
            print_day(of, day, lines, (occurrences, &mut hidden), viewer)
        };
        weeks.push((0..7).map(day).collect());
    }
    (weeks, hidden)
}

/// Returns an event as a line below the table.
fn rest_line(occurrence: &Occurrence<'_>, viewer: &Viewer) -> RestLine {
    RestLine {
        when: time::when(viewer, &occurrence.when),
        title: title(occurrence, viewer),
        place: card::place_of(occurrence, viewer),
    }
}

/// Lays out one day. An event that does not fit is added to the hidden ones if the day belongs to the month.
fn print_day(
    of: &PrintOf,
    day: Date,
    lines: usize,
    (occurrences, hidden): (&[&Occurrence<'_>], &mut SortedSet<usize>),
    viewer: &Viewer,
) -> PrintDay {
    let is_in_month = Month::of(day) == of.first;
    let off = day_off(viewer, day);
    let here = occurrences.iter().enumerate();
    let here: Vec<(usize, PrintLine)> = here
        .filter(|(_, occurrence)| occurrence.days.contains(day))
        .map(|(index, occurrence)| (index, line(occurrence, day, viewer)))
        .collect();
    let needed: usize = here.iter().map(|(_, line)| line.height()).sum();
    // The last line is for the number of hidden events.
    let room = if needed > lines { lines.saturating_sub(1) } else { lines };
    let mut taken = 0;
    let mut shown = Vec::new();
    let mut left = 0_u32;
    for (index, line) in here {
        if taken + line.height() <= room {
            taken += line.height();
            // A title that is cut here is listed in full below.
            if is_in_month && line.is_cut() {
                hidden.insert(index);
            }
            shown.push(line);
        } else {
            left += 1;
            if is_in_month {
                hidden.insert(index);
            }
        }
    }
    PrintDay {
        number: day.day().to_string(),
        tone: Tone::of_day(day, off.as_ref()),
        off: off.map(|off| off.full_name),
        is_in_month,
        lines: shown,
        hidden_text: (left > 0).then(|| viewer.messages.more_events(left)),
    }
}

fn line(occurrence: &Occurrence<'_>, day: Date, viewer: &Viewer) -> PrintLine {
    let Days { first, last } = occurrence.days;
    let is_night = time::is_night_only(&occurrence.when);
    let is_continued = first < day;
    PrintLine {
        kind_mark: mark(occurrence.kind(), viewer),
        time_text: if is_continued {
            String::new()
        } else {
            card::chip::start_clock(&occurrence.when, viewer)
        },
        title: card::numbered_title(occurrence, viewer),
        status: status(occurrence, viewer),
        is_continued,
        goes_on: day < last && !is_night,
        is_cancelled: occurrence.is_cancelled(),
    }
}

/// Returns a kind in one or two letters: 執; for Latin script, the initials of two words or the first two letters, `SS`,
/// `Ne`.
fn mark(kind: Kind, viewer: &Viewer) -> String {
    let label = viewer.messages.kind(kind);
    if !label.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return label.chars().take(1).collect();
    }
    let initials: String =
        label.split(' ').filter_map(|word| word.chars().next()).take(2).collect();
    if initials.len() > 1 { initials.to_uppercase() } else { label.chars().take(2).collect() }
}

/// Returns the title with its number, and a note in brackets if it is cancelled or not certain.
fn title(occurrence: &Occurrence<'_>, viewer: &Viewer) -> String {
    let status = status(occurrence, viewer).unwrap_or_default();
    format!("{}{status}", card::numbered_title(occurrence, viewer))
}

/// Returns a note in brackets if the event is cancelled or not certain.
fn status(occurrence: &Occurrence<'_>, viewer: &Viewer) -> Option<String> {
    let status = card::status_label(occurrence.status(), viewer)?;
    Some(viewer.messages.in_brackets("", &status))
}

impl PrintLine {
    /// Returns the number of lines that it takes in a cell.
    fn height(&self) -> usize {
        self.lines().clamp(1, MOST_LINES)
    }

    /// Returns whether its title is too long for a cell.
    fn is_cut(&self) -> bool {
        self.lines() > MOST_LINES
    }

    fn lines(&self) -> usize {
        let halves =
            |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let status = self.status.as_deref().map_or(0, halves);
        // The letter of the kind is before the words.
        let all = 3 + halves(&self.time_text) + halves(&self.title) + status;
        all.div_ceil(HALVES_OF_LINE)
    }
}

/// The number of events that are listed below a table: more than a month of a busy union has.
const LINES_BELOW: usize = 500;
