//! A rebase keeps what the edit and the other writer have changed, and lists where they disagree.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tsudoi::domain::foreign::Json;
use tsudoi::domain::rebase::{Preferred, rebase};

/// A small value: texts, objects, plain lists, and lists of rows with keys.
fn json() -> impl Strategy<Value = Json> {
    let text = "[a-c]".prop_map(Json::Text);
    text.prop_recursive(3, 24, 4, |inner| {
        let object = prop::collection::btree_map("[a-d]", inner.clone(), 0..4).prop_map(Json::Map);
        let rows = prop::collection::btree_map("[p-s]", inner.clone(), 0..4).prop_map(|rows| {
            let row = |(key, value)| {
                let members = [("key".to_owned(), Json::Text(key)), ("value".to_owned(), value)];
                Json::Map(members.into())
            };
            Json::List(rows.into_iter().map(row).collect())
        });
        prop_oneof![object, rows, prop::collection::vec(inner, 0..3).prop_map(Json::List)]
    })
}

proptest! {
    #[test]
    fn without_another_writer_the_edit_is_the_result(before in json(), after in json()) {
        let rebased = rebase(Some(&before), Some(&after), Some(&before), Preferred::Now);
        prop_assert_eq!(rebased.value, Some(after));
        prop_assert!(rebased.conflicts.is_empty());
    }

    #[test]
    fn without_an_edit_nothing_changes(before in json(), now in json()) {
        let rebased = rebase(Some(&before), Some(&before), Some(&now), Preferred::Edit);
        prop_assert_eq!(rebased.value, Some(now));
    }

    #[test]
    fn edits_of_different_members_are_both_kept(
        before in prop::collection::btree_map("[a-f]", json(), 0..6),
        edits in prop::collection::btree_map("[a-c]", prop::option::of(json()), 0..4),
        others in prop::collection::btree_map("[d-f]", prop::option::of(json()), 0..4),
    ) {
        let changed = |edits: &[&BTreeMap<String, Option<Json>>]| {
            let mut members = before.clone();
            for (name, value) in edits.iter().copied().flatten() {
                match value {
                    Some(value) => members.insert(name.clone(), value.clone()),
                    None => members.remove(name),
                };
            }
            Json::Map(members)
        };
        let (was, after, now) = (changed(&[]), changed(&[&edits]), changed(&[&others]));
        let rebased = rebase(Some(&was), Some(&after), Some(&now), Preferred::Now);
        prop_assert_eq!(rebased.value, Some(changed(&[&edits, &others])));
        prop_assert!(rebased.conflicts.is_empty());
    }

    #[test]
    fn what_is_preferred_decides_only_where_both_disagree(
        before in json(), after in json(), now in json()
    ) {
        let [edit, kept] = [Preferred::Edit, Preferred::Now]
            .map(|preferred| rebase(Some(&before), Some(&after), Some(&now), preferred));
        prop_assert_eq!(&edit.conflicts, &kept.conflicts);
        if edit.conflicts.is_empty() {
            prop_assert_eq!(edit.value, kept.value);
        }
    }
}
