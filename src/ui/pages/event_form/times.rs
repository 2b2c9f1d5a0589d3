//! When it is: the sort of time, the days, the clock, and how people would say it.

use leptos::prelude::*;

use crate::domain::time::Length;
use crate::i18n::Messages;
use crate::present::form::event::apply::preview;
use crate::present::form::event::form::{Form, TimeSort};
use crate::present::form::event::help::habits::{self, EndDay, LENGTHS};
use crate::present::form::event::wrong::Field as Place;
use crate::present::natural;
use crate::present::time;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Select, Sort};

use super::context::Desk;
use super::day_notes::DayNotes;

/// The fields of the time.
#[component]
pub fn TimeFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_timed = Memo::new(move |_| desk.form.read().sort == TimeSort::Timed);
    let said = Memo::new(move |_| {
        let reader = ui.reader();
        let when = desk.form.with(preview)?;
        let length = time::length(&reader, &when);
        let line = time::when(&reader, &when);
        Some(length.map_or_else(|| line.clone(), |length| reader.messages.span(&line, &length)))
    });
    let sort = move |sort: TimeSort| {
        let words = move || match sort {
            TimeSort::Timed => ui.messages().field_timed(),
            TimeSort::AllDay => ui.messages().field_all_day(),
            TimeSort::Undecided => ui.messages().field_undecided(),
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="event-sort"
                    prop:checked=move || desk.form.read().sort == sort
                    on:change=move |_| desk.form.update(|form| form.sort = sort)
                />
                {words}
            </label>
        }
    };
    view! {
        <section class="group">
            <fieldset class="choice">
                <legend class="label">{move || ui.messages().field_time_kind()}</legend>
                {TimeSort::ALL.map(sort)}
            </fieldset>
            <InWords desk=desk/>
            <div class="pair">
                <TimeField desk=desk part=FIRST_DAY/>
                <Show when=move || is_timed.get()><TimeField desk=desk part=START_TIME/></Show>
                <EndDayField desk=desk/>
                <Show when=move || is_timed.get()><TimeField desk=desk part=END_TIME/></Show>
            </div>
            <Lengths desk=desk/>
            <p class="preview" role="status">{move || said.get()}</p>
            <DayNotes desk=desk/>
            <div class="pair"><TimeField desk=desk part=MEETING_TIME/></div>
        </section>
    }
}

/// Days and clocks in words: what is understood goes into the fields below at once, and can be corrected there.
#[component]
fn InWords(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let text = RwSignal::new(String::new());
    let today = move || ui.state.now.get_untracked().date();
    let input = Callback::new(move |words: String| {
        let said = natural::read(&words, today());
        if said.is_any() {
            desk.form.update(|form| said.fill(form));
        }
        text.set(words);
    });
    let note = Memo::new(move |_| {
        let said = text.with(|words| natural::read(words, today()));
        let reader = ui.reader();
        match (said.first, said.other_weekday) {
            (Some(first), Some(_)) => {
                Some(reader.messages.in_words_weekday(&time::day(&reader, first)))
            }
            (_, _) if said.rest.is_empty() => None,
            (_, _) => Some(reader.messages.in_words_rest(&said.rest)),
        }
    });
    let hint = ui.messages().field_in_words_hint();
    view! {
        <Field
            id="event-in-words".to_owned()
            label=ui.messages().field_in_words().to_owned()
            value=text
            on_input=input
            mark=ui.messages().field_optional()
            sort=Sort::Line
        />
        <p class="hint">{hint}</p>
        <p class="hint" role="status">{move || note.get()}</p>
    }
}

/// On which day it ends: the same, the next, or one to choose.
#[component]
fn EndDayField(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let picks = RwSignal::new(false);
    let end =
        Memo::new(move |_| if picks.get() { EndDay::Other } else { desk.form.with(EndDay::of) });
    let options = Signal::derive(move || {
        let word = |end| match end {
            EndDay::Same => ui.messages().end_same_day(),
            EndDay::Next => ui.messages().end_next_day(),
            EndDay::Other => ui.messages().end_other_day(),
        };
        EndDay::ALL.map(|end| (end.slug().to_owned(), word(end).to_owned())).to_vec()
    });
    let choose = Callback::new(move |slug: String| {
        let Some(end) = EndDay::from_slug(&slug) else { return };
        picks.set(end == EndDay::Other);
        desk.form.update(|form| end.put(form));
    });
    view! {
        <Select id="event-ends".to_owned() label=Signal::derive(move || ui.messages().end_day().to_owned()) options=options value=Signal::derive(move || end.get().slug().to_owned()) on_choose=choose/>
        <Show when=move || end.get() == EndDay::Other><TimeField desk=desk part=LAST_DAY/></Show>
    }
}

/// The usual lengths, while there is a start and no end.
#[component]
fn Lengths(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_open = Memo::new(move |_| desk.form.with(habits::wants_end));
    let length = move |minutes: u32| {
        let words = move || ui.messages().length(Length { days: 0, seconds: minutes * 60 });
        let put = move |_| desk.form.update(|form| habits::end_after(form, minutes));
        view! { <button class="button" type="button" on:click=put>{words}</button> }
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="lengths" role="group" aria-label=move || ui.messages().end_after()>
                {LENGTHS.map(length)}
            </div>
        </Show>
    }
}

/// What tells one field of the time from another.
#[derive(Clone)]
struct Part {
    id: &'static str,
    name: fn(&'static dyn Messages) -> &'static str,
    place: Place,
    read: fn(&Form) -> &String,
    write: fn(&mut Form, String),
    sort: Sort,
    is_optional: bool,
}

const FIRST_DAY: Part = Part {
    id: "event-first-day",
    name: |messages| messages.field_first_day(),
    place: Place::FirstDay,
    read: |form| &form.first_day,
    write: Form::set_first_day,
    sort: Sort::Day,
    is_optional: false,
};

const LAST_DAY: Part = Part {
    id: "event-last-day",
    name: |messages| messages.field_last_day(),
    place: Place::LastDay,
    read: |form| &form.last_day,
    write: |form, text| form.last_day = text,
    sort: Sort::Day,
    is_optional: false,
};

const START_TIME: Part = Part {
    id: "event-start-time",
    name: |messages| messages.field_start_time(),
    place: Place::StartTime,
    read: |form| &form.start_time,
    write: |form, text| form.start_time = text,
    sort: Sort::Clock,
    is_optional: false,
};

const END_TIME: Part = Part {
    id: "event-end-time",
    name: |messages| messages.field_end_time(),
    place: Place::EndTime,
    read: |form| &form.end_time,
    write: |form, text| form.end_time = text,
    sort: Sort::Clock,
    is_optional: true,
};

const MEETING_TIME: Part = Part {
    id: "event-meeting-time",
    name: |messages| messages.field_meeting_time(),
    place: Place::MeetingTime,
    read: |form| &form.meeting_time,
    write: |form, text| form.meeting_time = text,
    sort: Sort::Clock,
    is_optional: true,
};

/// One field of the time.
#[component]
fn TimeField(
    /// What the parts of the form share.
    desk: Desk,
    /// Which one.
    part: Part,
) -> impl IntoView {
    let ui = use_ui();
    let Part { id, name, place, read, write, sort, is_optional } = part;
    let value = Signal::derive(move || desk.form.with(|form| read(form).clone()));
    let input = Callback::new(move |text: String| desk.form.update(|form| write(form, text)));
    let label = Signal::derive(move || name(ui.messages()).to_owned());
    let mark =
        Signal::derive(move || if is_optional { ui.messages().field_optional() } else { "" });
    view! {
        <Field id=id.to_owned() label=label value=value on_input=input wrong=desk.wrong(place) mark=mark sort=sort/>
    }
}
