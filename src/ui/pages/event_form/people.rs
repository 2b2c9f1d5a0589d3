//! Who takes part: a row of fields for each participant.
//!
//! Rows are put in some at a time; the rest of a long list follows at a press, and stays as it is until then.

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::domain::participant::Reply;
use crate::present::form::event::section::people::PersonForm;
use crate::present::form::event::text::{reply, reply_text};
use crate::present::form::event::wrong::Field as Place;
use crate::state::place;
use crate::ui::context::use_ui;
use crate::ui::elements::entry::{AddEntry, Entry};
use crate::ui::elements::field::{Field, Select};

use super::context::Desk;
use super::form::ORGANIZATIONS;
use super::links::OrganizerField;

/// How many rows are put in at a time.
const ROWS: usize = 30;

/// The id of the button that adds a row.
const ADD: &str = "add-person";

/// The rows of the participants.
#[component]
pub fn PeopleFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let shown = RwSignal::new(ROWS);
    let keys = Memo::new(move |_| {
        desk.form
            .with(|form| form.people.iter().map(|person| person.key.clone()).collect::<Vec<_>>())
    });
    let old = keys.with_untracked(Vec::len);
    // Rows that the person adds are shown at once, after those that were there.
    let visible = move || {
        let keys = keys.get();
        let hidden = keys.iter().enumerate();
        hidden
            .filter(|(number, _)| *number < shown.get() || *number >= old)
            .map(|(number, key)| (number, key.clone()))
            .collect::<Vec<_>>()
    };
    let rest = move || old.min(keys.read().len()).saturating_sub(shown.get());
    let add = Callback::new(move |()| {
        let key = desk.add_person();
        request_animation_frame(move || place::focus(&id_of(&key, "name")));
    });
    view! {
        <section class="group people">
            <h2>{move || ui.messages().field_participants()}</h2>
            <ul class="entries">
                <For each=visible key=|(_, key)| key.clone() let((_, key))>
                    <Row desk=desk key=key/>
                </For>
            </ul>
            <Show when=move || { rest() > 0 }>
                <button class="button" type="button" data-wide="true" on:click=move |_| shown.update(|shown| *shown += ROWS * 3)>
                    {move || ui.messages().edit_more_people(u64::try_from(rest()).unwrap_or(u64::MAX))}
                </button>
            </Show>
            <AddEntry id=ADD words=Signal::derive(move || ui.messages().field_add_person()) on_add=add/>
            <OrganizerField desk=desk/>
        </section>
    }
}

/// The id of one field of one participant; keys of files may hold anything, an id no blanks.
fn id_of(key: &LocalId, field: &str) -> String {
    format!("person-{}-{field}", LocalId::sanitised(key.as_str()))
}

/// The fields of one participant.
#[component]
fn Row(
    /// What the parts of the form share.
    desk: Desk,
    /// The participant.
    key: LocalId,
) -> impl IntoView {
    let ui = use_ui();
    let find = |key: &LocalId| {
        desk.form.with_untracked(|form| form.people.iter().find(|it| it.key == *key).cloned())
    };
    let initial = find(&key).unwrap_or_else(|| PersonForm::blank(key.clone()));
    let name = RwSignal::new(initial.name.clone());
    let held = StoredValue::new(key.clone());
    let called = move || {
        let name = name.get();
        if name.trim().is_empty() { ui.messages().nameless().to_owned() } else { name }
    };
    let edit = move |change: fn(&mut PersonForm, String)| {
        Callback::new(move |text: String| {
            held.with_value(|key| desk.edit_person(key, |person| change(person, text)));
        })
    };
    let set_name = edit(|person, text| person.name = text);
    let input_name = Callback::new(move |text: String| {
        name.set(text.clone());
        set_name.run(text);
    });
    let choices = choices(&initial.reply);
    let replies = Signal::derive(move || {
        let word = |it: &Reply| (reply_text(it), ui.messages().reply(it));
        choices.iter().map(word).collect::<Vec<_>>()
    });
    let chosen = Signal::stored(reply_text(&initial.reply));
    let label = Signal::derive(move || ui.messages().person_label(&called()));
    let remove_label = Signal::derive(move || ui.messages().remove_person(&called()));
    let remove = Callback::new(move |()| {
        held.with_value(|key| desk.form.update(|form| form.people.retain(|it| it.key != *key)));
        request_animation_frame(|| place::focus(ADD));
    });
    let text = move |words: &'static str| words.to_owned();
    view! {
        <Entry label=label remove=remove_label on_remove=remove>
            <Field id=id_of(&key, "name") label=Signal::derive(move || text(ui.messages().field_person_name())) value=Signal::stored(initial.name) on_input=input_name wrong=desk.wrong(Place::Person(key.clone()))/>
            <Field id=id_of(&key, "kana") label=Signal::derive(move || text(ui.messages().field_person_kana())) value=Signal::stored(initial.kana) on_input=edit(|person, text| person.kana = text)/>
            <Field id=id_of(&key, "organization") label=Signal::derive(move || text(ui.messages().field_person_organization())) value=Signal::stored(initial.organization) on_input=edit(|person, text| person.organization = text) list=Some(ORGANIZATIONS)/>
            <Select id=id_of(&key, "reply") label=Signal::derive(move || text(ui.messages().field_person_reply())) options=replies value=chosen on_choose=edit(|person, text| person.reply = reply(&text))/>
        </Entry>
    }
}

/// The replies to choose from: what a person would answer, and what stands there.
fn choices(current: &Reply) -> Vec<Reply> {
    let unanswered =
        if *current == Reply::NeedsAction { Reply::NeedsAction } else { Reply::Unsaid };
    let mut choices =
        vec![unanswered, Reply::Accepted, Reply::Declined, Reply::Tentative, Reply::Delegated];
    if !choices.contains(current) {
        choices.push(current.clone());
    }
    choices
}
