//! Addresses with names: online meetings and links, a row for each.

use leptos::prelude::*;

use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::rows::LinkForm;
use crate::ui::elements::field::InputKind;
use crate::ui::form::context::FormContext;
use crate::ui::form::field::{Need, TextField};
use crate::ui::form::rows::{AddRow, RowContext, RowEntry, RowList, Rows};
use crate::ui::pages::event_form::context::EventContext;

const ONLINE: RowList<EventForm, LinkForm> = RowList {
    id: "online",
    add_id: "add-online",
    first_field: "name",
    rows: |form| &form.online,
    rows_mut: |form| &mut form.online,
    remove: |form, key| form.online.retain(|row| row.key != *key),
};

const LINKS: RowList<EventForm, LinkForm> = RowList {
    id: "link",
    add_id: "add-link",
    first_field: "name",
    rows: |form| &form.links,
    rows_mut: |form| &mut form.links,
    remove: |form, key| form.links.retain(|row| row.key != *key),
};

/// Shows the online meetings.
#[component]
pub fn OnlineRows(
    /// Shared form state.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let row = Callback::new(move |row: RowContext<EventForm, LinkForm>| {
        // A single row needs no name.
        let is_sole =
            Signal::from(Memo::new(move |_| row.is_only() && row.with(|row| row.name.is_empty())));
        view! {
            <RowEntry
                row=row
                label=|messages, name| messages.online_label(name)
                name=called
                is_sole=is_sole
            >
                <Show when=move || !is_sole.get()>
                    <NameField row=row label=messages.online_name() field=EventField::OnlineName/>
                </Show>
                <AddressField
                    row=row
                    label=messages.field_online()
                    field=EventField::OnlineAddress
                    need=Signal::derive(move || {
                        if is_sole.get() { Need::Optional } else { Need::Unmarked }
                    })
                />
            </RowEntry>
        }
        .into_any()
    });
    view! {
        <ul class="entries"><Rows form=form list=ONLINE keys=ONLINE.keys(form) row=row/></ul>
        <AddRow
            form=form
            list=ONLINE
            words=messages.online_add()
            add=|form, key| form.online.push(LinkForm::blank(key))
        />
    }
}

/// Shows the links, folded while there are none.
#[component]
pub fn LinkFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let is_any = form.values.with_untracked(|form| !form.links.is_empty());
    let count = Memo::new(move |_| form.with(|form| form.links.len()));
    let row = Callback::new(move |row: RowContext<EventForm, LinkForm>| {
        view! {
            <RowEntry row=row label=|messages, name| messages.link_label(name) name=called>
                <NameField row=row label=messages.link_name() field=EventField::LinkName/>
                <AddressField row=row label=messages.link_address() field=EventField::LinkAddress/>
            </RowEntry>
        }
        .into_any()
    });
    view! {
        <details class="group disclosure links" open=is_any>
            <summary>
                <h2>{messages.event_links()}</h2>
                {move || {
                    (count.get() > 0).then(|| view! { <span class="count">{count.get()}</span> })
                }}
            </summary>
            <ul class="entries"><Rows form=form list=LINKS keys=LINKS.keys(form) row=row/></ul>
            <AddRow
                form=form
                list=LINKS
                words=messages.link_add()
                add=|form, key| form.links.push(LinkForm::blank(key))
            />
            <p class="hint">{messages.link_hint()}</p>
        </details>
    }
}

/// Returns the name of a row, or else its address.
fn called(row: &LinkForm) -> &str {
    if row.name.trim().is_empty() { &row.address } else { &row.name }
}

/// Shows the name of an address.
#[component]
fn NameField(
    /// The row.
    row: RowContext<EventForm, LinkForm>,
    /// The label.
    label: &'static str,
    /// The field.
    field: EventField,
) -> impl IntoView {
    view! {
        <TextField
            holder=row
            id="name"
            label=label
            get=|row| &row.name
            set=|row, text| row.name = text
            field=field
            need=Need::Optional
        />
    }
}

/// Shows the address itself.
#[component]
fn AddressField(
    /// The row.
    row: RowContext<EventForm, LinkForm>,
    /// The label.
    label: &'static str,
    /// The field.
    field: EventField,
    /// Whether it must be filled in.
    #[prop(into, optional)]
    need: Signal<Need>,
) -> impl IntoView {
    view! {
        <TextField
            holder=row
            id="address"
            label=label
            get=|row| &row.address
            set=|row, text| row.address = text
            field=field
            need=need
            input=InputKind::Address
        />
    }
}
