//! The results and actions of the repository for each kind of storage problem, one by one.

use std::cell::RefCell;
use std::rc::Rc;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
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
fn what_would_rewrite_a_damaged_record_is_refused() {
    let store = store();
    put(&store, "2026-04|c", Some("{broken"));
    let mut writer = Writer::over(&store);
    let form = writer.add("another", 4);
    assert_eq!(form, writer.plan(OperationKind::Import, "another", 4));
    check(
        &form,
        expect![[r#"Err(Corrupt { detail: "2026-04|c: not JSON at line 1, column 2" })"#]],
    );
    check(&writer.ids(), expect![[r#""revision 3: may""#]]);
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
    store.memory.wipe();
    let lost = page.add("june", 6);
    check(&lost, expect![[r#"Err(Lost { detail: "revision 0 after 2" })"#]]);
    assert_eq!(lost, worker.plan(OperationKind::Restore, "june", 6));
    assert_eq!(Err(StorageProblem::Lost { detail: "revision 0 after 2".to_owned() }), {
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
