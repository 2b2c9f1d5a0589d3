//! The command line, run as a program: its output, the files that it writes, and its exit code.

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
