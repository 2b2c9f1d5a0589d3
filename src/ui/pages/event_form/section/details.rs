//! The details in the form of an event: audience, the reason why it does not take place, registration, colour and
//! privacy.

use leptos::prelude::*;

use crate::domain::event::status::Privacy;
use crate::domain::palette::Color;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::text::color::color_label;
use crate::present::text::details::{privacy_hint, privacy_label};
use crate::ui::elements::field::InputKind;
use crate::ui::elements::radio_group::Choosable;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{RadioField, TextField};
use crate::ui::pages::event_form::context::EventContext;

/// Shows the field for the reason, if the event does not take place.
#[component]
pub fn ReasonField(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_asked = Memo::new(move |_| form.with(|form| form.status.is_called_off()));
    view! {
        <Show when=move || is_asked.get()>
            <TextField
                holder=form
                id="event-reason"
                label=messages.field_reason()
                get=|form| &form.details.reason
                set=|form, text| form.details.reason = text
                field=EventField::Reason
                help=messages.field_reason_hint()
            />
        </Show>
    }
}

/// Shows audience, registration, colour and privacy, folded until one of them is filled in or has an error.
#[component]
pub fn DetailsFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_any = form.values.with_untracked(|form| form.details.is_any());
    // Once unfolded it stays unfolded: it must not fold while the person corrects it.
    let is_unfolded = Memo::new(move |before: Option<&bool>| {
        let here = [
            EventField::Audience,
            EventField::ClosesDay,
            EventField::ClosesTime,
            EventField::Capacity,
            EventField::Fee,
        ];
        let is_wrong = form.errors.read().iter().any(|error| here.contains(&error.field));
        is_wrong || before.copied().unwrap_or(is_any)
    });
    let colors = Color::ALL.map(|color| Choosable {
        value: Some(color),
        label: color_label(color, messages),
        color: Some(color.slug()),
    });
    let none = Choosable { value: None, label: messages.color_of_calendar(), color: None };
    let colors: Vec<Choosable<Option<Color>>> = std::iter::once(none).chain(colors).collect();
    view! {
        <details class="group disclosure more" open=move || is_unfolded.get()>
            <summary><h2>{messages.details_title()}</h2></summary>
            <div class="parts">
                <TextField
                    holder=form
                    id="event-audience"
                    label=messages.event_audience()
                    get=|form| &form.details.audience
                    set=|form, text| form.details.audience = text
                    field=EventField::Audience
                    help=messages.field_audience_hint()
                />
                <RegistrationFields form=form/>
                <RadioField
                    holder=form
                    name="event-color"
                    legend=messages.field_color()
                    choices=colors
                    get=|form| form.details.color
                    set=|form, color| form.details.color = color
                />
                <PrivacyChoice context=context/>
            </div>
        </details>
    }
}

/// Shows the reply deadline, the capacity, and the fee.
#[component]
fn RegistrationFields(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let is_late = Memo::new(move |_| form.with(EventForm::closes_late));
    view! {
        <div class="pair">
            <TextField
                holder=form
                id="event-closes-day"
                label=messages.field_closes_day()
                get=|form| &form.details.closes_day
                set=|form, text| form.details.closes_day = text
                field=EventField::ClosesDay
                input=InputKind::Day
            />
            <TextField
                holder=form
                id="event-closes-time"
                label=messages.field_closes_time()
                get=|form| &form.details.closes_time
                set=|form, text| form.details.closes_time = text
                field=EventField::ClosesTime
                input=InputKind::Clock
            />
        </div>
        <p class="hint">{messages.field_closes_hint()}</p>
        <div class="day-notes" role="status">
            {move || is_late.get().then(|| view! {
                <p class="note" data-look="warning">{messages.note_closes_late()}</p>
            })}
        </div>
        <div class="pair">
            <TextField
                holder=form
                id="event-capacity"
                label=messages.field_capacity()
                get=|form| &form.details.capacity
                set=|form, text| form.details.capacity = text
                field=EventField::Capacity
                input=InputKind::Number
            />
            <TextField
                holder=form
                id="event-fee"
                label=messages.field_fee()
                get=|form| &form.details.fee
                set=|form, text| form.details.fee = text
                field=EventField::Fee
                input=InputKind::Number
            />
        </div>
        <p class="hint">{messages.field_fee_hint()}</p>
    }
}

/// Shows the choice of privacy, with an explanation.
#[component]
fn PrivacyChoice(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    if context.is_instance() {
        return view! { <p class="hint">{messages.privacy_of_series()}</p> }.into_any();
    }
    let mut choices = vec![Privacy::Public, Privacy::Private, Privacy::Secret];
    let was = form.before.with_value(|before| before.details.privacy.clone());
    if !choices.contains(&was) {
        choices.push(was);
    }
    let choice = move |privacy: Privacy| {
        let (held, label) = (privacy.clone(), privacy_label(&privacy, messages));
        let hint = privacy_hint(&privacy, messages);
        let is_chosen = move || form.with(|form| form.details.privacy == held);
        let choose = move |_| form.update(|form| form.details.privacy.clone_from(&privacy));
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="event-privacy"
                    prop:checked=is_chosen
                    on:change=choose
                />
                <span class="words"><span>{label}</span><span class="hint">{hint}</span></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="label">{messages.field_privacy()}</legend>
            {choices.into_iter().map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}
