//! A failure at each step of a write in turn: nothing is ever half done, and nothing is done twice.

use std::cell::Cell;
use std::rc::Rc;

use tsudoi::storage::device::DeviceStore;
use tsudoi::storage::fault::{Faults, InjectedFault, WriteStep};
use tsudoi::storage::idb::connection::OpenOptions;
use tsudoi::storage::store::{Store, StoreError};
use tsudoi::storage::write::{JournalWrite, Write, WriteReceipt};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{close, fresh, open, print, put};

/// Fails once, or every time, after a number of steps.
struct After {
    steps: Cell<usize>,
    fault: InjectedFault,
    again: bool,
}

impl After {
    fn new(steps: usize, fault: InjectedFault) -> Rc<Self> {
        Rc::new(Self { steps: Cell::new(steps), fault, again: false })
    }

    fn has_struck(&self) -> bool {
        self.steps.get() == 0
    }
}

impl Faults for After {
    fn strike(&self, step: WriteStep) -> Option<InjectedFault> {
        // After the commit only the connection can fail.
        if step == WriteStep::Committed && self.fault != InjectedFault::Lose {
            return None;
        }
        match self.steps.get().checked_sub(1) {
            Some(left) => {
                self.steps.set(left);
                (left == 0).then_some(self.fault)
            }
            None => self.again.then_some(self.fault),
        }
    }
}

const BEFORE: &str = "revision 1, calendars none\nx = 1\ny = 2\n#1 first";
const AFTER: &str = "revision 2, calendars new\nx = 3\nz = 4\n#2 second\n#1 first";

/// A database that contains `BEFORE`, in which a fault occurs.
async fn prepared(name: &str, faults: Rc<After>) -> DeviceStore {
    let store = fresh(name).await.store;
    let first = Write {
        journal: JournalWrite::Push { operation: "first".to_owned(), undo: String::from("undo") },
        ..put(0, "first", &[("x", "1"), ("y", "2")])
    };
    store.commit(&first).await.expect("it is written");
    close(&store);
    open(OpenOptions { faults, ..OpenOptions::new(name) }).await
}

/// The write from `BEFORE` to `AFTER`.
fn second() -> Write {
    let mut write = put(1, "second", &[("x", "3"), ("z", "4")]);
    write.shards.push(("y".to_owned(), None));
    Write {
        calendars: Some("new".to_owned()),
        journal: JournalWrite::Push { operation: "second".to_owned(), undo: String::from("undo") },
        ..write
    }
}

const SECOND: WriteReceipt = WriteReceipt { revision: 2, operation: Some(2) };

/// The requests of `second`: three shards, the calendars, the operation, the revision and the receipts.
const REQUESTS: usize = 8;

/// Moves a fault one step further at a time, until it no longer occurs. Returns how often it occurred.
async fn move_fault(
    name: &str,
    fault: InjectedFault,
    law: impl AsyncFn(usize, DeviceStore),
) -> usize {
    for steps in 1.. {
        let after = After::new(steps, fault);
        let store = prepared(name, after.clone()).await;
        law(steps, store.clone()).await;
        close(&store);
        if !after.has_struck() {
            return steps - 1;
        }
    }
    unreachable!("a write has an end")
}

#[wasm_bindgen_test]
async fn a_failure_at_any_step_leaves_the_store_as_it_was() {
    for fault in [InjectedFault::Stop, InjectedFault::Refuse] {
        let struck = move_fault("fault-moving", fault, async |steps: usize, store: DeviceStore| {
            if steps <= REQUESTS {
                let outcome = store.commit(&second()).await;
                assert!(
                    matches!(outcome, Err(StoreError::Failed { .. })),
                    "{fault:?} at {steps}: {outcome:?}"
                );
                assert_eq!(print(&store).await, BEFORE, "{fault:?} at {steps}");
            }
            // A failed write can be repeated.
            assert_eq!(store.commit(&second()).await, Ok(SECOND), "{fault:?} at {steps}");
            assert_eq!(print(&store).await, AFTER, "{fault:?} at {steps}");
        });
        assert_eq!(struck.await, REQUESTS);
    }
}

#[wasm_bindgen_test]
async fn a_connection_lost_at_any_step_is_opened_again_and_the_write_done_once() {
    let struck =
        move_fault("fault-lost", InjectedFault::Lose, async |steps: usize, store: DeviceStore| {
            assert_eq!(store.commit(&second()).await, Ok(SECOND), "at {steps}");
            assert_eq!(print(&store).await, AFTER, "at {steps}");
        });
    // One step more than there are requests: the connection is lost after the commit, before the caller knows of it.
    // Then the second try finds its own receipt.
    assert_eq!(struck.await, REQUESTS + 1);
}

#[wasm_bindgen_test]
async fn a_connection_lost_twice_is_reported_and_nothing_is_written() {
    let after = After { steps: Cell::new(3), fault: InjectedFault::Lose, again: true };
    let store = prepared("fault-lost-twice", Rc::new(after)).await;
    let outcome = store.commit(&second()).await;
    assert!(matches!(outcome, Err(StoreError::Lost { .. })), "{outcome:?}");
    assert_eq!(print(&store).await, BEFORE);
}
