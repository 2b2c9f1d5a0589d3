//! Distributes the width of one day of a time axis among events that overlap: side by side, as many as are readable.
//!
//! Law: each event has columns of its own, or is counted in exactly one hidden stretch, which covers its time. What
//! overlaps in time, events and hidden stretches, shares no column. No group has more columns than allowed.

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

/// A part of the day in which events have no column of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiddenStretch {
    /// The minutes from the first beginning of these events to their last end.
    pub stretch: MinuteStretch,
    /// The number of these events, at least 2.
    pub count: usize,
    /// Its column, the last one of the group.
    pub columns: Columns,
}

/// The distributed width of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The columns of each event, in the order of the events; `None` if it is hidden.
    pub columns: Vec<Option<Columns>>,
    /// The stretches that count the hidden events, sorted by their beginnings.
    pub hidden: Vec<HiddenStretch>,
}

impl MinuteStretch {
    fn meets(self, other: Self) -> bool {
        self.begins < other.ends && other.begins < self.ends
    }
}

/// Distributes the width among events, which must be sorted by their beginnings, in at most `most` columns (at least 1).
///
/// Events that overlap, directly or through others, form a group. A group has as many columns as there are events at
/// its most crowded minute. If these are too many, its last column contains the events that have no column before it:
/// alone if nothing else there overlaps them, or else counted together. Each event takes the first free column, then
/// widens to the right up to the next occupied column. Cost: the number of events times `most`, because events of half
/// an hour or more leave room for few in a column.
pub fn share(stretches: &[MinuteStretch], most: usize) -> Shared {
    let mut shared = Shared::default();
    let mut rest = stretches;
    while let Some(count) = group(rest) {
        let (group, after) = rest.split_at(count);
        share_group(group, most.max(1), &mut shared);
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

fn share_group(group: &[MinuteStretch], most: usize, shared: &mut Shared) {
    let taken = first_free(group, most);
    let last = most - 1;
    let is_crowded = taken.contains(&most);
    // In a crowded group, the events that have no column before the last one.
    let is_left = |column: usize| is_crowded && column >= last;
    let left: Vec<MinuteStretch> = group
        .iter()
        .zip(&taken)
        .filter_map(|(stretch, column)| is_left(*column).then_some(*stretch))
        .collect();
    let of = if is_crowded { most } else { taken.iter().max().map_or(1, |last| last + 1) };
    let hidden = together(&left, Columns { first: last, span: 1, of });
    let is_hidden = |stretch: MinuteStretch, column: usize| {
        is_left(column) && hidden.iter().any(|it| it.stretch.meets(stretch))
    };
    let mut columns = vec![Vec::new(); of];
    for (stretch, column) in group.iter().zip(&taken) {
        if let (false, Some(column)) =
            (is_hidden(*stretch, *column), columns.get_mut((*column).min(last)))
        {
            column.push(*stretch);
        }
    }
    if let Some(column) = columns.last_mut() {
        column.extend(hidden.iter().map(|it| it.stretch));
    }
    let widened = |(stretch, column): (&MinuteStretch, &usize)| {
        let first = (*column).min(last);
        let is_free =
            |column: &&Vec<MinuteStretch>| column.iter().all(|other| !other.meets(*stretch));
        let span = 1 + columns.iter().skip(first + 1).take_while(is_free).count();
        (!is_hidden(*stretch, *column)).then_some(Columns { first, span, of })
    };
    shared.columns.extend(group.iter().zip(&taken).map(widened));
    shared.hidden.extend(hidden);
}

/// Returns the first free column of each event; `most` if all columns are occupied.
fn first_free(group: &[MinuteStretch], most: usize) -> Vec<usize> {
    let mut ends: Vec<u16> = Vec::new();
    let mut taken = Vec::with_capacity(group.len());
    for stretch in group {
        let first = ends.iter().position(|end| *end <= stretch.begins).unwrap_or(ends.len());
        match ends.get_mut(first) {
            Some(end) => *end = stretch.ends,
            None if first < most => ends.push(stretch.ends),
            None => {}
        }
        taken.push(first);
    }
    taken
}

/// Returns the stretches of those events that overlap others of them, directly or through others.
fn together(mut left: &[MinuteStretch], columns: Columns) -> Vec<HiddenStretch> {
    let mut hidden = Vec::new();
    while let (Some(first), Some(count)) = (left.first(), group(left)) {
        let (group, after) = left.split_at(count);
        if count > 1 {
            let ends = group.iter().map(|it| it.ends).max().unwrap_or(first.ends);
            let stretch = MinuteStretch { begins: first.begins, ends };
            hidden.push(HiddenStretch { stretch, count, columns });
        }
        left = after;
    }
    hidden
}
