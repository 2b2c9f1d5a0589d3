//! Which version of the app runs.

/// Which version of the app runs, and whether it runs without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The service worker has not said yet.
    Unknown,
    /// Every file is on the device.
    Ready,
    /// A newer version is on the device and waits for consent.
    NewerWaits,
    /// A newer version has taken over; the page is to be loaded anew.
    Newer,
}
