//! Pages, components and elements.
//!
//! Pages read [`context::Ui`] and call `present`; components take plain values; elements know nothing of the domain.

pub mod app;
pub mod components;
pub mod context;
pub mod describe;
pub mod elements;
pub mod form;
pub mod pages;
pub mod rest;
