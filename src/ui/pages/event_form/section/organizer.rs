//! The organiser: an organisation by name, one of the participants, or no one.

use leptos::prelude::*;

use crate::domain::event::participant::plain_address;
use crate::domain::id::LocalId;
use crate::present::form::event::form::EventField;
use crate::present::form::event::rows::OrganizerForm;
use crate::state::app::AppState;
use crate::ui::elements::field::{Input, Select};
use crate::ui::pages::event_form::context::{EventContext, ORGANIZATIONS};

/// The value of the option for an organiser who is not among the participants.
const ELSEWHERE: &str = "elsewhere";

/// The value of the option for an organisation that is nobody's participant.
const ORGANIZATION: &str = "organization";

/// Shows the choice of the organiser.
#[component]
pub fn OrganizerField(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let elsewhere = form.before.with_value(|before| match &before.organizer {
        OrganizerForm::Elsewhere(address) => Some(address.clone()),
        OrganizerForm::Nobody
        | OrganizerForm::Organization { .. }
        | OrganizerForm::Person { .. } => None,
    });
    let elsewhere = StoredValue::new(elsewhere);
    // The values are indexes of participants, because a key may be any text.
    let options = Memo::new(move |_| {
        let nobody = (String::new(), messages.organizer_nobody().to_owned());
        let named = (ORGANIZATION.to_owned(), messages.organizer_organization().to_owned());
        let other = elsewhere
            .get_value()
            .map(|address| (ELSEWHERE.to_owned(), plain_address(&address).to_owned()));
        let people = form.with(|form| {
            let named = form.people.iter().enumerate();
            let named = named.map(|(index, it)| (index.to_string(), it.name.trim().to_owned()));
            named.filter(|(_, name)| !name.is_empty()).collect::<Vec<_>>()
        });
        [nobody, named].into_iter().chain(other).chain(people).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        form.with(|form| match &form.organizer {
            OrganizerForm::Nobody => String::new(),
            OrganizerForm::Elsewhere(_) => ELSEWHERE.to_owned(),
            OrganizerForm::Organization { .. } => ORGANIZATION.to_owned(),
            OrganizerForm::Person { key, .. } => {
                let index = form.people.iter().position(|person| person.key == *key);
                index.map(|index| index.to_string()).unwrap_or_default()
            }
        })
    });
    let choose = Callback::new(move |chosen: String| {
        let before = form.before.with_value(|before| before.organizer.clone());
        form.update(|form| {
            let person = chosen.parse().ok().and_then(|index: usize| form.people.get(index));
            form.organizer = match (person.map(|person| person.key.clone()), elsewhere.get_value())
            {
                (Some(key), _) if before.person() == Some(&key) => before,
                (Some(key), _) => {
                    let address = format!("urn:uuid:{}", AppState::new_id());
                    OrganizerForm::Person { key, address }
                }
                (None, Some(address)) if chosen == ELSEWHERE => OrganizerForm::Elsewhere(address),
                (None, _) if chosen == ORGANIZATION => organization(before),
                (None, _) => OrganizerForm::Nobody,
            };
        });
    });
    let is_organization = Memo::new(move |_| {
        form.with(|form| matches!(form.organizer, OrganizerForm::Organization { .. }))
    });
    // An instance of a series has the organiser of the series: JSCalendar does not allow a patch that changes it.
    (!context.is_instance()).then(|| {
        view! {
            <Select
                id="event-organizer".to_owned()
                label=messages.event_organizer()
                options=options
                value=value
                on_choose=choose
            />
            <Show when=move || is_organization.get()><OrganizationName context=context/></Show>
        }
    })
}

/// Returns the organisation that was chosen before, or a new one.
fn organization(before: OrganizerForm) -> OrganizerForm {
    match before {
        OrganizerForm::Organization { .. } => before,
        OrganizerForm::Nobody | OrganizerForm::Person { .. } | OrganizerForm::Elsewhere(_) => {
            let key = LocalId::new(AppState::new_id());
            OrganizerForm::Organization { key, name: String::new() }
        }
    }
}

/// Shows the name of the organisation that organises the event.
#[component]
fn OrganizationName(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let name = move || {
        form.with(|form| match &form.organizer {
            OrganizerForm::Organization { name, .. } => name.clone(),
            OrganizerForm::Nobody | OrganizerForm::Person { .. } | OrganizerForm::Elsewhere(_) => {
                String::new()
            }
        })
    };
    let write = Callback::new(move |text: String| {
        form.update(|form| {
            if let OrganizerForm::Organization { name, .. } = &mut form.organizer {
                *name = text;
            }
        });
    });
    view! {
        <Input
            id="event-organizer-name".to_owned()
            label=form.ui().messages().organizer_name()
            value=Signal::derive(name)
            on_input=write
            error=form.error(EventField::OrganizerName, None)
            list=Some(ORGANIZATIONS)
        />
    }
}
