//! The time: the kind of time, the days, the clock, and the time in words.

use leptos::prelude::*;

use crate::domain::series::repeat::TimeKind;
use crate::domain::time::Length;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::help::habits::{self, EndDay, LENGTHS};
use crate::present::form::event::section::time::preview;
use crate::present::form::named::Named;
use crate::present::natural;
use crate::present::text::time;
use crate::ui::elements::field::{Input, InputKind, Select};
use crate::ui::elements::radio_group::Choosable;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{Need, RadioField, TextField};
use crate::ui::pages::event_form::context::EventContext;
use crate::ui::pages::event_form::day_notes::DayNotes;

/// Shows the fields of the time.
#[component]
pub fn TimeFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let said = Memo::new(move |_| {
        let viewer = form.ui().viewer();
        let when = form.with(preview)?;
        let length = time::length(&viewer, &when);
        let line = time::when(&viewer, &when);
        Some(length.map_or_else(|| line.clone(), |length| viewer.messages.span(&line, &length)))
    });
    let kinds = TimeKind::ALL.map(|value| Choosable {
        value,
        label: match value {
            TimeKind::Timed => messages.field_timed(),
            TimeKind::AllDay => messages.field_all_day(),
            TimeKind::Undecided => messages.field_undecided(),
        },
        color: None,
    });
    view! {
        <section class="group">
            <RadioField
                holder=form
                name="event-sort"
                legend=messages.field_time_kind()
                choices=kinds.to_vec()
                get=|form| form.time_kind
                set=|form, kind| form.time_kind = kind
            />
            <InWords form=form/>
            <DaysAndClocks form=form/>
            <Lengths form=form/>
            <p class="preview" role="status">{move || said.get()}</p>
            <DayNotes context=context/>
            <div class="pair">
                <TextField
                    holder=form
                    id="event-meeting-time"
                    label=messages.field_meeting_time()
                    get=|form| &form.meeting_time
                    set=|form, text| form.meeting_time = text
                    field=EventField::MeetingTime
                    input=InputKind::Clock
                    need=Need::Optional
                />
            </div>
        </section>
    }
}

/// Shows the days, and the clocks of an event with a time of day.
#[component]
fn DaysAndClocks(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let is_timed = Memo::new(move |_| form.with(|form| form.time_kind == TimeKind::Timed));
    view! {
        <div class="pair">
            <TextField
                holder=form
                id="event-first-day"
                label=messages.field_first_day()
                get=|form| &form.first_day
                set=EventForm::set_first_day
                field=EventField::FirstDay
                input=InputKind::Day
            />
            <Show when=move || is_timed.get()>
                <TextField
                    holder=form
                    id="event-start-time"
                    label=messages.field_start_time()
                    get=|form| &form.start_time
                    set=|form, text| form.start_time = text
                    field=EventField::StartTime
                    input=InputKind::Clock
                />
            </Show>
            <EndDayField form=form/>
            <Show when=move || is_timed.get()>
                <TextField
                    holder=form
                    id="event-end-time"
                    label=messages.field_end_time()
                    get=|form| &form.end_time
                    set=|form, text| form.end_time = text
                    field=EventField::EndTime
                    input=InputKind::Clock
                    need=Need::Optional
                />
            </Show>
        </div>
    }
}

/// Shows a field for days and clocks in words: what is understood is put into the fields below at once, and can be
/// corrected there.
#[component]
fn InWords(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let ui = form.ui();
    let messages = ui.messages();
    let text = RwSignal::new(String::new());
    let today = move || ui.state.now.get_untracked().date();
    let input = Callback::new(move |words: String| {
        let said = natural::read(&words, today());
        if said.is_any() {
            form.update(|form| said.fill(form));
        }
        text.set(words);
    });
    let note = Memo::new(move |_| {
        let said = text.with(|words| natural::read(words, today()));
        let viewer = ui.viewer();
        match (said.first, said.other_weekday) {
            (Some(first), Some(_)) => {
                Some(viewer.messages.in_words_weekday(&time::day(&viewer, first)))
            }
            (_, _) if said.rest.is_empty() => None,
            (_, _) => Some(viewer.messages.in_words_rest(&said.rest)),
        }
    });
    view! {
        <Input
            id="event-in-words".to_owned()
            label=messages.field_in_words()
            value=text
            on_input=input
            mark=messages.field_optional()
        />
        <p class="hint">{messages.field_in_words_hint()}</p>
        <p class="hint" role="status">{move || note.get()}</p>
    }
}

/// Shows the choice of the last day: the same, the next, or another day.
#[component]
fn EndDayField(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let picks = RwSignal::new(false);
    let end = Memo::new(move |_| if picks.get() { EndDay::Other } else { form.with(EndDay::of) });
    let options = EndDay::ALL.map(|end| {
        let words = match end {
            EndDay::Same => messages.end_same_day(),
            EndDay::Next => messages.end_next_day(),
            EndDay::Other => messages.end_other_day(),
        };
        (end.slug().to_owned(), words.to_owned())
    });
    let choose = Callback::new(move |slug: String| {
        let Some(end) = EndDay::from_name(&slug) else { return };
        picks.set(end == EndDay::Other);
        form.update(|form| end.put(form));
    });
    view! {
        <Select
            id="event-ends".to_owned()
            label=messages.end_day()
            options=options.to_vec()
            value=Signal::derive(move || end.get().slug().to_owned())
            on_choose=choose
        />
        <Show when=move || end.get() == EndDay::Other>
            <TextField
                holder=form
                id="event-last-day"
                label=messages.field_last_day()
                get=|form| &form.last_day
                set=|form, text| form.last_day = text
                field=EventField::LastDay
                input=InputKind::Day
            />
        </Show>
    }
}

/// Shows the usual durations, while there is a start and no end.
#[component]
fn Lengths(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let is_open = Memo::new(move |_| form.with(habits::wants_end));
    let length = move |minutes: u32| {
        let words = messages.length(Length { days: 0, seconds: minutes * 60 });
        let put = move |_| form.update(|form| habits::end_after(form, minutes));
        view! { <button class="button" type="button" on:click=put>{words}</button> }
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="lengths" role="group" aria-label=messages.end_after()>
                {LENGTHS.map(length)}
            </div>
        </Show>
    }
}
