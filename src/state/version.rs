//! The version of the app.

/// Which version of the app runs, and whether it runs without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The service worker has not answered yet.
    Unknown,
    /// Every file is on the device.
    Ready,
    /// A newer version is on the device and waits for the person's consent.
    NewerWaits,
    /// A newer version has taken over; the page must be reloaded.
    Newer,
}
