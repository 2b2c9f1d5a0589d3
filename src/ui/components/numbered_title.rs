//! Texts in which a number and its unit stay on one line, and titles that say their language.

use leptos::prelude::*;

use crate::domain::title_number::said_number;
use crate::i18n::Language;
use crate::present::text::breaks::unbroken_parts;
use crate::ui::context::Ui;
use crate::ui::elements::drawing::Tag;

/// Draws a title that does not break inside 第5回. On a page in another language, a Japanese title says that it is one, for
/// voices, letter forms and line breaks (WCAG 2.2, 3.1.2).
pub fn unbroken_number(title: &str) -> impl IntoView + use<> {
    let language = page_language();
    let [before, number, after] = around_number(title).map(str::to_owned);
    let number = (!number.is_empty()).then(|| view! { <span class="unbroken">{number}</span> });
    let drawn = view! { {before}{number}{after} };
    if is_foreign(title, language) {
        view! { <span lang=Language::Ja.tag()>{drawn}</span> }.into_any()
    } else {
        drawn.into_any()
    }
}

/// Returns the language of the page; Japanese for a component that is not on a page.
pub fn page_language() -> Language {
    use_context::<Ui>().map_or(Language::Ja, |ui| ui.messages().language())
}

/// Adds a title to an element, like [`unbroken_number`], on a page in that language.
pub fn titled(tag: Tag, title: &str, language: Language) -> Tag {
    let [before, number, after] = around_number(title);
    let number =
        (!number.is_empty()).then(|| Tag::new("span").with("class", "unbroken").text(number));
    let fill = |tag: Tag| tag.text(before).tags(number).text(after);
    if is_foreign(title, language) {
        tag.tags([fill(Tag::new("span").with("lang", Language::Ja.tag()))])
    } else {
        fill(tag)
    }
}

/// Returns what is before, in and after the number of a title; if there is none, all of it is before.
fn around_number(title: &str) -> [&str; 3] {
    let parts = said_number(title).and_then(|said| {
        let (before, rest) = title.split_at_checked(said.bytes.start)?;
        let (number, after) = rest.split_at_checked(said.bytes.len())?;
        Some([before, number, after])
    });
    parts.unwrap_or([title, "", ""])
}

/// Whether a title is in another language than the page.
fn is_foreign(title: &str, language: Language) -> bool {
    language != Language::Ja && title.chars().any(is_japanese)
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Draws days, clocks and lengths that do not break inside 3日間.
pub fn unbroken_lengths(text: &str) -> impl IntoView + use<> {
    let part = |part: &str| view! { <span class="unbroken">{part.to_owned()}</span> };
    unbroken_parts(text).into_iter().map(part).collect_view()
}

/// Adds days, clocks and lengths to an element, like [`unbroken_lengths`].
pub fn with_lengths(tag: Tag, text: &str) -> Tag {
    let part = |part: &str| Tag::new("span").with("class", "unbroken").text(part);
    tag.tags(unbroken_parts(text).into_iter().map(part))
}
