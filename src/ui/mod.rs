//! The user interface: pages, components and elements.
//!
//! Pages read [`context::Ui`] and call `present`; components take plain values; elements know nothing about the domain.

pub mod actions;
pub mod app;
pub mod arrangement;
pub mod components;
pub mod context;
pub mod describe;
pub mod elements;
pub mod form;
pub mod lazy;
pub mod pages;
pub mod scope;
pub mod views;
pub mod way;
pub mod ways;
