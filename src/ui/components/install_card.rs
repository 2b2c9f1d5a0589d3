//! How the app is added to the home screen: a card after the first import, and a section of the settings.

use leptos::prelude::*;

use crate::present::install::{BrowserTraits, InstallWay};
use crate::state::navigation;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

/// Shows the card once: after it was seen it does not come again, nor where the app is already on the home screen. Where
/// the browser keeps nothing, an icon would open an empty app.
#[component]
pub fn InstallCard() -> impl IntoView {
    let ui = use_ui();
    let is_wanted = !navigation::is_installed()
        && !ui.state.is_memory()
        && ui.state.settings.with_untracked(|settings| !settings.has_seen_install);
    let is_open = RwSignal::new(is_wanted);
    let forget = move || {
        if is_wanted {
            ui.state.set_up(|settings| settings.has_seen_install = true);
        }
    };
    on_cleanup(forget);
    let close = move |_| {
        forget();
        is_open.set(false);
    };
    view! {
        <Show when=move || is_open.get()>
            <section class="install-card" aria-labelledby="install-title">
                <IconView icon=Icon::House/>
                <h2 id="install-title">{ui.messages().install_title()}</h2>
                <button class="button" data-look="bar" aria-label=ui.messages().install_later() on:click=close>
                    <IconView icon=Icon::Close/>
                </button>
                <p>{ui.messages().install_why()}</p>
                <InstallSteps/>
            </section>
        </Show>
    }
}

/// Shows what the person does on this platform, with a button where the browser can be asked.
#[component]
pub fn InstallSteps() -> impl IntoView {
    let ui = use_ui();
    let way = RwSignal::new(install_way());
    let ask = move |_| {
        run_to_end(async move {
            navigation::ask_to_install().await;
            way.try_set(install_way());
        });
    };
    view! {
        <p class="steps">{move || way.get().text(ui.messages())}</p>
        <Show when=move || way.get() == InstallWay::Prompt>
            <button class="button" data-look="primary" on:click=ask>{ui.messages().install_now()}</button>
        </Show>
    }
}

fn install_way() -> InstallWay {
    InstallWay::of(BrowserTraits {
        agent: &navigation::agent(),
        has_touch: navigation::has_touch(),
        can_ask: navigation::can_ask_to_install(),
    })
}
