//! Recurrence: a checked rule, and the wall clocks that it makes within a window of days.
//!
//! Source: RFC 5545 3.3.10 and JSCalendar bis 3.3.3. This module works on wall clocks only; zones are handled
//! elsewhere. The start of a series is always its first instance and counts in COUNT, whether or not the rule would
//! make it.

pub mod civil;
pub mod count;
pub mod exclude;
pub mod expand;
pub mod moved;
pub mod plan;
pub mod rule;
pub mod shape;
mod walk;
