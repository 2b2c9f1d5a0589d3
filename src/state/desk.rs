//! The worker's side of opening a file: read, compare, and on request carry out.
//!
//! The worker opens the same database as the page and is to it like one more tab: its commit names the revision that
//! the plan was made on, and where another tab wrote meanwhile, the plan is made again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use web_sys::File;

use crate::domain::almanac::Almanac;
use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::change::Change;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::journal::{Act, Deed};
use crate::domain::shard::ShardKey;
use crate::domain::time::UtcTime;
use crate::format::clock as format_clock;
use crate::format::protocol::{
    Answer, Ask, Chosen, FileError, Kept, Open, Outcome, RowParcel, SaidParcel, Stage, Summary,
    TroubleParcel, decode, encode,
};
use crate::format::record;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::{Choices, Take};
use crate::merge::conflict::Side;
use crate::merge::incoming::{Incoming, Options};
use crate::merge::plan::{Counts, MergePlan, plan};
use crate::merge::step::{Class, Said, step};
use crate::platform::worker::{Desk, serve};
use crate::platform::{clock, files, idle, random};
use crate::storage::write::{CommitError, Durability, JournalWrite, Write};
use crate::storage::{ReadError, Store};

use super::parcels::place;
use super::reading::{Gathered, Source, gather};

/// How many issues are told one by one.
const ISSUES_TOLD: usize = 200;

/// How often the plan is made again when other tabs write at the same time.
const TRIES: u32 = 5;

/// What is on the desk: the almanac, what came in, and the plan.
#[derive(Debug)]
struct Job {
    store: Store,
    is_memory: bool,
    revision: u64,
    almanac: Almanac,
    sources: Vec<Source>,
    options: Options,
    plan: MergePlan,
    act: Act,
    subject: String,
    millis: [f64; 3],
}

/// Serves the page for as long as the worker lives. To be called once, by the worker's binary.
pub fn serve_page() {
    let job: Rc<RefCell<Option<Job>>> = Rc::default();
    let desk = serve(move |desk, text, picked| {
        let Some(ask) = decode::<Ask>(&text) else { return };
        let job = Rc::clone(&job);
        idle::spawn(async move { hear(desk, &job, ask, picked).await });
    });
    say(&desk, &Answer::Ready);
}

async fn hear(desk: Desk, job: &RefCell<Option<Job>>, ask: Ask, picked: Vec<File>) {
    let result = match ask {
        Ask::Open(open) => match open_job(&desk, open, &picked).await {
            Ok(opened) => {
                job.replace(opened);
                Ok(())
            }
            Err(trouble) => Err(trouble),
        },
        Ask::Rows { class, from, count } => {
            if let (Some(job), Some(class)) = (job.borrow().as_ref(), Class::ALL.get(class)) {
                let answer = Answer::Rows {
                    class: place(*class),
                    from,
                    rows: rows(job, *class, from, count),
                };
                say(&desk, &answer);
            }
            Ok(())
        }
        Ask::Convert(convert) => {
            say(&desk, &Answer::Converted(super::converting::converted(&convert)));
            Ok(())
        }
        Ask::Accept(chosen) => match job.take() {
            Some(job) => accept(job, &chosen)
                .await
                .map(|outcome| say(&desk, &Answer::Done(Box::new(outcome)))),
            None => Ok(()),
        },
    };
    if let Err(trouble) = result {
        say(&desk, &Answer::Trouble(trouble));
    }
}

fn say(desk: &Desk, answer: &Answer) {
    desk.post(&encode(answer));
}

async fn open_job(desk: &Desk, open: Open, picked: &[File]) -> Result<Option<Job>, TroubleParcel> {
    let mut sources: Vec<Source> = Vec::new();
    for (file, name) in picked.iter().zip(&open.names) {
        let bytes = files::bytes(file).await.ok_or(FileError::Unreadable);
        sources.push(Source { name: name.clone(), bytes });
    }
    if let Some(text) = open.pasted {
        sources.push(Source { name: String::new(), bytes: Ok(text.into_bytes()) });
    }
    let began = clock::ticks_ms();
    let gathered = gather(&sources, |done, total| {
        say(desk, &Answer::Progress { stage: Stage::Reading, done, total });
    });
    let decoding = clock::ticks_ms() - began;
    let Gathered { incoming, mut summary, subject } = match gathered {
        Ok(gathered) => gathered,
        Err(bad_files) => {
            say(desk, &Answer::Unreadable(bad_files));
            return Ok(None);
        }
    };
    say(desk, &Answer::Progress { stage: Stage::Planning, done: 0, total: 0 });
    let is_memory = open.memory.is_some();
    let store = open_store(open.memory).await?;
    let (revision, almanac) = load(&store).await?;
    let options = Options {
        lone_events_into: lone_calendar(&almanac, open.lone_calendar),
        imported_at: format_clock::parse_utc(&open.now)
            .unwrap_or(UtcTime(jiff::civil::DateTime::ZERO)),
    };
    let act = match &incoming {
        Incoming::Files(_) => Act::Import,
        Incoming::Backup(_) => Act::Restore,
    };
    let began = clock::ticks_ms();
    let plan = plan(&almanac, incoming, &options);
    let millis = [decoding, clock::ticks_ms() - began, 0.0];
    summary.issues.truncate(ISSUES_TOLD);
    summarise(&mut summary, &plan);
    say(desk, &Answer::Planned(Box::new(summary)));
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
        let opened = Store::open(super::start::NAME, Rc::new(|| {})).await;
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

fn summarise(summary: &mut Summary, plan: &MergePlan) {
    summary.counts = Class::ALL.into_iter().map(|class| count(&plan.counts, class)).collect();
    summary.older = plan.counts.older;
    summary.is_nothing_new = plan.is_nothing_new();
    let text = |calendar: &Calendar| record::encode_calendars([calendar]);
    let step = |step: &CalendarStep| (step.before.as_ref().map(text), text(&step.after));
    summary.calendars = plan.calendars.iter().map(step).collect();
}

fn count(counts: &Counts, class: Class) -> usize {
    match class {
        Class::New => counts.new,
        Class::Updated => counts.updated,
        Class::Cancelled => counts.cancelled,
        Class::Conflicting => counts.conflicting,
        Class::RemovedInFile => counts.removed,
        Class::Binned => counts.binned,
        Class::Missing => counts.missing,
        Class::Refused => counts.refused,
        Class::Unchanged => counts.unchanged,
    }
}

fn rows(job: &Job, class: Class, from: usize, count: usize) -> Vec<RowParcel> {
    let of_class = job.plan.rows.iter().filter(|row| row.class == class);
    let as_entry = |event: &Event, calendar: &CalendarId| {
        record::encode_entry(&Entry::local(event.clone(), calendar.clone()))
    };
    of_class
        .skip(from)
        .take(count)
        .map(|row| RowParcel {
            id: row.id.to_string(),
            calendar: row.calendar.to_string(),
            ours: row.ours(&job.almanac).map(record::encode_entry),
            said: match row.said() {
                Said::Event(event) => SaidParcel::Event(as_entry(event, &row.calendar)),
                Said::Buried(event, at) => SaidParcel::Buried(
                    as_entry(event, &row.calendar),
                    format_clock::moment_text(at),
                ),
                Said::Ambiguous(event) => SaidParcel::Ambiguous(as_entry(event, &row.calendar)),
                Said::Entry(entry) => SaidParcel::Entry(record::encode_entry(entry)),
                Said::Deleted(at) => SaidParcel::Deleted(format_clock::moment_text(at)),
                Said::Nothing => SaidParcel::Nothing,
            },
        })
        .collect()
}

/// The person's decisions, by name again.
fn choices(job: &Job, chosen: &Chosen) -> Choices {
    let take = |is_taken: bool| if is_taken { Take::Accept } else { Take::Skip };
    let side = |is_theirs: bool| if is_theirs { Side::Theirs } else { Side::Ours };
    let field = |id: &EventId, place: usize| {
        let row = job.plan.rows.iter().find(|row| row.id == *id)?;
        let details = step(row.ours(&job.almanac), row.said(), &row.calendar)?;
        Some(details.conflicts.get(place)?.field.clone())
    };
    let classes = chosen
        .classes
        .iter()
        .filter_map(|(class, is)| Some((*Class::ALL.get(*class)?, take(*is))))
        .collect();
    let events =
        chosen.events.iter().map(|(id, is)| (EventId::new(id.as_str()), take(*is))).collect();
    let conflicts = chosen
        .conflicts
        .iter()
        .filter_map(|(id, place, is)| {
            let id = EventId::new(id.as_str());
            let field = field(&id, *place)?;
            Some(((id, field), side(*is)))
        })
        .collect::<BTreeMap<_, _>>();
    Choices {
        classes,
        events,
        conflicts,
        all_conflicts: chosen.all_conflicts.map(side),
        ..Choices::default()
    }
}

async fn accept(mut job: Job, chosen: &Chosen) -> Result<Outcome, TroubleParcel> {
    let began = clock::ticks_ms();
    for _ in 0..TRIES {
        let choices = choices(&job, chosen);
        let change = job.plan.resolve(&job.almanac, &choices);
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
                let incoming =
                    gather(&job.sources, |_, _| {}).map_err(|_| TroubleParcel::Busy)?.incoming;
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
