//! The bar at the top of a page: its title, a back button, and its actions.

use leptos::html;
use leptos::prelude::*;

use crate::state::navigation;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::Scope;

/// Shows the bar at the top of a page.
#[component]
pub fn TopBar(
    /// The title of the page.
    #[prop(into)]
    title: Signal<String>,
    /// Whether there is a button that goes back.
    #[prop(optional)]
    has_back: bool,
    /// Whether the title takes the focus when the page opens, because the person navigated to it.
    #[prop(optional)]
    takes_focus: bool,
    /// Whether another page is next to this one or over it, and has the main heading.
    #[prop(optional, into)]
    is_secondary: Signal<bool>,
    /// Draws a line under the title.
    #[prop(optional, into)]
    under: Option<ViewFn>,
    /// The buttons at the end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let ui = use_ui();
    let heading = NodeRef::<html::H1>::new();
    // Moves the browser's focus to the opened page, so that a screen reader continues there. In the next frame, because
    // the browser lays the page out for it.
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && takes_focus
        {
            // Focusing fails only if the element is not in the page.
            Scope::here().next_frame(move || _ = heading.focus());
        }
    });
    let head = move || {
        let words = move || broken_at_ranges(&title.read());
        if is_secondary.get() {
            view! { <h2 class="title">{words}</h2> }.into_any()
        } else {
            view! { <h1 class="title" tabindex="-1" node_ref=heading>{words}</h1> }.into_any()
        }
    };
    view! {
        <header class="top-bar">
            {has_back.then(|| {
                view! {
                    <button class="button" data-look="bar" aria-label=ui.messages().back() on:click=|_| navigation::back()>
                        <IconView icon=Icon::Back/>
                    </button>
                }
            })}
            {match under {
                Some(under) => view! { <div class="titles">{head} {under.run()}</div> }.into_any(),
                None => head.into_any(),
            }}
            {children.map(|children| children())}
        </header>
    }
}

/// Draws a title that may break after `～` (10月27日～11月2日), but not inside a date, and not around `–` (23 – 25 Nov).
fn broken_at_ranges(title: &str) -> impl IntoView + use<> {
    let (before, dash, after) = around_dash(title).unwrap_or((title, "", ""));
    let parts = before.split_inclusive('～').map(|part| view! { {part.to_owned()} <wbr/> });
    let dash =
        (!dash.is_empty()).then(|| view! { <span class="unbroken">{dash.to_owned()}</span> });
    view! { {parts.collect_view()}{dash}{after.to_owned()} }
}

/// Splits a title into what is before, in and after the words around a dash: `23 – 25` in `23 – 25 Nov`.
fn around_dash(title: &str) -> Option<(&str, &str, &str)> {
    let (left, right) = title.split_once(" – ")?;
    let from = left.rfind(' ').map_or(0, |space| space + 1);
    let until = title.len() - right.len() + right.find(' ').unwrap_or(right.len());
    let (before, rest) = title.split_at_checked(from)?;
    let (dash, after) = rest.split_at_checked(until - from)?;
    Some((before, dash, after))
}
