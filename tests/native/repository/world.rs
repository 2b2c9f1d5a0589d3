//! Two writers over one store. Their operations take turns in a random order and fail at random.
//!
//! The store knows the change behind every write that it carries out, and keeps a model: the changes, one after the
//! other. Whatever the writers do, the stored data must match the model.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::shard::Shard;
use tsudoi::format::problem::StorageProblem;
use tsudoi::format::stored::record;
use tsudoi::repository::Repository;
use tsudoi::repository::host::Host;
use tsudoi::storage::memory::MemoryStore;
use tsudoi::storage::store::{Opened, Outline, Record, Store, StoreError};
use tsudoi::storage::write::{JournalWrite, Write, WriteReceipt};

/// Pseudo-random numbers, the same ones for the same seed (xorshift).
#[derive(Debug)]
pub(crate) struct Dice(Cell<u64>);

impl Dice {
    pub(crate) fn new(seed: u64) -> Rc<Self> {
        Rc::new(Self(Cell::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)))
    }

    pub(crate) fn below(&self, bound: u32) -> u32 {
        let mut x = self.0.get();
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.0.set(x);
        u32::try_from((x >> 11) % u64::from(bound)).expect("it is below the bound")
    }

    pub(crate) fn is_one_in(&self, count: u32) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn pick<'a, T>(&self, items: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(items.len()).ok().filter(|count| *count > 0)?;
        items.get(usize::try_from(self.below(count)).ok()?)
    }
}

/// A store in memory that lets others run first at every step, and sometimes fails.
#[derive(Clone, Debug)]
pub(crate) struct ShakyStore {
    pub(crate) memory: MemoryStore,
    pub(crate) disk: Rc<Disk>,
}

/// The state shared by the clones of a shaky store.
#[derive(Debug)]
pub(crate) struct Disk {
    pub(crate) dice: Rc<Dice>,
    /// One in this number of operations fails; 0 for none.
    pub(crate) one_in: Cell<u32>,
    /// The records that reading a shard returns instead of the stored ones.
    pub(crate) damaged: RefCell<BTreeMap<String, String>>,
    /// The change behind each write, by the id of the write.
    pub(crate) changes: RefCell<BTreeMap<String, Change>>,
    /// The ids of the writes that were carried out, and the revisions that they made.
    pub(crate) applied: RefCell<BTreeMap<String, u64>>,
    /// The data that must be stored.
    pub(crate) model: RefCell<Almanac>,
}

impl ShakyStore {
    pub(crate) fn new(dice: &Rc<Dice>) -> Self {
        let disk = Disk {
            dice: Rc::clone(dice),
            one_in: Cell::new(0),
            damaged: RefCell::default(),
            changes: RefCell::default(),
            applied: RefCell::default(),
            model: RefCell::default(),
        };
        let calendars = record::encode_calendars(&Vec::new());
        let memory = MemoryStore::holding(Some(calendars), Vec::new());
        Self { memory, disk: Rc::new(disk) }
    }

    /// Returns a writer with nothing loaded yet.
    pub(crate) fn writer(&self) -> (Repository<Self>, Page) {
        let opened = Opened { store: self.clone(), outline: self.memory.outlined() };
        let (repository, almanac) = Repository::open(opened).expect("the calendars are records");
        let page = Page {
            almanac: RefCell::new(almanac),
            reported: RefCell::default(),
            dice: Rc::clone(&self.disk.dice),
        };
        (repository, page)
    }

    /// Returns everything that is stored, read again.
    pub(crate) fn stored(&self) -> Almanac {
        let outline = self.memory.outlined();
        let calendars = outline.calendars.as_deref().map_or_else(Vec::new, |text| {
            record::decode_calendars(text).expect("the calendars are records")
        });
        let mut almanac = Almanac::outline(calendars, BTreeSet::new());
        for (key, text) in now(self.memory.shards(&outline.shard_keys)).expect("memory reads") {
            let Some(key) = record::decode_shard_key(&key) else { continue };
            let shard = record::decode_shard(&text.expect("it is in the outline"));
            almanac.load_shard(key, shard.expect("a record of ours"));
        }
        almanac
    }

    /// Damages the record of a shard, without a write.
    pub(crate) fn damage(&self, name: &str, text: &str) {
        self.disk.damaged.borrow_mut().insert(name.to_owned(), text.to_owned());
    }

    fn read_fault(&self) -> Result<(), StoreError> {
        match self.disk.fault() {
            Some(0) => Err(StoreError::Lost { detail: "a test's fault".to_owned() }),
            Some(_) => Err(StoreError::Failed { detail: "a test's fault".to_owned() }),
            None => Ok(()),
        }
    }

    /// Updates the model with a write that was carried out.
    fn remember(&self, write: &Write, undone: Option<Change>, revision: u64) {
        let disk = &self.disk;
        let before = disk.applied.borrow_mut().insert(write.id.clone(), revision);
        assert_eq!(before, None, "the write {} is done twice", write.id);
        let mut model = disk.model.borrow_mut();
        let change = undone.or_else(|| disk.changes.borrow().get(&write.id).cloned());
        let Some(change) = change else {
            // An undo that others had followed: `edits.rs` has the laws of what it writes.
            for (name, _) in &write.shards {
                disk.damaged.borrow_mut().remove(name);
            }
            *model = self.stored();
            return;
        };
        for (name, text) in &write.shards {
            if let Some((_, name)) =
                name.strip_prefix("unreadable ").and_then(|rest| rest.split_once('|'))
            {
                assert_eq!(text.as_ref(), disk.damaged.borrow().get(name), "it is set aside");
                let key = record::decode_shard_key(name).expect("a key of ours");
                let empty = Shard::empty(&key);
                model.load_shard(key, empty);
            }
        }
        for (name, _) in &write.shards {
            disk.damaged.borrow_mut().remove(name);
        }
        model.apply(change);
    }
}

impl Disk {
    fn fault(&self) -> Option<u32> {
        let one_in = self.one_in.get();
        (one_in > 0 && self.dice.is_one_in(one_in)).then(|| self.dice.below(4))
    }

    async fn others(&self) {
        for _ in 0..self.dice.below(3) {
            give_way().await;
        }
    }
}

impl Store for ShakyStore {
    async fn outline(&self) -> Result<Outline, StoreError> {
        self.disk.others().await;
        self.read_fault()?;
        let outline = self.memory.outlined();
        self.disk.others().await;
        Ok(outline)
    }

    async fn shards(&self, keys: &[String]) -> Result<Vec<(String, Option<String>)>, StoreError> {
        self.disk.others().await;
        self.read_fault()?;
        let mut shards = self.memory.shards(keys).await?;
        for (key, text) in &mut shards {
            if let Some(damaged) = self.disk.damaged.borrow().get(key) {
                *text = Some(damaged.clone());
            }
        }
        self.disk.others().await;
        Ok(shards)
    }

    async fn journal(&self, limit: usize) -> Result<Vec<Record>, StoreError> {
        self.disk.others().await;
        self.memory.journal(limit).await
    }

    async fn undo(&self, seq: u32) -> Result<Option<String>, StoreError> {
        self.disk.others().await;
        self.read_fault()?;
        self.memory.undo(seq).await
    }

    async fn commit(&self, write: &Write) -> Result<WriteReceipt, StoreError> {
        self.disk.others().await;
        let fault = self.disk.fault();
        match fault {
            Some(0) => return Err(StoreError::Full),
            Some(1) => return Err(StoreError::Failed { detail: "a test's fault".to_owned() }),
            Some(2) => return Err(StoreError::Lost { detail: "before".to_owned() }),
            Some(_) | None => {}
        }
        let undo = match &write.journal {
            JournalWrite::Pop(seq) => self.memory.undo(*seq).await?,
            JournalWrite::Push { .. } | JournalWrite::Quiet => None,
        };
        let undone = undo.map(|text| record::decode_change(&text).expect("a record of ours"));
        let before = self.memory.outlined().revision;
        let committed = self.memory.commit(write).await?;
        if committed.revision > before {
            self.remember(write, undone, committed.revision);
        }
        self.disk.others().await;
        match fault {
            Some(_) => Err(StoreError::Lost { detail: "after".to_owned() }),
            None => Ok(committed),
        }
    }
}

/// The owner of a writer's repository.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) almanac: RefCell<Almanac>,
    pub(crate) reported: RefCell<Vec<StorageProblem>>,
    dice: Rc<Dice>,
}

impl Host for Page {
    fn read<T>(&self, read: impl FnOnce(&Almanac) -> T) -> T {
        read(&self.almanac.borrow())
    }

    fn update(&self, update: impl FnOnce(&mut Almanac)) {
        update(&mut self.almanac.borrow_mut());
    }

    fn report(&self, problem: StorageProblem) {
        self.reported.borrow_mut().push(problem);
    }

    async fn pause(&self) {
        if self.dice.is_one_in(4) {
            give_way().await;
        }
    }
}

/// Lets another future run first.
async fn give_way() {
    let mut has_waited = false;
    poll_fn(
        move |_| {
            if std::mem::replace(&mut has_waited, true) { Poll::Ready(()) } else { Poll::Pending }
        },
    )
    .await;
}

/// Runs one future to its end.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut context) {
            return answer;
        }
    }
}

/// Runs two futures to their ends, in random turns.
pub(crate) fn both(dice: &Dice, one: impl Future<Output = ()>, two: impl Future<Output = ()>) {
    all(dice, vec![Box::pin(one), Box::pin(two)]);
}

/// Runs futures to their ends, in random turns.
pub(crate) fn all(dice: &Dice, mut futures: Vec<Pin<Box<dyn Future<Output = ()> + '_>>>) {
    let mut context = Context::from_waker(Waker::noop());
    while let Some(last) = futures.len().checked_sub(1) {
        let turn = dice.below(u32::try_from(last).expect("they are few") + 1);
        let turn = usize::try_from(turn).expect("they are few");
        let future = futures.get_mut(turn).expect("it is below the number of futures");
        if future.as_mut().poll(&mut context).is_ready() {
            drop(futures.swap_remove(turn));
        }
    }
}
