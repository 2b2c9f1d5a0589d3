//! The results and actions of the repository for each kind of storage problem, one by one.

use std::cell::RefCell;
use std::rc::Rc;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::{Change, Needs};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::journal::OperationKind;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::time::{UtcTime, When};
use tsudoi::format::problem::StorageProblem;
use tsudoi::import::message::Response;
use tsudoi::import::wire::{from_wire, to_wire};
use tsudoi::repository::Repository;
use tsudoi::repository::commit::{Committed, Edit, NewOperation};
use tsudoi::repository::failure::while_opening;
use tsudoi::storage::memory::MemoryStore;
use tsudoi::storage::store::{Opened, Outline, Record, Store, StoreError};
use tsudoi::storage::write::{self, Durability, JournalWrite, Write};

use crate::repository::world::now;

/// A store that answers commits as the test wants.
#[derive(Clone, Debug)]
struct Stubborn {
    memory: MemoryStore,
    answers: Rc<RefCell<Vec<StoreError>>>,
}

impl Store for Stubborn {
    async fn outline(&self) -> Result<Outline, StoreError> {
        self.memory.outline().await
    }

    async fn shards(&self, keys: &[String]) -> Result<Vec<(String, Option<String>)>, StoreError> {
        self.memory.shards(keys).await
    }

    async fn journal(&self, limit: usize) -> Result<Vec<Record>, StoreError> {
        self.memory.journal(limit).await
    }

    async fn undo(&self, seq: u32) -> Result<Option<String>, StoreError> {
        self.memory.undo(seq).await
    }

    async fn commit(&self, write: &Write) -> Result<write::WriteReceipt, StoreError> {
        let answer = self.answers.borrow_mut().pop();
        match answer {
            Some(error) => Err(error),
            None => self.memory.commit(write).await,
        }
    }
}

/// One writer, as the worker or a page uses it.
struct Writer {
    repository: Repository<Stubborn>,
    almanac: RefCell<Almanac>,
}

impl Writer {
    fn over(store: &Stubborn) -> Self {
        let opened = Opened { store: store.clone(), outline: store.memory.outlined() };
        let (mut repository, almanac) = Repository::open(opened).expect("it opens");
        let almanac = RefCell::new(almanac);
        now(repository.load(&almanac, |_| true)).expect("it loads");
        Self { repository, almanac }
    }

    fn commit(&mut self, id: &str, edit: Edit<'_>) -> Result<Option<Committed>, StorageProblem> {
        now(self.repository.commit(&self.almanac, id.to_owned(), edit))
    }

    fn add(&mut self, id: &str, month: i8) -> Result<Option<Committed>, StorageProblem> {
        self.plan(OperationKind::AddEvent, id, month)
    }

    /// Adds an event, as a form does, an import, or restoring a backup.
    fn plan(
        &mut self,
        act: OperationKind,
        id: &str,
        month: i8,
    ) -> Result<Option<Committed>, StorageProblem> {
        let mut plan = |_: &Almanac| Ok(event(id, month));
        let is_import = matches!(act, OperationKind::Import | OperationKind::Restore);
        let needs = if is_import { Needs::Everything } else { Needs::Calendars };
        let operation = Some(operation(act));
        self.commit(id, Edit::Plan { plan: &mut plan, needs, operation })
    }

    fn ids(&self) -> String {
        let almanac = self.almanac.borrow();
        let ids: Vec<String> = almanac.entries().map(|entry| entry.event.id.to_string()).collect();
        format!("revision {}: {}", self.repository.revision(), ids.join(" "))
    }
}

fn operation(act: OperationKind) -> NewOperation {
    let at = UtcTime(date(2026, 4, 1).at(0, 0, 0, 0));
    NewOperation { act, subject: "花見".to_owned(), at }
}

fn event(id: &str, month: i8) -> Change {
    let id = EventId::new(id);
    let when = When::AllDay { first: date(2026, month, 1), days: 1 };
    let event = Event::new(id.clone(), "花見", when);
    Change::entry(id, Some(Entry::local(event, CalendarId::new("c"))))
}

/// A store with an event in April and one in May.
fn store() -> Stubborn {
    let store = Stubborn { memory: MemoryStore::new(), answers: Rc::default() };
    let mut writer = Writer::over(&store);
    writer.add("april", 4).expect("it is written");
    writer.add("may", 5).expect("it is written");
    store
}

/// Writes as another program does.
fn put(store: &Stubborn, key: &str, text: Option<&str>) {
    let write = Write {
        id: format!("put {key}"),
        expected_revision: store.memory.outlined().revision,
        least_revision: 0,
        shards: vec![(key.to_owned(), text.map(str::to_owned))],
        calendars: None,
        journal: JournalWrite::Quiet,
        durability: Durability::Strict,
    };
    now(store.memory.commit(&write)).expect("it is written");
}

fn check(actual: &impl std::fmt::Debug, expected: Expect) {
    expected.assert_eq(&format!("{actual:?}"));
}

#[test]
fn a_damaged_record_stops_neither_a_form_nor_an_import_elsewhere() {
    let store = store();
    put(&store, "2026-04|c", Some("{broken"));
    let mut worker = Writer::over(&store);
    worker.plan(OperationKind::Import, "june", 6).expect("it is written");
    worker.add("july", 7).expect("it is written");
    check(&worker.ids(), expect![[r#""revision 5: may june july""#]]);
    let texts = now(store.memory.shards(&["2026-04|c".to_owned()])).expect("it reads");
    check(&texts, expect![[r#"[("2026-04|c", Some("{broken"))]"#]]);
}

#[test]
fn whatever_rewrites_a_damaged_record_sets_it_aside_first() {
    for act in [OperationKind::AddEvent, OperationKind::Import] {
        let store = store();
        put(&store, "2026-04|c", Some("{broken"));
        let mut writer = Writer::over(&store);
        assert_eq!(writer.repository.damage().shards, 1);
        writer.plan(act, "another", 4).expect("it is written");
        check(&writer.ids(), expect![[r#""revision 4: another may""#]]);
        let aside = now(store.memory.shards(&["unreadable 3|2026-04|c".to_owned()]));
        check(&aside, expect![[r#"Ok([("unreadable 3|2026-04|c", Some("{broken"))])"#]]);
        assert_eq!(writer.repository.damage().shards, 0);
    }
}

#[test]
fn one_bad_entry_does_not_lose_its_month() {
    let store = store();
    let mut writer = Writer::over(&store);
    writer.add("april 2", 4).expect("it is written");
    let key = ["2026-04|c".to_owned()];
    let record = now(store.memory.shards(&key)).expect("it reads").remove(0).1.expect("a record");
    for (whole, bad) in [
        ("\"id\":\"april\"", "\"id\":\"apr"),
        ("\"uid\":\"april\"", "\"uid\":7"),
        ("\"uid\":\"april\"", "\"uid\":\"april"),
        ("\"uid\":\"april\"", "\"uid\":{"),
    ] {
        let damaged = record.replacen(whole, bad, 1);
        if damaged == record {
            continue;
        }
        put(&store, "2026-04|c", Some(&damaged));
        let mut writer = Writer::over(&store);
        assert!(writer.ids().ends_with("april 2 may"), "{bad}: {}", writer.ids());
        assert_eq!(writer.repository.damage().entries, 1, "{bad}");
        let revision = writer.repository.revision();
        writer.add("april 3", 4).expect("it is written");
        assert_eq!(writer.repository.damage().entries, 0, "{bad}");
        let aside = [format!("unreadable {revision}|2026-04|c")];
        let aside = now(store.memory.shards(&aside)).expect("it reads").remove(0).1;
        assert_eq!(aside.as_deref(), Some(&*damaged), "{bad}: the whole text is kept");
        put(&store, "2026-04|c", Some(&record));
    }
}

#[test]
fn damaged_calendars_keep_their_events_reachable() {
    let store = store();
    let mut writer = Writer::over(&store);
    let facts = CalendarFacts { title: "見本市職労".to_owned(), ..CalendarFacts::default() };
    let calendar = |id: &str| Calendar::new(CalendarId::new(id), facts.clone());
    let mut change = Change::calendar(CalendarId::new("c"), Some(calendar("c")));
    change.calendars.insert(CalendarId::new("d"), Some(calendar("d")));
    let mut plan = |_: &Almanac| Ok(change.clone());
    let edit = Edit::Plan { plan: &mut plan, needs: Needs::Calendars, operation: None };
    writer.commit("calendars", edit).expect("it is written");
    let text = store.memory.outlined().calendars.expect("they are written");
    for damaged in [text.replacen("\"facts\"", "\"fa\u{7}cts\"", 1), "{broken".to_owned()] {
        let write = Write {
            id: damaged.clone(),
            expected_revision: store.memory.outlined().revision,
            least_revision: 0,
            shards: Vec::new(),
            calendars: Some(damaged.clone()),
            journal: JournalWrite::Quiet,
            durability: Durability::Strict,
        };
        now(store.memory.commit(&write)).expect("it is written");
        let writer = Writer::over(&store);
        let almanac = writer.almanac.borrow();
        assert!(almanac.calendars().contains_key(&CalendarId::new("c")), "{damaged}");
        assert!(writer.repository.damage().has_calendars);
        assert_eq!(almanac.entry_count(), 2);
    }
}

#[test]
fn what_memory_holds_is_written_anew_and_other_tabs_follow() {
    let store = store();
    let (mut page, mut other) = (Writer::over(&store), Writer::over(&store));
    store.memory.lose();
    assert!(matches!(
        now(page.repository.check(&page.almanac)),
        Err(StorageProblem::Cleared { .. })
    ));
    let revision = now(page.repository.write_anew(&page.almanac, "anew".to_owned()));
    assert_eq!(revision, Ok(3));
    assert_eq!(Writer::over(&store).ids(), page.ids());
    let changed = std::collections::BTreeSet::new();
    now(other.repository.follow_commit(&other.almanac, 3, &changed)).expect("it reads");
    assert_eq!(other.ids(), page.ids());
    page.add("june", 6).expect("it is written");
}

#[test]
fn a_month_that_is_not_loaded_is_not_taken_for_empty_where_the_store_was_emptied() {
    let store = store();
    let opened = Opened { store: store.clone(), outline: store.memory.outlined() };
    let (mut repository, almanac) = Repository::open(opened).expect("it opens");
    let almanac = RefCell::new(almanac);
    store.memory.lose();
    let loaded = now(repository.load(&almanac, |_| true));
    assert!(matches!(loaded, Err(StorageProblem::Cleared { .. })), "{loaded:?}");
    assert!(!almanac.borrow().is_whole());
}

#[test]
fn restoring_a_backup_replaces_a_damaged_record_and_sets_it_aside() {
    let store = store();
    put(&store, "2026-04|c", Some("{broken"));
    let mut page = Writer::over(&store);
    let mut worker = Writer::over(&store);
    let done = worker.plan(OperationKind::Restore, "april", 4).expect("it is written");
    let done = done.expect("there was something to do");
    check(&worker.ids(), expect![[r#""revision 4: april may""#]]);
    // The page is notified as of any commit, and reloads the shards that it could not read.
    now(page.repository.follow_commit(&page.almanac, done.revision, &done.touched))
        .expect("it reads");
    check(&page.ids(), expect![[r#""revision 4: april may""#]]);
    let aside = now(store.memory.shards(&["unreadable 3|2026-04|c".to_owned()]));
    check(&aside, expect![[r#"Ok([("unreadable 3|2026-04|c", Some("{broken"))])"#]]);
}

#[test]
fn where_a_newer_app_has_written_both_sides_read_and_neither_writes() {
    let store = store();
    put(&store, "2026-04|c", Some(r#"{"v":99}"#));
    let mut writer = Writer::over(&store);
    check(&writer.ids(), expect![[r#""revision 3: may""#]]);
    assert_eq!(writer.add("june", 6), Err(StorageProblem::Newer));
    for act in [OperationKind::Import, OperationKind::Restore] {
        assert_eq!(writer.plan(act, "june", 6), Err(StorageProblem::Newer));
    }
    assert_eq!(while_opening(StoreError::Newer { found: 2 }), StorageProblem::Newer);
    check(&store.memory.outlined().revision, expect!["3"]);
}

#[test]
fn a_store_whose_revision_went_back_is_lost_and_memory_is_kept() {
    let store = store();
    let (mut page, mut worker) = (Writer::over(&store), Writer::over(&store));
    store.memory.lose();
    let lost = page.add("june", 6);
    check(&lost, expect![[r#"Err(Cleared { detail: "revision 0 after 2" })"#]]);
    assert_eq!(lost, worker.plan(OperationKind::Restore, "june", 6));
    assert_eq!(Err(StorageProblem::Cleared { detail: "revision 0 after 2".to_owned() }), {
        now(page.repository.catch_up(&page.almanac))
    });
    check(&page.ids(), expect![[r#""revision 2: april may""#]]);
    check(&worker.ids(), expect![[r#""revision 2: april may""#]]);
    check(&store.memory.outlined().revision, expect!["0"]);
}

#[test]
fn a_failed_write_says_why_and_changes_nothing() {
    let detail = || "the browser's words".to_owned();
    for (error, problem) in [
        (StoreError::Full, StorageProblem::Full),
        (StoreError::DiskFull, StorageProblem::Full),
        (StoreError::Unopened { detail: detail() }, StorageProblem::Lost { detail: detail() }),
        (StoreError::Lost { detail: detail() }, StorageProblem::Lost { detail: detail() }),
        (StoreError::Failed { detail: detail() }, StorageProblem::Unwritten { detail: detail() }),
        (StoreError::Newer { found: 2 }, StorageProblem::Superseded),
    ] {
        let store = store();
        let mut writer = Writer::over(&store);
        let before = writer.almanac.clone();
        store.answers.borrow_mut().push(error);
        assert_eq!(writer.add("june", 6), Err(problem));
        assert_eq!(writer.almanac, before);
        assert_eq!(store.memory.outlined().revision, 2);
        // The commit can be tried again.
        writer.add("june", 6).expect("it is written");
        check(&writer.ids(), expect![[r#""revision 3: april may june""#]]);
    }
}

#[test]
fn a_store_that_is_always_ahead_is_busy() {
    let store = store();
    let mut writer = Writer::over(&store);
    store.answers.borrow_mut().extend(vec![StoreError::Moved { found: 3 }; 20]);
    assert_eq!(writer.add("june", 6), Err(StorageProblem::Busy));
    writer.add("june", 6).expect("it is written");
}

#[test]
fn what_another_writer_has_undone_is_not_undone_again() {
    let store = store();
    let (mut one, mut two) = (Writer::over(&store), Writer::over(&store));
    let (seq, recorded) = now(one.repository.history(1)).expect("it reads").remove(0);
    let at = operation(OperationKind::AddEvent).at;
    let undo = || Edit::Undo { seq, operation: recorded.clone(), at };
    let undone = one.commit("one", undo());
    assert_eq!(undone.map(|done| done.is_some()), Ok(true));
    assert_eq!(two.commit("two", undo()), Ok(None));
    // The next operation gets the number of the one that was undone.
    let mut june = operation(OperationKind::AddEvent);
    june.subject.push_str("の下見");
    let mut plan = |_: &Almanac| Ok(event("june", 6));
    let edit = Edit::Plan { plan: &mut plan, needs: Needs::Calendars, operation: Some(june) };
    one.commit("june", edit).expect("it is written");
    assert_eq!(two.commit("three", undo()), Ok(None));
    now(two.repository.catch_up(&two.almanac)).expect("it reads");
    now(two.repository.load(&two.almanac, |_| true)).expect("it reads");
    check(&two.ids(), expect![[r#""revision 4: april june""#]]);
}

#[test]
fn an_empty_change_writes_nothing() {
    let store = store();
    let mut writer = Writer::over(&store);
    let mut plan = |_: &Almanac| Ok(Change::default());
    let operation = Some(operation(OperationKind::AddEvent));
    let edit = Edit::Plan { plan: &mut plan, needs: Needs::Calendars, operation };
    assert_eq!(writer.commit("empty", edit), Ok(None));
    check(&store.memory.outlined().revision, expect!["2"]);
}

#[test]
fn every_problem_crosses_to_the_page_as_it_is() {
    let detail = || "詳細".to_owned();
    for problem in [
        StorageProblem::Newer,
        StorageProblem::Corrupt { detail: detail() },
        StorageProblem::Full,
        StorageProblem::Lost { detail: detail() },
        StorageProblem::Cleared { detail: detail() },
        StorageProblem::Unopened { detail: detail() },
        StorageProblem::Crashed { detail: detail() },
        StorageProblem::RolledBack { event_count: 3, seen_at: detail(), detail: detail() },
        StorageProblem::Wiped,
        StorageProblem::Emptied { event_count: 3, seen_at: detail() },
        StorageProblem::Superseded,
        StorageProblem::Blocked,
        StorageProblem::Busy,
        StorageProblem::Unwritten { detail: detail() },
        StorageProblem::NoWorker,
        StorageProblem::Failed { detail: detail() },
    ] {
        let crossed = from_wire::<Response>(&to_wire(&Response::Problem(problem.clone())));
        assert!(matches!(crossed, Some(Response::Problem(same)) if same == problem));
    }
}
