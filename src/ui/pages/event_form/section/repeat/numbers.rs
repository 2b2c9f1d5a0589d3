//! The holiday rule of a series, and the numbers of its instances (第N回).

use leptos::prelude::*;

use crate::domain::series::repeat::HolidayRule;
use crate::domain::time::Month;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::repeat::form::RepeatKind;
use crate::present::form::event::repeat::preview::{flaws, is_numbered};
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{ChoiceField, Need, TextField};
use crate::ui::pages::event_form::context::EventContext;

/// Shows 祝日にあたるとき.
#[component]
pub fn HolidayField(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let word = |rule| match rule {
        HolidayRule::Next => messages.repeat_holiday_next(),
        HolidayRule::Previous => messages.repeat_holiday_previous(),
        HolidayRule::Skip => messages.repeat_holiday_skip(),
    };
    let keep = (None, messages.repeat_holiday_keep().to_owned());
    let rules = HolidayRule::ALL.map(|rule| (Some(rule), word(rule).to_owned()));
    let rules: Vec<(Option<HolidayRule>, String)> = std::iter::once(keep).chain(rules).collect();
    view! {
        <ChoiceField
            holder=form
            id="event-repeat-holiday"
            label=messages.repeat_holiday()
            choices=rules
            get=|form| form.repeat.holiday
            set=|form, rule| form.repeat.holiday = rule
        />
    }
}

/// Shows the number of the first instance, where the numbers start again, and the errors in the numbers of the
/// instances.
#[component]
pub fn NumberFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_numbered = Memo::new(move |_| form.with(is_numbered));
    let never = (None, messages.repeat_restart_never().to_owned());
    let months = (1..=12).filter_map(|month| Month::new(2024, month));
    let months = months.map(|month| (Some(month.month()), messages.month_short(month)));
    let months: Vec<(Option<i8>, String)> = std::iter::once(never).chain(months).collect();
    let standing = StoredValue::new(context.standing_event());
    let flaws = Memo::new(move |_| {
        let viewer = form.ui().viewer();
        standing.with_value(|event| form.with(|form| flaws(form, event.as_ref(), &viewer)))
    });
    let flaw = |flaw: String| view! { <p class="note" data-look="warning">{flaw}</p> };
    view! {
        <div class="pair">
            <OwnNumber context=context/>
            <Show when=move || is_numbered.get()>
                <ChoiceField
                    holder=form
                    id="event-repeat-restart"
                    label=messages.repeat_restart()
                    choices=months.clone()
                    get=|form| form.repeat.numbers.restart
                    set=|form, month| form.repeat.numbers.restart = month
                />
            </Show>
        </div>
        <div class="day-notes" role="status">
            {move || flaws.get().into_iter().map(flaw).collect_view()}
        </div>
    }
}

/// Shows 第N回 of an event, of one instance, or of the first instance of a series.
#[component]
pub fn OwnNumber(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_instance = context.is_instance();
    let is_series =
        Memo::new(move |_| !is_instance && form.with(|form| form.repeat.kind != RepeatKind::Once));
    let label = Signal::derive(move || {
        let is_series = is_series.get();
        let own = messages.repeat_own_number();
        if is_series { messages.repeat_first_number() } else { own }.to_owned()
    });
    view! {
        <TextField
            holder=form
            id="event-number"
            label=label
            get=|form| &form.repeat.numbers.first
            set=|form, text| form.repeat.numbers.first = text
            field=EventField::RepeatNumber
            need=Need::Optional
        />
    }
}
