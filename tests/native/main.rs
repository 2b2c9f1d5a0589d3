//! Tests of the core: no browser, no clock, no network.

mod architecture;
mod audience;
mod circles;
mod dead_code;
mod domain;
mod form;
mod format;
mod i18n_texts;
mod i18n_uses;
mod icalendar;
mod import;
mod merge;
#[cfg(test)]
#[path = "../support/outside.rs"]
mod outside;
mod present;
mod repository;
mod sources;
mod support;
mod welcome;
