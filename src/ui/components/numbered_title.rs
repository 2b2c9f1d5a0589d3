//! Texts in which a number and its unit stay on one line.

use leptos::prelude::*;

use crate::domain::title_number::said_number;
use crate::present::text::breaks::unbroken_parts;

/// Draws a title that does not break inside 第5回.
pub fn unbroken_number(title: &str) -> impl IntoView + use<> {
    let parts = said_number(title).and_then(|said| {
        let (before, rest) = title.split_at_checked(said.bytes.start)?;
        let (number, after) = rest.split_at_checked(said.bytes.len())?;
        Some((before.to_owned(), number.to_owned(), after.to_owned()))
    });
    let (before, number, after) =
        parts.unwrap_or_else(|| (title.to_owned(), String::new(), String::new()));
    let number = (!number.is_empty()).then(|| view! { <span class="unbroken">{number}</span> });
    view! { {before}{number}{after} }
}

/// Draws days, clocks and lengths that do not break inside 3日間.
pub fn unbroken_lengths(text: &str) -> impl IntoView + use<> {
    let part = |part: &str| view! { <span class="unbroken">{part.to_owned()}</span> };
    unbroken_parts(text).into_iter().map(part).collect_view()
}
