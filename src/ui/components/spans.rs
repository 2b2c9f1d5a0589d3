//! Plain text with the safe addresses in it as links.

use leptos::prelude::*;

use crate::present::text::link::{SafeLink, TextSpan};
use crate::ui::context::use_ui;

/// Shows paragraphs of lines of text and links.
#[component]
pub fn Paragraphs(
    /// The paragraphs.
    text: Vec<Vec<Vec<TextSpan>>>,
) -> impl IntoView {
    let line = |(number, spans): (usize, Vec<TextSpan>)| {
        let spans = spans.into_iter().map(|span| match span {
            TextSpan::Text(text) => text.into_any(),
            TextSpan::Link(link) => {
                let words = link.href().to_owned();
                view! { <OutLink link=link words=words/> }.into_any()
            }
        });
        view! { {(number > 0).then(|| view! { <br/> })} {spans.collect_view()} }
    };
    let paragraph = move |lines: Vec<Vec<TextSpan>>| {
        view! { <p>{lines.into_iter().enumerate().map(line).collect_view()}</p> }
    };
    view! { <div class="paragraphs">{text.into_iter().map(paragraph).collect_view()}</div> }
}

/// Shows a link that leaves the app. A web page opens in a new tab, and does not learn which page the person came from.
#[component]
pub fn OutLink(
    /// The address.
    link: SafeLink,
    /// The words.
    #[prop(into)]
    words: String,
    /// The class, for a link that looks like a button.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let ui = use_ui();
    let is_web = link.is_web();
    view! {
        <a class=class href=link.href().to_owned() rel=is_web.then_some("noopener noreferrer") target=is_web.then_some("_blank")>
            {words}
            {is_web.then(|| view! { <span class="visually-hidden">{ui.messages().opens_new_tab()}</span> })}
        </a>
    }
}
