//! `tsudoi check`: reads a file in the same way as an import, and lists its faults.

use std::io::Write;

use serde_json::json;

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
            "issueCount": decoded.tallies.count(),
            "lossCount": decoded.tallies.loss_count(),
            "issues": decoded.issues.iter().map(words::as_json).collect::<Vec<_>>(),
        });
        writeln!(out, "{report:#}")?;
    } else {
        let is_quiet = arguments.has("quiet");
        for issue in &decoded.issues {
            if !is_quiet || issue.reason.is_loss() {
                writeln!(out, "{}", words::line(file, issue))?;
            }
        }
        for (reason, more) in decoded.tallies.unlisted(&decoded.issues) {
            if !is_quiet || reason.is_loss() {
                writeln!(out, "{}", words::more(file, &reason, more))?;
            }
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
                words::count(decoded.tallies.count(), "issue"),
            )?;
        }
    }
    let is_bad = decoded.is_partial || decoded.is_newer || decoded.tallies.loss_count() > 0;
    Ok(if is_bad { Exit::No } else { Exit::Fine })
}
