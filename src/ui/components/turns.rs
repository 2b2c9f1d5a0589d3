//! Turning the page of a view: to what stands before, to what comes after.

use leptos::prelude::*;

use crate::ui::elements::icon::{Icon, IconView};

/// Two links side by side, to what stands before and to what comes after.
#[component]
pub fn Turns(
    /// The address of the previous page, and of what comes after.
    #[prop(into)]
    paths: Signal<[String; 2]>,
    /// What the two are called.
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
