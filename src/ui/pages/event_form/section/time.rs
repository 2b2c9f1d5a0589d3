//! The time: the kind of time, the days, the clock, and the time in words.

use leptos::prelude::*;

use crate::domain::series::repeat::TimeKind;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::{Length, Month, Zone};
use crate::present::form::error::FieldErrorKind;
use crate::present::form::event::form::{EventField, EventForm, FLOATING};
use crate::present::form::event::help::habits::{self, EndDay, LENGTHS};
use crate::present::form::event::repeat::form::RepeatKind;
use crate::present::form::event::section::time::{preview, zones_offered};
use crate::present::form::named::Named;
use crate::present::natural;
use crate::present::natural::fill;
use crate::present::text::month::{format_month, parse_month};
use crate::present::text::time;
use crate::ui::components::numbered_title::unbroken_lengths;
use crate::ui::elements::field::{Input, InputKind, Select};
use crate::ui::elements::radio_group::Choosable;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{Need, RadioField, TextField};
use crate::ui::pages::event_form::context::{END_TIME, EventContext, FIRST_DAY, FIRST_DAY_ERROR};
use crate::ui::pages::event_form::day_notes::DayNotes;
use crate::ui::pages::event_form::section::repeat::off_rule::{OffRuleQuestion, QuestionPlace};

/// How many months after this one can be chosen for an event whose day is not decided.
const MONTHS_AHEAD: i32 = 24;

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
    // A whole series has days: without one, it would have no rule.
    let is_series = !context.is_instance()
        && form.before.with_value(|before| before.repeat.kind != RepeatKind::Once);
    let kinds = TimeKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| !is_series || *kind != TimeKind::DayUndecided);
    let kinds = kinds.map(|value| Choosable {
        value,
        label: match value {
            TimeKind::Timed => messages.field_timed(),
            TimeKind::AllDay => messages.field_all_day(),
            TimeKind::Undecided => messages.field_undecided(),
            TimeKind::DayUndecided => messages.field_without_day(),
        },
        color: None,
    });
    view! {
        <section class="group">
            <RadioField
                holder=form
                name="event-sort"
                legend=messages.field_time_kind()
                choices=kinds.collect()
                get=|form| form.time_kind
                set=|form, kind| form.time_kind = kind
            />
            <InWords form=form/>
            <DaysAndClocks context=context/>
            <Lengths form=form/>
            <ZoneField form=form/>
            <p class="preview" role="status">
                {move || said.get().map(|said| unbroken_lengths(&said))}
            </p>
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

/// Shows the days, and the clocks of an event with a time of day; for an event whose day is not decided, its month.
#[component]
fn DaysAndClocks(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let kind = Memo::new(move |_| form.with(|form| form.time_kind));
    view! {
        <Show
            when=move || kind.get() != TimeKind::DayUndecided
            fallback=move || view! { <div class="pair"><MonthField form=form/></div> }
        >
            <Days context=context is_timed=Signal::derive(move || kind.get() == TimeKind::Timed)/>
        </Show>
    }
}

/// Shows the days, and the clocks if the event has a time of day.
#[component]
fn Days(
    /// Shared form state.
    context: EventContext,
    /// Whether the event has a time of day.
    is_timed: Signal<bool>,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_off_rule = Memo::new(move |_| {
        form.errors.read().iter().any(|error| error.kind == FieldErrorKind::StartOffRule)
    });
    view! {
        <div class="pair">
            <TextField
                holder=form
                id=FIRST_DAY
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
                    set=EventForm::set_start_time
                    field=EventField::StartTime
                    input=InputKind::Clock
                />
            </Show>
            <EndDayField form=form/>
            <Show when=move || is_timed.get()>
                <TextField
                    holder=form
                    id=END_TIME
                    label=messages.field_end_time()
                    get=|form| &form.end_time
                    set=EventForm::set_end_time
                    field=EventField::EndTime
                    input=InputKind::Clock
                    need=Need::Optional
                />
            </Show>
        </div>
        <Show when=move || is_off_rule.get()>
            <div class="day-notes" role="group" aria-labelledby=FIRST_DAY_ERROR>
                <OffRuleQuestion context=context place=QuestionPlace::Day/>
            </div>
        </Show>
    }
}

/// Shows the choice of the month, for an event whose day is not decided.
#[component]
fn MonthField(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let this = Month::of(form.ui().state.now.get_untracked().date());
    let own = form.values.with_untracked(EventForm::month);
    let months = Memo::new(move |_| {
        let current = form.with(EventForm::month);
        let near = (0..=MONTHS_AHEAD).map(|by| this.plus(by));
        let months: SortedSet<Month> = near.chain(own).chain(current).collect();
        let option = |month: Month| (format_month(month), messages.month(month));
        let none = current.is_none().then(|| (String::new(), String::new()));
        none.into_iter().chain(months.into_iter().map(option)).collect::<Vec<_>>()
    });
    let value = move || form.with(|form| form.month().map(format_month).unwrap_or_default());
    let choose = Callback::new(move |text: String| {
        form.update(|form| form.set_month(parse_month(&text)));
    });
    view! {
        <Select
            id="event-month".to_owned()
            label=messages.field_month()
            options=months
            value=Signal::derive(value)
            on_choose=choose
            error=form.error(EventField::FirstDay, None)
        />
    }
}

/// Shows a field for days and clocks in words: words that are understood are put into the fields below at once, and can
/// be corrected there, which empties this field.
#[component]
fn InWords(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let ui = form.ui();
    let messages = ui.messages();
    let today = move || ui.state.now.get_untracked().date();
    let input = Callback::new(move |words: String| {
        form.update(|form| fill::put(words, today(), form));
    });
    let wrong = form.error(EventField::InWords, None);
    let error = Signal::derive(move || {
        let wrong = wrong.get()?;
        let unread = form.with(|form| messages.in_words_rest(form.unread_words()));
        Some([unread, wrong].join(" "))
    });
    let note = Memo::new(move |_| {
        // The error says it already.
        if wrong.read().is_some() {
            return String::new();
        }
        let said = form.with(|form| natural::read(form.words(), today()));
        natural::notes::notes(&said, &ui.viewer()).join(" ")
    });
    view! {
        <Input
            id="event-in-words".to_owned()
            label=messages.field_in_words()
            value=Signal::derive(move || form.with(|form| form.words().to_owned()))
            on_input=input
            error=error
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
    let chosen = RwSignal::new(());
    // Built again with each choice, so that the list shows the day that results from it.
    let options = Signal::derive(move || {
        chosen.track();
        let option = |end: EndDay| {
            let words = match end {
                EndDay::Same => messages.end_same_day(),
                EndDay::Next => messages.end_next_day(),
                EndDay::Other => messages.end_other_day(),
            };
            (end.slug().to_owned(), words.to_owned())
        };
        EndDay::ALL.map(option).to_vec()
    });
    let choose = Callback::new(move |slug: String| {
        let Some(end) = EndDay::from_name(&slug) else { return };
        picks.set(end == EndDay::Other);
        form.update(|form| end.put(form));
        chosen.notify();
    });
    view! {
        <Select
            id="event-ends".to_owned()
            label=messages.end_day()
            options=options
            value=Signal::derive(move || end.get().slug().to_owned())
            on_choose=choose
        />
        <Show when=move || end.get() == EndDay::Other>
            <TextField
                holder=form
                id="event-last-day"
                label=messages.field_last_day()
                get=|form| &form.last_day
                set=EventForm::set_last_day
                field=EventField::LastDay
                input=InputKind::Day
            />
        </Show>
    }
}

/// Shows the zone of the clocks. It is open if the clocks are not those of the person, so that nobody takes them for
/// their own.
#[component]
fn ZoneField(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let own = untrack(|| form.ui().state.viewer_zone());
    let is_timed = Memo::new(move |_| form.with(|form| form.time_kind == TimeKind::Timed));
    let own_name = own.as_ref().map(|zone| zone.0.to_string()).unwrap_or_default();
    let shown_of =
        move |name: &str| if name.is_empty() { own_name.clone() } else { name.to_owned() };
    let chosen = Memo::new(move |_| form.with(|form| shown_of(&form.zone)));
    let at_first = chosen.get_untracked();
    let is_own = own.as_ref().is_none_or(|zone| *zone.0 == *at_first);
    let zone_option = |zone: &Zone| (zone.0.to_string(), messages.zone(zone).trim_end().to_owned());
    let mut options: Vec<_> =
        zones_offered(own.as_ref(), &at_first).iter().map(zone_option).collect();
    options.push((FLOATING.to_owned(), messages.zone_floating().to_owned()));
    let choose = Callback::new(move |name: String| form.update(|form| form.zone = name));
    let words = move || match &*chosen.read() {
        name if name == FLOATING => messages.zone_floating().to_owned(),
        name => messages.zone(&Zone(name.as_str().into())).trim_end().to_owned(),
    };
    view! {
        <Show when=move || is_timed.get()>
            <details class="zone" open=!is_own>
                <summary>{messages.field_zone()}" "{words}</summary>
                <Select
                    id="event-zone".to_owned()
                    label=messages.field_zone()
                    options=options.clone()
                    value=Signal::derive(move || chosen.get())
                    on_choose=choose
                />
                <p class="hint">{messages.field_zone_hint()}</p>
            </details>
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
        let put = move |_| {
            form.update(|form| habits::end_after(form, minutes));
            form.focus_next(END_TIME);
        };
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
