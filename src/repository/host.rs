//! What a repository needs of its owner.

use std::cell::RefCell;

use crate::domain::almanac::Almanac;
use crate::format::problem::StorageProblem;

/// The owner of a repository: where the almanac is held, and whom to tell.
pub trait Host {
    /// Reads the almanac.
    fn read<T>(&self, read: impl FnOnce(&Almanac) -> T) -> T;

    /// Changes the almanac. Everything that is loaded or committed at once comes in one call.
    fn update(&self, update: impl FnOnce(&mut Almanac));

    /// Reports a record that cannot be decoded; everything else goes on without it.
    fn report(&self, problem: StorageProblem);

    /// Called between two records that are decoded, so that the owner can do something else.
    fn pause(&self) -> impl Future<Output = ()>;
}

/// An owner that nobody watches, such as the worker: the page reports what cannot be decoded.
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
