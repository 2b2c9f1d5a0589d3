//! Named addresses: online meetings and links, a row for each; and who organises it.

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::i18n::Messages;
use crate::present::form::event::form::Form;
use crate::present::form::event::section::links::{LinkForm, OrganizerForm};
use crate::present::form::event::wrong::{Field as Place, RowField};
use crate::state::app::AppState;
use crate::state::place;
use crate::ui::context::use_ui;
use crate::ui::elements::entry::{AddEntry, Entry};
use crate::ui::elements::field::{Field, Select, Sort};

use super::context::{Desk, Goal};

/// What tells one list of addresses from another.
#[derive(Clone, Copy)]
struct List {
    /// What the ids of its fields begin with.
    id: &'static str,
    add_id: &'static str,
    rows: fn(&Form) -> &Vec<LinkForm>,
    rows_mut: fn(&mut Form) -> &mut Vec<LinkForm>,
    label: fn(&dyn Messages, &str) -> String,
    name: fn(&'static dyn Messages) -> &'static str,
    address: fn(&'static dyn Messages) -> &'static str,
    add: fn(&'static dyn Messages) -> &'static str,
    fields: (RowField, RowField),
    /// Whether a row that stands alone needs no name.
    is_plain: bool,
}

const ONLINE: List = List {
    id: "online",
    add_id: "add-online",
    rows: |form| &form.online,
    rows_mut: |form| &mut form.online,
    label: |messages, name| messages.online_label(name),
    name: |messages| messages.online_name(),
    address: |messages| messages.field_online(),
    add: |messages| messages.online_add(),
    fields: (RowField::OnlineName, RowField::OnlineAddress),
    is_plain: true,
};

const LINKS: List = List {
    id: "link",
    add_id: "add-link",
    rows: |form| &form.links,
    rows_mut: |form| &mut form.links,
    label: |messages, name| messages.link_label(name),
    name: |messages| messages.link_name(),
    address: |messages| messages.link_address(),
    add: |messages| messages.link_add(),
    fields: (RowField::LinkName, RowField::LinkAddress),
    is_plain: false,
};

impl List {
    /// The id of one field of one row; keys of files may hold anything, an id no blanks.
    fn id_of(self, key: &LocalId, field: &str) -> String {
        format!("{}-{}-{field}", self.id, LocalId::sanitised(key.as_str()))
    }

    fn find(self, form: &Form, key: &LocalId) -> Option<LinkForm> {
        (self.rows)(form).iter().find(|row| row.key == *key).cloned()
    }
}

/// The online meetings.
#[component]
pub fn OnlineRows(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    view! { <Rows desk=desk list=ONLINE/> }
}

/// The links, folded up while there are none.
#[component]
pub fn LinkFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let is_any = desk.form.with_untracked(|form| !form.links.is_empty());
    let count = Memo::new(move |_| desk.form.read().links.len());
    view! {
        <details class="group links" open=is_any>
            <summary>
                <h2>{move || ui.messages().event_links()}</h2>
                {move || (count.get() > 0).then(|| view! { <span class="count">{count.get()}</span> })}
            </summary>
            <Rows desk=desk list=LINKS/>
            <p class="hint">{move || ui.messages().link_hint()}</p>
        </details>
    }
}

/// The rows of a list of addresses, and the button that adds one.
#[component]
fn Rows(
    /// What the parts of the form share.
    desk: Desk,
    /// Which list.
    list: List,
) -> impl IntoView {
    let ui = use_ui();
    let keys = Memo::new(move |_| {
        desk.form
            .with(|form| (list.rows)(form).iter().map(|row| row.key.clone()).collect::<Vec<_>>())
    });
    let add = Callback::new(move |()| {
        let key = LocalId::new(AppState::new_id());
        desk.form.update(|form| (list.rows_mut)(form).push(LinkForm::blank(key.clone())));
        request_animation_frame(move || place::focus(&list.id_of(&key, "name")));
    });
    view! {
        <ul class="entries">
            <For each=move || keys.get() key=Clone::clone let(key)>
                <Row desk=desk list=list key=key/>
            </For>
        </ul>
        <AddEntry id=list.add_id words=Signal::derive(move || (list.add)(ui.messages())) on_add=add/>
    }
}

/// The fields of one address.
#[component]
fn Row(
    /// What the parts of the form share.
    desk: Desk,
    /// Which list it is of.
    list: List,
    /// The address.
    key: LocalId,
) -> impl IntoView {
    let ui = use_ui();
    let held = StoredValue::new(key.clone());
    let row =
        Memo::new(move |_| held.with_value(|key| desk.form.with(|form| list.find(form, key))));
    let is_named = Memo::new(move |_| row.read().as_ref().is_some_and(|row| !row.name.is_empty()));
    let is_sole = Memo::new(move |_| {
        let count = desk.form.with(|form| (list.rows)(form).len());
        list.is_plain && count <= 1 && !is_named.get()
    });
    let called = move || {
        let row = row.get();
        let texts = row.map(|row| [row.name, row.address]).unwrap_or_default();
        let found = texts.into_iter().find(|text| !text.trim().is_empty());
        found.unwrap_or_else(|| ui.messages().nameless().to_owned())
    };
    let label = Signal::derive(move || (list.label)(ui.messages(), &called()));
    let remove_label = Signal::derive(move || ui.messages().remove_row(&called()));
    let edit = move |change: fn(&mut LinkForm, String)| {
        Callback::new(move |text: String| {
            desk.form.update(|form| {
                let mut rows = (list.rows_mut)(form).iter_mut();
                if let Some(row) = held.with_value(|key| rows.find(|row| row.key == *key)) {
                    change(row, text);
                }
            });
        })
    };
    let remove = Callback::new(move |()| {
        held.with_value(|key| {
            desk.form.update(|form| (list.rows_mut)(form).retain(|row| row.key != *key));
        });
        request_animation_frame(move || place::focus(list.add_id));
    });
    let wrong = move |field: RowField| desk.wrong(Place::Row(field, held.get_value()));
    let mark =
        Signal::derive(move || if is_sole.get() { ui.messages().field_optional() } else { "" });
    let name_id = StoredValue::new(list.id_of(&key, "name"));
    let text = move |of: fn(LinkForm) -> String| {
        Signal::derive(move || row.get().map(of).unwrap_or_default())
    };
    view! {
        <Entry label=label remove=remove_label on_remove=remove is_sole=is_sole>
            <Show when=move || !is_sole.get()>
                <Field
                    id=name_id.get_value()
                    label=Signal::derive(move || (list.name)(ui.messages()).to_owned())
                    value=text(|row| row.name)
                    on_input=edit(|row, text| row.name = text)
                    wrong=wrong(list.fields.0)
                    mark=Signal::derive(move || ui.messages().field_optional())
                />
            </Show>
            <Field
                id=list.id_of(&key, "address")
                label=Signal::derive(move || (list.address)(ui.messages()).to_owned())
                value=text(|row| row.address)
                on_input=edit(|row, text| row.address = text)
                wrong=wrong(list.fields.1)
                mark=mark
                sort=Sort::Address
            />
        </Entry>
    }
}

/// Who organises it: one of the participants, or nobody.
#[component]
pub fn OrganizerField(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    // One instance of a series has the organiser of the series: JSCalendar lets no patch say another.
    let is_instance =
        desk.goal.with_value(|goal| matches!(goal, Goal::Edit { instance: Some(_), .. }));
    let elsewhere = desk.before.with_value(|before| match &before.organizer {
        OrganizerForm::Elsewhere(address) => Some(address.clone()),
        OrganizerForm::Nobody | OrganizerForm::Person { .. } => None,
    });
    let elsewhere = StoredValue::new(elsewhere);
    // The participants by their places, since a key may be any text.
    let options = Memo::new(move |_| {
        let nobody = (String::new(), ui.messages().organizer_nobody().to_owned());
        let other = elsewhere.get_value().map(|address| {
            ("elsewhere".to_owned(), address.trim_start_matches("mailto:").to_owned())
        });
        let mut options: Vec<(String, String)> = std::iter::once(nobody).chain(other).collect();
        desk.form.with(|form| {
            for (number, person) in form.people.iter().enumerate() {
                let name = person.name.trim();
                if !name.is_empty() {
                    options.push((number.to_string(), name.to_owned()));
                }
            }
        });
        options
    });
    let value = Signal::derive(move || {
        desk.form.with(|form| match &form.organizer {
            OrganizerForm::Nobody => String::new(),
            OrganizerForm::Elsewhere(_) => "elsewhere".to_owned(),
            OrganizerForm::Person { key, .. } => {
                let place = form.people.iter().position(|person| person.key == *key);
                place.map(|place| place.to_string()).unwrap_or_default()
            }
        })
    });
    let choose = Callback::new(move |chosen: String| {
        let before = desk.before.with_value(|before| before.organizer.clone());
        desk.form.update(|form| {
            let person = chosen.parse().ok().and_then(|place: usize| form.people.get(place));
            form.organizer = match (person.map(|person| person.key.clone()), elsewhere.get_value())
            {
                (Some(key), _) if before.person() == Some(&key) => before,
                (Some(key), _) => {
                    let address = format!("urn:uuid:{}", AppState::new_id());
                    OrganizerForm::Person { key, address }
                }
                (None, Some(address)) if chosen == "elsewhere" => OrganizerForm::Elsewhere(address),
                (None, _) => OrganizerForm::Nobody,
            };
        });
    });
    (!is_instance).then(|| {
        view! {
            <Select
                id="event-organizer".to_owned()
                label=Signal::derive(move || ui.messages().event_organizer().to_owned())
                options=options
                value=value
                on_choose=choose
            />
        }
    })
}
