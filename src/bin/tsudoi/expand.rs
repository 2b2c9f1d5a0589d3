//! `tsudoi expand`: lists every instance of the events of a file, one per line.

use std::io::{self, Write};

use jiff::civil::{Date, DateTime, Time};
use serde_json::{Value, json};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::series::occurrence;
use tsudoi::domain::series::occurrence::Occurrence;
use tsudoi::domain::time::zone::{Zones, clock_at, moment_of};
use tsudoi::domain::time::{Days, Length, UtcTime, When, Zone, plus_days};
use tsudoi::format::clock::{moment_text, print_day, print_local};
use tsudoi::zones::bundled::BundledZones;

use crate::arguments::Arguments;
use crate::failure::{Exit, Failure};
use crate::reading;
use crate::search::plain;

/// The number of instances that are printed if neither a limit nor an end of the window is given.
const LIMIT: usize = 1000;

/// The maximum difference between the clocks of two zones in days, rounded up.
const SLACK: i32 = 2;

/// One instance in its printed form.
struct Instance {
    /// The sort key: the start in UTC, if the zone is known.
    order: DateTime,
    start: String,
    end: String,
    zone: Option<String>,
    utc: Option<String>,
    uid: String,
    title: String,
}

/// The requested window of time.
struct Window<'z> {
    /// The first moment of the window, and the first one after it, on the clocks of `zone`.
    from: DateTime,
    to: DateTime,
    /// The zone in which floating and all-day events take place and days are counted.
    zone: Zone,
    zones: &'z dyn Zones,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Failure> {
    let [name] = arguments.names("one FILE")?;
    let (from, to) = (arguments.day("from")?, arguments.day("to")?);
    let zones = BundledZones::default();
    let zone = Zone(arguments.value("zone").unwrap_or("UTC").into());
    if zones.offset_at(&zone, UtcTime(Date::ZERO.to_datetime(Time::midnight()))).is_none() {
        return Err(Failure::Usage(format!("no time zone is called `{}`", zone.0)));
    }
    let asked = arguments.count("limit")?;
    let limit = asked.unwrap_or(if to.is_some() { usize::MAX } else { LIMIT });
    let midnight = |day: Date| day.to_datetime(Time::midnight());
    let window = Window {
        from: from.map_or(DateTime::MIN, midnight),
        to: to.map_or(DateTime::MAX, |to| midnight(plus_days(to, 1))),
        zone,
        zones: &zones,
    };
    let (decoded, exit) = reading::open_telling(name)?;
    let almanac = reading::almanac(name, decoded);
    // One more than requested, to find out whether there are more.
    let most = limit.saturating_add(1);
    let mut instances: Vec<Instance> =
        almanac.entries().flat_map(|entry| window.instances(entry, most)).collect();
    instances.sort_by(|a, b| (a.order, &a.uid, &a.start).cmp(&(b.order, &b.uid, &b.start)));
    let is_cut = instances.len() > limit;
    instances.truncate(limit);
    if arguments.has("json") {
        let rows: Vec<Value> = instances.iter().map(Instance::as_json).collect();
        writeln!(out, "{:#}", json!({ "isCut": is_cut, "instances": rows }))?;
    } else {
        for it in &instances {
            let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            let (zone, utc) = (or_dash(&it.zone), or_dash(&it.utc));
            writeln!(out, "{}\t{}\t{zone}\t{utc}\t{}\t{}", it.start, it.end, it.uid, it.title)?;
        }
    }
    if is_cut && asked.is_none() {
        writeln!(
            io::stderr(),
            "tsudoi: expand: there are more than {LIMIT}; see --limit and --to"
        )?;
    }
    Ok(if instances.is_empty() { Exit::No } else { exit })
}

impl Window<'_> {
    /// Returns the first `most` instances of an entry in the window, and its instances with overrides.
    fn instances(&self, entry: &Entry, most: usize) -> Vec<Instance> {
        let wide = Days {
            first: plus_days(self.from.date(), -SLACK),
            last: plus_days(self.to.date(), SLACK),
        };
        // Instances with overrides come first, in any order; the others follow in order.
        let own = entry.event.repeat.as_ref().map_or(0, |repeat| repeat.overrides.len());
        let inside = occurrence::within(entry, wide).filter_map(|it| self.placed(&it));
        inside.take(most.saturating_add(own)).collect()
    }

    /// Returns the instance, if it touches the window.
    fn placed(&self, occurrence: &Occurrence<'_>) -> Option<Instance> {
        let when = &*occurrence.when;
        let own = when.zone();
        let start = when.start();
        let utc = own.and_then(|zone| moment_of(self.zones, zone, start));
        let end = match (utc, own, when) {
            (Some(_), Some(zone), When::Timed(timed)) => {
                self.end(zone, start, timed.length.unwrap_or_default())
            }
            _ => when.end(),
        };
        let here = |clock: DateTime| {
            let moment = own.and_then(|zone| moment_of(self.zones, zone, clock));
            moment.and_then(|at| clock_at(self.zones, &self.zone, at)).unwrap_or(clock)
        };
        let (first, last) = (here(start), here(end));
        let touches =
            first < self.to && (last > self.from || (first == last && first == self.from));
        let order = utc.or_else(|| moment_of(self.zones, &self.zone, start));
        let is_timed = matches!(when, When::Timed(_));
        touches.then(|| Instance {
            order: order.map_or(start, |at| at.0),
            start: printed(start, is_timed),
            end: printed(end, is_timed),
            zone: own.map(|zone| zone.0.to_string()),
            utc: utc.map(moment_text),
            uid: plain(occurrence.id().as_str()),
            title: plain(occurrence.title()),
        })
    }

    /// Returns the end on the clock of a zone: days are calendar days, hours are elapsed time (JSCalendar 1.4.6).
    fn end(&self, zone: &Zone, start: DateTime, length: Length) -> DateTime {
        let days = Length { seconds: 0, ..length };
        let rest = Length { days: 0, ..length };
        let clock = days.after(start);
        if rest.seconds == 0 {
            return clock;
        }
        let moment = moment_of(self.zones, zone, clock);
        let over = moment.map(|at| UtcTime(rest.after(at.0)));
        over.and_then(|at| clock_at(self.zones, zone, at)).unwrap_or_else(|| length.after(start))
    }
}

impl Instance {
    fn as_json(&self) -> Value {
        json!({
            "start": self.start,
            "end": self.end,
            "timeZone": self.zone,
            "utc": self.utc,
            "uid": self.uid,
            "title": self.title,
        })
    }
}

/// Prints a wall clock time, or a day without a time.
fn printed(clock: DateTime, is_timed: bool) -> String {
    let mut text = String::new();
    if is_timed {
        print_local(clock, &mut text);
    } else {
        print_day(clock.date(), &mut text);
    }
    text
}
