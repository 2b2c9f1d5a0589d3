//! Keeps the best of many events while they are found, so that the others are neither kept nor sorted.

/// How many more than the wanted ones are kept before the worst of them are dropped.
const SLACK: usize = 256;

/// The rank of an event and its number; lower is better.
pub(super) type Ranked = (u64, usize);

/// The best of many.
#[derive(Debug)]
pub(super) struct Best {
    limit: usize,
    kept: Vec<Ranked>,
    /// What is not better than this is not among the best.
    bound: Option<Ranked>,
}

impl Best {
    /// Keeps nothing yet, and `limit` in the end.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), bound: None }
    }

    /// Adds one.
    pub(super) fn add(&mut self, one: Ranked) {
        if self.bound.is_none_or(|bound| one < bound) {
            self.kept.push(one);
            if self.kept.len() >= self.limit.saturating_add(SLACK) {
                self.drop_worst();
            }
        }
    }

    /// Returns the best in order.
    pub(super) fn sorted(mut self) -> Vec<Ranked> {
        self.drop_worst();
        self.kept.sort_unstable();
        self.kept
    }

    fn drop_worst(&mut self) {
        if self.limit < self.kept.len() {
            let (_, bound, _) = self.kept.select_nth_unstable(self.limit);
            self.bound = Some(*bound);
            self.kept.truncate(self.limit);
        }
    }
}
