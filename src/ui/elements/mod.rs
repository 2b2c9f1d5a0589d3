//! Elements: user interface parts without any knowledge of the domain.

pub mod dialog;
pub mod drawing;
pub mod entry;
pub mod field;
pub mod icon;
pub mod radio_group;
pub mod reorder;
pub mod scroll_memory;
pub mod scroll_pin;
pub mod sentinel;
pub mod toasts;
