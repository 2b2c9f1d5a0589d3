//! Errors in words. Each error enum is matched here and nowhere else.

use crate::format::icalendar::fault::Fault;
use crate::format::issue::{DecodeError, FileType, Issue, Reason};
use crate::format::json::read::SyntaxError;
use crate::format::json::value::Skip;
use crate::format::problem::StorageProblem;
use crate::i18n::Messages;
use crate::import::read::FileError;
use crate::present::form::error::FieldErrorKind;

/// A storage problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemWords {
    /// What happened.
    pub title: &'static str,
    /// Which data is safe, and what to do next.
    pub text: &'static str,
    /// Details for the person who is asked for help.
    pub details: Option<String>,
}

/// Describes a storage problem in words.
pub fn describe_storage_problem(problem: &StorageProblem, messages: &dyn Messages) -> ProblemWords {
    let (title, text) = match problem {
        StorageProblem::Newer => (messages.newer_title(), messages.newer_text()),
        StorageProblem::Corrupt { .. } => (messages.corrupt_title(), messages.corrupt_text()),
        StorageProblem::Full => (messages.disk_full_title(), messages.disk_full_text()),
        StorageProblem::Lost { .. } => {
            (messages.connection_lost_title(), messages.connection_lost_text())
        }
        StorageProblem::Emptied { .. } => (messages.emptied_title(), messages.emptied_text()),
        StorageProblem::Cleared { .. } => (messages.cleared_title(), messages.cleared_text()),
        StorageProblem::RolledBack { .. } => {
            (messages.rolled_back_title(), messages.rolled_back_text())
        }
        StorageProblem::Unopened { .. } => (messages.unopened_title(), messages.unopened_text()),
        StorageProblem::Silent => (messages.silent_title(), messages.silent_text()),
        StorageProblem::Wiped => (messages.wiped_title(), messages.wiped_text()),
        StorageProblem::Superseded => (messages.upgraded_title(), messages.upgraded_text()),
        StorageProblem::Blocked => (messages.blocked_title(), messages.blocked_text()),
        StorageProblem::Busy | StorageProblem::Unwritten { .. } => {
            (messages.write_failed_title(), messages.write_failed_text())
        }
        StorageProblem::NoWorker => (messages.no_worker_title(), messages.no_worker_text()),
        StorageProblem::Crashed { .. } | StorageProblem::Failed { .. } => {
            (messages.unexpected_title(), messages.unexpected_text())
        }
    };
    let details = match problem {
        StorageProblem::Corrupt { detail }
        | StorageProblem::Lost { detail }
        | StorageProblem::Unwritten { detail }
        | StorageProblem::Unopened { detail }
        | StorageProblem::Cleared { detail }
        | StorageProblem::Crashed { detail }
        | StorageProblem::Failed { detail } => Some(detail.clone()),
        StorageProblem::RolledBack { event_count, seen_at, detail } => {
            Some(format!("{} · {seen_at} · {detail}", messages.events(*event_count)))
        }
        StorageProblem::Emptied { event_count, seen_at } => {
            Some(format!("{} · {seen_at}", messages.events(*event_count)))
        }
        StorageProblem::Newer
        | StorageProblem::Silent
        | StorageProblem::Full
        | StorageProblem::Wiped
        | StorageProblem::Superseded
        | StorageProblem::Blocked
        | StorageProblem::Busy
        | StorageProblem::NoWorker => None,
    };
    ProblemWords { title, text, details }
}

/// Describes why a file could not be read at all.
pub fn describe_bad_file(error: &FileError, messages: &dyn Messages) -> String {
    match error {
        FileError::Unreadable => messages.bad_unreadable().to_owned(),
        FileError::Decode(error) => describe_decode_error(error, messages),
    }
}

fn describe_decode_error(error: &DecodeError, messages: &dyn Messages) -> String {
    match error {
        DecodeError::Empty => messages.bad_empty().to_owned(),
        DecodeError::TooLarge { limit } => messages.bad_too_large(limit >> 20),
        DecodeError::NotText { offset } => messages.bad_not_utf8(*offset),
        DecodeError::Other(sort) => describe_file_type(*sort, messages).to_owned(),
        DecodeError::Syntax(error) => describe_syntax(error, messages),
        // What was found is in the words of the format, which help only on the command line.
        DecodeError::NotJsCalendar { found: _ } => messages.bad_not_calendar().to_owned(),
        DecodeError::NothingReadable { issues } => {
            with_issues(messages.bad_not_calendar(), issues, messages)
        }
        DecodeError::NoEvents { issues } => with_issues(messages.bad_no_events(), issues, messages),
    }
}

/// Returns a text with the first issues below it.
fn with_issues(text: &str, issues: &[Issue], messages: &dyn Messages) -> String {
    const FEW: usize = 5;
    let mut issues: Vec<&Issue> = issues.iter().collect();
    issues.sort_by_key(|issue| std::cmp::Reverse(issue.reason.gravity()));
    let first = issues.iter().take(FEW).map(|issue| {
        let reason = match kept_alone(&issue.reason, messages) {
            Some(text) => text.to_owned(),
            None => describe_reason(&issue.reason, messages),
        };
        with_position(issue, &reason, messages)
    });
    let more = issues.len().checked_sub(FEW).filter(|more| *more > 0);
    let more = more.map(|more| messages.issue_more(more));
    let lines: Vec<String> = std::iter::once(text.to_owned()).chain(first).chain(more).collect();
    lines.join("\n")
}

/// Returns why an entry is left out that a calendar carries, if there is no calendar to carry it.
fn kept_alone(reason: &Reason, messages: &dyn Messages) -> Option<&'static str> {
    if *reason == Reason::Task {
        return Some(messages.issue_task());
    }
    (*reason == Reason::UnknownEntry).then(|| messages.issue_unknown_left_out())
}

fn describe_file_type(file_type: FileType, messages: &dyn Messages) -> &'static str {
    match file_type {
        FileType::ICalendar => messages.bad_no_events(),
        FileType::Html => messages.bad_html(),
        FileType::Encrypted => messages.bad_encrypted(),
        FileType::Zip => messages.bad_zip(),
        FileType::Pdf => messages.bad_pdf(),
        FileType::Picture => messages.bad_image(),
    }
}

fn describe_syntax(error: &SyntaxError, messages: &dyn Messages) -> String {
    let position = messages.bad_json(error.line, error.column);
    if error.is_cut_off { format!("{} {position}", messages.issue_cut_short()) } else { position }
}

/// Describes one issue in a part of a file, with its location.
pub fn describe_issue(issue: &Issue, messages: &dyn Messages) -> String {
    with_position(issue, &describe_reason(&issue.reason, messages), messages)
}

fn with_position(issue: &Issue, reason: &str, messages: &dyn Messages) -> String {
    let pointer = issue.pointer.as_str();
    let position = match (&issue.subject, entry_number(pointer)) {
        (Some(subject), Some(number)) => messages.issue_event_named(number, subject),
        (None, Some(number)) => messages.issue_event(number),
        (Some(subject), None) => subject.clone(),
        (None, None) => String::new(),
    };
    let line = issue.line.map(|line| messages.issue_line(line)).unwrap_or_default();
    let exact: Vec<&str> =
        [pointer, line.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let position = if position.is_empty() {
        exact.join(" ")
    } else {
        format!("{position} ({})", exact.join(" "))
    };
    messages.issue_at(&position, reason)
}

/// Returns the number of the entry that a JSON pointer leads to, counted from 1.
fn entry_number(pointer: &str) -> Option<u64> {
    let (_, after) = pointer.split_once("/entries/")?;
    let digits = after.split('/').next()?;
    digits.parse::<u64>().ok().map(|index| index + 1)
}

/// Describes what was wrong, without a location.
pub fn describe_reason(reason: &Reason, messages: &dyn Messages) -> String {
    let text = match reason {
        Reason::ICalendar(fault) => return describe_fault(fault, messages),
        Reason::Unreadable(error) => return describe_syntax(error, messages),
        Reason::Dropped { name } => return format!("{name}: {}", messages.issue_dropped()),
        Reason::DuplicateKey { name } => {
            return format!("{name}: {}", messages.issue_duplicate_key());
        }
        Reason::MissingProperty { name } => {
            return format!("{name}: {}", messages.issue_missing_property());
        }
        Reason::RuleNotExpanded { part } => return messages.issue_rule_not_expanded(part),
        Reason::LongText => messages.bounded_text(),
        Reason::ManyRows => messages.bounded_rows(),
        Reason::ManyInstances => messages.day_many_instances(),
        Reason::TwoEnds => messages.issue_two_ends(),
        Reason::LooseRule => messages.issue_loose_rule(),
        Reason::MissingUid => messages.issue_missing_uid(),
        Reason::MissingStart => messages.issue_missing_start(),
        Reason::BadStart | Reason::BadTime | Reason::StartIsDay => messages.issue_bad_time(),
        Reason::FractionCut => messages.issue_fraction_cut(),
        Reason::BadDuration => messages.issue_bad_length(),
        Reason::WrongType(_) => messages.issue_wrong_type(),
        Reason::UnknownValue | Reason::UnknownProperty | Reason::BadRule => {
            messages.issue_field_kept()
        }
        Reason::BadSetMember => messages.issue_bad_set_member(),
        Reason::BadKey => messages.issue_bad_key(),
        Reason::DuplicateUid => messages.issue_duplicate_uid(),
        Reason::Skipped(skip) | Reason::SkippedEntry(skip) => match skip {
            Skip::TooLong => messages.issue_text_too_long(),
            Skip::TooDeep => messages.bad_too_deep(),
            Skip::TooMany => messages.issue_too_many(),
        },
        Reason::Older => messages.issue_older_standard(),
        Reason::TooManyEntries => messages.issue_too_many(),
        Reason::NumberTooLarge => messages.issue_number_too_large(),
        Reason::HtmlText => messages.issue_html(),
        Reason::UnknownZone { name } => return messages.issue_unknown_zone(name),
        Reason::LoneSurrogate => messages.issue_lone_surrogate(),
        Reason::Task | Reason::UnknownEntry => messages.issue_unknown_type(),
        Reason::NotAnEntry => messages.issue_not_object(),
    };
    text.to_owned()
}

/// Describes a fault in a part of an iCalendar file.
fn describe_fault(fault: &Fault, messages: &dyn Messages) -> String {
    let text = match fault {
        Fault::Encoding { taken_for: Some(name) } => return messages.issue_encoding(name),
        Fault::GuessedZone { name, taken } => return messages.issue_guessed_zone(name, taken),
        Fault::NotTaken { name } => match name.as_str() {
            "VTODO" => messages.issue_task(),
            "VJOURNAL" => messages.issue_journal(),
            "VFREEBUSY" => messages.issue_free_busy(),
            _ => return messages.issue_not_taken(name),
        },
        Fault::BadLine => messages.issue_bad_line(),
        Fault::Outside => messages.issue_outside(),
        Fault::LongLine => messages.issue_long_line(),
        Fault::Unclosed => messages.issue_unclosed(),
        Fault::EndMissing => messages.issue_end_missing(),
        Fault::Encoding { taken_for: None } => messages.issue_bytes(),
        Fault::BadValue => messages.issue_bad_value(),
        Fault::EndBeforeStart => messages.issue_end_before_start(),
        Fault::UtcInZone => messages.issue_utc_in_zone(),
        Fault::MadeUid => messages.issue_made_uid(),
        Fault::OlderEdition => messages.issue_older_edition(),
        Fault::UnplacedOccurrence => messages.issue_unplaced_occurrence(),
        Fault::ExtraRule => messages.issue_extra_rule(),
        Fault::ThisAndFuture => messages.issue_this_and_future(),
        Fault::InlineFile => messages.issue_inline_file(),
    };
    text.to_owned()
}

/// Describes an error of a field of a form.
pub fn describe_field_error(kind: FieldErrorKind, messages: &dyn Messages) -> String {
    let text = match kind {
        FieldErrorKind::TitleMissing => messages.wrong_title_missing(),
        FieldErrorKind::WordsUnread => messages.wrong_words(),
        FieldErrorKind::MonthMissing => messages.wrong_month_missing(),
        FieldErrorKind::StartOffRule => messages.wrong_start_off_rule(),
        FieldErrorKind::DayMissing => messages.wrong_day_missing(),
        FieldErrorKind::BadDay => messages.wrong_day(),
        FieldErrorKind::StartMissing => messages.wrong_time_missing(),
        FieldErrorKind::EndMissing => messages.wrong_end_time_missing(),
        FieldErrorKind::BadTime => messages.wrong_time(),
        FieldErrorKind::EndsBeforeStart => messages.wrong_end_before_start(),
        FieldErrorKind::TooLong => messages.wrong_too_long_span(),
        FieldErrorKind::BadNumber => messages.wrong_number(),
        FieldErrorKind::BadAddress => messages.wrong_address(),
        FieldErrorKind::AddressMissing => messages.wrong_address_missing(),
        FieldErrorKind::PartTitleMissing => messages.wrong_part_title(),
        FieldErrorKind::PartStartMissing => messages.wrong_part_start_missing(),
        FieldErrorKind::BadAmount => messages.wrong_amount(),
        FieldErrorKind::BadSeriesNumber => messages.wrong_series_number(),
        FieldErrorKind::NothingChosen => messages.wrong_nothing_chosen(),
        FieldErrorKind::OnlyEveryYear => messages.wrong_only_every_year(),
        FieldErrorKind::BadLink => messages.wrong_link(),
        FieldErrorKind::BadEmail => messages.wrong_email(),
        FieldErrorKind::NameMissing => messages.wrong_name_missing(),
        FieldErrorKind::TooManyLetters(limit) => return messages.wrong_too_long_text(limit),
    };
    text.to_owned()
}
