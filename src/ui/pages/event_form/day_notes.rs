//! Notes about the chosen days: a holiday, a past date. They never prevent saving.

use leptos::prelude::*;

use crate::domain::time::Days;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::help::clashes::{Clash, Clashes, clashes};
use crate::present::form::event::help::notes as edit_notes;

use super::context::EventContext;

/// Shows notes about the chosen days.
#[component]
pub fn DayNotes(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_new = context.is_new();
    let said = Memo::new(move |_| {
        let viewer = form.ui().viewer();
        let Some(days) = form.with(days_of) else { return Vec::new() };
        // A person may complete an event of the past without being told that it is past.
        let is_moved =
            form.before.with_value(|before| form.with(|form| form.has_other_time(before)));
        let past = edit_notes::past(&viewer, days).filter(|_| is_new || is_moved);
        let mut said: Vec<String> = past.map(str::to_owned).into_iter().collect();
        said.extend(edit_notes::days_off(&viewer, days));
        said
    });
    let clashes = clashes_of(&context);
    let note = |text: String| view! { <p class="note" data-look="warning">{text}</p> };
    let clash = move |clash: Clash| note(messages.clash(&clash.other.text, &clash.reasons));
    view! {
        <div class="day-notes" role="status">
            {move || said.get().into_iter().map(note).collect_view()}
            {move || clashes.get().told.into_iter().map(clash).collect_view()}
            {move || (clashes.read().more > 0).then(|| {
                view! { <p class="hint">{messages.clash_more(clashes.read().more)}</p> }
            })}
        </div>
    }
}

/// Returns the events at the same time. Editing the title or the description does not compute them again.
fn clashes_of(context: &EventContext) -> Memo<Clashes> {
    let form = context.form;
    let relevant = Memo::new(move |_| {
        let mut form = form.values.get();
        form.title.clear();
        form.description.clear();
        form
    });
    let of = context.goal.with_value(|goal| goal.event().cloned());
    let is_new = context.is_new();
    Memo::new(move |_| {
        let viewer = form.ui().viewer();
        let is_unmoved =
            |now: &EventForm| form.before.with_value(|before| !now.has_other_time(before));
        // Past events do not overlap; the overlaps of an unedited event are shown on its page.
        let is_past = relevant.with(days_of).is_none_or(|days| days.last < viewer.today);
        if is_past || (!is_new && relevant.with(is_unmoved)) {
            return Clashes::default();
        }
        let find = |almanac: &_| relevant.with(|form| clashes(almanac, form, of.as_ref(), &viewer));
        form.ui().state.almanac.with(find)
    })
}

/// Returns the days in the form, even while it has no time yet.
fn days_of(form: &EventForm) -> Option<Days> {
    let first = form.first_day()?;
    let last = form.last_day().unwrap_or(first);
    Some(Days { first, last: last.max(first) })
}
