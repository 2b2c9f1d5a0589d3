//! Laws of the repository, over thousands of random histories of two writers.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::{Change, Needs};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::journal::OperationKind;
use tsudoi::domain::almanac::shard::ShardKey;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::time::{Month, UtcTime, When};
use tsudoi::format::problem::StorageProblem;
use tsudoi::repository::Repository;
use tsudoi::repository::commit::{Committed, Edit, NewOperation};
use tsudoi::repository::load::ReadAhead;

use crate::repository::world::{Dice, Page, ShakyStore, both, now};

/// How many histories are tried for each law.
const HISTORIES: u64 = 800;

/// A writer's report of its commits: the revision and the shards.
type Reports = RefCell<VecDeque<(u64, BTreeSet<ShardKey>)>>;

/// One writer of a history.
struct Writer {
    name: &'static str,
    store: ShakyStore,
    repository: Repository<ShakyStore>,
    page: Page,
    dice: Rc<Dice>,
    /// How many commits it has tried.
    commits: Cell<u32>,
    /// The report of the other writer.
    heard: Rc<Reports>,
    /// Its own report.
    told: Rc<Reports>,
}

fn two_writers(dice: &Rc<Dice>) -> (ShakyStore, Writer, Writer) {
    let store = ShakyStore::new(dice);
    let (left, right) = (Rc::new(Reports::default()), Rc::new(Reports::default()));
    let writer = |name, heard: &Rc<Reports>, told: &Rc<Reports>| {
        let (repository, page) = store.writer();
        Writer {
            name,
            store: store.clone(),
            repository,
            page,
            dice: Rc::clone(dice),
            commits: Cell::new(0),
            heard: Rc::clone(heard),
            told: Rc::clone(told),
        }
    };
    let (one, two) = (writer("a", &left, &right), writer("b", &right, &left));
    (store, one, two)
}

impl Writer {
    /// Returns an id that no other write has.
    fn next_id(&self) -> String {
        self.commits.set(self.commits.get() + 1);
        format!("{}{}", self.name, self.commits.get())
    }

    fn any_when(&self) -> (CalendarId, When) {
        let month = i8::try_from(self.dice.below(3)).expect("it is small") + 4;
        let when = When::AllDay { first: date(2026, month, 1), days: 1 };
        (CalendarId::new(format!("c{}", self.dice.below(2))), when)
    }

    fn new_event(&self, title: &str) -> Entry {
        let (calendar, when) = self.any_when();
        let id = EventId::new(format!("event {}", self.next_id()));
        Entry::local(Event::new(id, title, when), calendar)
    }

    /// Returns a new event, another title, another time, a deletion, a permanent deletion, or another calendar, and the
    /// event that it needs.
    fn any_edit(&self) -> (Needs, impl FnMut(&Almanac) -> Change + use<>) {
        let (calendar, when) = self.any_when();
        let title = format!("title {}", self.dice.below(1000));
        let known: Vec<EventId> = {
            let almanac = self.page.almanac.borrow();
            let entries = almanac.entries().chain(almanac.trash());
            entries.map(|entry| entry.event.id.clone()).collect()
        };
        let (kind, id) = (self.dice.below(8), self.dice.pick(&known).cloned());
        let new = self.new_event(&title);
        let id = id.filter(|_| (1..=6).contains(&kind));
        let needs = match (kind, &id) {
            (0, _) => Needs::Calendars,
            (_, id) => Needs::Events(id.iter().cloned().collect()),
        };
        let plan = move |almanac: &Almanac| {
            if kind == 0 {
                let facts = CalendarFacts { title: title.clone(), ..CalendarFacts::default() };
                let calendar = Calendar::new(calendar.clone(), facts);
                return Change::calendar(calendar.id.clone(), Some(calendar));
            }
            let Some(id) = &id else {
                return Change::entry(new.event.id.clone(), Some(new.clone()));
            };
            let Some(mut entry) = almanac.kept(id).cloned() else { return Change::default() };
            match kind {
                1..=3 => entry.event.title.clone_from(&title),
                4 => (entry.calendar, entry.event.when) = (calendar.clone(), when.clone()),
                5 => {
                    let at = UtcTime(date(2026, 4, 1).at(0, 0, 0, 0));
                    entry.deleted = entry.deleted.is_none().then_some(at);
                }
                _ => return Change::entry(id.clone(), None),
            }
            Change::entry(id.clone(), Some(entry))
        };
        (needs, plan)
    }

    fn operation(&self, act: OperationKind) -> NewOperation {
        let at = UtcTime(date(2026, 4, 1).at(0, 0, 0, 0));
        let subject = format!("after {}{}", self.name, self.commits.get());
        NewOperation { act, subject, at }
    }

    /// Commits, and compares the result with what the store did.
    async fn commit(&mut self, id: String, edit: Edit<'_>) -> bool {
        let result = self.repository.commit(&self.page, id.clone(), edit).await;
        let applied = self.store.disk.applied.borrow().get(&id).copied();
        match result {
            Ok(Some(Committed { revision, touched, .. })) => {
                assert_eq!(applied, Some(revision), "what is acknowledged is there");
                self.told.borrow_mut().push_back((revision, touched));
                true
            }
            Err(StorageProblem::Lost { .. }) => false,
            Ok(None) | Err(_) => {
                assert_eq!(applied, None, "what is refused is not there: {result:?}");
                false
            }
        }
    }

    async fn edit(&mut self, operation: Option<NewOperation>) -> bool {
        let (id, (needs, mut plan)) = (self.next_id(), self.any_edit());
        let (disk, noted) = (Rc::clone(&self.store.disk), id.clone());
        let mut plan = move |almanac: &Almanac| {
            let change = plan(almanac);
            disk.changes.borrow_mut().insert(noted.clone(), change.clone());
            Ok(change)
        };
        self.commit(id, Edit::Plan { plan: &mut plan, needs, operation }).await
    }

    /// Plans a change of every existing event and a new one, as an import does.
    async fn import(&mut self, act: OperationKind) {
        let id = self.next_id();
        let disk = Rc::clone(&self.store.disk);
        let new = self.new_event("imported");
        let noted = id.clone();
        let mut plan = move |almanac: &Almanac| {
            let mut change = Change::entry(new.event.id.clone(), Some(new.clone()));
            for entry in almanac.entries() {
                let mut entry = entry.clone();
                entry.event.title.push('!');
                change.entries.insert(entry.event.id.clone(), Some(entry));
            }
            disk.changes.borrow_mut().insert(noted.clone(), change.clone());
            Ok(change)
        };
        let (needs, operation) = (Needs::Everything, Some(self.operation(act)));
        let edit = Edit::Plan { plan: &mut plan, needs, operation };
        self.commit(id, edit).await;
    }

    async fn undo(&mut self) -> bool {
        let newest = self.repository.history(1).await.unwrap_or_default();
        let Some((seq, operation)) = newest.first().cloned() else { return false };
        let id = self.next_id();
        let at = UtcTime(date(2026, 4, 2).at(0, 0, 0, 0));
        self.commit(id, Edit::Undo { seq, operation, at }).await
    }

    /// Takes a random step; the next step repeats reads that failed.
    async fn step(&mut self, has_damage: bool) {
        match self.dice.below(16) {
            0..=5 => drop(self.edit(Some(self.operation(OperationKind::EditEvent))).await),
            6 => drop(self.edit(None).await),
            7 if self.dice.is_one_in(2) => self.import(OperationKind::Import).await,
            7 => self.import(OperationKind::Restore).await,
            8 | 9 => drop(self.undo().await),
            10 => drop(self.repository.load(&self.page, |_| true).await),
            11 => drop(self.repository.catch_up(&self.page).await),
            12 => {
                let mut ahead = ReadAhead::default();
                let month = Month::of(date(2026, 5, 1));
                while let Ok(false) =
                    self.repository.read_ahead(&self.page, &mut ahead, month).await
                {
                }
            }
            13 if has_damage => self.damage_one(),
            _ => self.follow().await,
        }
    }

    async fn follow(&mut self) {
        let report = self.heard.borrow_mut().pop_front();
        if let Some((revision, changed)) = report {
            drop(self.repository.follow_commit(&self.page, revision, &changed).await);
        }
    }

    fn damage_one(&self) {
        let keys = self.store.memory.outlined().shard_keys;
        let is_whole = |key: &&String| {
            !key.starts_with("unreadable") && !self.store.disk.damaged.borrow().contains_key(*key)
        };
        let Some(key) = self.dice.pick(&keys).filter(is_whole) else { return };
        let text = if self.dice.is_one_in(8) { "{\"v\":99}" } else { "{broken" };
        self.store.damage(key, text);
    }

    /// Reads everything, as after a reload of the page, but keeps what is in memory.
    fn settle(&mut self) -> Almanac {
        now(self.repository.catch_up(&self.page)).expect("nothing fails any more");
        now(self.repository.load(&self.page, |_| true)).expect("nothing fails any more");
        self.page.almanac.borrow().clone()
    }
}

/// Two writers work at the same time; then faults and damage end, and both must contain what the store contains.
fn check(seed: u64, one_in: u32, has_damage: bool) {
    let dice = Dice::new(seed);
    let (store, mut one, mut two) = two_writers(&dice);
    store.disk.one_in.set(one_in);
    let steps = 4 + dice.below(12);
    let live = async |writer: &mut Writer| {
        for _ in 0..steps {
            writer.step(has_damage).await;
        }
    };
    both(&dice, live(&mut one), live(&mut two));
    store.disk.one_in.set(0);
    store.disk.damaged.borrow_mut().clear();
    let stored = store.stored();
    assert_eq!(stored, *store.disk.model.borrow(), "seed {seed}: stored, and as it must be");
    assert_eq!(one.settle(), stored, "seed {seed}: the first writer, and what is stored");
    assert_eq!(two.settle(), stored, "seed {seed}: the second writer, and what is stored");
}

#[test]
fn two_writers_lose_nothing_and_agree_in_the_end() {
    (0..HISTORIES).for_each(|seed| check(seed, 0, false));
}

#[test]
fn two_writers_lose_nothing_where_the_disk_is_full_or_the_connection_breaks() {
    (0..HISTORIES).for_each(|seed| check(seed, 12, false));
}

#[test]
fn two_writers_lose_nothing_where_records_are_damaged() {
    (0..HISTORIES).for_each(|seed| check(seed, 30, true));
}

/// Undoing everything, by both writers in turn and with the same faults, leads back to an empty almanac.
#[test]
fn undo_restores_what_was_there() {
    for seed in 0..HISTORIES {
        let dice = Dice::new(seed);
        let (store, mut one, mut two) = two_writers(&dice);
        store.disk.one_in.set(15);
        let steps = 3 + dice.below(8);
        let live = async |writer: &mut Writer| {
            for _ in 0..steps {
                writer.edit(Some(writer.operation(OperationKind::EditEvent))).await;
                writer.follow().await;
            }
        };
        both(&dice, live(&mut one), live(&mut two));
        assert_eq!(store.stored(), *store.disk.model.borrow(), "seed {seed}");
        while !now(one.repository.history(1)).expect("it reads").is_empty() {
            let writer = if dice.is_one_in(2) { &mut one } else { &mut two };
            now(writer.undo());
        }
        assert_eq!(store.stored(), Almanac::default(), "seed {seed}");
        assert_eq!(store.memory.outlined().shard_keys, [""; 0], "seed {seed}");
    }
}
