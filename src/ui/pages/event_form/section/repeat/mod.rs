//! The repetition: a rule that people use, its interval and its end, days off, numbers, and the resulting instances.

pub mod days;
pub mod next;
pub mod numbers;
pub mod off_rule;

use leptos::prelude::*;

use crate::domain::series::repeat::TimeKind;
use crate::i18n::Messages;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::repeat::form::{EndKind, RepeatKind};
use crate::ui::elements::field::InputKind;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{ChoiceField, TextField};
use crate::ui::pages::event_form::context::{EventContext, RULE};
use crate::ui::pages::event_form::section::repeat::days::ChosenDays;
use crate::ui::pages::event_form::section::repeat::next::NextInstances;
use crate::ui::pages::event_form::section::repeat::numbers::{HolidayField, NumberFields};
use crate::ui::pages::event_form::section::repeat::off_rule::{OffRuleQuestion, QuestionPlace};

/// Shows the fields of the repetition.
#[component]
pub fn RepeatFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let kind = Memo::new(move |_| form.with(|form| form.repeat.kind));
    let is_kept = form.before.with_value(|before| before.repeat.kind == RepeatKind::Kept);
    let kinds = RepeatKind::ALL.into_iter().filter(|kind| is_kept || *kind != RepeatKind::Kept);
    let kinds = kinds.map(|kind| (kind, words(messages, kind).to_owned())).collect::<Vec<_>>();
    let kinds = StoredValue::new(kinds);
    let has_day = Memo::new(move |_| form.with(|form| form.time_kind != TimeKind::DayUndecided));
    view! {
        <Show when=move || has_day.get()>
        <section class="group repeat">
            <ChoiceField
                holder=form
                id=RULE
                label=messages.event_repeats()
                choices=kinds.get_value()
                get=|form| form.repeat.kind
                set=EventForm::choose_rule
            />
            <Show when=move || !matches!(kind.get(), RepeatKind::Once | RepeatKind::Kept)>
                <ChosenDays form=form kind=kind/>
                <HowOften form=form/>
            </Show>
            <Show when=move || kind.get() != RepeatKind::Once>
                <HolidayField form=form/>
            </Show>
            <NumberFields context=context/>
            <div class="day-notes" role="status">
                <OffRuleQuestion context=context place=QuestionPlace::Rule/>
            </div>
            <Show when=move || kind.get() != RepeatKind::Once>
                <NextInstances context=context/>
            </Show>
        </section>
        </Show>
    }
}

/// Shows the interval, and how the series ends.
#[component]
fn HowOften(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let end = Memo::new(move |_| form.with(|form| form.repeat.end));
    let ends = EndKind::ALL.map(|end| {
        let words = match end {
            EndKind::Never => messages.repeat_end_never(),
            EndKind::Count => messages.repeat_end_count(),
            EndKind::Until => messages.repeat_end_until(),
        };
        (end, words.to_owned())
    });
    view! {
        <div class="pair">
            <TextField
                holder=form
                id="event-repeat-every"
                label=messages.repeat_every()
                get=|form| &form.repeat.every
                set=|form, text| form.repeat.every = text
                field=EventField::RepeatEvery
            />
            <ChoiceField
                holder=form
                id="event-repeat-end"
                label=messages.repeat_end()
                choices=ends.to_vec()
                get=|form| form.repeat.end
                set=|form, end| form.repeat.end = end
            />
            <Show when=move || end.get() == EndKind::Count>
                <TextField
                    holder=form
                    id="event-repeat-count"
                    label=messages.repeat_count()
                    get=|form| &form.repeat.count
                    set=|form, text| form.repeat.count = text
                    field=EventField::RepeatCount
                />
            </Show>
            <Show when=move || end.get() == EndKind::Until>
                <TextField
                    holder=form
                    id="event-repeat-until"
                    label=messages.repeat_last_day()
                    get=|form| &form.repeat.until
                    set=|form, text| form.repeat.until = text
                    field=EventField::RepeatUntil
                    input=InputKind::Day
                />
            </Show>
        </div>
    }
}

fn words(messages: &dyn Messages, kind: RepeatKind) -> &'static str {
    match kind {
        RepeatKind::Once => messages.repeat_once(),
        RepeatKind::Daily => messages.repeat_daily(),
        RepeatKind::Weekly => messages.repeat_weekly(),
        RepeatKind::MonthlyDate => messages.repeat_monthly_date(),
        RepeatKind::MonthlyWeekday => messages.repeat_monthly_weekday(),
        RepeatKind::MonthlyLastWeekday => messages.repeat_monthly_last_weekday(),
        RepeatKind::MonthlyLastDay => messages.repeat_monthly_last_day(),
        RepeatKind::ChosenWeekdays => messages.repeat_chosen_weekdays(),
        RepeatKind::ChosenDates => messages.repeat_chosen_dates(),
        RepeatKind::ChosenWorkdays => messages.repeat_chosen_workdays(),
        RepeatKind::Yearly => messages.repeat_yearly(),
        RepeatKind::YearlyWeekday => messages.repeat_yearly_weekday(),
        RepeatKind::YearlyLastWeekday => messages.repeat_yearly_last_weekday(),
        RepeatKind::Kept => messages.repeat_as_it_is(),
    }
}
