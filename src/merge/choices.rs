//! The choices that a person makes about a plan.

use std::collections::BTreeMap;

use crate::domain::id::EventId;
use crate::domain::sorted_map::SortedMap;
use crate::merge::event::conflict::{Chosen, Side, Sides};
use crate::merge::preview::Class;

/// Whether a row of the plan is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Take {
    /// Leave everything as it is and remember nothing, so that the next import offers it again.
    Skip,
    /// Do what the row says; conflicts are resolved as chosen.
    Accept,
}

impl Take {
    /// The default for a class, if a person does not choose.
    pub fn proposed(class: Class) -> Self {
        match class {
            Class::Refused | Class::Elsewhere | Class::Trashed | Class::Missing => Self::Skip,
            Class::Conflicting
            | Class::Cancelled
            | Class::Updated
            | Class::New
            | Class::RemovedInFile
            | Class::Unchanged => Self::Accept,
        }
    }
}

/// The choices of a person; the default is what the plan proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Choices for whole classes; a class that is not listed has [`Take::proposed`].
    pub classes: SortedMap<Class, Take>,
    /// Choices for single events, which take precedence over the class.
    pub events: BTreeMap<EventId, Take>,
    /// The choice for the titles, colours and other facts of calendars. A calendar that accepted events need is created
    /// anyway.
    pub calendars: Take,
    /// The side for all conflicts; with `None`, each conflict has its own default.
    pub all_conflicts: Option<Side>,
    /// Choices for single conflicts, which take precedence over `all_conflicts`.
    pub conflicts: Chosen,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            classes: SortedMap::new(),
            events: BTreeMap::new(),
            calendars: Take::Accept,
            all_conflicts: None,
            conflicts: SortedMap::new(),
        }
    }
}

impl Choices {
    /// Whether the row of that event is carried out. A refused row never is.
    pub fn take(&self, id: &EventId, class: Class) -> Take {
        let chosen = self.events.get(id).copied();
        match class {
            Class::Refused => Take::Skip,
            Class::New
            | Class::Updated
            | Class::Cancelled
            | Class::Conflicting
            | Class::Elsewhere
            | Class::RemovedInFile
            | Class::Trashed
            | Class::Missing
            | Class::Unchanged => chosen.unwrap_or(self.take_of_class(class)),
        }
    }

    /// The choice for a class, or its default.
    pub fn take_of_class(&self, class: Class) -> Take {
        self.classes.get(&class).copied().unwrap_or(Take::proposed(class))
    }

    /// The chosen sides for the conflicts of one event.
    pub fn sides<'a>(&'a self, id: &'a EventId) -> Sides<'a> {
        Sides { all: self.all_conflicts, single: Some((&self.conflicts, id)) }
    }
}
