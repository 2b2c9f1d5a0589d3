//! Items that have other keys in a projection of an event than in the event itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::gather::Gather;
use crate::domain::id::LocalId;
use crate::domain::series::own_keys::rename_items;

/// The keys of the base for the items of a projection and of the event made from it.
pub(crate) struct Rekeyed {
    pub(crate) of_projection: BTreeMap<LocalId, LocalId>,
    pub(crate) of_theirs: BTreeMap<LocalId, LocalId>,
}

impl Rekeyed {
    /// Finds the same items. If one item of the projection is replaced by one other, the other is the same item, changed.
    pub(crate) fn of<V: PartialEq>(
        base: &BTreeMap<LocalId, V>,
        projection: &BTreeMap<LocalId, V>,
        theirs: &BTreeMap<LocalId, V>,
        is_same: fn(&V, &V) -> bool,
    ) -> Self {
        let mut free: BTreeSet<&LocalId> =
            base.keys().filter(|key| !projection.contains_key(*key)).collect();
        let mut of_projection = BTreeMap::new();
        for (key, item) in projection.iter().filter(|(key, _)| !base.contains_key(*key)) {
            let own = free.iter().find(|own| base.get(**own).is_some_and(|it| is_same(it, item)));
            if let Some(own) = own.copied() {
                free.remove(own);
                of_projection.insert(key.clone(), own.clone());
            }
        }
        let mut of_theirs: BTreeMap<LocalId, LocalId> = of_projection
            .iter()
            .filter(|(key, _)| theirs.contains_key(*key))
            .map(|(a, b)| (a.clone(), b.clone()))
            .gathered();
        let gone: Vec<&LocalId> =
            projection.keys().filter(|key| !theirs.contains_key(*key)).collect();
        // What the base has under that key was there before, only the projection lacks it.
        let is_new = |key: &&LocalId| !projection.contains_key(*key) && !base.contains_key(*key);
        let come: Vec<&LocalId> = theirs.keys().filter(is_new).collect();
        if let ([gone], [come]) = (gone.as_slice(), come.as_slice()) {
            let own = of_projection.get(*gone).unwrap_or(gone).clone();
            of_theirs.insert((*come).clone(), own);
        }
        Self { of_projection, of_theirs }
    }

    /// Gives the items of both lists the keys of the base; returns what was renamed.
    pub(crate) fn applied<V: PartialEq>(
        base: &BTreeMap<LocalId, V>,
        (projection, theirs): (&mut BTreeMap<LocalId, V>, &mut BTreeMap<LocalId, V>),
        is_same: fn(&V, &V) -> bool,
    ) -> Self {
        let keys = Self::of(base, projection, theirs, is_same);
        rename_items(projection, &keys.of_projection);
        rename_items(theirs, &keys.of_theirs);
        keys
    }
}
