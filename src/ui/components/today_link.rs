//! The link that brings a view back to today.

use leptos::prelude::*;

use crate::ui::elements::icon::{Icon, IconView};

/// Shows a link to today; on a phone only its icon.
#[component]
pub fn TodayLink(
    /// The address.
    #[prop(into)]
    path: Signal<String>,
    /// The label: 今日, 今週, 今月.
    label: &'static str,
) -> impl IntoView {
    view! {
        <a class="button today-link" data-look="quiet" href=move || path.get() aria-label=label>
            <IconView icon=Icon::Today/>
            <span class="words" aria-hidden="true">{label}</span>
        </a>
    }
}
