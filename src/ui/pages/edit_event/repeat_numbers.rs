//! What a series does on a holiday, and the numbers of its instances (第N回).

use leptos::prelude::*;

use crate::domain::repeat::HolidayRule;
use crate::domain::time::Month;
use crate::present::edit::repeat::form::RepeatSort;
use crate::present::edit::repeat::preview::flaws;
use crate::present::edit::wrong::Field as Place;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Select};

use super::desk::Desk;

/// 祝日にあたるとき.
#[component]
pub fn HolidayField(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let word = |rule| match rule {
        HolidayRule::Next => messages.repeat_holiday_next(),
        HolidayRule::Previous => messages.repeat_holiday_previous(),
        HolidayRule::Skip => messages.repeat_holiday_skip(),
    };
    let keep = (String::new(), messages.repeat_holiday_keep().to_owned());
    let rules = HolidayRule::ALL.map(|rule| (rule.slug().to_owned(), word(rule).to_owned()));
    let options: Vec<(String, String)> = std::iter::once(keep).chain(rules).collect();
    let value = Signal::derive(move || {
        let holiday = desk.form.read().repeat.holiday;
        holiday.map(HolidayRule::slug).unwrap_or_default().to_owned()
    });
    let choose = Callback::new(move |slug: String| {
        desk.form.update(|form| form.repeat.holiday = HolidayRule::from_slug(&slug));
    });
    view! {
        <Select id="event-repeat-holiday".to_owned() label=messages.repeat_holiday().to_owned() options=options value=value on_choose=choose/>
    }
}

/// The number of the first one, where numbers begin again, and what is wrong with those that instances have.
#[component]
pub fn NumberFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let is_numbered = Memo::new(move |_| {
        let form = desk.form.read();
        form.repeat.sort != RepeatSort::Once
            && (form.repeat.numbers.first().is_some() || form.repeat.numbers.restart.is_some())
    });
    let never = (String::new(), messages.repeat_restart_never().to_owned());
    let months = (1..=12).filter_map(|month| Month::new(2024, month));
    let months = months.map(|month| (month.month().to_string(), messages.month_short(month)));
    let months: Vec<(String, String)> = std::iter::once(never).chain(months).collect();
    let restart = Signal::derive(move || {
        let restart = desk.form.read().repeat.numbers.restart;
        restart.map(|month| month.to_string()).unwrap_or_default()
    });
    let choose = Callback::new(move |month: String| {
        desk.form.update(|form| form.repeat.numbers.restart = month.parse().ok());
    });
    let standing = StoredValue::new(desk.standing_event());
    let wrong = Memo::new(move |_| {
        let reader = ui.reader();
        standing.with_value(|event| desk.form.with(|form| flaws(form, event.as_ref(), &reader)))
    });
    view! {
        <div class="pair">
            <OwnNumber desk=desk/>
            <Show when=move || is_numbered.get()>
                <Select id="event-repeat-restart".to_owned() label=messages.repeat_restart().to_owned() options=months.clone() value=restart on_choose=choose/>
            </Show>
        </div>
        <div class="day-notes" role="status">
            {move || wrong.get().into_iter().map(|flaw| view! { <p class="note" data-look="warning">{flaw}</p> }).collect_view()}
        </div>
    }
}

/// 第N回 of an event, of one instance, or of the first instance of a series.
#[component]
pub fn OwnNumber(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_series =
        Memo::new(move |_| desk.is_series() && desk.form.read().repeat.sort != RepeatSort::Once);
    let label = Signal::derive(move || {
        let messages = ui.messages();
        let text = if is_series.get() {
            messages.repeat_first_number()
        } else {
            messages.repeat_own_number()
        };
        text.to_owned()
    });
    let value = Signal::derive(move || desk.form.read().repeat.numbers.first.clone());
    let input = Callback::new(move |text: String| {
        desk.form.update(|form| form.repeat.numbers.first.clone_from(&text));
    });
    let mark = Signal::derive(move || ui.messages().field_optional());
    view! {
        <Field id="event-number".to_owned() label=label value=value on_input=input wrong=desk.wrong(Place::RepeatNumber) mark=mark/>
    }
}
