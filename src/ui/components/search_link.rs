//! The link to search, in the bar of a page.

use leptos::prelude::*;

use crate::present::route::path::Path;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the link to search.
#[component]
pub fn SearchLink() -> impl IntoView {
    let ui = use_ui();
    view! {
        <a class="button" data-look="bar" href=Path::Search(Box::default()).format() aria-label=ui.messages().search_title() aria-keyshortcuts="/">
            <IconView icon=Icon::Search/>
        </a>
    }
}
