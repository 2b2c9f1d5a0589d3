//! Laws of the sorted map and set: after any operations they are what the standard library's are.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::ops::Bound;

use proptest::collection::vec;
use proptest::prelude::*;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::sorted_set::SortedSet;

/// One operation; few keys, so that they meet.
#[derive(Clone, Debug)]
enum Operation {
    Insert(String, u8),
    GetOrInsert(String, u8),
    GetOrDefault(String),
    Remove(String),
    Change(String, u8),
    ChangeAll(u8),
    Keep(u8),
    Extend(Vec<(String, u8)>),
    Collect(Vec<(String, u8)>),
    Clear,
}

fn key() -> impl Strategy<Value = String> {
    "[a-d]{0,2}"
}

fn pairs() -> impl Strategy<Value = Vec<(String, u8)>> {
    let in_order = vec((key(), any::<u8>()), 0..12).prop_map(|mut pairs| {
        pairs.sort();
        pairs
    });
    prop_oneof![vec((key(), any::<u8>()), 0..12), in_order]
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        8 => (key(), any::<u8>()).prop_map(|(key, value)| Operation::Insert(key, value)),
        3 => (key(), any::<u8>()).prop_map(|(key, value)| Operation::GetOrInsert(key, value)),
        2 => key().prop_map(Operation::GetOrDefault),
        4 => key().prop_map(Operation::Remove),
        2 => (key(), any::<u8>()).prop_map(|(key, value)| Operation::Change(key, value)),
        1 => any::<u8>().prop_map(Operation::ChangeAll),
        1 => any::<u8>().prop_map(Operation::Keep),
        3 => pairs().prop_map(Operation::Extend),
        2 => pairs().prop_map(Operation::Collect),
        1 => Just(Operation::Clear),
    ]
}

/// Does the same to both maps and compares what they answer.
fn perform(
    sorted: &mut SortedMap<String, u8>,
    standard: &mut BTreeMap<String, u8>,
    operation: Operation,
) {
    match operation {
        Operation::Insert(key, value) => {
            assert_eq!(sorted.insert(key.clone(), value), standard.insert(key, value));
        }
        Operation::GetOrInsert(key, value) => {
            let other = standard.entry(key.clone()).or_insert(value);
            assert_eq!(sorted.get_or_insert_with(key, || value), other);
        }
        Operation::GetOrDefault(key) => {
            let other = standard.entry(key.clone()).or_default();
            assert_eq!(sorted.get_or_default(key), other);
        }
        Operation::Remove(key) => {
            assert_eq!(sorted.remove(key.as_str()), standard.remove(key.as_str()));
        }
        Operation::Change(key, value) => {
            let set = |held: &mut u8| *held = value;
            assert_eq!(
                sorted.get_mut(key.as_str()).map(set),
                standard.get_mut(key.as_str()).map(set)
            );
        }
        Operation::ChangeAll(by) => {
            for value in sorted.values_mut().chain(standard.values_mut()) {
                *value ^= by;
            }
            let add = |(key, value): (&String, &mut u8)| {
                *value = if key.len() == 1 { value.wrapping_add(by) } else { *value };
            };
            sorted.iter_mut().for_each(add);
            standard.iter_mut().for_each(add);
        }
        Operation::Keep(most) => {
            let is_kept = |key: &String, value: &mut u8| {
                *value = value.wrapping_add(1);
                !key.is_empty() && *value <= most
            };
            sorted.retain(is_kept);
            standard.retain(is_kept);
        }
        Operation::Extend(pairs) => {
            sorted.extend(pairs.clone());
            standard.extend(pairs);
        }
        Operation::Collect(pairs) => {
            *sorted = pairs.iter().cloned().collect();
            *standard = pairs.into_iter().collect();
        }
        Operation::Clear => {
            sorted.clear();
            standard.clear();
        }
    }
}

fn same<T: Debug + PartialEq>(ours: impl Iterator<Item = T>, theirs: impl Iterator<Item = T>) {
    assert_eq!(ours.collect::<Vec<_>>(), theirs.collect::<Vec<_>>());
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Compares all that can be asked of both maps.
fn compare(sorted: &SortedMap<String, u8>, standard: &BTreeMap<String, u8>, asked: &str) {
    assert_eq!((sorted.len(), sorted.is_empty()), (standard.len(), standard.is_empty()));
    assert_eq!(format!("{sorted:?} {sorted:#?}"), format!("{standard:?} {standard:#?}"));
    same(sorted.iter(), standard.iter());
    same(sorted.iter().rev(), standard.iter().rev());
    assert_eq!(sorted.iter().len(), standard.len());
    same(sorted.into_iter(), standard.iter());
    same(sorted.keys(), standard.keys());
    same(sorted.values().rev(), standard.values().rev());
    same(sorted.clone().into_iter(), standard.clone().into_iter());
    same(sorted.clone().into_values(), standard.clone().into_values());
    assert_eq!(sorted.get(asked), standard.get(asked));
    assert_eq!(sorted.get_key_value(asked), standard.get_key_value(asked));
    assert_eq!(sorted.contains_key(asked), standard.contains_key(asked));
    let key = asked.to_owned();
    same(sorted.range(key.clone()..), standard.range(key.clone()..));
    same(sorted.range(..key.clone()).rev(), standard.range(..key.clone()).rev());
    same(sorted.range(..=key.clone()), standard.range(..=key.clone()));
    let behind = (Bound::Excluded(key), Bound::Unbounded);
    same(sorted.range(behind.clone()), standard.range(behind));
}

proptest! {
    #[test]
    fn any_operations_leave_a_sorted_map_as_they_leave_a_standard_one(
        operations in vec(operation(), 0..40), asked in key(),
    ) {
        let (mut sorted, mut standard) = (SortedMap::new(), BTreeMap::new());
        for operation in operations {
            perform(&mut sorted, &mut standard, operation);
            compare(&sorted, &standard, &asked);
        }
    }

    #[test]
    fn sorted_maps_compare_as_standard_ones_do(one in pairs(), other in pairs()) {
        let sorted: [SortedMap<_, _>; 2] = [&one, &other].map(|it| it.iter().cloned().collect());
        let standard: [BTreeMap<_, _>; 2] = [&one, &other].map(|it| it.iter().cloned().collect());
        prop_assert_eq!(sorted[0].cmp(&sorted[1]), standard[0].cmp(&standard[1]));
        prop_assert_eq!(sorted[0] == sorted[1], standard[0] == standard[1]);
        prop_assert!(sorted[0] != sorted[1] || hash(&sorted[0]) == hash(&sorted[1]));
    }

    #[test]
    fn any_operations_leave_a_sorted_set_as_they_leave_a_standard_one(
        first in vec(key(), 0..12), more in vec(key(), 0..12),
        changes in vec((key(), any::<bool>()), 0..20), asked in key(),
    ) {
        let mut sorted: SortedSet<String> = first.iter().cloned().collect();
        let mut standard: BTreeSet<String> = first.into_iter().collect();
        for (member, is_in) in changes {
            if is_in {
                prop_assert_eq!(sorted.insert(member.clone()), standard.insert(member));
            } else {
                prop_assert_eq!(sorted.remove(member.as_str()), standard.remove(member.as_str()));
            }
            same(sorted.iter(), standard.iter());
        }
        let others: SortedSet<String> = more.iter().cloned().collect();
        let standard_others: BTreeSet<String> = more.iter().cloned().collect();
        prop_assert_eq!(sorted.is_subset(&others), standard.is_subset(&standard_others));
        prop_assert_eq!(sorted.is_disjoint(&others), standard.is_disjoint(&standard_others));
        prop_assert_eq!(sorted.cmp(&others), standard.cmp(&standard_others));
        sorted.extend(more.clone());
        standard.extend(more);
        sorted.retain(|member| member.len() != 1);
        standard.retain(|member| member.len() != 1);
        same(sorted.range(asked.clone()..).rev(), standard.range(asked.clone()..).rev());
        same(sorted.range(..asked.clone()), standard.range(..asked.clone()));
        prop_assert_eq!((sorted.first(), sorted.last()), (standard.first(), standard.last()));
        prop_assert_eq!(sorted.contains(asked.as_str()), standard.contains(asked.as_str()));
        prop_assert_eq!((sorted.len(), sorted.is_empty()), (standard.len(), standard.is_empty()));
        prop_assert_eq!(format!("{sorted:?} {sorted:#?}"), format!("{standard:?} {standard:#?}"));
        let mut members = Vec::new();
        for member in &sorted {
            members.push(member);
        }
        same(members.into_iter(), standard.iter());
        same(sorted.into_iter(), standard.into_iter());
    }
}
