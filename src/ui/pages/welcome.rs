//! The first start: what the app is, and three ways to begin. `index.html` has the same page, with the same texts, which
//! is shown until this one is there (`public/early.js`); a tap there is made again here.

use leptos::html;
use leptos::prelude::*;

use crate::state::session::Source;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{LazyState, use_ui};
use crate::ui::elements::icon::{Icon, IconView};

/// A way to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Open,
    Sample,
    Empty,
}

/// Shows the page of the first start.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let ui = use_ui();
    // What the lazy part is awaited for.
    let asked = RwSignal::new(None);
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        if let Some(source) = files.as_ref().and_then(Source::of_list) {
            asked.set(Some(Way::Open));
            ui.with_lazy(move |rest| (rest.open)(ui, source));
        }
    };
    let sample = move |_| {
        asked.set(Some(Way::Sample));
        ui.with_lazy(move |rest| (rest.open_sample)(ui));
    };
    let empty = move |_| {
        asked.set(Some(Way::Empty));
        ui.with_lazy(move |rest| (rest.start_empty)(ui));
    };
    let is_coming =
        move |way| asked.get() == Some(way) && matches!(ui.lazy.get(), LazyState::Awaited);
    let hint = move |way, text: &'static str| {
        view! { <span>{move || if is_coming(way) { ui.messages().start_coming() } else { text }}</span> }
    };
    let said =
        move || asked.get().filter(|way| is_coming(*way)).map(|_| ui.messages().start_coming());
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
                    <button class="way" data-way="open" data-look="primary" on:click=choose>
                        <IconView icon=Icon::Import/>
                        <strong>{ui.messages().start_open_file()}</strong>
                        {hint(Way::Open, ui.messages().start_open_file_hint())}
                    </button>
                    <input type="file" multiple hidden node_ref=input on:change=chosen aria-label=ui.messages().import_choose()/>
                </li>
                <li>
                    <button class="way" data-way="sample" on:click=sample>
                        <IconView icon=Icon::Calendars/>
                        <strong>{ui.messages().start_sample()}</strong>
                        {hint(Way::Sample, ui.messages().start_sample_hint())}
                    </button>
                </li>
                <li>
                    <button class="way" data-way="empty" on:click=empty>
                        <IconView icon=Icon::Edit/>
                        <strong>{ui.messages().start_empty()}</strong>
                        {hint(Way::Empty, ui.messages().start_empty_hint())}
                    </button>
                </li>
            </ul>
            <p class="visually-hidden" role="status">{said}</p>
        </div>
    }
}
