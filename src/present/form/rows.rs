//! The lists of a form: rows that are identified by their keys.
//!
//! Law: an unedited row makes no edit, so its item stays as it is now, whatever else was edited meanwhile.

use crate::domain::id::LocalId;

/// One row of a list.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// Returns the key of the item, unique in its list.
    fn key(&self) -> &LocalId;

    /// Returns whether nothing is written in it.
    fn is_blank(&self) -> bool;
}

/// Implements [`Row`] for a struct with a field `key`, given the texts that are all empty in a blank row.
macro_rules! row_of {
    ($type:ident { $($text:ident),* }) => {
        impl $crate::present::form::rows::Row for $type {
            fn key(&self) -> &$crate::domain::id::LocalId {
                &self.key
            }

            fn is_blank(&self) -> bool {
                [$(&self.$text),*].into_iter().all(|text| text.trim().is_empty())
            }
        }
    };
}

pub(crate) use row_of;

/// The differences between the rows of a list and the earlier rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEdits<R> {
    /// The keys of the rows that were removed.
    pub removed: Vec<LocalId>,
    /// The rows that were edited or added, in order, without new blank rows.
    pub edited: Vec<RowEdit<R>>,
}

/// A row that was edited or added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEdit<R> {
    /// The row.
    pub row: R,
    /// The row before; `None` if it is new.
    pub was: Option<R>,
}

impl<R: Row> RowEdits<R> {
    /// Compares the rows with the earlier ones.
    pub fn between(rows: &[R], before: &[R]) -> Self {
        let key_if_gone = |(index, was): (usize, &R)| {
            let is_gone = find_near(rows, index, was.key()).is_none();
            is_gone.then(|| was.key().clone())
        };
        let edit = |(index, row): (usize, &R)| {
            let was = find_near(before, index, row.key());
            let is_edit = was != Some(row) && !(was.is_none() && row.is_blank());
            is_edit.then(|| RowEdit { row: row.clone(), was: was.cloned() })
        };
        Self {
            removed: before.iter().enumerate().filter_map(key_if_gone).collect(),
            edited: rows.iter().enumerate().filter_map(edit).collect(),
        }
    }
}

impl<R: Row> RowEdit<R> {
    /// Returns whether a part of the row differs from the earlier row; always true for a new row.
    pub fn is_other<T: PartialEq + ?Sized>(&self, part: impl Fn(&R) -> &T) -> bool {
        self.was.as_ref().is_none_or(|was| part(was) != part(&self.row))
    }
}

/// Returns the row with that key.
pub fn find<'r, R: Row>(rows: &'r [R], key: &LocalId) -> Option<&'r R> {
    rows.iter().find(|row| row.key() == key)
}

/// Returns the row with that key, trying the index first: it is right unless rows were added, removed or moved.
fn find_near<'r, R: Row>(rows: &'r [R], index: usize, key: &LocalId) -> Option<&'r R> {
    rows.get(index).filter(|row| row.key() == key).or_else(|| find(rows, key))
}

/// Returns the row with that key, to be changed.
pub fn find_mut<'r, R: Row>(rows: &'r mut [R], key: &LocalId) -> Option<&'r mut R> {
    rows.iter_mut().find(|row| row.key() == key)
}

/// Moves a row to another index, and returns its resulting index.
pub fn move_to<R: Row>(rows: &mut Vec<R>, key: &LocalId, to: usize) -> Option<usize> {
    let from = rows.iter().position(|row| row.key() == key)?;
    let to = to.min(rows.len().saturating_sub(1));
    let row = rows.remove(from);
    rows.insert(to, row);
    Some(to)
}
