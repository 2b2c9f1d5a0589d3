//! The interface between a repository and its owner.

use std::cell::RefCell;

use crate::domain::almanac::Almanac;
use crate::format::problem::StorageProblem;

/// The owner of a repository: it holds the almanac and receives reports.
pub trait Host {
    /// Reads the almanac.
    fn read<T>(&self, read: impl FnOnce(&Almanac) -> T) -> T;

    /// Changes the almanac. Everything that is loaded or committed together comes in one call.
    fn update(&self, update: impl FnOnce(&mut Almanac));

    /// Reports a record that cannot be decoded; loading continues without it.
    fn report(&self, problem: StorageProblem);

    /// Called after each decoded record, so that the owner can do other work.
    fn pause(&self) -> impl Future<Output = ()>;
}

/// An owner without a user interface, such as the worker. The page reports records that cannot be decoded.
impl Host for RefCell<Almanac> {
    fn read<T>(&self, read: impl FnOnce(&Almanac) -> T) -> T {
        read(&self.borrow())
    }

    fn update(&self, update: impl FnOnce(&mut Almanac)) {
        update(&mut self.borrow_mut());
    }

    fn report(&self, _: StorageProblem) {}

    async fn pause(&self) {}
}
