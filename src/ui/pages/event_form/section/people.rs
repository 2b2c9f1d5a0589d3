//! The participants: a row of fields for each.
//!
//! Only some rows are inserted at a time. The other rows of a long list follow when a button is pressed, and do not
//! change until then.

use leptos::prelude::*;

use crate::domain::event::participant::Reply;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::rows::PersonForm;
use crate::ui::form::field::{ChoiceField, TextField};
use crate::ui::form::rows::{AddRow, RowContext, RowEntry, RowList, Rows};
use crate::ui::pages::event_form::context::EventContext;
use crate::ui::pages::event_form::section::organizer::OrganizerField;

/// The id of the list of organisations.
pub const ORGANIZATIONS: &str = "known-organizations";

/// How many rows are inserted at a time.
const ROWS: usize = 30;

const PEOPLE: RowList<EventForm, PersonForm> = RowList {
    id: "person",
    add_id: "add-person",
    first_field: "name",
    rows: |form| &form.people,
    rows_mut: |form| &mut form.people,
    remove: |form, key| form.people.retain(|row| row.key != *key),
};

/// Shows the rows of the participants.
#[component]
pub fn PeopleFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let shown = RwSignal::new(ROWS);
    let keys = PEOPLE.keys(form);
    let old = keys.with_untracked(Vec::len);
    // Rows that the person adds are shown at once, after the existing ones.
    let visible = Signal::derive(move || {
        let keys = keys.get().into_iter().enumerate();
        let is_visible = |number: usize| number < shown.get() || number >= old;
        keys.filter(|(number, _)| is_visible(*number)).map(|(_, key)| key).collect::<Vec<_>>()
    });
    let hidden = move || old.min(keys.read().len()).saturating_sub(shown.get());
    let row = Callback::new(|row| view! { <PersonRow row=row/> }.into_any());
    view! {
        <section class="group people">
            <h2>{messages.field_participants()}</h2>
            <ul class="entries"><Rows form=form list=PEOPLE keys=visible row=row/></ul>
            <Show when=move || { hidden() > 0 }>
                <button
                    class="button"
                    type="button"
                    data-wide="true"
                    on:click=move |_| shown.update(|shown| *shown += ROWS * 3)
                >
                    {move || messages.edit_more_people(hidden())}
                </button>
            </Show>
            <AddRow
                form=form
                list=PEOPLE
                words=messages.field_add_person()
                add=|form, key| form.people.push(PersonForm::blank(key))
            />
            <OrganizerField context=context/>
        </section>
    }
}

/// Shows the fields of one participant.
#[component]
fn PersonRow(
    /// The row.
    row: RowContext<EventForm, PersonForm>,
) -> impl IntoView {
    let messages = row.form.ui().messages();
    let replies = choices(row.values.with_untracked(|row| row.reply.clone()));
    let word = |reply: Reply| {
        let words = messages.reply(&reply);
        (reply, words)
    };
    let replies: Vec<(Reply, String)> = replies.into_iter().map(word).collect();
    view! {
        <RowEntry
            row=row
            label=|messages, name| messages.person_label(name)
            remove=|messages, name| messages.remove_person(name)
            name=|row| &row.name
        >
            <TextField
                holder=row
                id="name"
                label=messages.field_person_name()
                get=|row| &row.name
                set=|row, text| row.name = text
                field=EventField::PersonName
            />
            <TextField
                holder=row
                id="kana"
                label=messages.field_person_kana()
                get=|row| &row.kana
                set=|row, text| row.kana = text
            />
            <TextField
                holder=row
                id="organization"
                label=messages.field_person_organization()
                get=|row| &row.organization
                set=|row, text| row.organization = text
                list=Some(ORGANIZATIONS)
            />
            <ChoiceField
                holder=row
                id="reply"
                label=messages.field_person_reply()
                choices=replies
                get=|row| row.reply.clone()
                set=|row, reply| row.reply = reply
            />
        </RowEntry>
    }
}

/// Returns the replies to choose from: the usual replies, and the current one.
fn choices(current: Reply) -> Vec<Reply> {
    let unanswered = if current == Reply::NeedsAction { Reply::NeedsAction } else { Reply::Unsaid };
    let mut choices =
        vec![unanswered, Reply::Accepted, Reply::Declined, Reply::Tentative, Reply::Delegated];
    if !choices.contains(&current) {
        choices.push(current);
    }
    choices
}
