//! The lists of a form: rows that are told apart by their keys.
//!
//! Law: an unedited row makes no edit, so that it leaves its item as it is now, whatever else was edited meanwhile.

use crate::domain::id::LocalId;

/// One row of a list.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// The key of the item, unique in its list.
    fn key(&self) -> &LocalId;

    /// Whether nothing is written in it.
    fn is_blank(&self) -> bool;
}

/// Implements [`Row`] for a struct with a field `key`, given the texts that are empty while nothing is written in it.
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

/// How the rows of a list differ from what they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEdits<R> {
    /// The keys of the rows that were removed.
    pub removed: Vec<LocalId>,
    /// The rows that were edited or added, in order; new rows with nothing written in them are left out.
    pub edited: Vec<RowEdit<R>>,
}

/// A row that was edited or added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEdit<R> {
    /// The row.
    pub row: R,
    /// What it was; `None` if it is new.
    pub was: Option<R>,
}

impl<R: Row> RowEdits<R> {
    /// Compares the rows with what they were.
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
    /// Whether a part of the row is other than it was; of a new row, every part is.
    pub fn is_other<T: PartialEq + ?Sized>(&self, part: impl Fn(&R) -> &T) -> bool {
        self.was.as_ref().is_none_or(|was| part(was) != part(&self.row))
    }
}

/// The row of that key.
pub fn find<'r, R: Row>(rows: &'r [R], key: &LocalId) -> Option<&'r R> {
    rows.iter().find(|row| row.key() == key)
}

/// The row of that key, which is at that index unless rows were added, removed or moved.
fn find_near<'r, R: Row>(rows: &'r [R], index: usize, key: &LocalId) -> Option<&'r R> {
    rows.get(index).filter(|row| row.key() == key).or_else(|| find(rows, key))
}

/// The row of that key, to be changed.
pub fn find_mut<'r, R: Row>(rows: &'r mut [R], key: &LocalId) -> Option<&'r mut R> {
    rows.iter_mut().find(|row| row.key() == key)
}

/// Moves a row to another index; returns the index that it has then.
pub fn move_to<R: Row>(rows: &mut Vec<R>, key: &LocalId, to: usize) -> Option<usize> {
    let from = rows.iter().position(|row| row.key() == key)?;
    let to = to.min(rows.len().saturating_sub(1));
    let row = rows.remove(from);
    rows.insert(to, row);
    Some(to)
}
