//! Where it is: the venue, other places, where people meet before it, and online.

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::i18n::Messages;
use crate::present::form::event::section::places::{PlaceForm, Purpose};
use crate::present::form::event::wrong::{Field as Place, RowField};
use crate::state::app::AppState;
use crate::state::place;
use crate::ui::context::use_ui;
use crate::ui::elements::entry::{AddEntry, Entry};
use crate::ui::elements::field::{Field, Select};

use super::context::Desk;
use super::form::PLACES;
use super::links::OnlineRows;

/// The id of the button that adds a place.
const ADD: &str = "add-place";

/// The fields that say where it is.
#[component]
pub fn PlaceFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let keys = Memo::new(move |_| {
        desk.form.with(|form| form.places.iter().map(|row| row.key.clone()).collect::<Vec<_>>())
    });
    let add = move |purpose: Purpose| {
        Callback::new(move |()| {
            let key = LocalId::new(AppState::new_id());
            desk.form.update(|form| form.add_place(key.clone(), purpose));
            request_animation_frame(move || place::focus(&id_of(&key, "name")));
        })
    };
    view! {
        <section class="group places">
            <h2>{move || ui.messages().places_title()}</h2>
            <ul class="entries">
                <For each=move || keys.get() key=Clone::clone let(key)>
                    <Row desk=desk key=key/>
                </For>
            </ul>
            <div class="buttons">
                <AddEntry id=ADD words=Signal::derive(move || ui.messages().place_add()) on_add=add(Purpose::Other)/>
                <AddEntry id="add-meeting-place" words=Signal::derive(move || ui.messages().place_add_meeting()) on_add=add(Purpose::Meeting)/>
            </div>
            <OnlineRows desk=desk/>
        </section>
    }
}

/// The id of one field of one place; keys of files may hold anything, an id no blanks.
fn id_of(key: &LocalId, field: &str) -> String {
    format!("place-{}-{field}", LocalId::sanitised(key.as_str()))
}

/// The fields of one place.
#[component]
fn Row(
    /// What the parts of the form share.
    desk: Desk,
    /// The place.
    key: LocalId,
) -> impl IntoView {
    let ui = use_ui();
    let held = StoredValue::new(key.clone());
    let row = Memo::new(move |before: Option<&PlaceForm>| {
        let find = |key: &LocalId| {
            desk.form.with(|form| form.places.iter().find(|row| row.key == *key).cloned())
        };
        // A row that was taken out is about to go.
        let gone = || held.with_value(|key| PlaceForm::blank(key.clone(), Purpose::Other));
        held.with_value(find).or_else(|| before.cloned()).unwrap_or_else(gone)
    });
    let purpose = Memo::new(move |_| row.read().purpose);
    let is_sole =
        Memo::new(move |_| desk.form.read().places.len() <= 1 && purpose.get() == Purpose::Venue);
    let name = Signal::derive(move || match purpose.get() {
        Purpose::Venue => ui.messages().field_place().to_owned(),
        Purpose::Meeting => ui.messages().event_meeting_place().to_owned(),
        Purpose::Other => ui.messages().event_other_places().to_owned(),
    });
    let called = move || {
        let name = row.read().name.trim().to_owned();
        if name.is_empty() { ui.messages().nameless().to_owned() } else { name }
    };
    let label = Signal::derive(move || ui.messages().place_label(&called()));
    let remove_label = Signal::derive(move || ui.messages().remove_row(&called()));
    let input = Callback::new(move |text: String| {
        desk.form.update(|form| {
            let row = held.with_value(|key| form.places.iter_mut().find(|row| row.key == *key));
            if let Some(row) = row {
                row.name = text;
            }
        });
    });
    let remove = Callback::new(move |()| {
        held.with_value(|key| desk.form.update(|form| form.remove_place(key)));
        request_animation_frame(|| place::focus(ADD));
    });
    // Read anew with each choice, so that the list shows what became of it.
    let purposes = Signal::derive(move || {
        purpose.track();
        let word = |it: Purpose| (it.slug().to_owned(), words(ui.messages(), it).to_owned());
        Purpose::ALL.map(word).to_vec()
    });
    let choose = Callback::new(move |slug: String| {
        if let Some(purpose) = Purpose::from_slug(&slug) {
            held.with_value(|key| desk.form.update(|form| form.set_purpose(key, purpose)));
        }
    });
    let select_id = StoredValue::new(id_of(&key, "purpose"));
    view! {
        <Entry label=label remove=remove_label on_remove=remove is_sole=is_sole>
            <Field
                id=id_of(&key, "name")
                label=name
                value=Signal::derive(move || row.get().name)
                on_input=input
                wrong=desk.wrong(Place::Row(RowField::Place, key))
                mark=Signal::derive(move || if is_sole.get() { ui.messages().field_optional() } else { "" })
                list=Some(PLACES)
            />
            <Show when=move || !is_sole.get()>
                <Select
                    id=select_id.get_value()
                    label=Signal::derive(move || ui.messages().place_purpose().to_owned())
                    options=purposes
                    value=Signal::derive(move || purpose.get().slug().to_owned())
                    on_choose=choose
                />
            </Show>
        </Entry>
    }
}

fn words(messages: &'static dyn Messages, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Venue => messages.purpose_venue(),
        Purpose::Meeting => messages.purpose_meeting(),
        Purpose::Other => messages.purpose_other(),
    }
}
