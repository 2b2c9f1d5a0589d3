//! `tsudoi merge`: merges two files in the same way as the app, and prints the plan first.

use std::collections::BTreeSet;
use std::io::Write;

use jiff::civil::date;
use serde_json::{Value, json};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::trash;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::field::FieldPath;
use tsudoi::domain::event::participant::plain_address;
use tsudoi::domain::id::EventId;
use tsudoi::domain::series::notice::{is_notice, people_of_message, recurrence_id};
use tsudoi::domain::time::{UtcTime, plus_days};
use tsudoi::format::backup;
use tsudoi::format::jscalendar::write::{Export, ExportCalendar, encode};
use tsudoi::import::read::incoming;
use tsudoi::import::returned::returned;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::incoming::MergeOptions;
use tsudoi::merge::plan::{MergePlan, plan};
use tsudoi::merge::preview::{Class, PlanRow, Refusal};
use tsudoi::zones::bundled::BundledZones;

use crate::arguments::Arguments;
use crate::base::{identify, with_base};
use crate::failure::{Exit, Failure};
use crate::files::{self, Standing};
use crate::search::{plain, seconds_since_1970};
use crate::{reading, words};

/// The classes in the order of the summary at the end.
const COUNTED: [Class; Class::ALL.len()] = [
    Class::New,
    Class::Updated,
    Class::Cancelled,
    Class::Conflicting,
    Class::RemovedInFile,
    Class::Trashed,
    Class::Missing,
    Class::Refused,
    Class::Elsewhere,
    Class::Unchanged,
];

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Failure> {
    let [mine_name, incoming_name] = arguments.names("MINE and INCOMING")?;
    let side = side(arguments)?;
    let (mine, of_mine) = reading::open_telling(mine_name)?;
    let settings = mine.backup.as_ref().map(|backup| backup.settings.clone());
    let mut almanac = reading::almanac(mine_name, mine);
    let old = match arguments.value("base") {
        Some(_) if settings.is_some() => {
            let text = "--base is of no use here: the backup MINE knows its bases";
            return Err(Failure::Usage(text.to_owned()));
        }
        Some(name) => reading::almanac(name, reading::open(name)?),
        None => Almanac::default(),
    };
    if settings.is_none() {
        almanac = with_base(almanac, &old, moment());
    }
    let zones = BundledZones::default();
    let options = MergeOptions {
        lone_events_into: reading::lone(incoming_name),
        imported_at: moment(),
        zones: &zones,
        returned,
    };
    let bytes = files::read(incoming_name)?;
    let (mut theirs, of_theirs) = reading::decode_telling(incoming_name, &bytes)?;
    if !reading::is_message(&bytes) {
        identify(&almanac, &old, &mut theirs);
    }
    let plan = plan(&almanac, incoming(vec![theirs]), &options);
    let rows: Vec<PlanRow> = (0..plan.rows.len()).filter_map(|at| plan.row(&almanac, at)).collect();
    let is_open = side.is_none() && rows.iter().any(|row| !row.conflicts.is_empty());
    let is_refused = rows.iter().any(|row| row.refusal.is_some());
    let choices = choices(arguments, side);
    let shown = Shown { rows, left_out: plan.left_out(&almanac, &choices), side };
    if arguments.has("json") {
        writeln!(out, "{:#}", as_json(&plan, &shown))?;
    } else {
        print(&plan, &shown, out)?;
    }
    if let Some(to) = arguments.value("write") {
        let change = plan.resolve(&almanac, &choices);
        almanac.apply(change);
        let text = match settings {
            Some(settings) => backup::encode(&almanac, &settings),
            None => written(&almanac),
        };
        let standing = if arguments.has("force") { Standing::Goes } else { Standing::Stays };
        files::write(to, &text, standing, out)?;
    }
    let is_whole = [of_mine, of_theirs] == [Exit::Fine; 2];
    Ok(if is_open || is_refused || !is_whole { Exit::No } else { Exit::Fine })
}

/// What is printed of a plan.
struct Shown {
    rows: Vec<PlanRow>,
    /// The new events that are not added.
    left_out: BTreeSet<EventId>,
    /// The side for all conflicts.
    side: Option<Side>,
}

fn choices(arguments: &Arguments, side: Option<Side>) -> Choices {
    let mut choices = Choices { all_conflicts: side, ..Choices::default() };
    // A side says where an event stays that is in another calendar: --ours updates it there, --theirs moves it.
    if side.is_some() {
        choices.classes.insert(Class::Elsewhere, Take::Accept);
    }
    if arguments.has("remove-missing") {
        choices.classes.insert(Class::Missing, Take::Accept);
    }
    choices
}

fn side(arguments: &Arguments) -> Result<Option<Side>, Failure> {
    match (arguments.has("ours"), arguments.has("theirs")) {
        (true, true) => Err(Failure::Usage("--ours or --theirs, not both".to_owned())),
        (true, false) => Ok(Some(Side::Ours)),
        (false, true) => Ok(Some(Side::Theirs)),
        (false, false) => Ok(None),
    }
}

/// Returns the time of the import or of the written file.
pub(crate) fn moment() -> UtcTime {
    let seconds = seconds_since_1970();
    let day = plus_days(date(1970, 1, 1), i32::try_from(seconds / 86_400).unwrap_or(0));
    let part = |of: u64, unit: u64| i8::try_from(seconds / unit % of).unwrap_or(0);
    UtcTime(day.at(part(24, 3600), part(60, 60), part(60, 1), 0))
}

fn print(plan: &MergePlan, shown: &Shown, out: &mut dyn Write) -> Result<(), Failure> {
    let Shown { rows, left_out, side } = shown;
    for step in plan.calendars.iter().filter(|step| step.is_news()) {
        let what = if step.is_new() { "new" } else { "changed" };
        writeln!(out, "calendar\t{what}\t{}", plain(&step.after.facts.title))?;
    }
    for row in rows {
        let Some(event) = row.after.as_ref().or(row.before.as_ref()) else { continue };
        let (day, title) = (day(row, event), plain(&event.title));
        let day = day.unwrap_or_else(|| "-".to_owned());
        let class = words::of_class(row.class);
        writeln!(out, "{class}\t{day}\t{title}\t{}", plain(row.id.as_str()))?;
        if let Some(refusal) = row.refusal {
            writeln!(out, "\t{}", words::of_refusal(refusal))?;
            for person in senders(row) {
                writeln!(out, "\tfrom {}", plain(&person))?;
            }
        }
        if row.class == Class::New && row.after.as_ref().is_some_and(is_notice) {
            writeln!(out, "\tone occurrence of a series that MINE does not have")?;
        }
        if left_out.contains(&row.id) {
            writeln!(out, "\tnot added: it continues a series that stays as it is in MINE")?;
        }
        for field in &row.changed {
            writeln!(out, "\t{}", field.slug())?;
        }
        for conflict in &row.conflicts {
            let field = conflict.field.slug();
            let taken = words::of_side(side.unwrap_or(conflict.default));
            writeln!(out, "\tconflict: {field}, takes {taken}")?;
        }
    }
    let counts = COUNTED.map(|class| {
        let what = if class == Class::Conflicting { "in conflict" } else { words::of_class(class) };
        format!("{} {what}", plan.counts.of(class))
    });
    writeln!(out, "{} ({} older in the file)", counts.join(", "), plan.counts.older)?;
    Ok(())
}

/// Returns the day of a row; a message about an event that is not here may state none.
fn day(row: &PlanRow, event: &Event) -> Option<String> {
    match row.refusal {
        Some(Refusal::NotHere) => None,
        Some(Refusal::NoSuchDate) => recurrence_id(event).map(|id| id.at.date().to_string()),
        Some(Refusal::OtherOrganizer | Refusal::Ambiguous) | None => {
            Some(event.when.days().first.to_string())
        }
    }
}

/// Returns who sent the message of a row, if what it is about is not here: their addresses, or else their names.
fn senders(row: &PlanRow) -> Vec<String> {
    let is_astray = matches!(row.refusal, Some(Refusal::NotHere | Refusal::NoSuchDate));
    let message = row.after.as_ref().filter(|_| is_astray);
    let people = message.into_iter().flat_map(people_of_message);
    let known = people.map(|person| {
        let address = person.calendar_address.as_deref().unwrap_or(&person.name);
        plain_address(address).to_owned()
    });
    known.collect()
}

fn as_json(plan: &MergePlan, shown: &Shown) -> Value {
    let Shown { rows, left_out, side } = shown;
    let row = |row: &PlanRow| {
        let event = row.after.as_ref().or(row.before.as_ref());
        let conflicts = row.conflicts.iter().map(|conflict| {
            json!({
                "field": conflict.field.slug(),
                "takes": words::of_side(side.unwrap_or(conflict.default)),
            })
        });
        json!({
            "class": words::of_class(row.class),
            "uid": row.id.as_str(),
            "calendar": row.calendar.as_str(),
            "title": event.map(|event| event.title.as_str()),
            "day": event.and_then(|event| day(row, event)),
            "refusal": row.refusal.map(words::of_refusal),
            "from": senders(row),
            "isLeftOut": left_out.contains(&row.id),
            "changed": row.changed.iter().map(FieldPath::slug).collect::<Vec<_>>(),
            "conflicts": conflicts.collect::<Vec<_>>(),
        })
    };
    let calendar = |step: &tsudoi::merge::calendars::CalendarStep| {
        json!({
            "uid": step.after.id.as_str(),
            "title": step.after.facts.title,
            "isNew": step.is_new(),
            "isChanged": step.is_news(),
        })
    };
    let mut counts = serde_json::Map::new();
    for (class, count) in plan.counts.iter() {
        let key = match class {
            Class::Trashed => "deletedHere",
            Class::Elsewhere => "elsewhere",
            Class::Conflicting
            | Class::Refused
            | Class::Cancelled
            | Class::Updated
            | Class::New
            | Class::RemovedInFile
            | Class::Missing
            | Class::Unchanged => words::of_class(class),
        };
        counts.insert(key.to_owned(), count.into());
    }
    counts.insert("older".to_owned(), plan.counts.older.into());
    json!({
        "isNothingNew": plan.is_nothing_new(),
        "counts": counts,
        "calendars": plan.calendars.iter().map(calendar).collect::<Vec<_>>(),
        "rows": rows.iter().map(row).collect::<Vec<_>>(),
    })
}

/// Encodes the almanac as a file for other people, without the data that only a device keeps.
fn written(almanac: &Almanac) -> String {
    let part = |(calendar, events)| {
        let deleted = trash::deletions(almanac, calendar);
        ExportCalendar { calendar, events, deleted }
    };
    encode(&Export { calendars: reading::by_calendar(almanac).into_iter().map(part).collect() })
}
