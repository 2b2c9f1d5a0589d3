//! The question what is meant by a first day that is not a day of the rule.

use leptos::prelude::*;

use crate::present::form::event::form::EventForm;
use crate::present::form::event::repeat::off_rule::{OffRule, off_rule};
use crate::present::form::event::repeat::preview::rule_words;
use crate::present::text::time;
use crate::ui::pages::event_form::context::{EventContext, FIRST_DAY, RULE};

/// Where the question stands. It may stand in both places: an answer to one answers the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionPlace {
    /// Below the first day, after its error.
    Day,
    /// At the rule.
    Rule,
}

/// Asks whether the rule follows the first day, or the series begins on the next day of the rule.
#[component]
pub fn OffRuleQuestion(
    /// Shared form state.
    context: EventContext,
    /// Where it stands.
    place: QuestionPlace,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let standing = StoredValue::new(context.standing_event());
    let asked = Memo::new(move |_| {
        form.before.with_value(|before| form.with(|form| off_rule(form, before)))
    });
    // The focus stays near the button, which goes away.
    let focus = match place {
        QuestionPlace::Day => FIRST_DAY,
        QuestionPlace::Rule => RULE,
    };
    let ask = move |OffRule { day, rule_day, followed, next }: OffRule| {
        let viewer = form.ui().viewer();
        let now = form.values.get_untracked();
        let words = |form: &EventForm, day| {
            standing.with_value(|standing| rule_words(form, day, standing.as_ref(), &viewer))
        };
        let rule = words(&now, rule_day);
        let follow = followed.map(|followed| {
            let then = EventForm { repeat: followed.clone(), ..now.clone() };
            let words = messages.off_rule_follow(&words(&then, day));
            let choose = move |_| {
                form.update(|form| form.follow_first_day(followed.clone()));
                form.focus_next(focus);
            };
            view! { <button class="button" type="button" on:click=choose>{words}</button> }
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
    move || asked.get().map(ask)
}
