//! The links to the previous and the next page of a view.

use leptos::prelude::*;

use crate::ui::elements::icon::{Icon, IconView};

/// Shows two links side by side, to the previous and to the next page.
#[component]
pub fn Turns(
    /// The addresses of the previous and of the next page.
    #[prop(into)]
    paths: Signal<[String; 2]>,
    /// The labels of both.
    labels: [&'static str; 2],
) -> impl IntoView {
    let [before, after] = labels;
    let path =
        move |index: usize| paths.with(|paths| paths.get(index).cloned().unwrap_or_default());
    view! {
        <span class="turns">
            <a class="button" data-look="bar" href=move || path(0) aria-label=before><IconView icon=Icon::Previous/></a>
            <a class="button" data-look="bar" href=move || path(1) aria-label=after><IconView icon=Icon::Forward/></a>
        </span>
    }
}
