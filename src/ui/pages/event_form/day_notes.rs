//! What a person should know of the chosen days: a holiday, a past date. It is said, and keeps nobody from saving.

use leptos::prelude::*;

use crate::domain::time::Days;
use crate::present::form::event::form::Form;
use crate::present::form::event::help::clashes::{Clashes, clashes};
use crate::present::form::event::help::notes as edit_notes;
use crate::present::path::parse_day;
use crate::ui::context::use_ui;

use super::context::{Desk, Goal};

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
        let is_new = desk.goal.with_value(Goal::is_new);
        // An event that was held long ago may be completed without being told so.
        let is_moved = desk.before.with_value(|before| desk.form.read().has_other_time(before));
        let past = edit_notes::past(&reader, days).filter(|_| is_new || is_moved);
        let mut said: Vec<String> = past.map(str::to_owned).into_iter().collect();
        said.extend(edit_notes::days_off(&reader, days));
        said
    });
    let clashes = clashes_of(&desk);
    view! {
        <div class="day-notes" role="status">
            {move || said.get().into_iter().map(|note| view! {
                <p class="note" data-look="warning">{note}</p>
            }).collect_view()}
            {move || clashes.get().told.into_iter().map(|clash| view! {
                <p class="note" data-look="warning">{ui.messages().clash(&clash.other.text, &clash.reasons)}</p>
            }).collect_view()}
            {move || (clashes.read().more > 0).then(|| view! {
                <p class="hint">{ui.messages().clash_more(u64::try_from(clashes.read().more).unwrap_or(u64::MAX))}</p>
            })}
        </div>
    }
}

/// What is on at the same time. Writing a title or a description does not make it look again.
fn clashes_of(desk: &Desk) -> Memo<Clashes> {
    let desk = *desk;
    let ui = desk.ui;
    let relevant = Memo::new(move |_| {
        let mut form = desk.form.get();
        form.title.clear();
        form.description.clear();
        form
    });
    let of = desk.goal.with_value(|goal| goal.event().cloned());
    let is_new = desk.goal.with_value(Goal::is_new);
    Memo::new(move |_| {
        let reader = ui.reader();
        let before = |form: &Form| desk.before.with_value(|before| !form.has_other_time(before));
        // What is over overlaps with nothing; an untouched event was told of on its page.
        let is_past = relevant.with(days_of).is_none_or(|days| days.last < reader.today);
        if is_past || (!is_new && relevant.with(before)) {
            return Clashes::default();
        }
        let find = |almanac: &_| relevant.with(|form| clashes(almanac, form, of.as_ref(), &reader));
        ui.state.almanac.with(find)
    })
}

/// The days in the form, also while it has no time yet.
fn days_of(form: &Form) -> Option<Days> {
    let first = parse_day(form.first_day.trim())?;
    let last = parse_day(form.last_day.trim()).unwrap_or(first);
    Some(Days { first, last: last.max(first) })
}
