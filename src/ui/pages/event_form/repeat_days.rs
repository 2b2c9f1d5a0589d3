//! On which days: weekdays, which of them in a month, days of a month, and the months.

use leptos::prelude::*;

use crate::domain::time::Month;
use crate::i18n::Messages;
use crate::present::form::event::form::{EventForm, Field};
use crate::present::form::event::repeat::form::{NTHS, RepeatForm, RepeatKind};
use crate::present::form::event::repeat::rule::WEEK;
use crate::ui::form::context::FormContext;

/// The days to choose from, where the kind of repeating leaves a choice.
#[component]
pub fn ChosenDays(
    /// Shared form state.
    form: FormContext<EventForm>,
    /// How often.
    #[prop(into)]
    kind: Signal<RepeatKind>,
) -> impl IntoView {
    let messages = form.ui.messages();
    let error = form.error(Field::RepeatOn, None);
    view! {
        <Show when=move || kind.get().has_nths()>
            <Toggles
                form=form
                legend=messages.repeat_nths()
                choices=nths(messages)
                list=NTH_LIST
            />
        </Show>
        <Show when=move || kind.get().has_weekdays()>
            <Toggles
                form=form
                legend=messages.repeat_weekdays()
                choices=weekdays(messages)
                list=DAY_LIST
            />
        </Show>
        <Show when=move || kind.get() == RepeatKind::ChosenDates>
            <Toggles
                form=form
                legend=messages.repeat_dates_of_month()
                choices=dates(messages)
                list=DATE_LIST
            />
        </Show>
        <Show when=move || kind.get().is_chosen()>
            {move || error.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <Toggles
                form=form
                legend=messages.repeat_months()
                choices=months(messages)
                list=MONTH_LIST
            />
        </Show>
    }
}

/// One of several to choose.
#[derive(Clone)]
struct Choice {
    value: i16,
    text: String,
    /// What it is called in full, where the text is short.
    label: Option<String>,
}

/// Which list of the form is chosen from.
#[derive(Clone, Copy)]
struct List {
    slug: &'static str,
    get: fn(&RepeatForm) -> Vec<i16>,
    set: fn(&mut RepeatForm, Vec<i16>),
}

const NTH_LIST: List =
    List { slug: "nths", get: |form| form.nths.clone(), set: |form, list| form.nths = list };

const DATE_LIST: List =
    List { slug: "dates", get: |form| form.dates.clone(), set: |form, list| form.dates = list };

const MONTH_LIST: List =
    List { slug: "months", get: |form| form.months.clone(), set: |form, list| form.months = list };

/// Weekdays by their number, 1 for Monday.
const DAY_LIST: List = List {
    slug: "weekdays",
    get: |form| form.days.iter().map(|day| i16::from(day.to_monday_one_offset())).collect(),
    set: |form, list| {
        let is_chosen =
            |day: &jiff::civil::Weekday| list.contains(&i16::from(day.to_monday_one_offset()));
        form.days = WEEK.into_iter().filter(is_chosen).collect();
    },
};

/// Several to choose from, each on or off.
#[component]
fn Toggles(
    /// Shared form state.
    form: FormContext<EventForm>,
    /// What is chosen.
    legend: &'static str,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// Where it is kept.
    list: List,
) -> impl IntoView {
    let chosen = Memo::new(move |_| form.with(|form| (list.get)(&form.repeat)));
    let toggle = move |value: i16| {
        form.update(|form| {
            let mut values = (list.get)(&form.repeat);
            if values.contains(&value) {
                values.retain(|other| *other != value);
            } else {
                values.push(value);
                // The last one of a month after all others.
                values.sort_unstable_by_key(|value| (*value < 0, *value));
            }
            (list.set)(&mut form.repeat, values);
        });
    };
    let choice = move |Choice { value, text, label }: Choice| {
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || chosen.read().contains(&value)
                    on:change=move |_| toggle(value)
                    aria-label=label
                />
                {text}
            </label>
        }
    };
    view! {
        <fieldset class="choice" data-list=list.slug>
            <legend class="label">{legend}</legend>
            {choices.into_iter().map(choice).collect_view()}
        </fieldset>
    }
}

fn nths(messages: &dyn Messages) -> Vec<Choice> {
    let choice = |nth: i16| {
        let text = if nth < 0 { messages.repeat_last().to_owned() } else { messages.nth(nth) };
        Choice { value: nth, text, label: None }
    };
    NTHS.into_iter().map(choice).collect()
}

fn weekdays(messages: &dyn Messages) -> Vec<Choice> {
    let choice = |day: jiff::civil::Weekday| Choice {
        value: i16::from(day.to_monday_one_offset()),
        text: messages.weekday_short(day).to_owned(),
        label: Some(messages.weekday_long(day).to_owned()),
    };
    WEEK.into_iter().map(choice).collect()
}

fn dates(messages: &dyn Messages) -> Vec<Choice> {
    let day = |date: i16| Choice {
        value: date,
        text: date.to_string(),
        label: Some(messages.day_of_month(date)),
    };
    let last = Choice { value: -1, text: messages.repeat_last_date().to_owned(), label: None };
    (1..=31).map(day).chain([last]).collect()
}

fn months(messages: &dyn Messages) -> Vec<Choice> {
    let choice = |number: i8| {
        let month = Month::new(2024, number)?;
        let text = messages.month_short(month);
        Some(Choice { value: i16::from(number), text, label: None })
    };
    (1..=12).filter_map(choice).collect()
}
