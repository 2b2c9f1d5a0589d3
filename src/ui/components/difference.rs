//! The differences between two states, field by field.

use leptos::prelude::*;

use crate::present::text::difference::DifferenceRow;
use crate::ui::context::use_ui;

/// Shows rows with the old and the new values.
#[component]
pub fn Difference(
    /// The rows.
    rows: Vec<DifferenceRow>,
) -> impl IntoView {
    let ui = use_ui();
    let side =
        move |text: String| if text.is_empty() { ui.messages().nothing().to_owned() } else { text };
    let rows = rows.into_iter().map(move |row| {
        view! {
            <div>
                <dt>{row.label}</dt>
                <dd>
                    <del><span class="visually-hidden">{ui.messages().before()}" "</span>{side(row.before)}</del>
                    <ins><span class="visually-hidden">{ui.messages().after()}" "</span>{side(row.after)}</ins>
                </dd>
            </div>
        }
    });
    view! { <dl class="difference">{rows.collect_view()}</dl> }
}
