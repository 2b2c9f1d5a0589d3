//! The places: the venue, other places, meeting places, and online meetings.

use leptos::prelude::*;

use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::rows::{PlaceForm, Purpose};
use crate::present::form::named::Named;
use crate::ui::elements::field::Select;
use crate::ui::form::field::{Need, TextField};
use crate::ui::form::rows::{AddRow, RowContext, RowEntry, RowList, Rows};
use crate::ui::pages::event_form::context::EventContext;
use crate::ui::pages::event_form::section::links::OnlineRows;

/// The id of the list of places.
pub const PLACE_NAMES: &str = "known-places";

const PLACES: RowList<EventForm, PlaceForm> = RowList {
    id: "place",
    add_id: "add-place",
    first_field: "name",
    rows: |form| &form.places,
    rows_mut: |form| &mut form.places,
    remove: EventForm::remove_place,
};

/// Shows the fields of the places.
#[component]
pub fn PlaceFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let row = Callback::new(|row| view! { <PlaceRow row=row/> }.into_any());
    view! {
        <section class="group places">
            <h2>{messages.places_title()}</h2>
            <ul class="entries"><Rows form=form list=PLACES keys=PLACES.keys(form) row=row/></ul>
            <div class="buttons">
                <AddRow
                    form=form
                    list=PLACES
                    words=messages.place_add()
                    add=|form, key| form.add_place(key, Purpose::Other)
                />
                <AddRow
                    form=form
                    list=PLACES
                    id=Some("add-meeting-place")
                    words=messages.place_add_meeting()
                    add=|form, key| form.add_place(key, Purpose::Meeting)
                />
            </div>
            <OnlineRows form=form/>
        </section>
    }
}

/// Shows the fields of one place.
#[component]
fn PlaceRow(
    /// The row.
    row: RowContext<EventForm, PlaceForm>,
) -> impl IntoView {
    let form = row.form;
    let messages = form.ui().messages();
    let purpose = Memo::new(move |_| row.with(|row| row.purpose));
    let is_sole =
        Signal::from(Memo::new(move |_| row.is_only() && purpose.get() == Purpose::Venue));
    let label = Signal::derive(move || {
        let words = match purpose.get() {
            Purpose::Venue => messages.field_place(),
            Purpose::Meeting => messages.event_meeting_place(),
            Purpose::Other => messages.event_other_places(),
        };
        words.to_owned()
    });
    // Built again with each choice, so that the list shows the resulting purpose.
    let purposes = Signal::derive(move || {
        purpose.track();
        let word = |purpose: Purpose| match purpose {
            Purpose::Venue => messages.purpose_venue(),
            Purpose::Meeting => messages.purpose_meeting(),
            Purpose::Other => messages.purpose_other(),
        };
        Purpose::ALL.map(|it| (it.slug().to_owned(), word(it).to_owned())).to_vec()
    });
    let choose = Callback::new(move |slug: String| {
        if let Some(purpose) = Purpose::from_name(&slug) {
            form.update(|form| form.set_purpose(&row.key(), purpose));
        }
    });
    view! {
        <RowEntry
            row=row
            label=|messages, name| messages.place_label(name)
            name=|row| &row.name
            is_sole=is_sole
        >
            <TextField
                holder=row
                id="name"
                label=label
                get=|row| &row.name
                set=|row, text| row.name = text
                field=EventField::PlaceName
                need=Signal::derive(move || {
                    if is_sole.get() { Need::Optional } else { Need::Unmarked }
                })
                list=Some(PLACE_NAMES)
            />
            <Show when=move || !is_sole.get()>
                <Select
                    id=row.id_of("purpose")
                    label=messages.place_purpose()
                    options=purposes
                    value=Signal::derive(move || purpose.get().slug().to_owned())
                    on_choose=choose
                />
            </Show>
        </RowEntry>
    }
}
