//! How often: a rule of the usual ones, its interval and its end, and how people would say it.

use jiff::civil::Weekday;
use leptos::prelude::*;

use crate::i18n::Messages;
use crate::present::edit::apply::preview;
use crate::present::edit::repeat::{EndSort, RepeatForm, RepeatSort};
use crate::present::edit::wrong::Field as Place;
use crate::present::repeat::rule_words;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Select, Sort};

use super::desk::Desk;

/// The fields that say how often.
#[component]
pub fn RepeatFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let sort = Memo::new(move |_| desk.form.read().repeat.sort);
    let end = Memo::new(move |_| desk.form.read().repeat.end);
    let is_kept = desk.before.with_value(|before| before.repeat.sort == RepeatSort::Kept);
    let repeats = move || !matches!(sort.get(), RepeatSort::Once | RepeatSort::Kept);
    let edit =
        move |edit: &dyn Fn(&mut RepeatForm)| desk.form.update(|form| edit(&mut form.repeat));
    let choose = Callback::new(move |slug: String| {
        let day = desk.form.with_untracked(preview).map(|when| when.start().weekday());
        edit(&|form| {
            form.sort = RepeatSort::from_slug(&slug).unwrap_or(form.sort);
            if form.sort == RepeatSort::Weekly && form.days.is_empty() {
                form.days.extend(day);
            }
        });
    });
    let choose_end = Callback::new(move |slug: String| {
        edit(&|form| form.end = EndSort::from_slug(&slug).unwrap_or(form.end));
    });
    let options = Signal::derive(move || {
        let kept = is_kept.then_some(RepeatSort::Kept);
        let all = RepeatSort::ALL.into_iter().chain(kept);
        all.map(|sort| (sort.slug().to_owned(), words(ui.messages(), sort).to_owned()))
            .collect::<Vec<_>>()
    });
    let ends = Signal::derive(move || {
        let word = |end| match end {
            EndSort::Never => ui.messages().repeat_end_never(),
            EndSort::Count => ui.messages().repeat_end_count(),
            EndSort::Until => ui.messages().repeat_end_until(),
        };
        EndSort::ALL.map(|end| (end.slug().to_owned(), word(end).to_owned())).to_vec()
    });
    let said = Memo::new(move |_| {
        let form = desk.form.get();
        let start = preview(&form)?.start();
        Some(rule_words(&form.repeat.rule(start)?, start, &ui.reader()))
    });
    let every = Callback::new(move |text: String| edit(&|form| form.every.clone_from(&text)));
    let count = Callback::new(move |text: String| edit(&|form| form.count.clone_from(&text)));
    let until = Callback::new(move |text: String| edit(&|form| form.until.clone_from(&text)));
    let read = move |part: fn(&RepeatForm) -> String| {
        Signal::derive(move || desk.form.with(|form| part(&form.repeat)))
    };
    let label = move |text: &'static str| Signal::derive(move || text.to_owned());
    view! {
        <section class="group repeat">
            <Select id="event-repeat".to_owned() label=label(ui.messages().event_repeats()) options=options value=Signal::derive(move || sort.get().slug().to_owned()) on_choose=choose/>
            <Show when=repeats>
                <Show when=move || sort.get() == RepeatSort::Weekly><Weekdays desk=desk/></Show>
                <div class="pair">
                    <Field id="event-repeat-every".to_owned() label=label(ui.messages().repeat_every()) value=read(|form| form.every.clone()) on_input=every wrong=desk.wrong(Place::RepeatEvery)/>
                    <Select id="event-repeat-end".to_owned() label=label(ui.messages().repeat_end()) options=ends value=Signal::derive(move || end.get().slug().to_owned()) on_choose=choose_end/>
                    <Show when=move || end.get() == EndSort::Count>
                        <Field id="event-repeat-count".to_owned() label=label(ui.messages().repeat_count()) value=read(|form| form.count.clone()) on_input=count wrong=desk.wrong(Place::RepeatCount)/>
                    </Show>
                    <Show when=move || end.get() == EndSort::Until>
                        <Field id="event-repeat-until".to_owned() label=label(ui.messages().repeat_last_day()) value=read(|form| form.until.clone()) on_input=until wrong=desk.wrong(Place::RepeatUntil) sort=Sort::Day/>
                    </Show>
                </div>
                <p class="preview" role="status">{move || said.get()}</p>
            </Show>
        </section>
    }
}

/// The weekdays of a weekly event.
#[component]
fn Weekdays(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let day = move |day: Weekday| {
        let is_chosen = move || desk.form.read().repeat.days.contains(&day);
        let toggle = move |_| {
            desk.form.update(|form| {
                let days = &mut form.repeat.days;
                if days.contains(&day) {
                    days.retain(|other| *other != day);
                } else {
                    days.push(day);
                    days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
                }
            });
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=is_chosen on:change=toggle aria-label=move || ui.messages().weekday_long(day)/>
                {move || ui.messages().weekday_short(day)}
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class="label">{move || ui.messages().repeat_weekdays()}</legend>
            {WEEK.map(day)}
        </fieldset>
    }
}

/// From Monday on.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn words(messages: &dyn Messages, sort: RepeatSort) -> &'static str {
    match sort {
        RepeatSort::Once => messages.repeat_once(),
        RepeatSort::Daily => messages.repeat_daily(),
        RepeatSort::Weekly => messages.repeat_weekly(),
        RepeatSort::MonthlyDate => messages.repeat_monthly_date(),
        RepeatSort::MonthlyWeekday => messages.repeat_monthly_weekday(),
        RepeatSort::MonthlyLastWeekday => messages.repeat_monthly_last_weekday(),
        RepeatSort::MonthlyLastDay => messages.repeat_monthly_last_day(),
        RepeatSort::Yearly => messages.repeat_yearly(),
        RepeatSort::Kept => messages.repeat_as_it_is(),
    }
}
