//! The question what is meant by a first day that is not a day of the rule.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::present::form::event::form::EventForm;
use crate::present::form::event::repeat::form::RepeatForm;
use crate::present::form::event::repeat::off_rule::{OffRule, off_rule};
use crate::present::form::event::repeat::preview::series;
use crate::present::route::path::format_day;
use crate::present::text::repeat::words;
use crate::present::text::time;
use crate::ui::pages::event_form::context::{EventContext, FIRST_DAY, RULE};

/// Asks whether the rule follows the first day, or the series begins on the next day of the rule.
#[component]
pub fn OffRuleQuestion(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let standing = StoredValue::new(context.standing_event());
    // The rule in words, if the series began on that day.
    let rule_words = move |repeat: &RepeatForm, day: Date| {
        let shown = EventForm {
            repeat: repeat.clone(),
            first_day: format_day(day),
            last_day: String::new(),
            ..form.values.get_untracked()
        };
        let event = standing.with_value(|standing| series(&shown, standing.as_ref()))?;
        words(&event, &form.ui().viewer())
    };
    let asked = Memo::new(move |_| {
        form.before.with_value(|before| form.with(|form| off_rule(form, before)))
    });
    let ask = move |OffRule { day, rule_day, followed, next }: OffRule| {
        let viewer = form.ui().viewer();
        let now = form.values.with_untracked(|form| form.repeat.clone());
        let rule = rule_words(&now, rule_day).unwrap_or_default();
        let follow = followed.and_then(|followed| {
            let words = messages.off_rule_follow(&rule_words(&followed, day)?);
            let choose = move |_| {
                form.update(|form| form.follow_first_day(followed.clone()));
                form.focus_next(RULE);
            };
            Some(view! { <button class="button" type="button" on:click=choose>{words}</button> })
        });
        let begin = next.map(|next| {
            let words = messages.off_rule_begin(&time::day(&viewer, next));
            let choose = move |_| {
                form.update(|form| form.begin_on(next));
                form.focus_next(FIRST_DAY);
            };
            view! { <button class="button" type="button" on:click=choose>{words}</button> }
        });
        view! {
            <div class="note" data-look="warning">
                <p>{messages.off_rule(&time::day(&viewer, day), &rule)}</p>
                <div class="buttons">{follow}{begin}</div>
            </div>
        }
    };
    view! { <div class="day-notes" role="status">{move || asked.get().map(ask)}</div> }
}
