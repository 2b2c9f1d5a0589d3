//! What a person should know of the chosen days: a holiday, a past date. It is said, and keeps nobody from saving.

use leptos::prelude::*;

use crate::domain::time::Days;
use crate::present::edit::form::Form;
use crate::present::edit::notes as edit_notes;
use crate::present::path::parse_day;
use crate::ui::context::use_ui;

use super::desk::{Desk, Goal};

/// What a person should know of the chosen days.
#[component]
pub fn DayNotes(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let said = Memo::new(move |_| {
        let reader = ui.reader();
        let Some(days) = desk.form.with(days_of) else { return Vec::new() };
        let is_new = desk.goal.with_value(|goal| matches!(goal, Goal::New));
        // An event that was held long ago may be completed without being told so.
        let is_moved = desk.before.with_value(|before| desk.form.read().has_other_time(before));
        let past = edit_notes::past(&reader, days).filter(|_| is_new || is_moved);
        let mut said: Vec<String> = past.map(str::to_owned).into_iter().collect();
        said.extend(edit_notes::days_off(&reader, days));
        said
    });
    view! {
        <div class="day-notes" role="status">
            {move || said.get().into_iter().map(|note| view! {
                <p class="note" data-look="warning">{note}</p>
            }).collect_view()}
        </div>
    }
}

/// The days in the form, also while it has no time yet.
fn days_of(form: &Form) -> Option<Days> {
    let first = parse_day(form.first_day.trim())?;
    let last = parse_day(form.last_day.trim()).unwrap_or(first);
    Some(Days { first, last: last.max(first) })
}
