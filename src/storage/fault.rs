//! The points where a test can make a database write fail, so that a test can try a failure at every step.

/// Decides at each step of a write whether the step fails.
pub trait Faults {
    /// Returns the fault for this step, if there is one. Called once for each step, in order.
    fn strike(&self, step: WriteStep) -> Option<InjectedFault>;
}

/// A step of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteStep {
    /// A request is about to be queued.
    Request,
    /// The transaction has committed, and the caller does not know it yet.
    Committed,
}

/// A way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InjectedFault {
    /// The program stops: requests that are queued stay queued, and no more requests come.
    Stop,
    /// The browser refuses a request, and therefore aborts the transaction itself.
    Refuse,
    /// The connection is lost.
    Lose,
}

/// No faults; the app uses this.
#[derive(Clone, Copy, Debug)]
pub struct NoFaults;

impl Faults for NoFaults {
    fn strike(&self, _: WriteStep) -> Option<InjectedFault> {
        None
    }
}
