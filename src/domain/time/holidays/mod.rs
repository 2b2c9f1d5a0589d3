//! Days off: the public holidays of Japan by the law of each year, and additional ones of an organisation.
//!
//! 国民の祝日に関する法律（昭和23年法律第178号）, in force since 20 July 1948, with every amendment. Only the law counts: days on which
//! banks or offices are closed are not holidays.

pub mod equinox;
pub mod law;
pub mod own;
pub mod rules;
