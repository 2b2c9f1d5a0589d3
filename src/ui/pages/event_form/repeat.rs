//! How often: a rule that people make, its interval and its end, days off, numbers, and what comes of it.

use leptos::prelude::*;

use crate::i18n::Messages;
use crate::present::form::event::apply::preview;
use crate::present::form::event::repeat::form::{EndSort, RepeatForm, RepeatSort};
use crate::present::form::event::wrong::Field as Place;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Select, Sort};

use super::context::Desk;
use super::repeat_days::ChosenDays;
use super::repeat_next::NextInstances;
use super::repeat_numbers::{HolidayField, NumberFields};

/// The fields that say how often.
#[component]
pub fn RepeatFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let sort = Memo::new(move |_| desk.form.read().repeat.sort);
    let is_kept = desk.before.with_value(|before| before.repeat.sort == RepeatSort::Kept);
    let choose = Callback::new(move |slug: String| {
        let day = desk.form.with_untracked(preview).map(|when| when.start().date());
        desk.form.update(|form| {
            let sort = RepeatSort::from_slug(&slug).unwrap_or(form.repeat.sort);
            form.repeat.choose(sort, day);
        });
    });
    let options = Signal::derive(move || {
        let kept = is_kept.then_some(RepeatSort::Kept);
        let all = RepeatSort::ALL.into_iter().chain(kept);
        all.map(|sort| (sort.slug().to_owned(), words(ui.messages(), sort).to_owned()))
            .collect::<Vec<_>>()
    });
    let label = Signal::derive(move || ui.messages().event_repeats().to_owned());
    let value = Signal::derive(move || sort.get().slug().to_owned());
    view! {
        <section class="group repeat">
            <Select id="event-repeat".to_owned() label=label options=options value=value on_choose=choose/>
            <Show when=move || !matches!(sort.get(), RepeatSort::Once | RepeatSort::Kept)>
                <ChosenDays desk=desk sort=sort/>
                <HowOften desk=desk/>
            </Show>
            <Show when=move || sort.get() != RepeatSort::Once>
                <HolidayField desk=desk/>
            </Show>
            <NumberFields desk=desk/>
            <Show when=move || sort.get() != RepeatSort::Once>
                <NextInstances desk=desk/>
            </Show>
        </section>
    }
}

/// The interval, and how it ends.
#[component]
fn HowOften(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let end = Memo::new(move |_| desk.form.read().repeat.end);
    let edit =
        move |edit: &dyn Fn(&mut RepeatForm)| desk.form.update(|form| edit(&mut form.repeat));
    let choose_end = Callback::new(move |slug: String| {
        edit(&|form| form.end = EndSort::from_slug(&slug).unwrap_or(form.end));
    });
    let ends = EndSort::ALL.map(|end| {
        let words = match end {
            EndSort::Never => messages.repeat_end_never(),
            EndSort::Count => messages.repeat_end_count(),
            EndSort::Until => messages.repeat_end_until(),
        };
        (end.slug().to_owned(), words.to_owned())
    });
    let every = Callback::new(move |text: String| edit(&|form| form.every.clone_from(&text)));
    let count = Callback::new(move |text: String| edit(&|form| form.count.clone_from(&text)));
    let until = Callback::new(move |text: String| edit(&|form| form.until.clone_from(&text)));
    let read = move |part: fn(&RepeatForm) -> String| {
        Signal::derive(move || desk.form.with(|form| part(&form.repeat)))
    };
    view! {
        <div class="pair">
            <Field id="event-repeat-every".to_owned() label=messages.repeat_every().to_owned() value=read(|form| form.every.clone()) on_input=every wrong=desk.wrong(Place::RepeatEvery)/>
            <Select id="event-repeat-end".to_owned() label=messages.repeat_end().to_owned() options=ends.to_vec() value=Signal::derive(move || end.get().slug().to_owned()) on_choose=choose_end/>
            <Show when=move || end.get() == EndSort::Count>
                <Field id="event-repeat-count".to_owned() label=messages.repeat_count().to_owned() value=read(|form| form.count.clone()) on_input=count wrong=desk.wrong(Place::RepeatCount)/>
            </Show>
            <Show when=move || end.get() == EndSort::Until>
                <Field id="event-repeat-until".to_owned() label=messages.repeat_last_day().to_owned() value=read(|form| form.until.clone()) on_input=until wrong=desk.wrong(Place::RepeatUntil) sort=Sort::Day/>
            </Show>
        </div>
    }
}

fn words(messages: &dyn Messages, sort: RepeatSort) -> &'static str {
    match sort {
        RepeatSort::Once => messages.repeat_once(),
        RepeatSort::Daily => messages.repeat_daily(),
        RepeatSort::Weekly => messages.repeat_weekly(),
        RepeatSort::MonthlyDate => messages.repeat_monthly_date(),
        RepeatSort::MonthlyWeekday => messages.repeat_monthly_weekday(),
        RepeatSort::MonthlyLastWeekday => messages.repeat_monthly_last_weekday(),
        RepeatSort::MonthlyLastDay => messages.repeat_monthly_last_day(),
        RepeatSort::ChosenWeekdays => messages.repeat_chosen_weekdays(),
        RepeatSort::ChosenDates => messages.repeat_chosen_dates(),
        RepeatSort::ChosenWorkdays => messages.repeat_chosen_workdays(),
        RepeatSort::Yearly => messages.repeat_yearly(),
        RepeatSort::YearlyWeekday => messages.repeat_yearly_weekday(),
        RepeatSort::YearlyLastWeekday => messages.repeat_yearly_last_weekday(),
        RepeatSort::Kept => messages.repeat_as_it_is(),
    }
}
