//! The participants: a row of fields for each.
//!
//! Only some rows are inserted at a time. The other rows of a long list follow when a button is pressed, and do not
//! change until then.

use leptos::prelude::*;

use crate::domain::event::participant::Reply;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::roles::{NatureChoice, RoleChoice};
use crate::present::form::event::rows::ParticipantForm;
use crate::ui::form::field::{ChoiceField, TextField};
use crate::ui::form::rows::{AddRow, RowContext, RowEntry, RowList, Rows};
use crate::ui::pages::event_form::context::{EventContext, ORGANIZATIONS};
use crate::ui::pages::event_form::section::organizer::OrganizerField;
use crate::ui::pages::event_form::section::people_picker::PeoplePicker;

/// How many rows are inserted at a time.
const ROWS: usize = 30;

const PEOPLE: RowList<EventForm, ParticipantForm> = RowList {
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
                add=|form, key| form.people.push(ParticipantForm::blank(key))
            />
            <PeoplePicker form=form/>
            <OrganizerField context=context/>
        </section>
    }
}

/// Shows the fields of one participant.
#[component]
fn PersonRow(
    /// The row.
    row: RowContext<EventForm, ParticipantForm>,
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
                set=ParticipantForm::set_name
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
            <MoreOfPerson row=row/>
        </RowEntry>
    }
}

/// Shows the role, the office and the contact of a participant, folded; the fields are inserted when they are unfolded.
#[component]
fn MoreOfPerson(
    /// The row.
    row: RowContext<EventForm, ParticipantForm>,
) -> impl IntoView {
    let form = row.form;
    let messages = form.ui().messages();
    let is_unfolded = RwSignal::new(false);
    let is_wrong = Memo::new(move |_| {
        let key = Some(row.key());
        let errors = form.errors.read();
        errors.iter().any(|error| error.row == key && error.field == EventField::PersonEmail)
    });
    let is_open = Memo::new(move |_| is_unfolded.get() || is_wrong.get());
    let said = Memo::new(move |_| {
        row.with(|row| {
            let role = Some(row.role).filter(|role| *role != RoleChoice::Participant);
            let role = role.map(|role| role.label(messages));
            let texts = [&row.title, &row.branch, &row.office].map(|text| text.trim().to_owned());
            let said = role.into_iter().chain(texts).filter(|text| !text.is_empty());
            said.collect::<Vec<_>>().join(messages.dot())
        })
    });
    let body = row.id_of("more");
    view! {
        <div class="more-of-person">
            <button
                class="summary"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=body.clone()
                on:click=move |_| is_unfolded.update(|is_unfolded| *is_unfolded = !*is_unfolded)
            >
                <span>{messages.person_more()}</span>
                <span class="soft">{move || said.get()}</span>
            </button>
            // Once a person is in the fields, they do not fold when the error is corrected.
            <div class="fields" id=body on:focusin=move |_| is_unfolded.set(true)>
                <Show when=move || is_open.get()><PersonDetails row=row/></Show>
            </div>
        </div>
    }
}

/// Shows the fields of a participant that most participants do not need.
#[component]
fn PersonDetails(
    /// The row.
    row: RowContext<EventForm, ParticipantForm>,
) -> impl IntoView {
    let messages = row.form.ui().messages();
    let is_several = row.values.with_untracked(|row| row.role == RoleChoice::Several);
    let roles = RoleChoice::ALL.into_iter();
    let roles = roles.filter(|role| is_several || *role != RoleChoice::Several);
    let roles: Vec<(RoleChoice, String)> = roles.map(|role| (role, role.label(messages))).collect();
    let natures = NatureChoice::ALL.map(|nature| {
        let words = match nature {
            NatureChoice::Person => messages.nature_person(),
            NatureChoice::Organization => messages.nature_organization(),
        };
        (nature, words.to_owned())
    });
    view! {
        <ChoiceField
            holder=row
            id="role"
            label=messages.person_role()
            choices=roles
            get=|row| row.role
            set=|row, role| row.role = role
        />
        <ChoiceField
            holder=row
            id="nature"
            label=messages.person_nature()
            choices=natures.to_vec()
            get=|row| row.nature
            set=|row, nature| row.nature = nature
        />
        <TextField
            holder=row
            id="title"
            label=messages.person_title()
            get=|row| &row.title
            set=|row, text| row.title = text
        />
        <TextField
            holder=row
            id="office"
            label=messages.person_office()
            get=|row| &row.office
            set=|row, text| row.office = text
        />
        <TextField
            holder=row
            id="branch"
            label=messages.person_branch()
            get=|row| &row.branch
            set=|row, text| row.branch = text
        />
        <TextField
            holder=row
            id="email"
            label=messages.person_email()
            get=|row| &row.email
            set=|row, text| row.email = text
            field=EventField::PersonEmail
        />
        <TextField
            holder=row
            id="phone"
            label=messages.person_phone()
            get=|row| &row.phone
            set=|row, text| row.phone = text
        />
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
