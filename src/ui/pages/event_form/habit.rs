//! Offers the properties of the last event of the chosen kind for a new event.

use leptos::prelude::*;

use crate::present::form::event::help::habits::{Habit, habit};
use crate::present::route::path::Path;

use super::context::{EventContext, Goal, TITLE};

/// Shows the offer to use the properties of the last event.
#[component]
pub fn HabitOffer(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_blank = context.goal.with_value(|goal| matches!(goal, Goal::New(None)));
    let chosen = Memo::new(move |_| form.with(|form| (form.kind, form.calendar.clone())));
    let last = Memo::new(move |_| {
        let (kind, calendar) = chosen.get();
        let viewer = form.ui().viewer();
        let find = |almanac: &_| habit(almanac, kind, calendar.as_ref(), &viewer);
        is_blank.then(|| form.ui().state.almanac.with(find)).flatten()
    });
    let is_of_use = move |habit: &Habit| form.with(|form| habit.is_of_use(form));
    let offer = move || {
        let habit = last.get().filter(is_of_use)?;
        let copy = Path::CopyEvent(habit.of.clone(), None).format();
        let said = messages.habit_last(&habit.title, &habit.summary);
        let fill = move |_| {
            form.update(|form| habit.fill(form));
            form.focus_next(TITLE);
        };
        Some(view! {
            <div class="offer">
                <p>{said}</p>
                <div class="buttons">
                    <button class="button" type="button" on:click=fill>
                        {messages.habit_fill()}
                    </button>
                    <a class="button" data-look="quiet" href=copy>{messages.habit_copy()}</a>
                </div>
            </div>
        })
    };
    view! { <div class="offers" role="status">{offer}</div> }
}
