//! Shared test data: generators of random data, and a sample made by hand.

pub(crate) mod generate;
pub(crate) mod sample;
