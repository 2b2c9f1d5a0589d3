//! The command line, run as a program: what it prints, what it writes, what it tells the shell.

mod harness;

mod bad_input;
mod check;
mod convert;
mod expand;
mod holidays;
mod merge;
#[cfg(test)]
#[path = "../support/outside.rs"]
mod outside;
mod search;
