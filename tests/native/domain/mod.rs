//! Laws and tables of the domain.

pub(crate) mod almanac;
mod colors;
pub(crate) mod eras;
pub(crate) mod holidays;
pub(crate) mod own_time;
pub(crate) mod rebase;
pub(crate) mod recurrence_laws;
pub(crate) mod recurrence_oracle;
pub(crate) mod recurrence_skip;
pub(crate) mod search_fold;
pub(crate) mod search_index;
mod search_numbers;
pub(crate) mod series_edit;
pub(crate) mod series_numbers;
mod sizes;
mod sorted;
pub(crate) mod trash;
pub(crate) mod zones;
