//! The days of a series: weekdays, their positions in a month, days of a month, and the months.

use jiff::civil::Weekday;
use leptos::prelude::*;

use crate::domain::time::Month;
use crate::i18n::Messages;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::repeat::form::{NTHS, RepeatKind};
use crate::present::form::event::repeat::rule::WEEK;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{CheckGroup, Checkable};

/// Shows the days to choose from, if the kind of repetition has a choice.
#[component]
pub fn ChosenDays(
    /// Shared form state.
    form: FormContext<EventForm>,
    /// The kind of repetition.
    #[prop(into)]
    kind: Signal<RepeatKind>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let error = form.error(EventField::RepeatOn, None);
    let lacks = move |is_empty: fn(&EventForm) -> bool| {
        Signal::derive(move || error.read().is_some() && form.with(is_empty))
    };
    view! {
        <Show when=move || kind.get().has_nths()>
            <CheckGroup
                holder=form
                name="nths"
                legend=messages.repeat_nths()
                choices=nths(messages)
                get=|form| &form.repeat.nths
                get_mut=|form| &mut form.repeat.nths
                is_wrong=lacks(|form| form.repeat.nths.is_empty())
            />
        </Show>
        <Show when=move || kind.get().has_weekdays()>
            <CheckGroup
                holder=form
                name="weekdays"
                legend=messages.repeat_weekdays()
                choices=weekdays(messages)
                get=|form| &form.repeat.days
                get_mut=|form| &mut form.repeat.days
                is_wrong=lacks(|form| form.repeat.days.is_empty())
            />
        </Show>
        <Show when=move || kind.get() == RepeatKind::ChosenDates>
            <CheckGroup
                holder=form
                name="dates"
                legend=messages.repeat_dates_of_month()
                choices=dates(messages)
                get=|form| &form.repeat.dates
                get_mut=|form| &mut form.repeat.dates
                is_wrong=lacks(|form| form.repeat.dates.is_empty())
            />
        </Show>
        <Show when=move || kind.get().is_chosen()>
            {move || error.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <CheckGroup
                holder=form
                name="months"
                legend=messages.repeat_months()
                choices=months(messages)
                get=|form| &form.repeat.months
                get_mut=|form| &mut form.repeat.months
            />
        </Show>
    }
}

fn nths(messages: &dyn Messages) -> Vec<Checkable<i16>> {
    let choice = |nth: i16| {
        let text = if nth < 0 { messages.repeat_last().to_owned() } else { messages.nth(nth) };
        Checkable { value: nth, text, label: None }
    };
    NTHS.into_iter().map(choice).collect()
}

fn weekdays(messages: &dyn Messages) -> Vec<Checkable<Weekday>> {
    let choice = |day: Weekday| Checkable {
        value: day,
        text: messages.weekday_short(day).to_owned(),
        label: Some(messages.weekday_long(day).to_owned()),
    };
    WEEK.into_iter().map(choice).collect()
}

fn dates(messages: &dyn Messages) -> Vec<Checkable<i16>> {
    let day = |date: i16| Checkable {
        value: date,
        text: date.to_string(),
        label: Some(messages.day_of_month(date)),
    };
    let last = Checkable { value: -1, text: messages.repeat_last_date().to_owned(), label: None };
    (1..=31).map(day).chain([last]).collect()
}

fn months(messages: &dyn Messages) -> Vec<Checkable<i16>> {
    let choice = |number: i8| {
        let month = Month::new(2024, number)?;
        let text = messages.month_short(month);
        Some(Checkable { value: i16::from(number), text, label: None })
    };
    (1..=12).filter_map(choice).collect()
}
