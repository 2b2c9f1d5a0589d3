//! Texts in which a number and its unit stay on one line, and titles that say their language.

use leptos::prelude::*;

use crate::domain::title_number::said_number;
use crate::i18n::Language;
use crate::present::text::breaks::unbroken_parts;
use crate::ui::context::Ui;

/// Draws a title that does not break inside 第5回. On a page in another language, a Japanese title says that it is one, for
/// voices, letter forms and line breaks (WCAG 2.2, 3.1.2).
pub fn unbroken_number(title: &str) -> impl IntoView + use<> {
    let is_foreign = use_context::<Ui>().is_some_and(|ui| ui.messages().language() != Language::Ja)
        && title.chars().any(is_japanese);
    let parts = said_number(title).and_then(|said| {
        let (before, rest) = title.split_at_checked(said.bytes.start)?;
        let (number, after) = rest.split_at_checked(said.bytes.len())?;
        Some((before.to_owned(), number.to_owned(), after.to_owned()))
    });
    let (before, number, after) =
        parts.unwrap_or_else(|| (title.to_owned(), String::new(), String::new()));
    let number = (!number.is_empty()).then(|| view! { <span class="unbroken">{number}</span> });
    let title = view! { {before}{number}{after} };
    if is_foreign {
        view! { <span lang=Language::Ja.tag()>{title}</span> }.into_any()
    } else {
        title.into_any()
    }
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Draws days, clocks and lengths that do not break inside 3日間.
pub fn unbroken_lengths(text: &str) -> impl IntoView + use<> {
    let part = |part: &str| view! { <span class="unbroken">{part.to_owned()}</span> };
    unbroken_parts(text).into_iter().map(part).collect_view()
}
