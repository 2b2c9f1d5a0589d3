//! A field that both sides changed, and the choice between them.

use leptos::prelude::*;

use crate::domain::event::field::FieldPath;
use crate::domain::id::EventId;
use crate::merge::choices::Take;
use crate::merge::event::conflict::Side;
use crate::present::page::review::ConflictRow;
use crate::ui::context::use_ui;

/// Shows both sides of one field, and the choice between them.
#[component]
pub fn ConflictView(
    /// The event.
    id: EventId,
    /// The field.
    conflict: ConflictRow,
) -> impl IntoView {
    let ui = use_ui();
    let name = format!("side-{id}-{}", conflict.label);
    let side = move |side: Side, words: &'static str, text: String, field: FieldPath| {
        let id = id.clone();
        let choose = move |_| {
            ui.state.choose(|choices| {
                choices.conflicts.insert((id.clone(), field.clone()), side);
                // Whoever says which side an event is to have wants it.
                choices.events.insert(id.clone(), Take::Accept);
            });
        };
        let text = if text.is_empty() { ui.messages().nothing().to_owned() } else { text };
        view! {
            <label>
                <input type="radio" name=name.clone() prop:checked=conflict.side == Some(side) on:change=choose/>
                <span><small>{words}</small><br/>{text}</span>
            </label>
        }
    };
    let messages = ui.messages();
    view! {
        <fieldset class="choice conflict">
            <legend class="label">{conflict.label.clone()}</legend>
            {side(Side::Ours, messages.side_mine(), conflict.ours.clone(), conflict.field.clone())}
            {side(Side::Theirs, messages.side_theirs(), conflict.theirs.clone(), conflict.field.clone())}
        </fieldset>
    }
}
