//! Organisations by name, as people write them in a form or a list: one that is not known yet is made.

use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, wanted};
use crate::domain::directory::organization::Organization;
use crate::domain::id::OrganizationId;
use crate::domain::search::fold::fold;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::UtcTime;

/// Organisations by every name that they have, folded.
pub struct OrganizationNames<'a> {
    known: SortedMap<Vec<u16>, OrganizationId>,
    made: Vec<Organization>,
    at: UtcTime,
    new_id: &'a mut dyn FnMut() -> String,
}

impl std::fmt::Debug for OrganizationNames<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OrganizationNames").field("made", &self.made).finish_non_exhaustive()
    }
}

impl<'a> OrganizationNames<'a> {
    /// Knows the organisations of a directory. If two have one name, the formal name counts more than others.
    pub fn of(directory: &Directory, at: UtcTime, new_id: &'a mut dyn FnMut() -> String) -> Self {
        let key = |name: &str| fold(name.trim()).units().to_vec();
        let others =
            directory.organizations().flat_map(|it| it.names().skip(1).map(move |name| (name, it)));
        let formal = directory.organizations().map(|it| (it.name.as_str(), it));
        // The last of a key counts.
        let all = others.chain(formal).map(|(name, it)| (key(name), it.id.clone()));
        Self { known: all.collect(), made: Vec::new(), at, new_id }
    }

    /// Returns the organisation of that name; `None` for an empty name.
    pub fn id(&mut self, name: &str) -> Option<OrganizationId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let key = fold(name).units().to_vec();
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        let id = OrganizationId::new((self.new_id)());
        let mut made = Organization::new(id.clone(), name);
        made.updated = Some(self.at);
        self.made.push(made);
        self.known.insert(key, id.clone());
        Some(id)
    }

    /// Adds the organisations that were made to a change.
    pub fn add_to(self, change: &mut DirectoryChange) {
        change.extend(self.made.into_iter().map(wanted));
    }
}
