//! One import in the worker: reads the files, compares them with the stored almanac, and on request writes the changes.
//!
//! The worker opens the same database as the page and works like another tab: its commit names the revision on which
//! the plan is based. If another tab has written meanwhile, the worker plans again.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::File;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::{Calendar, CalendarFacts};
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::id::CalendarId;
use crate::format::icalendar::read::World;
use crate::format::problem::StorageProblem;
use crate::format::stored::record;
use crate::import::message::{ImportStage, KeptRecords, Open, Outcome, Response, Summary};
use crate::import::read::{FileError, ReadFiles, Report, SourceFile, read};
use crate::import::returned::returned;
use crate::import::row::RowSource;
use crate::merge::choices::Choices;
use crate::merge::incoming::{Incoming, MergeOptions};
use crate::merge::namesakes::{self, Joined, namesakes};
use crate::merge::plan::{MergePlan, Planned, plan};
use crate::merge::preview::Class;
use crate::platform::worker::WorkerPort;
use crate::platform::{clock, files, random, text};
use crate::repository::Repository;
use crate::repository::commit::{Edit, NewOperation};
use crate::repository::failure::while_opening;
use crate::storage::device::DeviceStore;
use crate::storage::memory::MemoryStore;
use crate::zones::device::DeviceZones;

use super::respond;

/// The services of the browser that reading needs.
const WORLD: World<'static> = World { zones: &DeviceZones, other_text: &text::decoded };

/// How many issues of one kind are listed if nothing was lost by them, and if something was.
const ISSUES_LISTED: (usize, usize) = (20, 2000);

/// The state of one import: the almanac, the incoming facts, and the plan.
#[derive(Debug)]
pub(super) struct Job {
    repository: Repository<DeviceStore>,
    almanac: RefCell<Almanac>,
    sources: Vec<SourceFile>,
    options: MergeOptions<'static>,
    /// The calendars of the files that a person has put into calendars that are here.
    joined: Joined,
    plan: MergePlan,
    act: OperationKind,
    subject: String,
    millis: [f64; 3],
}

/// Reads the files and plans what they would change. Returns `None` if nothing could be read; the page is then
/// notified.
pub(super) async fn open_job(
    port: &WorkerPort,
    open: Open,
    picked: &[File],
) -> Result<Option<Job>, StorageProblem> {
    let mut sources: Vec<SourceFile> = Vec::new();
    for (file, name) in picked.iter().zip(&open.names) {
        let bytes = files::bytes(file).await.ok_or(FileError::Unreadable);
        sources.push(SourceFile { name: name.clone(), bytes });
    }
    if let Some(text) = open.pasted {
        sources.push(SourceFile { name: String::new(), bytes: Ok(text.into_bytes()) });
    }
    let began = clock::ticks_ms();
    let read = read(&sources, &WORLD, |done, total| {
        respond(port, &Response::Progress { stage: ImportStage::Reading, done, total });
    });
    let decoding = clock::ticks_ms() - began;
    let files = match read {
        Ok(files) => files,
        Err(bad_files) => {
            respond(port, &Response::Unreadable(bad_files));
            return Ok(None);
        }
    };
    respond(port, &Response::Progress { stage: ImportStage::Planning, done: 0, total: 0 });
    let (repository, almanac) = open_repository(&open.database, open.revision, open.memory).await?;
    let options = MergeOptions {
        lone_events_into: lone_calendar(&almanac.borrow(), open.lone_calendar),
        imported_at: open.now,
        zones: WORLD.zones,
        returned,
    };
    let act = match &files.incoming {
        Incoming::Files(_) => OperationKind::Import,
        Incoming::Backup(_) => OperationKind::Restore,
    };
    let began = clock::ticks_ms();
    let (subject, joined) = (files.subject.clone(), Joined::new());
    let (plan, summary) = planned(&almanac.borrow(), files, &options, &joined);
    let millis = [decoding, clock::ticks_ms() - began, 0.0];
    respond(port, &Response::Planned(Box::new(summary)));
    Ok(Some(Job { repository, almanac, sources, options, joined, plan, act, subject, millis }))
}

/// Plans again, with the events of a calendar of the files in a calendar that is here, or in one of their own.
pub(super) fn join(job: &mut Job, calendar: &str, into: Option<&str>) -> Response {
    let calendar = CalendarId::new(calendar);
    match into {
        Some(into) => job.joined.insert(calendar, CalendarId::new(into)),
        None => job.joined.remove(&calendar),
    };
    match read(&job.sources, &WORLD, |_, _| {}) {
        Ok(files) => {
            let (plan, summary) = planned(&job.almanac.borrow(), files, &job.options, &job.joined);
            job.plan = plan;
            Response::Planned(Box::new(summary))
        }
        Err(bad_files) => Response::Unreadable(bad_files),
    }
}

fn planned(
    almanac: &Almanac,
    files: ReadFiles,
    options: &MergeOptions<'_>,
    joined: &Joined,
) -> (MergePlan, Summary) {
    let ReadFiles { mut incoming, report, subject: _ } = files;
    let namesakes = namesakes(almanac, &incoming, joined);
    namesakes::join(almanac, &mut incoming, joined);
    let plan = plan(almanac, incoming, options);
    let summary = Summary { namesakes, ..summary(report, &plan) };
    (plan, summary)
}

/// Returns the calendar for events that come without a calendar: a calendar of that title, if possible one that was
/// created on this device, else a new one.
fn lone_calendar(almanac: &Almanac, (id, title): (String, String)) -> Calendar {
    let has_title = || almanac.calendars().values().filter(|it| it.facts.title == title);
    let of_here = has_title().find(|calendar| calendar.base.is_none());
    let known = of_here.or_else(|| has_title().next()).cloned();
    known.unwrap_or_else(|| {
        Calendar::new(CalendarId::new(id), CalendarFacts { title, ..CalendarFacts::default() })
    })
}

/// Opens the store of the page and loads everything except records that cannot be decoded, which the page has reported.
async fn open_repository(
    database: &str,
    revision: u64,
    memory: Option<KeptRecords>,
) -> Result<(Repository<DeviceStore>, RefCell<Almanac>), StorageProblem> {
    let is_database = memory.is_none();
    let opened = if let Some(kept) = memory {
        DeviceStore::memory(MemoryStore::holding(kept.calendars, kept.shards))
    } else {
        let opened = DeviceStore::open(database, Rc::new(|| {})).await;
        opened.map_err(while_opening)?
    };
    let (mut repository, almanac) = Repository::open(opened)?;
    if is_database {
        repository.check_revision(revision)?;
    }
    let almanac = RefCell::new(almanac);
    repository.load(&almanac, |_| true).await?;
    repository.check_writable()?;
    Ok((repository, almanac))
}

fn summary(mut report: Report, plan: &MergePlan) -> Summary {
    let (notes, losses) = ISSUES_LISTED;
    report.shorten(notes, losses);
    Summary {
        directory_count: plan.directory.len(),
        report,
        counts: plan.counts,
        is_nothing_new: plan.is_nothing_new(),
        calendars: plan.calendars.clone(),
        namesakes: Vec::new(),
    }
}

/// Returns rows of one class, starting at one index.
pub(super) fn rows(job: &Job, class: Class, from: usize, count: usize) -> Vec<RowSource> {
    let almanac = job.almanac.borrow();
    let of_class = job.plan.rows.iter().filter(|row| row.class == class);
    let source = |row: &Planned| RowSource {
        calendar: row.calendar.clone(),
        ours: row.ours(&almanac).cloned(),
        fact: row.fact.clone(),
    };
    of_class.skip(from).take(count).map(source).collect()
}

/// Carries out the plan, and plans again if another tab has written meanwhile.
pub(super) async fn accept(mut job: Job, choices: &Choices) -> Result<Outcome, StorageProblem> {
    let began = clock::ticks_ms();
    let is_backup = job.act == OperationKind::Restore;
    let operation =
        NewOperation { act: job.act, subject: job.subject, at: job.options.imported_at };
    if matches!(job.repository.store(), DeviceStore::Memory(_)) {
        let almanac = job.almanac.borrow();
        let change = colored(&almanac, job.plan.resolve(&almanac, choices), job.act);
        return Ok(Outcome {
            event_count: change.entries.len(),
            is_backup,
            uncommitted: Some((
                record::encode_change(&change),
                record::encode_operation(&operation.recorded(&change)),
            )),
            ..Outcome::default()
        });
    }
    let (mut first, act) = (Some(job.plan), job.act);
    let mut make_plan = |almanac: &Almanac| {
        if let Some(plan) = first.take() {
            return Ok(colored(almanac, plan.resolve(almanac, choices), act));
        }
        let files = read(&job.sources, &WORLD, |_, _| {}).map_err(|_| StorageProblem::Busy)?;
        let (plan, _) = planned(almanac, files, &job.options, &job.joined);
        Ok(colored(almanac, plan.resolve(almanac, choices), act))
    };
    let operation = Some(operation);
    let edit = Edit::Plan { plan: &mut make_plan, needs: Needs::Everything, operation };
    let committed = job.repository.commit(&job.almanac, random::uuid(), edit).await?;
    job.millis[2] = clock::ticks_ms() - began;
    let mut outcome = Outcome {
        revision: job.repository.revision(),
        is_backup,
        millis: job.millis,
        ..Outcome::default()
    };
    if let Some(committed) = committed {
        outcome.shards = committed.touched.iter().map(record::encode_shard_key).collect();
        outcome.event_count = usize::try_from(committed.event_count).unwrap_or(usize::MAX);
        outcome.operation =
            committed.operation.map(|(seq, it)| (seq, record::encode_operation(&it)));
    }
    Ok(outcome)
}

/// Gives new calendars a colour of their own. A backup is restored as it was.
fn colored(almanac: &Almanac, change: Change, act: OperationKind) -> Change {
    if act == OperationKind::Restore { change } else { almanac.with_free_colors(change) }
}
