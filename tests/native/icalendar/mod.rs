//! Laws and tables of iCalendar.

pub(crate) mod corpora;
mod damaged;
mod days;
pub(crate) mod edited;
mod editions;
pub(crate) mod files;
mod given_back;
pub(crate) mod instances;
mod instants;
pub(crate) mod laws;
mod months;
pub(crate) mod oracles;
mod texts;
mod unsaid;
mod unused;
mod vcalendar;
mod zone_names;
mod zones;
