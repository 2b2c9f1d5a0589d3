//! Where a write of the database may be made to fail, so that a test can move a failure through every step.

/// Says at each step of a write whether it is to fail.
pub trait Faults {
    /// The fault to strike with at this step, if any. Called once for each step, in order.
    fn strike(&self, step: Step) -> Option<Fault>;
}

/// A step of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A request is about to be queued.
    Request,
    /// The transaction has committed, and nobody has been told.
    Committed,
}

/// A way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The program gives up: what is queued stays queued, and no more comes.
    Stop,
    /// The browser refuses a request, and so aborts the transaction by itself.
    Refuse,
    /// The connection is gone.
    Lose,
}

/// No faults: what the app uses.
#[derive(Clone, Copy, Debug)]
pub struct NoFaults;

impl Faults for NoFaults {
    fn strike(&self, _: Step) -> Option<Fault> {
        None
    }
}
