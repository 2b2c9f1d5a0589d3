//! The pages of the directory: people and organisations.

pub mod organization;
pub mod organizations;
pub mod people;
pub mod person;
