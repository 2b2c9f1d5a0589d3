//! The worker's side of opening a file: read, compare, and on request carry out.
//!
//! The worker opens the same database as the page and is to it like one more tab: its commit names the revision that
//! the plan was made on, and where another tab wrote meanwhile, the plan is made again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::File;

use crate::domain::almanac::Almanac;
use crate::domain::calendar::{Calendar, CalendarFacts};
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::id::{CalendarId, EventId};
use crate::domain::journal::Act;
use crate::domain::time::UtcTime;
use crate::format::clock as format_clock;
use crate::format::problem::StorageProblem;
use crate::format::protocol::{
    Answer, Ask, Chosen, FileError, Kept, Open, Outcome, RowParcel, SaidParcel, Stage, Summary,
    decode, encode,
};
use crate::format::record;
use crate::merge::calendars::CalendarStep;
use crate::merge::choices::{Choices, Take};
use crate::merge::field::Side;
use crate::merge::incoming::{Incoming, Options};
use crate::merge::plan::{Counts, MergePlan, plan};
use crate::merge::step::{Class, Said, step};
use crate::platform::worker::{Desk, serve};
use crate::platform::{clock, files, idle, random};
use crate::repository::Repository;
use crate::repository::commit::{Edit, Operation};
use crate::repository::failure::while_opening;
use crate::storage::device::DeviceStore;
use crate::storage::memory::MemoryStore;

use super::parcels::place;
use super::reading::{Gathered, Source, gather};

/// How many issues are told one by one.
const ISSUES_TOLD: usize = 200;

/// What is on the desk: the almanac, what came in, and the plan.
#[derive(Debug)]
struct Job {
    repository: Repository<DeviceStore>,
    almanac: RefCell<Almanac>,
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

async fn open_job(desk: &Desk, open: Open, picked: &[File]) -> Result<Option<Job>, StorageProblem> {
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
    let (repository, almanac) = open_repository(open.memory).await?;
    let options = Options {
        lone_events_into: lone_calendar(&almanac.borrow(), open.lone_calendar),
        imported_at: format_clock::parse_utc(&open.now)
            .unwrap_or(UtcTime(jiff::civil::DateTime::ZERO)),
    };
    let act = match &incoming {
        Incoming::Files(_) => Act::Import,
        Incoming::Backup(_) => Act::Restore,
    };
    let began = clock::ticks_ms();
    let plan = plan(&almanac.borrow(), incoming, &options);
    let millis = [decoding, clock::ticks_ms() - began, 0.0];
    summary.issues.truncate(ISSUES_TOLD);
    summarise(&mut summary, &plan);
    say(desk, &Answer::Planned(Box::new(summary)));
    Ok(Some(Job { repository, almanac, sources, options, plan, act, subject, millis }))
}

/// The calendar for events that come alone: one of that title that was made here, else a new one.
fn lone_calendar(almanac: &Almanac, (id, title): (String, String)) -> Calendar {
    let is_it = |calendar: &&Calendar| calendar.base.is_none() && calendar.facts.title == title;
    let known = almanac.calendars().values().find(is_it).cloned();
    known.unwrap_or_else(|| {
        Calendar::new(CalendarId::new(id), CalendarFacts { title, ..CalendarFacts::default() })
    })
}

/// Opens what the page keeps and loads all of it, but what cannot be decoded: the page has reported that.
async fn open_repository(
    memory: Option<Kept>,
) -> Result<(Repository<DeviceStore>, RefCell<Almanac>), StorageProblem> {
    let opened = if let Some(kept) = memory {
        DeviceStore::memory(MemoryStore::holding(kept.calendars, kept.shards))
    } else {
        let opened = DeviceStore::open(super::start::NAME, Rc::new(|| {})).await;
        opened.map_err(while_opening)?
    };
    let (mut repository, almanac) = Repository::open(opened)?;
    let almanac = RefCell::new(almanac);
    repository.load(&almanac, |_| true).await?;
    repository.check_writable()?;
    Ok((repository, almanac))
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
    let almanac = job.almanac.borrow();
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
            ours: row.ours(&almanac).map(record::encode_entry),
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
fn choices(plan: &MergePlan, almanac: &Almanac, chosen: &Chosen) -> Choices {
    let take = |is_taken: bool| if is_taken { Take::Accept } else { Take::Skip };
    let side = |is_theirs: bool| if is_theirs { Side::Theirs } else { Side::Ours };
    let field = |id: &EventId, place: usize| {
        let row = plan.rows.iter().find(|row| row.id == *id)?;
        let details = step(row.ours(almanac), row.said(), &row.calendar)?;
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

async fn accept(mut job: Job, chosen: &Chosen) -> Result<Outcome, StorageProblem> {
    let began = clock::ticks_ms();
    let is_backup = job.act == Act::Restore;
    let operation = Operation { act: job.act, subject: job.subject, at: job.options.imported_at };
    if matches!(job.repository.store(), DeviceStore::Memory(_)) {
        let almanac = job.almanac.borrow();
        let choices = choices(&job.plan, &almanac, chosen);
        let change = job.plan.resolve(&almanac, &choices);
        return Ok(Outcome {
            event_count: change.entries.len(),
            is_backup,
            uncommitted: Some((
                record::encode_change(&change),
                record::encode_deed(&operation.deed(&change)),
            )),
            ..Outcome::default()
        });
    }
    let mut first = Some(job.plan);
    let mut make_plan = |almanac: &Almanac| {
        let plan = if let Some(plan) = first.take() {
            plan
        } else {
            // Another tab wrote meanwhile.
            let gathered = gather(&job.sources, |_, _| {}).map_err(|_| StorageProblem::Busy)?;
            plan(almanac, gathered.incoming, &job.options)
        };
        let choices = choices(&plan, almanac, chosen);
        Ok(plan.resolve(almanac, &choices))
    };
    let edit = Edit::Plan { plan: &mut make_plan, operation };
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
    }
    Ok(outcome)
}
