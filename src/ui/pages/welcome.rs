//! The first start: what the app is, and three ways to begin.

use leptos::html;
use leptos::prelude::*;

use crate::state::session::Source;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the page of the first start.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let ui = use_ui();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        if let Some(source) = files.as_ref().and_then(Source::of_list) {
            ui.with_lazy(move |rest| (rest.open)(ui, source));
        }
    };
    let sample = move |_| ui.with_lazy(move |rest| (rest.open_sample)(ui));
    let empty = move |_| ui.with_lazy(move |rest| (rest.start_empty)(ui));
    view! {
        <TopBar title=ui.messages().start_title()/>
        <div class="content welcome">
            <div class="hero">
                <p class="name">{ui.messages().app_name()}</p>
                <p>{ui.messages().start_what()}</p>
                <p>{ui.messages().start_how()}</p>
            </div>
            <ul class="ways">
                <li>
                    <button class="way" data-look="primary" on:click=choose>
                        <IconView icon=Icon::Import/>
                        <strong>{ui.messages().start_open_file()}</strong>
                        <span>{ui.messages().start_open_file_hint()}</span>
                    </button>
                    <input type="file" multiple hidden node_ref=input on:change=chosen aria-label=ui.messages().import_choose()/>
                </li>
                <li>
                    <button class="way" on:click=sample>
                        <IconView icon=Icon::Calendars/>
                        <strong>{ui.messages().start_sample()}</strong>
                        <span>{ui.messages().start_sample_hint()}</span>
                    </button>
                </li>
                <li>
                    <button class="way" on:click=empty>
                        <IconView icon=Icon::Edit/>
                        <strong>{ui.messages().start_empty()}</strong>
                        <span>{ui.messages().start_empty_hint()}</span>
                    </button>
                </li>
            </ul>
        </div>
    }
}
