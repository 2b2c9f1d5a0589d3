//! Distributes the width of one day of a time axis among events that overlap: side by side, none hidden.
//!
//! Law: two events that overlap in time share no column; each takes at least one of the columns that its group has.

/// The position of an event on the axis, in minutes of the day; `begins` is before `ends`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MinuteStretch {
    /// The minute at which it begins.
    pub begins: u16,
    /// The minute at which it ends.
    pub ends: u16,
}

/// The columns that an event takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Columns {
    /// The first column, from 0.
    pub first: usize,
    /// How many columns it takes, at least 1.
    pub span: usize,
    /// The number of columns of its group.
    pub of: usize,
}

impl MinuteStretch {
    fn meets(self, other: Self) -> bool {
        self.begins < other.ends && other.begins < self.ends
    }
}

/// Distributes the width among events, which must be sorted by their beginnings.
///
/// Events that overlap, directly or through others, form a group. A group has as many columns as there are events at
/// its most crowded minute. Each event takes the first free column, then widens to the right up to the next occupied
/// column. Cost: the square of the largest group.
pub fn share(stretches: &[MinuteStretch]) -> Vec<Columns> {
    let mut shared = Vec::with_capacity(stretches.len());
    let mut rest = stretches;
    while let Some(count) = group(rest) {
        let (group, after) = rest.split_at(count);
        shared.append(&mut share_group(group));
        rest = after;
    }
    shared
}

/// Returns how many of the first events belong to one group; `None` if there are no events.
fn group(stretches: &[MinuteStretch]) -> Option<usize> {
    let mut ends = stretches.first()?.ends;
    let is_apart = |stretch: &MinuteStretch| {
        let is_apart = stretch.begins >= ends;
        ends = ends.max(stretch.ends);
        is_apart
    };
    Some(stretches.iter().position(is_apart).unwrap_or(stretches.len()))
}

fn share_group(group: &[MinuteStretch]) -> Vec<Columns> {
    let mut columns: Vec<Vec<MinuteStretch>> = Vec::new();
    let mut taken = Vec::with_capacity(group.len());
    for stretch in group {
        let is_free =
            |column: &Vec<MinuteStretch>| column.last().is_none_or(|last| !last.meets(*stretch));
        let first = columns.iter().position(is_free).unwrap_or(columns.len());
        match columns.get_mut(first) {
            Some(column) => column.push(*stretch),
            None => columns.push(vec![*stretch]),
        }
        taken.push(first);
    }
    let widened = |(stretch, first): (&MinuteStretch, &usize)| {
        let is_free =
            |column: &&Vec<MinuteStretch>| column.iter().all(|other| !other.meets(*stretch));
        let span = 1 + columns.iter().skip(first + 1).take_while(is_free).count();
        Columns { first: *first, span, of: columns.len() }
    };
    group.iter().zip(&taken).map(widened).collect()
}
