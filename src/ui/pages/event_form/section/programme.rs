//! The programme: a row for each part, folded to what a person needs for ordering the parts.

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::i18n::Messages;
use crate::present::form::event::form::{EventField, EventForm};
use crate::present::form::event::help::programme_notes::{PartNote, notes, time_text};
use crate::present::form::event::rows::PartForm;
use crate::ui::elements::entry::AddEntry;
use crate::ui::elements::reorder::{Handle, MoveButtons};
use crate::ui::form::rows::{RowContext, RowList, RowOrder, Rows};
use crate::ui::pages::event_form::context::EventContext;
use crate::ui::pages::event_form::section::part::{KNOWN_PEOPLE, PartFields};

/// The parts of the programme.
const PARTS: RowList<EventForm, PartForm> = RowList {
    id: "part",
    add_id: "add-part",
    first_field: "title",
    rows: |form| &form.programme,
    rows_mut: |form| &mut form.programme,
    remove: |form, key| form.programme.retain(|row| row.key != *key),
};

/// Shows the parts of the programme, in order.
#[component]
pub fn ProgrammeFields(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let notes = Memo::new(move |_| form.with(notes));
    let is_unsorted = Memo::new(move |_| {
        notes.with(|notes| notes.iter().any(|(_, note)| matches!(note, PartNote::Earlier(_))))
    });
    let order = PARTS.order(form);
    let row = Callback::new(move |row| {
        view! { <PartRow context=context row=row notes=notes order=order/> }.into_any()
    });
    let add = Callback::new(move |()| {
        let key = PARTS.add(form, EventForm::add_part);
        context.open_part(&key);
    });
    let names = Memo::new(move |_| {
        form.with(|form| {
            let named = form.people.iter().filter(|person| !person.name.trim().is_empty());
            named.map(|it| (it.name.trim().to_owned(), it.organization.clone())).collect::<Vec<_>>()
        })
    });
    let option = |(name, organization): (String, String)| {
        view! { <option value=name>{organization}</option> }
    };
    view! {
        <section class="group programme">
            <h2>{messages.event_programme()}</h2>
            <ol class="entries"><Rows form=form list=PARTS keys=PARTS.keys(form) row=row/></ol>
            <p class="visually-hidden" role="status">{move || order.announcement.get()}</p>
            <div class="buttons">
                <AddEntry id=PARTS.add_id words=messages.part_add() on_add=add/>
                <Show when=move || is_unsorted.get()>
                    <button
                        class="button"
                        type="button"
                        on:click=move |_| {
                            form.update(EventForm::sort_parts);
                            form.focus_next(PARTS.add_id);
                        }
                    >
                        {messages.part_by_time()}
                    </button>
                </Show>
            </div>
            <datalist id=KNOWN_PEOPLE>
                {move || names.get().into_iter().map(option).collect_view()}
            </datalist>
        </section>
    }
}

/// Shows one part: its header, which is always visible, and its fields.
#[component]
fn PartRow(
    /// Shared form state.
    context: EventContext,
    /// The row.
    row: RowContext<EventForm, PartForm>,
    /// The notes about the times.
    notes: Memo<Vec<(LocalId, PartNote)>>,
    /// The order of the list.
    order: RowOrder,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let called = Signal::derive(move || {
        let title = row.with(|row| row.title.trim().to_owned());
        if title.is_empty() { messages.untitled().to_owned() } else { title }
    });
    let is_open = Memo::new(move |_| context.opened_parts.read().contains(&row.key()));
    let is_wrong = Memo::new(move |_| {
        let key = Some(row.key());
        let errors = form.errors.read();
        errors.iter().any(|error| error.row == key && EventField::OF_PART.contains(&error.field))
    });
    let time = Memo::new(move |_| {
        let viewer = form.ui().viewer();
        form.with(|form| row.with(|part| time_text(&viewer, form, part)))
    });
    let speakers = Memo::new(move |_| {
        let speakers = form.with(|form| row.with(|part| form.speakers(part)));
        let names: Vec<String> = speakers.into_iter().map(|(_, name)| name).collect();
        names.join(messages.joiner())
    });
    let said = move || {
        let notes = notes.read();
        let own = notes.iter().filter(|(key, _)| row.has_key(key));
        own.map(|(_, note)| view! { <p class="warning">{describe(note, messages)}</p> })
            .collect_view()
    };
    let body = StoredValue::new(row.id_of("fields"));
    let soft =
        |text: String| (!text.is_empty()).then(|| view! { <span class="soft">{text}</span> });
    view! {
        <li>
            <div
                class="entry part"
                role="group"
                aria-label=move || messages.part_label(&called.get())
            >
                <Handle reorder=order.reorder/>
                <button
                    class="summary"
                    type="button"
                    id=row.id_of("summary")
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=body.get_value()
                    on:click=move |_| context.toggle_part(&row.key())
                >
                    {move || soft(time.get())}
                    <span class="name">{move || called.get()}</span>
                    {move || soft(speakers.get())}
                </button>
                <MoveButtons
                    id=row.id_of("move")
                    index=Signal::derive(move || row.index())
                    up=Signal::derive(move || messages.move_up(&called.get()))
                    down=Signal::derive(move || messages.move_down(&called.get()))
                    on_move=order.on_move
                />
                <div class="notes" role="status">{said}</div>
                {move || (is_wrong.get() && !is_open.get()).then(|| view! {
                    <p class="error">{messages.part_has_wrong()}</p>
                })}
                <div class="fields" id=body.get_value()>
                    <Show when=move || is_open.get()>
                        <PartFields row=row called=called/>
                    </Show>
                </div>
            </div>
        </li>
    }
}

fn describe(note: &PartNote, messages: &dyn Messages) -> String {
    match note {
        PartNote::Outside => messages.part_outside().to_owned(),
        PartNote::Earlier(title) => messages.part_earlier(title),
        PartNote::Overlaps(title) => messages.part_overlaps(title),
    }
}
