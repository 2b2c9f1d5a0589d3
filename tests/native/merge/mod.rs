//! Laws, tables and oracles of the merge.

pub(crate) mod following;
pub(crate) mod later_notices;
pub(crate) mod law_series;
pub(crate) mod laws;
pub(crate) mod messages;
pub(crate) mod namesakes;
pub(crate) mod notices;
pub(crate) mod oracle;
pub(crate) mod oracle_event;
pub(crate) mod oracle_people;
pub(crate) mod oracle_series;
pub(crate) mod other_keys;
pub(crate) mod parts;
pub(crate) mod restated;
pub(crate) mod returns;
pub(crate) mod series_moved;
pub(crate) mod series_table;
pub(crate) mod split;
pub(crate) mod table;
pub(crate) mod table_plan;
pub(crate) mod whole_messages;
