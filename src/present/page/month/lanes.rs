//! Distributes the events of one week among the rows of a month's grid.
//!
//! An event of several days keeps one row (its lane) in the whole week. An event of one day takes as many rows as its
//! title needs, up to three, while the day has free rows. Law: on every day, the shown and the hidden items together are
//! all that touch the day, and no two of them share a row.

use crate::domain::sorted_set::SortedSet;

/// How many columns a week has.
pub const COLUMNS: usize = 7;

/// How many rows the title of an event may take.
pub const MOST_LINES: usize = 3;

/// The rows of an item of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowStretch {
    /// The first row, from 0.
    pub first: usize,
    /// How many rows it takes, at least 1.
    pub count: usize,
}

/// The columns that an event of several days takes in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnStretch {
    /// The first column, 0 to 6.
    pub first: usize,
    /// The last column, 0 to 6.
    pub last: usize,
}

/// The rows of one week, by the index of the item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The lane of each stretch; `None` if it is not shown.
    pub lanes: Vec<Option<usize>>,
    /// For each column, the rows of its single items in order; items beyond the end are not shown.
    pub singles: Vec<Vec<RowStretch>>,
    /// For each column, how many items are not shown.
    pub hidden: Vec<u32>,
}

impl ColumnStretch {
    /// Returns whether the stretch covers the column.
    pub fn covers(self, column: usize) -> bool {
        self.first <= column && column <= self.last
    }
}

/// Distributes `rows` rows (at least 1) among the stretches, in their order, and among the single items, of which
/// `singles` gives, for each column, how many rows each would like to have.
///
/// If a column has too many items, its last row stays free for the text that counts the hidden ones. Cost: the number
/// of stretches times rows.
pub fn share(stretches: &[ColumnStretch], singles: &[Vec<usize>; COLUMNS], rows: usize) -> Rows {
    let rows = rows.max(1);
    let mut columns: Vec<Column> = singles.iter().map(|wishes| Column::new(wishes.len())).collect();
    let wanted: Vec<Option<usize>> =
        stretches.iter().map(|stretch| take_lane(*stretch, &mut columns, rows)).collect();
    let is_crowded = |stretch: &ColumnStretch| {
        let covered = columns.iter().enumerate().filter(|(column, _)| stretch.covers(*column));
        covered.into_iter().any(|(_, column)| column.is_crowded(rows))
    };
    let fits = |(stretch, lane): (&ColumnStretch, &Option<usize>)| {
        lane.filter(|lane| lane + 1 < rows || !is_crowded(stretch))
    };
    let lanes: Vec<Option<usize>> = stretches.iter().zip(&wanted).map(fits).collect();
    let mut shared = Rows { lanes, ..Rows::default() };
    for (column, wishes) in singles.iter().enumerate() {
        let count = wishes.len();
        let mut shown = SortedSet::new();
        let mut hidden = 0;
        for (stretch, lane) in stretches.iter().zip(&shared.lanes) {
            match lane {
                _ if !stretch.covers(column) => {}
                Some(lane) => {
                    shown.insert(*lane);
                }
                None => hidden += 1,
            }
        }
        let free = |rows: usize| (0..rows).filter(|row| !shown.contains(row));
        let usable = if hidden == 0 && count <= free(rows).count() { rows } else { rows - 1 };
        let placed = stretched(&free(usable).collect::<Vec<_>>(), wishes);
        shared.hidden.push(u32::try_from(hidden + count - placed.len()).unwrap_or(u32::MAX));
        shared.singles.push(placed);
    }
    shared
}

/// Places the items in the free rows, in their order. Rows that are left over go to the items that want more than one:
/// first a second row for each, then a third.
fn stretched(free: &[usize], wishes: &[usize]) -> Vec<RowStretch> {
    let mut counts = vec![1; wishes.len().min(free.len())];
    let mut left = free.len() - counts.len();
    for lines in 2..=MOST_LINES {
        for (count, wish) in counts.iter_mut().zip(wishes) {
            if left > 0 && *wish >= lines && *count + 1 == lines {
                *count = lines;
                left -= 1;
            }
        }
    }
    let mut rows = free.iter().copied().peekable();
    let mut placed = Vec::new();
    for wanted in counts {
        let Some(first) = rows.next() else { break };
        let mut count = 1;
        // A lane may lie between two free rows.
        while count < wanted && rows.next_if_eq(&(first + count)).is_some() {
            count += 1;
        }
        placed.push(RowStretch { first, count });
    }
    placed
}

/// The state of one column while rows are distributed.
struct Column {
    lanes: SortedSet<usize>,
    has_more: bool,
    singles: usize,
}

impl Column {
    fn new(singles: usize) -> Self {
        Self { lanes: SortedSet::new(), has_more: false, singles }
    }

    fn is_crowded(&self, rows: usize) -> bool {
        self.has_more || self.lanes.len() + self.singles > rows
    }
}

/// Takes the first lane that is free in every column of the stretch; `None` if there is none.
fn take_lane(stretch: ColumnStretch, columns: &mut [Column], rows: usize) -> Option<usize> {
    let covered = |columns: &[Column], is_free: &dyn Fn(&Column) -> bool| {
        let mut covered = columns.iter().enumerate().filter(|(column, _)| stretch.covers(*column));
        covered.all(|(_, column)| is_free(column))
    };
    let found = (0..rows).find(|lane| covered(columns, &|column| !column.lanes.contains(lane)));
    for (index, column) in columns.iter_mut().enumerate() {
        match found {
            _ if !stretch.covers(index) => {}
            Some(lane) => {
                column.lanes.insert(lane);
            }
            None => column.has_more = true,
        }
    }
    found
}
