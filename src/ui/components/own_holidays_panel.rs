//! The days off of an organisation: the list, and a small form to add one.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::time::holidays::own::{OwnDay, OwnHoliday};
use crate::format::stored::own_holidays::{MOST, clean};
use crate::i18n::dates::DayStyle;
use crate::present::route::path::parse_day;
use crate::state::navigation;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::field::{Input, InputKind};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::Scope;

/// The id of the form of a new day off.
const FORM: &str = "own-form";

/// The id of its first field.
const DAY: &str = "own-day";

/// A change of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The new list, in order.
    pub all: Arc<[OwnHoliday]>,
    /// The message about the change: `創立記念日を追加しました。`
    pub said: String,
}

/// Shows the days off of an organisation.
#[component]
pub fn OwnHolidays(
    /// An explanation of their purpose.
    hint: &'static str,
    /// The list.
    #[prop(into)]
    kept: Signal<Arc<[OwnHoliday]>>,
    /// Called with the new list.
    on_change: Callback<Edit>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let scope = Scope::here();
    // Increased when a day was added, so that the form becomes empty again.
    let added = RwSignal::new(0_u32);
    let row = move |own: OwnHoliday| {
        let text = format!("{} {}", day_text(ui, own.on), own.name);
        let label = messages.own_remove(&text);
        let remove = move |_| {
            let all = kept.read_untracked().iter().filter(|kept| **kept != own).cloned().collect();
            on_change.run(Edit { all, said: messages.own_removed(&own.name) });
            // The row with the focus is gone.
            scope.next_frame(|| navigation::focus_in_sight(DAY));
        };
        view! {
            <li>
                <span>{text}</span>
                <button
                    class="button"
                    type="button"
                    data-look="bar"
                    aria-label=label
                    on:click=remove
                >
                    <IconView icon=Icon::Delete/>
                </button>
            </li>
        }
    };
    view! {
        <div class="own-holidays">
            <h3>{messages.own_title()}</h3>
            <p class="soft">{hint}</p>
            <ul>
                {move || {
                    let kept = kept.get();
                    if kept.is_empty() {
                        view! { <li class="soft">{messages.own_none()}</li> }.into_any()
                    } else {
                        kept.iter().cloned().map(row).collect_view().into_any()
                    }
                }}
            </ul>
            {move || {
                added.track();
                view! { <AddForm kept=kept on_change=on_change added=added list=scope/> }
            }}
        </div>
    }
}

/// Shows the form of a new day off.
#[component]
fn AddForm(
    /// The list.
    kept: Signal<Arc<[OwnHoliday]>>,
    /// Called with the new list.
    on_change: Callback<Edit>,
    /// Increased when a day was added.
    added: RwSignal<u32>,
    /// The lifetime of the list, which outlives this form.
    list: Scope,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let scope = Scope::here();
    let day = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let is_yearly = RwSignal::new(true);
    let is_sent = RwSignal::new(false);
    let wrong_day = Signal::derive(move || {
        let is_wrong = is_sent.get() && parse_day(&day.read()).is_none();
        is_wrong.then(|| messages.own_wrong_day().to_owned())
    });
    let wrong_name = Signal::derive(move || {
        let is_wrong = is_sent.get() && clean(&name.read()).is_empty();
        is_wrong.then(|| messages.own_wrong_name().to_owned())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        is_sent.set(true);
        let name = clean(&name.read_untracked());
        let Some(date) = parse_day(&day.read_untracked()).filter(|_| !name.is_empty()) else {
            scope.next_frame(|| _ = navigation::focus_wrong(FORM));
            return;
        };
        let on = if is_yearly.get_untracked() { OwnDay::yearly(date) } else { OwnDay::Once(date) };
        let mut all = kept.read_untracked().to_vec();
        if all.len() >= MOST {
            ui.say(messages.own_too_many());
            return;
        }
        let said = messages.own_added(&name);
        all.push(OwnHoliday { on, name });
        all.sort();
        all.dedup();
        on_change.run(Edit { all: all.into(), said });
        added.update(|added| *added += 1);
        list.next_frame(|| navigation::focus_in_sight(DAY));
    };
    view! {
        <form id=FORM novalidate on:submit=submit>
            <Input
                id=DAY.to_owned()
                label=messages.own_day()
                value=day
                on_input=Callback::new(move |text| day.set(text))
                error=wrong_day
                input=InputKind::Day
            />
            <Input
                id="own-name".to_owned()
                label=messages.own_name()
                value=name
                on_input=Callback::new(move |text| name.set(text))
                error=wrong_name
            />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || is_yearly.get()
                    on:change=move |event| is_yearly.set(event_target_checked(&event))
                />
                <span class="words">{messages.own_yearly()}</span>
            </label>
            <button class="button" type="submit">
                <IconView icon=Icon::Add/>
                {messages.own_add()}
            </button>
        </form>
    }
}

/// Returns `毎年 5月1日`, `2026年3月6日(金)`.
fn day_text(ui: Ui, on: OwnDay) -> String {
    let messages = ui.messages();
    match on {
        OwnDay::Yearly { month, day } => messages.own_each_year(&messages.month_day(month, day)),
        OwnDay::Once(date) => messages.day(date, DayStyle::Full),
    }
}
