//! A kind as one letter on its colour.

use leptos::prelude::*;

use crate::domain::event::kind::Kind;

/// Shows the first letter of a kind, which is no digit, on the kind's colour, next to the words.
#[component]
pub fn KindMark(
    /// The kind.
    kind: Kind,
    /// The kind in words.
    label: &'static str,
) -> impl IntoView {
    // The digit of 5役会 would stand there twice.
    let letter = label.chars().find(|c| !c.is_ascii_digit()).map(String::from);
    view! { <span class="mark" data-kind=kind.slug() aria-hidden="true">{letter}</span> }
}
