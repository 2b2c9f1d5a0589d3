//! The bar at the top of a page: its title, a back button, and its actions.

use leptos::html;
use leptos::prelude::*;

use crate::state::navigation;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

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
    // Moves the browser's focus to the opened page, so that a screen reader continues there.
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && takes_focus
        {
            // Focusing fails only if the element is not in the page.
            let _ = heading.focus();
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

/// Draws a title that may break after `～` (10月27日～11月2日), but not inside a date.
fn broken_at_ranges(title: &str) -> impl IntoView + use<> {
    let parts = title.split_inclusive('～').map(|part| view! { {part.to_owned()} <wbr/> });
    parts.collect_view()
}
