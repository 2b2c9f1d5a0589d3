//! `tsudoi check`: reads a file in the same way as an import, and lists its faults.

use std::io::Write;

use serde_json::json;
use tsudoi::format::gravity::Gravity;

use crate::arguments::Arguments;
use crate::failure::{Exit, Failure};
use crate::{files, reading, words};

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Failure> {
    let [name] = arguments.names("one FILE")?;
    let decoded = reading::open(name)?;
    let file = files::shown(name);
    let events: usize = decoded.collections.iter().map(|it| it.events.len()).sum();
    let calendars = decoded.collections.iter().filter_map(|it| it.calendar.as_ref()).count();
    if arguments.has("json") {
        let calendar = |it: &tsudoi::format::jscalendar::read::Collection| {
            json!({
                "uid": it.calendar.as_ref().map(|calendar| calendar.id.as_str()),
                "title": it.calendar.as_ref().map(|calendar| calendar.facts.title.as_str()),
                "events": it.events.len(),
                "deleted": it.deleted.len(),
            })
        };
        let report = json!({
            "file": name,
            "events": events,
            "calendars": decoded.collections.iter().map(calendar).collect::<Vec<_>>(),
            "isBackup": decoded.backup.is_some(),
            "isNewer": decoded.is_newer,
            "isPartial": decoded.is_partial,
            "issueCount": decoded.issue_count,
            "issues": decoded.issues.iter().map(words::as_json).collect::<Vec<_>>(),
        });
        writeln!(out, "{report:#}")?;
    } else {
        let is_quiet = arguments.has("quiet");
        for issue in &decoded.issues {
            if !is_quiet || issue.reason.gravity() > Gravity::Noted {
                writeln!(out, "{}", words::line(file, issue))?;
            }
        }
        if decoded.issue_count > decoded.issues.len() {
            let more = decoded.issue_count - decoded.issues.len();
            writeln!(out, "{file}: and {} more", words::count(more, "issue"))?;
        }
        if decoded.is_newer {
            writeln!(out, "{file}: written by something newer, which this may misread")?;
        }
        if decoded.is_partial {
            writeln!(out, "{file}: reading stopped before the end")?;
        }
        if !is_quiet {
            let what = if decoded.backup.is_some() { "backup: " } else { "" };
            writeln!(
                out,
                "{file}: {what}{} in {}, {}",
                words::count(events, "event"),
                words::count(calendars, "calendar"),
                words::count(decoded.issue_count, "issue"),
            )?;
        }
    }
    let is_bad = decoded.is_partial
        || decoded.is_newer
        || decoded.issues.iter().any(|issue| issue.reason.gravity() > Gravity::Noted);
    Ok(if is_bad { Exit::No } else { Exit::Fine })
}
