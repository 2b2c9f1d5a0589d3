//! The page for an address that names no page.

use leptos::prelude::*;

use crate::present::route::path::Path;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;

/// Shows the page for an address that names no page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let ui = use_ui();
    view! {
        <TopBar title=ui.messages().page_not_found_title() has_back=true takes_focus=true/>
        <div class="content">
            <p>{ui.messages().page_not_found_text()}</p>
            <p><a class="button" data-look="primary" href=Path::home().format()>{ui.messages().go_to_agenda()}</a></p>
        </div>
    }
}
