//! The form of a person.

use leptos::prelude::*;

use crate::domain::almanac::journal::OperationKind;
use crate::domain::id::PersonId;
use crate::i18n::Messages;
use crate::present::form::directory::person::{
    MembershipForm, OfficeForm, PersonField, PersonForm,
};
use crate::present::route::directory::DirectoryPath;
use crate::state::app::AppState;
use crate::ui::context::use_ui;
use crate::ui::elements::field::InputKind;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{Need, TextField};
use crate::ui::form::frame::FormFrame;
use crate::ui::form::rows::{AddRow, RowContext, RowEntry, RowList, Rows};

use super::edit::{edit, save_form};
use super::form::{FormFound, KnownOrganizations, ORGANIZATION_NAMES, opened_form};

const FORM: &str = "person-form";

const MEMBERSHIPS: RowList<PersonForm, MembershipForm> = RowList {
    id: "membership",
    add_id: "add-membership",
    first_field: "organization",
    rows: |form| &form.memberships,
    rows_mut: |form| &mut form.memberships,
    remove: |form, key| form.memberships.retain(|row| row.key != *key),
};

const OFFICES: RowList<PersonForm, OfficeForm> = RowList {
    id: "office",
    add_id: "add-office",
    first_field: "title",
    rows: |form| &form.offices,
    rows_mut: |form| &mut form.offices,
    remove: |form, key| form.offices.retain(|row| row.key != *key),
};

/// Shows the form of a person.
#[component]
pub fn EditPersonPage(
    /// The person; `None` for a new one.
    id: Option<PersonId>,
) -> impl IntoView {
    let ui = use_ui();
    let path = match &id {
        Some(id) => DirectoryPath::EditPerson(id.clone()),
        None => DirectoryPath::NewPerson,
    };
    let initial = id.clone();
    let find = move || match &initial {
        None => Some(PersonForm::blank(String::new())),
        Some(id) => ui.state.almanac.with(|almanac| {
            let directory = almanac.directory();
            directory.person(id).map(|person| PersonForm::of(person, directory))
        }),
    };
    opened_form(ui, path, DirectoryPath::People(String::new()), find, move |found| {
        view! { <PersonFormView id=id.clone() found=found/> }.into_any()
    })
}

/// Shows the fields.
#[component]
fn PersonFormView(
    /// The person; `None` for a new one.
    id: Option<PersonId>,
    /// The values, and the draft.
    found: FormFound<PersonForm>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let FormFound { form, location, draft } = found;
    let form = FormContext::open(ui, FORM, form, location, draft);
    let title = if id.is_some() { messages.person_edit() } else { messages.person_add() };
    let membership = Callback::new(move |row| view! { <MembershipRow row=row/> }.into_any());
    let office = Callback::new(move |row| view! { <OfficeRow row=row/> }.into_any());
    view! {
        <FormFrame form=form class="edit-event" title=title on_save=Callback::new(move |()| save(form, id.clone()))>
            <KnownOrganizations/>
            <section class="group">
                <TextField holder=form id="person-name" label=messages.field_person_name() get=|form| &form.name set=|form, text| form.name = text field=PersonField::Name need=Need::Required/>
                <TextField holder=form id="person-reading" label=messages.field_person_kana() get=|form| &form.reading set=|form, text| form.reading = text field=PersonField::Line/>
            </section>
            <section class="group">
                <h2>{messages.person_memberships()}</h2>
                <ul class="entries"><Rows form=form list=MEMBERSHIPS keys=MEMBERSHIPS.keys(form) row=membership/></ul>
                <AddRow form=form list=MEMBERSHIPS words=messages.person_add_membership() add=|form, key| form.memberships.push(MembershipForm { key, organization: String::new() })/>
            </section>
            <section class="group">
                <h2>{messages.person_offices()}</h2>
                <ul class="entries"><Rows form=form list=OFFICES keys=OFFICES.keys(form) row=office/></ul>
                <AddRow form=form list=OFFICES words=messages.person_add_office() add=|form, key| form.offices.push(OfficeForm::blank(key))/>
            </section>
            <Contact form=form messages=messages/>
        </FormFrame>
    }
}

/// Shows how to reach the person, the note, and the consent.
#[component]
fn Contact(
    /// The form.
    form: FormContext<PersonForm>,
    /// The texts.
    messages: &'static dyn Messages,
) -> impl IntoView {
    view! {
        <section class="group">
            <TextField holder=form id="person-phone" label=messages.person_phone() get=|form| &form.phone set=|form, text| form.phone = text field=PersonField::Line/>
            <TextField holder=form id="person-email" label=messages.person_email() get=|form| &form.email set=|form, text| form.email = text field=PersonField::Email/>
            <TextField holder=form id="person-address" label=messages.directory_address() get=|form| &form.address set=|form, text| form.address = text field=PersonField::Line/>
            <TextField holder=form id="person-agreed" label=messages.person_agreed() get=|form| &form.agreed set=|form, text| form.agreed = text field=PersonField::Agreed input=InputKind::Day help=messages.person_agreed_hint()/>
            <TextField holder=form id="person-note" label=messages.directory_note() get=|form| &form.note set=|form, text| form.note = text field=PersonField::Note input=InputKind::Lines help=messages.directory_note_hint()/>
        </section>
    }
}

/// Shows one organisation of the person.
#[component]
fn MembershipRow(
    /// The row.
    row: RowContext<PersonForm, MembershipForm>,
) -> impl IntoView {
    let messages = row.form.ui().messages();
    view! {
        <RowEntry row=row label=|messages, name| messages.membership_label(name) name=|row| &row.organization>
            <TextField holder=row id="organization" label=messages.field_person_organization() get=|row| &row.organization set=|row, text| row.organization = text list=Some(ORGANIZATION_NAMES)/>
        </RowEntry>
    }
}

/// Shows one office of the person.
#[component]
fn OfficeRow(
    /// The row.
    row: RowContext<PersonForm, OfficeForm>,
) -> impl IntoView {
    let messages = row.form.ui().messages();
    view! {
        <RowEntry row=row label=|messages, name| messages.office_label(name) name=|row| &row.title>
            <TextField holder=row id="title" label=messages.office_title() get=|row| &row.title set=|row, text| row.title = text field=PersonField::OfficeTitle/>
            <TextField holder=row id="organization" label=messages.office_organization() get=|row| &row.organization set=|row, text| row.organization = text list=Some(ORGANIZATION_NAMES)/>
            <TextField holder=row id="from" label=messages.office_from() get=|row| &row.from set=|row, text| row.from = text field=PersonField::OfficeFrom input=InputKind::Day/>
            <TextField holder=row id="until" label=messages.office_until() get=|row| &row.until set=|row, text| row.until = text field=PersonField::OfficeUntil input=InputKind::Day/>
        </RowEntry>
    }
}

fn save(form: FormContext<PersonForm>, id: Option<PersonId>) {
    let Ok(edits) = form.parse() else { return };
    let act =
        if id.is_some() { OperationKind::EditDirectory } else { OperationKind::AddToDirectory };
    let id = id.unwrap_or_else(|| PersonId::new(AppState::new_id()));
    let page = DirectoryPath::Person(id.clone());
    let name = form.values.with_untracked(|form| form.name.trim().to_owned());
    let at = AppState::utc_now();
    let edit =
        edit(act, name, move |directory| edits.planned(directory, &id, at, &mut AppState::new_id));
    save_form(form, edit, page);
}
