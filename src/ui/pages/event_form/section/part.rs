//! The fields of one part of the programme.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::domain::event::participant::Mode;
use crate::domain::id::LocalId;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::help::programme_notes::days;
use crate::present::form::event::rows::PartForm;
use crate::state::app::AppState;
use crate::state::navigation;
use crate::ui::elements::field::InputKind;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::form::field::{ChoiceField, Need, TextField};
use crate::ui::form::rows::RowContext;

/// The id of the list of participants' names.
pub const KNOWN_PEOPLE: &str = "known-people";

/// Shows the fields of one part.
#[component]
pub fn PartFields(
    /// The row.
    row: RowContext<EventForm, PartForm>,
    /// The name of the part.
    called: Signal<String>,
) -> impl IntoView {
    let form = row.form;
    let messages = form.ui().messages();
    let (own_day, own_mode) = row.values.with_untracked(|row| (row.day, row.mode.clone()));
    let mut modes = vec![None, Some(Mode::Onsite), Some(Mode::Online), Some(Mode::Hybrid)];
    if !modes.contains(&own_mode) {
        modes.push(own_mode);
    }
    let mode_words = |mode: Option<Mode>| {
        let unsaid = || messages.part_mode_unsaid().to_owned();
        let words = mode.as_ref().map_or_else(unsaid, |mode| messages.mode(mode));
        (mode, words)
    };
    let modes: Vec<(Option<Mode>, String)> = modes.into_iter().map(mode_words).collect();
    let days = Memo::new(move |_| {
        let viewer = form.ui().viewer();
        form.with(|form| days(&viewer, form, own_day))
    });
    view! {
        <TextField
            holder=row
            id="title"
            label=messages.part_title()
            get=|part| &part.title
            set=|part, text| part.title = text
            field=EventField::PartTitle
        />
        <Show when=move || !days.read().is_empty()>
            <ChoiceField
                holder=row
                id="day"
                label=messages.part_day()
                choices=days
                get=|part| part.day
                set=|part, day| part.day = day
            />
        </Show>
        <PartTimes row=row/>
        <Speakers row=row/>
        <ChoiceField
            holder=row
            id="mode"
            label=messages.part_mode()
            choices=modes
            get=|part| part.mode.clone()
            set=|part, mode| part.mode = mode
        />
        <TextField
            holder=row
            id="description"
            label=messages.part_description()
            get=|part| &part.description
            set=|part, text| part.description = text
            field=EventField::PartDescription
            input=InputKind::Lines
            need=Need::Optional
        />
        <button
            class="button remove"
            type="button"
            data-look="danger"
            on:click=move |_| row.remove()
        >
            <IconView icon=Icon::Delete/>
            {move || messages.remove_row(&called.get())}
        </button>
    }
}

/// Shows the start and the end of the part.
#[component]
fn PartTimes(
    /// The row.
    row: RowContext<EventForm, PartForm>,
) -> impl IntoView {
    let messages = row.form.ui().messages();
    view! {
        <div class="pair">
            <TextField
                holder=row
                id="start"
                label=messages.field_start_time()
                get=|part| &part.start
                set=|part, text| part.start = text
                field=EventField::PartStart
                input=InputKind::Clock
                need=Need::Optional
            />
            <TextField
                holder=row
                id="end"
                label=messages.field_end_time()
                get=|part| &part.end
                set=|part, text| part.end = text
                field=EventField::PartEnd
                input=InputKind::Clock
                need=Need::Optional
            />
        </div>
    }
}

/// Shows the speakers: chosen among the participants, or a new one by name.
#[component]
fn Speakers(
    /// The row.
    row: RowContext<EventForm, PartForm>,
) -> impl IntoView {
    let form = row.form;
    let messages = form.ui().messages();
    let (id, hint) = (row.id_of("speaker"), row.id_of("speaker-hint"));
    let input = NodeRef::<html::Input>::new();
    let speakers = Memo::new(move |_| form.with(|form| row.with(|part| form.speakers(part))));
    let take = move || {
        let Some(input) = input.get_untracked() else { return };
        let name = input.value();
        if !name.trim().is_empty() {
            input.set_value("");
            let new = LocalId::new(AppState::new_id());
            form.update(|form| form.add_speaker(&row.key(), &name, new));
        }
    };
    // A name for which the button was not pressed counts too, so that it is not lost when the form is saved.
    let leave = move |_: Event| take();
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            take();
        }
    };
    let chip = move |(key, name): (LocalId, String)| {
        let remove_label = messages.remove_speaker(&name);
        let remove = move |_| {
            row.update(|part| part.speakers.retain(|it| *it != key));
            navigation::focus(&row.id_of("speaker"));
        };
        view! {
            <li class="chip">
                {name}
                <button
                    class="button"
                    type="button"
                    data-look="bar"
                    aria-label=remove_label
                    on:click=remove
                >
                    <IconView icon=Icon::Close/>
                </button>
            </li>
        }
    };
    view! {
        <div class="field speakers">
            <label class="label" for=id.clone()>
                {messages.event_speakers()}
                <small>{messages.field_optional()}</small>
            </label>
            {move || (!speakers.read().is_empty()).then(|| view! {
                <ul class="chips" aria-label=messages.event_speakers()>
                    {speakers.get().into_iter().map(chip).collect_view()}
                </ul>
            })}
            <div class="with-button">
                <input
                    id=id
                    list=KNOWN_PEOPLE
                    autocomplete="off"
                    aria-describedby=hint.clone()
                    node_ref=input
                    on:change=leave
                    on:keydown=press
                />
                <button class="button" type="button" on:click=move |_| take()>
                    {messages.row_add()}
                </button>
            </div>
            <p class="hint" id=hint>{messages.part_speaker_hint()}</p>
        </div>
    }
}
