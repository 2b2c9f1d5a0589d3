//! A kind as one letter on its colour.

use leptos::prelude::*;

use crate::domain::event::kind::Kind;

/// Shows the first letter of a kind on the kind's colour, next to the words.
#[component]
pub fn KindMark(
    /// The kind.
    kind: Kind,
    /// The kind in words.
    label: &'static str,
) -> impl IntoView {
    let letter: String = label.chars().take(1).collect();
    view! { <span class="mark" data-kind=kind.slug() aria-hidden="true">{letter}</span> }
}
