//! The organiser: one of the participants, or no one.

use leptos::prelude::*;

use crate::present::form::event::rows::OrganizerForm;
use crate::state::app::AppState;
use crate::ui::elements::field::Select;
use crate::ui::pages::event_form::context::EventContext;

/// The value of the option for an organiser who is not among the participants.
const ELSEWHERE: &str = "elsewhere";

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
        OrganizerForm::Nobody | OrganizerForm::Person { .. } => None,
    });
    let elsewhere = StoredValue::new(elsewhere);
    // The values are indexes of participants, because a key may be any text.
    let options = Memo::new(move |_| {
        let nobody = (String::new(), messages.organizer_nobody().to_owned());
        let other = elsewhere.get_value().map(|address| {
            (ELSEWHERE.to_owned(), address.trim_start_matches("mailto:").to_owned())
        });
        let people = form.with(|form| {
            let named = form.people.iter().enumerate();
            let named = named.map(|(index, it)| (index.to_string(), it.name.trim().to_owned()));
            named.filter(|(_, name)| !name.is_empty()).collect::<Vec<_>>()
        });
        std::iter::once(nobody).chain(other).chain(people).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        form.with(|form| match &form.organizer {
            OrganizerForm::Nobody => String::new(),
            OrganizerForm::Elsewhere(_) => ELSEWHERE.to_owned(),
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
                (None, _) => OrganizerForm::Nobody,
            };
        });
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
        }
    })
}
