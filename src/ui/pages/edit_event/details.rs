//! The details of an event in its form: why it does not take place, signing up, colour and privacy.

use leptos::prelude::*;

use crate::domain::status::Privacy;
use crate::i18n::Messages;
use crate::present::color::Color;
use crate::present::details::{privacy_hint, privacy_label};
use crate::present::edit::details::DetailsForm;
use crate::present::edit::form::Form;
use crate::present::edit::wrong::Field as Place;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Sort};
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

use super::desk::{Desk, Goal};

/// Why the event does not take place, where it does not.
#[component]
pub fn ReasonField(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_asked = Memo::new(move |_| desk.form.read().status.is_called_off());
    view! {
        <Show when=move || is_asked.get()>
            <DetailField desk=desk part=REASON/>
            <p class="hint">{ui.messages().field_reason_hint()}</p>
        </Show>
    }
}

/// Signing up, colour and privacy: folded away until something of them is said or wrong.
#[component]
pub fn DetailsFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_any = desk.form.with_untracked(|form| form.details.is_any());
    // Once unfolded it stays so: what was put right must not fold away under the fingers of the one who types.
    let is_unfolded = Memo::new(move |before: Option<&bool>| {
        let here = [Place::ClosesDay, Place::ClosesTime, Place::Capacity, Place::Fee];
        let is_wrong = desk.wrongs.read().iter().any(|wrong| here.contains(&wrong.field));
        is_wrong || before.copied().unwrap_or(is_any)
    });
    let is_late = Memo::new(move |_| desk.form.with(Form::closes_late));
    view! {
        <details class="group more" open=move || is_unfolded.get()>
            <summary><h2>{ui.messages().details_title()}</h2></summary>
            <div class="parts">
                <div class="pair">
                    <DetailField desk=desk part=CLOSES_DAY/>
                    <DetailField desk=desk part=CLOSES_TIME/>
                </div>
                <p class="hint">{ui.messages().field_closes_hint()}</p>
                <div class="day-notes" role="status">
                    {move || is_late.get().then(|| view! { <p class="note" data-look="warning">{ui.messages().note_closes_late()}</p> })}
                </div>
                <div class="pair">
                    <DetailField desk=desk part=CAPACITY/>
                    <DetailField desk=desk part=FEE/>
                </div>
                <p class="hint">{ui.messages().field_fee_hint()}</p>
                <ColorChoice desk=desk/>
                <PrivacyChoice desk=desk/>
            </div>
        </details>
    }
}

/// The colour of the event, by name.
#[component]
fn ColorChoice(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let own = |color: Color| Choosable {
        value: Some(color),
        label: color.label(messages),
        color: Some(color.slug()),
    };
    let none = Choosable { value: None, label: messages.color_of_calendar(), color: None };
    let choices = std::iter::once(none).chain(Color::ALL.map(own)).collect::<Vec<_>>();
    let chosen = Memo::new(move |_| desk.form.read().details.color);
    let choose = Callback::new(move |color| desk.form.update(|form| form.details.color = color));
    view! { <RadioGroup legend=messages.field_color() name="event-color" choices=choices chosen=chosen on_choose=choose/> }
}

/// Who may know of the event, with what that means.
#[component]
fn PrivacyChoice(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_instance =
        desk.goal.with_value(|goal| matches!(goal, Goal::Edit { instance: Some(_), .. }));
    if is_instance {
        return view! { <p class="hint">{ui.messages().privacy_of_series()}</p> }.into_any();
    }
    let mut choices = vec![Privacy::Public, Privacy::Private, Privacy::Secret];
    let was = desk.before.with_value(|before| before.details.privacy.clone());
    if !choices.contains(&was) {
        choices.push(was);
    }
    let choice = move |privacy: Privacy| {
        let (held, label) = (privacy.clone(), privacy_label(&privacy, ui.messages()));
        let hint = privacy_hint(&privacy, ui.messages());
        let is_chosen = move || desk.form.read().details.privacy == held;
        let choose = move |_| desk.form.update(|form| form.details.privacy.clone_from(&privacy));
        view! {
            <label class="check">
                <input type="radio" name="event-privacy" prop:checked=is_chosen on:change=choose/>
                <span class="words"><span>{label}</span><span class="hint">{hint}</span></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="label">{ui.messages().field_privacy()}</legend>
            {choices.into_iter().map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What tells one field of the details from another.
#[derive(Clone)]
struct Part {
    id: &'static str,
    name: fn(&'static dyn Messages) -> &'static str,
    place: Place,
    of: fn(&mut DetailsForm) -> &mut String,
    sort: Sort,
}

const REASON: Part = Part {
    id: "event-reason",
    name: |messages| messages.field_reason(),
    place: Place::Reason,
    of: |form| &mut form.reason,
    sort: Sort::Line,
};

const CLOSES_DAY: Part = Part {
    id: "event-closes-day",
    name: |messages| messages.field_closes_day(),
    place: Place::ClosesDay,
    of: |form| &mut form.closes_day,
    sort: Sort::Day,
};

const CLOSES_TIME: Part = Part {
    id: "event-closes-time",
    name: |messages| messages.field_closes_time(),
    place: Place::ClosesTime,
    of: |form| &mut form.closes_time,
    sort: Sort::Clock,
};

const CAPACITY: Part = Part {
    id: "event-capacity",
    name: |messages| messages.field_capacity(),
    place: Place::Capacity,
    of: |form| &mut form.capacity,
    sort: Sort::Number,
};

const FEE: Part = Part {
    id: "event-fee",
    name: |messages| messages.field_fee(),
    place: Place::Fee,
    of: |form| &mut form.fee,
    sort: Sort::Number,
};

/// One field of the details.
#[component]
fn DetailField(
    /// What the parts of the form share.
    desk: Desk,
    /// Which one.
    part: Part,
) -> impl IntoView {
    let ui = use_ui();
    let Part { id, name, place, of, sort } = part;
    let value = Signal::derive(move || {
        let mut details = desk.form.read().details.clone();
        std::mem::take(of(&mut details))
    });
    let input =
        Callback::new(move |text: String| desk.form.update(|form| *of(&mut form.details) = text));
    let label = name(ui.messages()).to_owned();
    view! {
        <Field id=id.to_owned() label=label value=value on_input=input wrong=desk.wrong(place) sort=sort/>
    }
}
