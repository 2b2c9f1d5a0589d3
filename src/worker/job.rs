//! One import in the worker: read the files, compare them with what is kept, and on request write the changes.
//!
//! The worker opens the same database as the page and is to it like one more tab: its commit names the revision that
//! the plan was made on, and where another tab wrote meanwhile, the plan is made again.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::File;

use crate::domain::almanac::Almanac;
use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::change::Change;
use crate::domain::id::CalendarId;
use crate::domain::journal::{Act, Deed};
use crate::domain::shard::ShardKey;
use crate::format::icalendar::decode::World;
use crate::format::record;
use crate::import::message::{
    Kept, Open, Outcome, Response, RowSource, Stage, Summary, TroubleParcel,
};
use crate::import::read::{FileError, ReadFiles, Report, SourceFile, read};
use crate::merge::choices::Choices;
use crate::merge::incoming::{Incoming, Options};
use crate::merge::plan::{MergePlan, Planned, plan};
use crate::merge::step::Class;
use crate::platform::worker::WorkerPort;
use crate::platform::{clock, files, random, text};
use crate::storage::write::{CommitError, Durability, JournalWrite, Write};
use crate::storage::{self, ReadError, Store};
use crate::zones::device::DeviceZones;

use super::respond;

/// What reading needs from the browser.
const WORLD: World<'static> = World { zones: &DeviceZones, other_text: &text::decoded };

/// How many issues are listed one by one.
const ISSUES_LISTED: usize = 200;

/// How often the plan is made again when other tabs write at the same time.
const TRIES: u32 = 5;

/// The state of one import: the almanac, what came in, and the plan.
#[derive(Debug)]
pub(super) struct Job {
    store: Store,
    is_memory: bool,
    revision: u64,
    almanac: Almanac,
    sources: Vec<SourceFile>,
    options: Options,
    plan: MergePlan,
    act: Act,
    subject: String,
    millis: [f64; 3],
}

/// Reads the files and plans what they would change; `None` where nothing could be read, of which the page is told.
pub(super) async fn open_job(
    port: &WorkerPort,
    open: Open,
    picked: &[File],
) -> Result<Option<Job>, TroubleParcel> {
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
        respond(port, &Response::Progress { stage: Stage::Reading, done, total });
    });
    let decoding = clock::ticks_ms() - began;
    let ReadFiles { incoming, report, subject } = match read {
        Ok(read) => read,
        Err(bad_files) => {
            respond(port, &Response::Unreadable(bad_files));
            return Ok(None);
        }
    };
    respond(port, &Response::Progress { stage: Stage::Planning, done: 0, total: 0 });
    let is_memory = open.memory.is_some();
    let store = open_store(open.memory).await?;
    let (revision, almanac) = load(&store).await?;
    let options = Options {
        lone_events_into: lone_calendar(&almanac, open.lone_calendar),
        imported_at: open.now,
    };
    let act = match &incoming {
        Incoming::Files(_) => Act::Import,
        Incoming::Backup(_) => Act::Restore,
    };
    let began = clock::ticks_ms();
    let plan = plan(&almanac, incoming, &options);
    let millis = [decoding, clock::ticks_ms() - began, 0.0];
    respond(port, &Response::Planned(Box::new(summary(report, &plan))));
    Ok(Some(Job {
        store,
        is_memory,
        revision,
        almanac,
        sources,
        options,
        plan,
        act,
        subject,
        millis,
    }))
}

/// The calendar for events that come alone: one of that title that was made here, else a new one.
fn lone_calendar(almanac: &Almanac, (id, title): (String, String)) -> Calendar {
    let is_it = |calendar: &&Calendar| calendar.base.is_none() && calendar.facts.title == title;
    let known = almanac.calendars().values().find(is_it).cloned();
    known.unwrap_or_else(|| {
        Calendar::new(CalendarId::new(id), CalendarFacts { title, ..CalendarFacts::default() })
    })
}

async fn open_store(memory: Option<Kept>) -> Result<Store, TroubleParcel> {
    let Some(kept) = memory else {
        let opened = Store::open(storage::NAME, Rc::new(|| {})).await;
        return opened
            .map(|opened| opened.store)
            .map_err(|error| TroubleParcel::Failed(error.to_string()));
    };
    let store = Store::memory().store;
    let write = Write {
        id: random::uuid(),
        expected_revision: 0,
        shards: kept.shards.into_iter().map(|(key, text)| (key, Some(text))).collect(),
        calendars: kept.calendars,
        journal: JournalWrite::Quiet,
        durability: Durability::Relaxed,
    };
    store.commit(&write).await.map_err(|error| commit_trouble(&error))?;
    Ok(store)
}

/// Reads the whole almanac of a store.
async fn load(store: &Store) -> Result<(u64, Almanac), TroubleParcel> {
    let corrupt = |error: record::RecordError| TroubleParcel::Corrupt(error.to_string());
    let outline = store.outline().await.map_err(|error| read_trouble(&error))?;
    let calendars = match &outline.calendars {
        Some(text) => record::decode_calendars(text).map_err(corrupt)?,
        None => Vec::new(),
    };
    let mut almanac = Almanac::outline(calendars, BTreeSet::new());
    for (key, text) in store.all_shards().await.map_err(|error| read_trouble(&error))? {
        let key = record::decode_shard_key(&key).ok_or(TroubleParcel::Corrupt(key))?;
        almanac.load_shard(key, record::decode_shard(&text).map_err(corrupt)?);
    }
    Ok((outline.revision, almanac))
}

fn summary(mut report: Report, plan: &MergePlan) -> Summary {
    report.issues.truncate(ISSUES_LISTED);
    Summary {
        report,
        counts: plan.counts,
        is_nothing_new: plan.is_nothing_new(),
        calendars: plan.calendars.clone(),
    }
}

/// Rows of one class, from one index on.
pub(super) fn rows(job: &Job, class: Class, from: usize, count: usize) -> Vec<RowSource> {
    let of_class = job.plan.rows.iter().filter(|row| row.class == class);
    let source = |row: &Planned| RowSource {
        calendar: row.calendar.clone(),
        ours: row.ours(&job.almanac).cloned(),
        fact: row.fact.clone(),
    };
    of_class.skip(from).take(count).map(source).collect()
}

/// Carries the plan out, and makes it again where another tab wrote meanwhile.
pub(super) async fn accept(mut job: Job, choices: &Choices) -> Result<Outcome, TroubleParcel> {
    let began = clock::ticks_ms();
    for _ in 0..TRIES {
        let change = job.plan.resolve(&job.almanac, choices);
        let deed = Deed {
            at: job.options.imported_at,
            act: job.act,
            subject: job.subject.clone(),
            event_count: u32::try_from(change.entries.len()).unwrap_or(u32::MAX),
        };
        let undo = job.almanac.inverse(&change);
        let touched = job.almanac.touched(&change);
        job.almanac.apply(change);
        let write = write(&job.almanac, job.revision, &touched, journal(&deed, &undo));
        match job.store.commit(&write).await {
            Ok(committed) => {
                job.millis[2] = clock::ticks_ms() - began;
                let mut outcome = Outcome {
                    revision: committed.revision,
                    shards: touched.iter().map(record::encode_shard_key).collect(),
                    event_count: usize::try_from(deed.event_count).unwrap_or(usize::MAX),
                    is_backup: job.act == Act::Restore,
                    millis: job.millis,
                    ..Outcome::default()
                };
                if job.is_memory {
                    outcome.writes = write.shards;
                    outcome.calendars = write.calendars;
                    outcome.deed = Some((record::encode_deed(&deed), record::encode_change(&undo)));
                }
                return Ok(outcome);
            }
            Err(CommitError::Moved { .. }) => {
                (job.revision, job.almanac) = load(&job.store).await?;
                let incoming = read(&job.sources, &WORLD, |_, _| {})
                    .map_err(|_| TroubleParcel::Busy)?
                    .incoming;
                job.plan = plan(&job.almanac, incoming, &job.options);
            }
            Err(error) => return Err(commit_trouble(&error)),
        }
    }
    Err(TroubleParcel::Busy)
}

fn write(
    almanac: &Almanac,
    revision: u64,
    touched: &BTreeSet<ShardKey>,
    journal: JournalWrite,
) -> Write {
    let text = |key| almanac.shard(key).map(record::encode_shard);
    Write {
        id: random::uuid(),
        expected_revision: revision,
        shards: touched.iter().map(|key| (record::encode_shard_key(key), text(key))).collect(),
        calendars: Some(record::encode_calendars(almanac.kept_calendars())),
        journal,
        durability: Durability::Relaxed,
    }
}

fn journal(deed: &Deed, undo: &Change) -> JournalWrite {
    JournalWrite::Push { deed: record::encode_deed(deed), undo: record::encode_change(undo) }
}

fn read_trouble(error: &ReadError) -> TroubleParcel {
    match error {
        ReadError::Corrupt { detail } => TroubleParcel::Corrupt(detail.clone()),
        ReadError::Newer { .. } => TroubleParcel::Superseded,
        ReadError::ConnectionLost { .. } | ReadError::Failed { .. } => {
            TroubleParcel::Failed(error.to_string())
        }
    }
}

fn commit_trouble(error: &CommitError) -> TroubleParcel {
    match error {
        CommitError::Full => TroubleParcel::Full,
        CommitError::ReadOnly { .. } => TroubleParcel::Superseded,
        CommitError::Moved { .. } => TroubleParcel::Busy,
        CommitError::ConnectionLost { .. } | CommitError::Failed { .. } => {
            TroubleParcel::Failed(error.to_string())
        }
    }
}
