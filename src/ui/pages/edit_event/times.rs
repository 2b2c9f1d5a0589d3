//! When it is: the sort of time, the days, the clock, and how people would say it.

use leptos::prelude::*;

use crate::present::edit_apply::preview;
use crate::present::edit_form::{Field as Place, Form, TimeSort};
use crate::present::natural;
use crate::present::time;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Sort};

use super::day_notes::DayNotes;
use super::desk::Desk;

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
                <Part desk=desk place=Place::FirstDay/>
                <Show when=move || is_timed.get()><Part desk=desk place=Place::StartTime/></Show>
                <Part desk=desk place=Place::LastDay/>
                <Show when=move || is_timed.get()><Part desk=desk place=Place::EndTime/></Show>
            </div>
            <p class="preview" role="status">{move || said.get()}</p>
            <DayNotes desk=desk/>
            <div class="pair"><Part desk=desk place=Place::MeetingTime/></div>
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

/// One field of the time.
#[component]
fn Part(
    /// What the parts of the form share.
    desk: Desk,
    /// Which one.
    place: Place,
) -> impl IntoView {
    let ui = use_ui();
    let kept = StoredValue::new(place.clone());
    let value = Signal::derive(move || desk.form.with(|form| read(form, &kept.get_value())));
    let input = Callback::new(move |text: String| {
        desk.form.update(|form| write(form, &kept.get_value(), text));
    });
    let label = Signal::derive(move || {
        let messages = ui.messages();
        kept.with_value(|place| match place {
            Place::LastDay => messages.field_last_day(),
            Place::StartTime => messages.field_start_time(),
            Place::EndTime => messages.field_end_time(),
            Place::MeetingTime => messages.field_meeting_time(),
            Place::FirstDay
            | Place::RepeatEvery
            | Place::RepeatCount
            | Place::RepeatUntil
            | Place::Title
            | Place::Place
            | Place::Online
            | Place::Description
            | Place::Person(_) => messages.field_first_day(),
        })
        .to_owned()
    });
    let (id, sort) = match &place {
        Place::LastDay => ("event-last-day", Sort::Day),
        Place::StartTime => ("event-start-time", Sort::Clock),
        Place::EndTime => ("event-end-time", Sort::Clock),
        Place::MeetingTime => ("event-meeting-time", Sort::Clock),
        Place::FirstDay
        | Place::RepeatEvery
        | Place::RepeatCount
        | Place::RepeatUntil
        | Place::Title
        | Place::Place
        | Place::Online
        | Place::Description
        | Place::Person(_) => ("event-first-day", Sort::Day),
    };
    let is_optional = matches!(place, Place::EndTime | Place::MeetingTime);
    let mark =
        Signal::derive(move || if is_optional { ui.messages().field_optional() } else { "" });
    view! {
        <Field id=id.to_owned() label=label value=value on_input=input wrong=desk.wrong(place) mark=mark sort=sort/>
    }
}

fn read(form: &Form, place: &Place) -> String {
    match place {
        Place::FirstDay => form.first_day.clone(),
        Place::LastDay => form.last_day.clone(),
        Place::StartTime => form.start_time.clone(),
        Place::EndTime => form.end_time.clone(),
        Place::MeetingTime => form.meeting_time.clone(),
        Place::RepeatEvery
        | Place::RepeatCount
        | Place::RepeatUntil
        | Place::Title
        | Place::Place
        | Place::Online
        | Place::Description
        | Place::Person(_) => String::new(),
    }
}

fn write(form: &mut Form, place: &Place, text: String) {
    match place {
        Place::FirstDay => form.set_first_day(text),
        Place::LastDay => form.last_day = text,
        Place::StartTime => form.start_time = text,
        Place::EndTime => form.end_time = text,
        Place::MeetingTime => form.meeting_time = text,
        Place::RepeatEvery
        | Place::RepeatCount
        | Place::RepeatUntil
        | Place::Title
        | Place::Place
        | Place::Online
        | Place::Description
        | Place::Person(_) => {}
    }
}
