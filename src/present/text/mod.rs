//! Domain values as text: times, people, colours, fields of an event, rules of a series.

pub mod breaks;
pub mod class;
pub mod color;
pub mod day_off;
pub mod details;
pub mod difference;
pub mod field;
pub mod link;
pub mod month;
pub mod numbers;
pub mod organization;
pub mod people;
pub mod programme;
pub mod repeat;
pub mod size;
pub mod time;
pub mod title;
