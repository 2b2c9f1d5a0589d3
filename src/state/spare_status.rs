//! What is known about the spare, and the call after each commit that keeps it up to date.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::domain::time::UtcTime;
use crate::format::stored::spare_message::SpareOffer;

/// The spare of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpareStatus {
    /// When it was written, and its size in bytes; `None` if there is none, or if that is not known yet.
    pub kept: Option<(UtcTime, u32)>,
    /// What can be restored from it, if something is wrong with the database.
    pub offer: Option<SpareOffer>,
}

/// The slot of the function that is called after each commit.
#[derive(Clone, Default)]
pub(super) struct AfterCommit(Rc<RefCell<Option<Act>>>);

/// A function that is called after a commit.
type Act = Rc<dyn Fn()>;

impl AfterCommit {
    /// Sets the function.
    pub(super) fn set(&self, act: Rc<dyn Fn()>) {
        self.0.replace(Some(act));
    }

    /// Calls the function, if there is one.
    pub(super) fn call(&self) {
        let act = self.0.borrow().clone();
        if let Some(act) = act {
            act();
        }
    }
}

impl fmt::Debug for AfterCommit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AfterCommit")
    }
}
