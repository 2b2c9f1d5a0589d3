//! What a person decided about a plan.

use std::collections::BTreeMap;

use crate::domain::id::EventId;
use crate::merge::event::conflict::{Chosen, Side, Sides};
use crate::merge::step::Class;

/// Whether a row of the plan is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Take {
    /// Leave everything as it is and remember nothing, so that the next import offers it again.
    Skip,
    /// Do what the row says, conflicts as decided.
    Accept,
}

impl Take {
    /// What is done with a class unless a person decides otherwise.
    pub fn proposed(class: Class) -> Self {
        match class {
            Class::Refused | Class::Binned | Class::Missing => Self::Skip,
            Class::Conflicting
            | Class::Cancelled
            | Class::Updated
            | Class::New
            | Class::RemovedInFile
            | Class::Unchanged => Self::Accept,
        }
    }
}

/// What a person decided; the default is what the plan proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// For whole classes; a class not named here has [`Take::proposed`].
    pub classes: BTreeMap<Class, Take>,
    /// For single events, before the class.
    pub events: BTreeMap<EventId, Take>,
    /// For what calendars are called and coloured; a calendar that accepted events need is made all the same.
    pub calendars: Take,
    /// For all conflicts; `None` leaves each its own default.
    pub all_conflicts: Option<Side>,
    /// For single conflicts, before that.
    pub conflicts: Chosen,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            classes: BTreeMap::new(),
            events: BTreeMap::new(),
            calendars: Take::Accept,
            all_conflicts: None,
            conflicts: BTreeMap::new(),
        }
    }
}

impl Choices {
    /// Whether the row of that event is carried out. What was refused never is.
    pub fn take(&self, id: &EventId, class: Class) -> Take {
        let chosen = self.events.get(id).copied();
        match class {
            Class::Refused => Take::Skip,
            Class::New
            | Class::Updated
            | Class::Cancelled
            | Class::Conflicting
            | Class::RemovedInFile
            | Class::Binned
            | Class::Missing
            | Class::Unchanged => chosen.unwrap_or(self.take_of_class(class)),
        }
    }

    /// What is done with a class, as chosen or as proposed.
    pub fn take_of_class(&self, class: Class) -> Take {
        self.classes.get(&class).copied().unwrap_or(Take::proposed(class))
    }

    /// The sides chosen for the conflicts of one event.
    pub fn sides<'a>(&'a self, id: &'a EventId) -> Sides<'a> {
        Sides { all: self.all_conflicts, single: Some((&self.conflicts, id)) }
    }
}
