//! The form of an organisation.

use leptos::prelude::*;

use crate::domain::almanac::journal::OperationKind;
use crate::domain::directory::organization::{Organization, OrganizationSort};
use crate::domain::id::OrganizationId;
use crate::domain::sorted_set::SortedSet;
use crate::present::form::directory::organization::{OrganizationField, OrganizationForm};
use crate::present::route::directory::DirectoryPath;
use crate::present::text::organization::sort_label;
use crate::state::app::AppState;
use crate::ui::context::use_ui;
use crate::ui::elements::field::InputKind;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{ChoiceField, Need, TextField};
use crate::ui::form::frame::FormFrame;

use super::edit::{edit, save_form};
use super::form::{FormFound, KnownOrganizations, ORGANIZATION_NAMES, opened_form};

const FORM: &str = "organization-form";

/// The ids of the lists of what other organisations have: each almanac has its own words.
const AFFILIATIONS: &str = "affiliation-words";
const REGIONS: &str = "region-words";
const INDUSTRIES: &str = "industry-words";

/// Shows the form of an organisation.
#[component]
pub fn EditOrganizationPage(
    /// The organisation; `None` for a new one.
    id: Option<OrganizationId>,
) -> impl IntoView {
    let ui = use_ui();
    let path = match &id {
        Some(id) => DirectoryPath::EditOrganization(id.clone()),
        None => DirectoryPath::NewOrganization,
    };
    let initial = id.clone();
    let find = move || match &initial {
        None => Some(OrganizationForm::default()),
        Some(id) => ui.state.almanac.with(|almanac| {
            let directory = almanac.directory();
            directory.organization(id).map(|it| OrganizationForm::of(it, directory))
        }),
    };
    opened_form(ui, path, DirectoryPath::Organizations(String::new()), find, move |found| {
        view! { <OrganizationFormView id=id.clone() found=found/> }.into_any()
    })
}

/// Shows the fields.
#[component]
fn OrganizationFormView(
    /// The organisation; `None` for a new one.
    id: Option<OrganizationId>,
    /// The values, and the draft.
    found: FormFound<OrganizationForm>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let FormFound { form, location, draft } = found;
    let form = FormContext::open(ui, FORM, form, location, draft);
    let is_new = id.is_none();
    let title = if is_new { messages.organization_add() } else { messages.organization_edit() };
    view! {
        <FormFrame form=form class="edit-event" title=title on_save=Callback::new(move |()| save(form, id.clone()))>
            <KnownOrganizations/>
            <section class="group">
                <TextField holder=form id="organization-name" label=messages.organization_name() get=|form| &form.name set=|form, text| form.name = text field=OrganizationField::Name need=Need::Required/>
                <TextField holder=form id="organization-short" label=messages.organization_short_name() get=|form| &form.short_name set=|form, text| form.short_name = text field=OrganizationField::Line/>
                <TextField holder=form id="organization-reading" label=messages.organization_reading() get=|form| &form.reading set=|form, text| form.reading = text field=OrganizationField::Line/>
                <TextField holder=form id="organization-aliases" label=messages.organization_aliases() get=|form| &form.aliases set=|form, text| form.aliases = text field=OrganizationField::Aliases input=InputKind::Lines help=messages.organization_aliases_hint()/>
            </section>
            <Place form=form/>
            <section class="group">
                <TextField holder=form id="organization-members" label=messages.organization_size() get=|form| &form.members set=|form, text| form.members = text field=OrganizationField::Members input=InputKind::Number/>
                <TextField holder=form id="organization-as-of" label=messages.organization_size_day() get=|form| &form.as_of set=|form, text| form.as_of = text field=OrganizationField::AsOf input=InputKind::Day/>
            </section>
            <section class="group">
                <TextField holder=form id="organization-phone" label=messages.person_phone() get=|form| &form.phone set=|form, text| form.phone = text field=OrganizationField::Line/>
                <TextField holder=form id="organization-email" label=messages.person_email() get=|form| &form.email set=|form, text| form.email = text field=OrganizationField::Email/>
                <TextField holder=form id="organization-address" label=messages.directory_address() get=|form| &form.address set=|form, text| form.address = text field=OrganizationField::Line/>
                <TextField holder=form id="organization-note" label=messages.directory_note() get=|form| &form.note set=|form, text| form.note = text field=OrganizationField::Note input=InputKind::Lines help=messages.directory_note_hint()/>
            </section>
        </FormFrame>
    }
}

/// Shows what sort of organisation it is, and where it stands among others.
#[component]
fn Place(
    /// The form.
    form: FormContext<OrganizationForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let sorts = OrganizationSort::ALL.map(|sort| (sort, sort_label(sort, messages).to_owned()));
    view! {
        <section class="group">
            <ChoiceField holder=form id="organization-sort" label=messages.organization_sort() choices=sorts.to_vec() get=|form| form.sort set=|form, sort| form.sort = sort/>
            <TextField holder=form id="organization-parent" label=messages.organization_parent() get=|form| &form.parent set=|form, text| form.parent = text field=OrganizationField::Line list=Some(ORGANIZATION_NAMES)/>
            <TextField holder=form id="organization-affiliation" label=messages.organization_affiliation() get=|form| &form.affiliation set=|form, text| form.affiliation = text field=OrganizationField::Line list=Some(AFFILIATIONS)/>
            <TextField holder=form id="organization-region" label=messages.organization_region() get=|form| &form.region set=|form, text| form.region = text field=OrganizationField::Line list=Some(REGIONS)/>
            <TextField holder=form id="organization-industry" label=messages.organization_industry() get=|form| &form.industry set=|form, text| form.industry = text field=OrganizationField::Line list=Some(INDUSTRIES)/>
            <KnownWords id=AFFILIATIONS word=|it| &it.affiliation/>
            <KnownWords id=REGIONS word=|it| &it.region/>
            <KnownWords id=INDUSTRIES word=|it| &it.industry/>
        </section>
    }
}

/// Lists the words that other organisations have, for a field.
#[component]
fn KnownWords(
    /// The id of the list.
    id: &'static str,
    /// Returns the word of an organisation.
    word: fn(&Organization) -> &String,
) -> impl IntoView {
    let words: SortedSet<String> = use_ui().state.almanac.with_untracked(|almanac| {
        let all = almanac.directory().organizations().map(word);
        all.filter(|word| !word.is_empty()).cloned().collect()
    });
    let options = words.into_iter().map(|word| view! { <option value=word></option> });
    view! { <datalist id=id>{options.collect_view()}</datalist> }
}

fn save(form: FormContext<OrganizationForm>, id: Option<OrganizationId>) {
    let Ok(edits) = form.parse() else { return };
    let act =
        if id.is_some() { OperationKind::EditDirectory } else { OperationKind::AddToDirectory };
    let id = id.unwrap_or_else(|| OrganizationId::new(AppState::new_id()));
    let page = DirectoryPath::Organization(id.clone());
    let name = form.values.with_untracked(|form| form.name.trim().to_owned());
    let at = AppState::utc_now();
    let edit =
        edit(act, name, move |directory| edits.planned(directory, &id, at, &mut AppState::new_id));
    save_form(form, edit, page);
}
