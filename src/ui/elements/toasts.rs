//! The message at the bottom of the page.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::scope::Scope;

use super::icon::{Icon, IconView};

/// How long a message stays.
const STAYS: Duration = Duration::from_secs(8);

/// A message as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownToast {
    /// The text.
    pub text: String,
    /// The label of its button, if it has one.
    pub action: Option<&'static str>,
}

/// Shows the area where messages appear. A screen reader reads each message when it appears.
#[component]
pub fn Toasts(
    /// The message, if any.
    #[prop(into)]
    message: Signal<Option<ShownToast>>,
    /// The label of the closing button.
    close_label: &'static str,
    /// Called when the message's button is pressed.
    on_action: Callback<()>,
    /// Called when the message should close.
    on_close: Callback<()>,
) -> impl IntoView {
    // Talks to the browser's timers.
    Effect::new(move |_| {
        if message.get().is_some() {
            Scope::here().after(STAYS, move || on_close.run(()));
        }
    });
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                message.get().map(|shown| {
                    view! {
                        <div class="toast">
                            <span>{shown.text}</span>
                            {shown.action.map(|words| {
                                view! {
                                    <button class="button" on:click=move |_| on_action.run(())>
                                        {words}
                                    </button>
                                }
                            })}
                            <button class="button" data-look="bar" aria-label=close_label on:click=move |_| on_close.run(())>
                                <IconView icon=Icon::Close/>
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}
