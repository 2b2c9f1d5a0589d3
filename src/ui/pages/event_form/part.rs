//! The fields of one part of the programme.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::domain::participant::Mode;
use crate::present::form::event::form::Form;
use crate::present::form::event::help::programme_notes::days;
use crate::present::form::event::row_texts::{mode_of, mode_text};
use crate::present::form::event::section::programme::PartForm;
use crate::present::form::event::wrong::{Field as Place, RowField};
use crate::state::app::AppState;
use crate::state::place;
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Field, Select, Sort};
use crate::ui::elements::icon::{Icon, IconView};

use super::context::Desk;
use super::programme::{ADD, KNOWN_PEOPLE, id_of};

/// The fields of one part.
#[component]
pub fn PartFields(
    /// What the parts of the form share.
    desk: Desk,
    /// The part.
    part: Memo<PartForm>,
    /// What it is called.
    called: Signal<String>,
) -> impl IntoView {
    let ui = use_ui();
    let initial = part.get_untracked();
    let held = StoredValue::new(initial.key.clone());
    let edit = move |change: fn(&mut PartForm, String)| {
        Callback::new(move |text: String| edit_part(desk.form, held, |part| change(part, text)))
    };
    let id = |field: &str| id_of(&initial.key, field);
    let wrong = move |field: RowField| desk.wrong(Place::Row(field, held.get_value()));
    let optional = Signal::derive(move || ui.messages().field_optional());
    let own_mode = initial.mode.clone();
    let modes = Signal::derive(move || {
        let known = [None, Some(Mode::Onsite), Some(Mode::Online), Some(Mode::Hybrid)];
        let other = Some(own_mode.clone()).filter(|own| !known.contains(own));
        let word = |mode: Option<Mode>| {
            let unsaid = || ui.messages().part_mode_unsaid().to_owned();
            let words = mode.as_ref().map_or_else(unsaid, |mode| ui.messages().mode(mode));
            (mode_text(mode.as_ref()), words)
        };
        known.iter().cloned().chain(other).map(word).collect::<Vec<_>>()
    });
    let own_day = initial.day;
    let day_choices = Memo::new(move |_| {
        let reader = ui.reader();
        let days = desk.form.with(|form| days(&reader, form, own_day));
        days.into_iter().map(|(day, text)| (day.to_string(), text)).collect::<Vec<_>>()
    });
    let day = Signal::derive(move || part.read().day.to_string());
    let day_id = StoredValue::new(id("day"));
    let set_day = edit(|part, text| part.day = text.parse().unwrap_or(part.day));
    let remove = move |_| {
        held.with_value(|key| desk.form.update(|form| form.programme.retain(|it| it.key != *key)));
        request_animation_frame(|| place::focus(ADD));
    };
    view! {
        <Field id=id("title") label=Signal::derive(move || ui.messages().part_title().to_owned()) value=Signal::stored(initial.title.clone()) on_input=edit(|part, text| part.title = text) wrong=wrong(RowField::PartTitle)/>
        <Show when=move || !day_choices.read().is_empty()>
            <Select id=day_id.get_value() label=Signal::derive(move || ui.messages().part_day().to_owned()) options=day_choices value=day on_choose=set_day/>
        </Show>
        <div class="pair">
            <Field id=id("start") label=Signal::derive(move || ui.messages().field_start_time().to_owned()) value=Signal::derive(move || part.read().start.clone()) on_input=edit(|part, text| part.start = text) wrong=wrong(RowField::PartStart) mark=optional sort=Sort::Clock/>
            <Field id=id("end") label=Signal::derive(move || ui.messages().field_end_time().to_owned()) value=Signal::derive(move || part.read().end.clone()) on_input=edit(|part, text| part.end = text) wrong=wrong(RowField::PartEnd) mark=optional sort=Sort::Clock/>
        </div>
        <Speakers desk=desk part=part/>
        <Select id=id("mode") label=Signal::derive(move || ui.messages().part_mode().to_owned()) options=modes value=Signal::stored(mode_text(initial.mode.as_ref())) on_choose=edit(|part, text| part.mode = mode_of(&text))/>
        <Field id=id("description") label=Signal::derive(move || ui.messages().part_description().to_owned()) value=Signal::stored(initial.description.clone()) on_input=edit(|part, text| part.description = text) wrong=wrong(RowField::PartDescription) mark=optional sort=Sort::Lines/>
        <button class="button remove" type="button" data-look="danger" on:click=remove>
            <IconView icon=Icon::Delete/>
            {move || ui.messages().remove_row(&called.get())}
        </button>
    }
}

fn edit_part(form: RwSignal<Form>, held: StoredValue<LocalId>, edit: impl FnOnce(&mut PartForm)) {
    form.update(|form| {
        let mut parts = form.programme.iter_mut();
        if let Some(part) = held.with_value(|key| parts.find(|part| part.key == *key)) {
            edit(part);
        }
    });
}

/// Who speaks: chosen among the participants, or written in anew.
#[component]
fn Speakers(
    /// What the parts of the form share.
    desk: Desk,
    /// The part.
    part: Memo<PartForm>,
) -> impl IntoView {
    let ui = use_ui();
    let key = part.with_untracked(|part| part.key.clone());
    let id = id_of(&key, "speaker");
    let hint = id_of(&key, "speaker-hint");
    let held = StoredValue::new(key);
    let input = NodeRef::<html::Input>::new();
    let speakers = Memo::new(move |_| desk.form.with(|form| form.speakers(&part.read())));
    let take = move || {
        let Some(input) = input.get_untracked() else { return };
        let name = input.value();
        if !name.trim().is_empty() {
            input.set_value("");
            let new = LocalId::new(AppState::new_id());
            held.with_value(|key| desk.form.update(|form| form.add_speaker(key, &name, new)));
        }
    };
    // What is written and left standing counts too: it must not get lost when the form is saved.
    let leave = move |_: Event| take();
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            take();
        }
    };
    let focus_id = StoredValue::new(id.clone());
    let chip = move |(key, name): (LocalId, String)| {
        let label = name.clone();
        let remove = move |_| {
            edit_part(desk.form, held, |part| part.speakers.retain(|it| *it != key));
            focus_id.with_value(|id| place::focus(id));
        };
        view! {
            <li class="chip">
                {name}
                <button class="button" type="button" data-look="bar" aria-label=move || ui.messages().remove_speaker(&label) on:click=remove>
                    <IconView icon=Icon::Close/>
                </button>
            </li>
        }
    };
    view! {
        <div class="field speakers">
            <label class="label" for=id.clone()>
                {move || ui.messages().event_speakers()}
                <small>{move || ui.messages().field_optional()}</small>
            </label>
            {move || (!speakers.read().is_empty()).then(|| view! {
                <ul class="chips" aria-label=ui.messages().event_speakers()>{speakers.get().into_iter().map(chip).collect_view()}</ul>
            })}
            <div class="with-button">
                <input id=id list=KNOWN_PEOPLE autocomplete="off" aria-describedby=hint.clone() node_ref=input on:change=leave on:keydown=press/>
                <button class="button" type="button" on:click=move |_| take()>{move || ui.messages().row_add()}</button>
            </div>
            <p class="hint" id=hint>{move || ui.messages().part_speaker_hint()}</p>
        </div>
    }
}
