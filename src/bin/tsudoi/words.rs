//! The texts for issues, errors and classes on a terminal.

use serde_json::{Value, json};
use tsudoi::format::gravity::Gravity;
use tsudoi::format::icalendar::fault::Fault;
use tsudoi::format::issue::{DecodeError, Expected, FileType, Issue, Reason};
use tsudoi::format::jscalendar::read::Decoded;
use tsudoi::format::json::value::Skip;
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::preview::{Class, Refusal};

/// Writes one issue as a line that editors can jump to: `FILE:LINE: part: “title”: what (pointer)`.
pub(crate) fn line(file: &str, issue: &Issue) -> String {
    let place = issue.line.map(|line| format!(":{line}")).unwrap_or_default();
    let gravity = of_gravity(issue.reason.gravity());
    let subject = issue.subject.as_ref().map(|it| format!("“{it}”: ")).unwrap_or_default();
    let pointer = &issue.pointer;
    let pointer = if pointer.is_empty() { String::new() } else { format!(" ({pointer})") };
    format!("{file}{place}: {gravity}: {subject}{}{pointer}", of_reason(&issue.reason))
}

/// Says how many more issues of a kind there are than are listed.
pub(crate) fn more(file: &str, reason: &Reason, count: usize) -> String {
    let gravity = of_gravity(reason.gravity());
    format!("{file}: {gravity}: and {count} more like this: {}", of_reason(reason))
}

/// Returns a line for everything of a file that was lost.
pub(crate) fn losses(file: &str, decoded: &Decoded) -> Vec<String> {
    let listed = decoded.issues.iter().filter(|issue| issue.reason.is_loss());
    let unlisted = decoded.tallies.unlisted(&decoded.issues).into_iter();
    let unlisted = unlisted.filter(|(reason, _)| reason.is_loss());
    let lines = listed.map(|issue| line(file, issue));
    lines.chain(unlisted.map(|(reason, count)| more(file, &reason, count))).collect()
}

/// Writes one issue as JSON, for programs.
pub(crate) fn as_json(issue: &Issue) -> Value {
    json!({
        "line": issue.line,
        "pointer": issue.pointer,
        "subject": issue.subject,
        "gravity": of_gravity(issue.reason.gravity()),
        "reason": of_reason(&issue.reason),
    })
}

fn of_gravity(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Noted => "note",
        Gravity::Part => "part",
        Gravity::Entry => "entry",
    }
}

/// Says why a whole file cannot be read.
pub(crate) fn of_error(error: &DecodeError) -> String {
    match error {
        DecodeError::Empty => "there is nothing in it".to_owned(),
        DecodeError::TooLarge { limit } => format!("larger than {} MB", limit >> 20),
        DecodeError::NotText { offset } => {
            format!("not text in UTF-8: the byte at {offset} (from 0) is none")
        }
        DecodeError::Other(sort) => format!("not JSON but {}", of_sort(*sort)),
        DecodeError::Syntax(error) if error.is_cut_off => {
            format!("the file stops at line {}, column {}", error.line, error.column)
        }
        DecodeError::Syntax(error) => error.to_string(),
        DecodeError::NotJsCalendar { found } => format!("JSON, but no JSCalendar: {found}"),
        DecodeError::NothingReadable { .. } => "nothing in it can be read".to_owned(),
        DecodeError::NoEvents { .. } => "a calendar without any events that can be read".to_owned(),
    }
}

fn of_sort(sort: FileType) -> &'static str {
    match sort {
        FileType::ICalendar => "iCalendar",
        FileType::Html => "a page (HTML)",
        FileType::Encrypted => "an encrypted file; `age -d` opens it",
        FileType::Zip => "a ZIP archive",
        FileType::Pdf => "a PDF",
        FileType::Picture => "a picture",
    }
}

fn of_reason(reason: &Reason) -> String {
    let text = match reason {
        Reason::Unreadable(error) => {
            return format!("reading stopped: {error}; what stood before is kept");
        }
        Reason::MissingUid => "no uid: an entry is left out, a calendar gets one from its title",
        Reason::MissingStart => "an event without a start: left out",
        Reason::BadStart => "a start that is no date and time: left out",
        Reason::StartIsDay => "a start without a time: read as an all-day event",
        Reason::FractionCut => "fractions of a second were cut off",
        Reason::BadTime => "not a time as JSCalendar writes it: carried, not used",
        Reason::BadDuration => "not a duration as JSCalendar writes it: carried, not used",
        Reason::WrongType(expected) => {
            return format!("expected {}: carried, not used", of_expected(*expected));
        }
        Reason::UnknownValue => "a value that the standard does not know: carried",
        Reason::UnknownProperty => "a property that is neither standard nor a vendor's: carried",
        Reason::MissingProperty { name } => {
            return format!("`{name}` is required and missing: read without it");
        }
        Reason::Dropped { name } => {
            return format!("`{name}` is not part of JSCalendar 2.0: dropped");
        }
        Reason::Older => "as in JSCalendar 1.0: taken over into what 2.0 has for it",
        Reason::BadSetMember => "a member of a set that is not `true`: dropped",
        Reason::BadKey => "a key that is not made of A-Z a-z 0-9 - _: replaced",
        Reason::BadRule => "an exception that is not as the standard has it: carried",
        Reason::RuleNotExpanded { part } => {
            return format!(
                "a rule that cannot be expanded because of `{part}`: carried, not used"
            );
        }
        Reason::LongText => "a text longer than any page shows: kept, shown in part",
        Reason::ManyRows => "a list of more rows than any page shows: kept, shown in part",
        Reason::ManyInstances => "a rule of very many instances on a day: kept, shown in part",
        Reason::TwoEnds => "a rule with a count and a last day: the earlier end is used",
        Reason::LooseRule => "a rule that is not as the standard writes it: read as it is meant",
        Reason::DuplicateUid => "the same uid stands twice: the newer event is kept",
        Reason::DuplicateKey { name } => {
            return format!("`{name}` stands twice in one object: the last one counts");
        }
        Reason::Skipped(skip) => return format!("{}: dropped", of_skip(*skip)),
        Reason::SkippedEntry(skip) => return format!("{}: left out", of_skip(*skip)),
        Reason::TooManyEntries => "too many entries: the rest was left out",
        Reason::LoneSurrogate => "half of a character: replaced by U+FFFD",
        Reason::NumberTooLarge => "a number that is too large to read: kept as text",
        Reason::HtmlText => "a description in HTML: read as text, with its line breaks and links",
        Reason::UnknownZone { name } => {
            return format!("nobody knows the time zone `{name}`: its clock is kept as it is");
        }
        Reason::Task => "a task: carried, not shown",
        Reason::UnknownEntry => "an entry of an unknown kind: carried, not shown",
        Reason::ICalendar(fault) => return of_fault(fault),
        Reason::NotAnEntry => "no object, so no entry: left out",
    };
    text.to_owned()
}

/// Says what is wrong with a part of an iCalendar file.
fn of_fault(fault: &Fault) -> String {
    let text = match fault {
        Fault::BadLine => "a line that is no NAME:value: left out",
        Fault::Outside => "lines outside of a calendar: not read",
        Fault::LongLine => "a line longer than any should be: left out",
        Fault::EndMissing => "a component without its end: read up to where the next one begins",
        Fault::Unclosed => "a component that never ends: left out",
        Fault::Encoding { taken_for: Some(encoding) } => {
            return format!("bytes that are no UTF-8: read as {encoding}");
        }
        Fault::Encoding { taken_for: None } => "bytes that are no UTF-8: replaced by U+FFFD",
        Fault::BadValue => "a value that is not as RFC 5545 writes it: kept, not used",
        Fault::EndBeforeStart => "an end that is not after the start: left out",
        Fault::UtcInZone => {
            "a time that has a zone and also ends in Z: read on the clock of the zone"
        }
        Fault::MadeUid => "no UID, or that of another event: one was made",
        Fault::GuessedZone { name, taken } => {
            return format!("the time zone `{name}` keeps the time of {taken}, which was taken");
        }
        Fault::OlderEdition => "an older edition of it: the newer one in the file was read",
        Fault::UnplacedOccurrence => "an occurrence that does not say which one it is: left out",
        Fault::ExtraRule => "a second rule: kept, not used",
        Fault::ThisAndFuture => "a change of all that follow: taken for the one only",
        Fault::InlineFile => "a file inside the file: left out",
        Fault::NotTaken { name } => return format!("{name}, which is no event: left out"),
    };
    text.to_owned()
}

fn of_expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a string",
        Expected::Count => "a whole number, not negative",
        Expected::Flag => "true or false",
        Expected::List => "an array",
        Expected::Map => "an object",
        Expected::Set => "an object of which each value is true",
        Expected::Uri => "a URI",
    }
}

fn of_skip(skip: Skip) -> &'static str {
    match skip {
        Skip::TooLong => "longer than any text should be",
        Skip::TooDeep => "nested too deeply",
        Skip::TooMany => "too many values in one entry",
    }
}

/// Writes a number with its noun, as in `1 event`, `2 events`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Says what a merge would do to an event.
pub(crate) fn of_class(class: Class) -> &'static str {
    match class {
        Class::Conflicting => "conflict",
        Class::Refused => "refused",
        Class::Elsewhere => "in another calendar",
        Class::Cancelled => "cancelled",
        Class::Updated => "changed",
        Class::New => "new",
        Class::RemovedInFile => "deleted",
        Class::Trashed => "deleted here",
        Class::Missing => "missing",
        Class::Unchanged => "unchanged",
    }
}

/// Says why an event is not imported.
pub(crate) fn of_refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::OtherOrganizer => "MINE has the event from another organiser",
        Refusal::Ambiguous => "INCOMING says two different things of this uid",
        Refusal::NotHere => "MINE does not have the event of this message",
        Refusal::NoSuchDate => "MINE does not have the date of this message",
    }
}

/// Says which side is taken.
pub(crate) fn of_side(side: Side) -> &'static str {
    match side {
        Side::Ours => "mine",
        Side::Theirs => "incoming",
    }
}
