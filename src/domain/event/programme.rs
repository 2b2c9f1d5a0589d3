//! The programme of an event: its parts, in order, with their speakers.

use jiff::civil::DateTime;

use crate::domain::event::participant::Mode;
use crate::domain::foreign::Foreign;
use crate::domain::id::LocalId;
use crate::domain::time::Length;

/// One section of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its position among the parts; equal numbers keep the order of their keys.
    pub order: u32,
    /// What it is called.
    pub title: String,
    /// What happens in it.
    pub description: String,
    /// When it starts, on the clock of the event.
    pub start: Option<DateTime>,
    /// How long it lasts.
    pub length: Option<Length>,
    /// The participants who speak, by their keys in the event, in the order of the programme; each once.
    pub speakers: Vec<LocalId>,
    /// Whether people attend on site, online or either.
    pub mode: Option<Mode>,
    /// Everything else that the file contained (including topics).
    pub foreign: Foreign,
}
