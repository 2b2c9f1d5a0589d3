//! Which panes the app shows: the agenda, another page, or both.

use leptos::prelude::*;

use crate::present::route::path::Path;
use crate::ui::context::Ui;

/// The arrangement of the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// The agenda alone.
    List,
    /// The agenda with another page over it, or next to it on a wide screen.
    ListAndPage,
    /// Another page alone.
    Page,
    /// Nothing is stored yet.
    Welcome,
}

impl Arrangement {
    /// Returns whether the agenda is among the panes.
    pub fn has_list(self) -> bool {
        matches!(self, Self::List | Self::ListAndPage)
    }
}

/// Returns the arrangement for the current path and width; follows both.
pub fn arrangement(ui: Ui) -> Arrangement {
    let is_wide = ui.is_wide.get();
    let is_bare = ui.state.almanac.with(|almanac| almanac.calendars().is_empty());
    match &*ui.path.read() {
        Some(
            Path::Agenda { .. }
            | Path::Month { .. }
            | Path::Week { .. }
            | Path::Year { .. }
            | Path::Day { .. },
        ) if is_bare => Arrangement::Welcome,
        Some(Path::Agenda { .. }) if !is_wide => Arrangement::List,
        Some(Path::Month { .. } | Path::Day { .. }) if !is_wide => Arrangement::Page,
        Some(
            Path::Agenda { .. }
            | Path::Month { .. }
            | Path::Day { .. }
            | Path::Event(_)
            | Path::Instance(..)
            | Path::Participants(..),
        ) => Arrangement::ListAndPage,
        // A week needs the full width.
        Some(
            Path::Week { .. }
            | Path::Year { .. }
            | Path::EditEvent(_)
            | Path::EditInstance(..)
            | Path::NewEvent { .. }
            | Path::CopyEvent(..)
            | Path::Search(_)
            | Path::Calendars
            | Path::Directory(_)
            | Path::Import
            | Path::Export(_)
            | Path::Settings
            | Path::Print(_)
            | Path::History
            | Path::Trash,
        )
        | None => Arrangement::Page,
    }
}
