//! The safety of the stored data: protection, space, and whether the app runs without a network.

use leptos::prelude::*;

use crate::present::text::size::size_text;
use crate::present::text::time;
use crate::state::version::Version;
use crate::ui::actions::ensure_all_loaded;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::{Scope, run_to_end};

/// How the browser protects the data of this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protection {
    /// The data is lost when the page closes.
    MemoryOnly,
    /// The browser does not clear the data unless the person asks for it.
    Granted,
    /// The browser may clear the data when space runs low.
    Refused,
    /// The browser does not report it.
    Unknown,
}

/// Shows the safety of the stored data.
#[component]
pub fn HealthPanel() -> impl IntoView {
    let ui = use_ui();
    ensure_all_loaded(ui);
    // Talks to the browser: the amount of stored data changes with every operation.
    Effect::new(move |_| {
        ui.state.operations.track();
        Scope::here().spawn(async move { ui.state.look_at_keeping().await });
    });
    let protection = Memo::new(move |_| protection(ui));
    let protection_text = move || match protection.get() {
        Protection::MemoryOnly => ui.messages().health_memory(),
        Protection::Granted => ui.messages().health_persisted(),
        Protection::Refused => ui.messages().health_not_persisted(),
        Protection::Unknown => ui.messages().health_unknown(),
    };
    let can_ask = move || matches!(protection.get(), Protection::Refused | Protection::Unknown);
    let is_safe = move || protection.get() == Protection::Granted;
    let usage = Memo::new(move |_| {
        let keeping = ui.state.keeping.get();
        Some((keeping.used_bytes?, keeping.quota_bytes.filter(|quota| *quota > 0.0)?))
    });
    let usage_text = move || match usage.get() {
        Some((used, quota)) => ui.messages().health_usage(&size_text(used), &size_text(quota)),
        None => ui.messages().health_usage_unknown().to_owned(),
    };
    let counts = move || {
        let (calendars, events, is_whole) = ui
            .state
            .almanac
            .with(|almanac| (almanac.calendars().len(), almanac.entry_count(), almanac.is_whole()));
        if is_whole {
            ui.messages().health_counts(calendars, events)
        } else {
            ui.messages().loading().to_owned()
        }
    };
    view! {
        <section class="panel">
            <h2>{ui.messages().health_title()}</h2>
            <div class="box">
                <dl class="facts">
                    <div data-safe=move || is_safe().to_string()>
                        {move || if is_safe() { view! { <IconView icon=Icon::Shield/> } } else { view! { <IconView icon=Icon::Warning/> } }}
                        <dt>{ui.messages().health_protection()}</dt>
                        <dd><span role="status">{protection_text}</span></dd>
                        <Show when=can_ask>
                            <dd>
                                <button class="button" on:click=move |_| ask(ui)>{ui.messages().health_ask_persist()}</button>
                            </dd>
                        </Show>
                    </div>
                    <div>
                        <IconView icon=Icon::Calendars/>
                        <dt>{ui.messages().health_contents()}</dt>
                        <dd>{counts}</dd>
                    </div>
                    <div>
                        <IconView icon=Icon::Save/>
                        <dt>{ui.messages().health_usage_title()}</dt>
                        <dd>{usage_text}</dd>
                    </div>
                    <SpareFact/>
                    <Offline/>
                </dl>
            </div>
        </section>
    }
}

/// Shows from when the spare is.
#[component]
fn SpareFact() -> impl IntoView {
    let ui = use_ui();
    let text = move || match ui.state.spare().get().kept {
        Some((saved_at, bytes)) => {
            let saved_at = time::moment(&ui.viewer(), saved_at);
            ui.messages().health_spare_kept(&saved_at, &size_text(f64::from(bytes)))
        }
        None => ui.messages().health_spare_none().to_owned(),
    };
    view! {
        <div>
            <IconView icon=Icon::House/>
            <dt>{ui.messages().spare_title()}</dt>
            <dd><span role="status">{text}</span></dd>
        </div>
    }
}

/// Shows whether the app runs without a network, and whether a newer version is waiting.
#[component]
fn Offline() -> impl IntoView {
    let ui = use_ui();
    let text = move || match ui.state.version.get() {
        Version::Unknown => ui.messages().settings_offline_waiting(),
        Version::Ready => ui.messages().offline_ready(),
        Version::NewerWaits | Version::Newer => ui.messages().update_available(),
    };
    view! {
        <div>
            <IconView icon=Icon::Import/>
            <dt>{ui.messages().settings_offline()}</dt>
            <dd><span role="status">{text}</span></dd>
            <Show when=move || ui.state.version.get() == Version::NewerWaits>
                <dd>
                    <button class="button" on:click=move |_| ui.state.accept_newer_version()>{ui.messages().update_now()}</button>
                </dd>
            </Show>
        </div>
    }
}

fn protection(ui: Ui) -> Protection {
    if ui.state.is_memory() {
        return Protection::MemoryOnly;
    }
    match ui.state.keeping.get().is_persistent {
        Some(true) => Protection::Granted,
        Some(false) => Protection::Refused,
        None => Protection::Unknown,
    }
}

fn ask(ui: Ui) {
    run_to_end(async move {
        ui.state.ask_to_persist().await;
        let messages = ui.messages();
        let is_granted = ui.state.keeping.get_untracked().is_persistent == Some(true);
        ui.say(if is_granted {
            messages.health_persist_granted()
        } else {
            messages.health_persist_refused()
        });
    });
}
