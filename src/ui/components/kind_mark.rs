//! A kind as one letter on its colour.

use leptos::prelude::*;

use crate::domain::event::kind::Kind;
use crate::ui::elements::drawing::Tag;

/// Shows the first letter of a kind, which is no digit, on the kind's colour, next to the words.
#[component]
pub fn KindMark(
    /// The kind.
    kind: Kind,
    /// The kind in words.
    label: &'static str,
) -> impl IntoView {
    view! { <span class="mark" data-kind=kind.slug() aria-hidden="true">{letter(label)}</span> }
}

/// Draws the same in a drawing.
pub fn mark_tag(kind: Kind, label: &str) -> Tag {
    let mark = Tag::new("span").with("class", "mark").with("data-kind", kind.slug());
    mark.with("aria-hidden", true).text(letter(label))
}

fn letter(label: &str) -> String {
    // The digit of 5役会 would stand there twice.
    label.chars().find(|c| !c.is_ascii_digit()).map(String::from).unwrap_or_default()
}
