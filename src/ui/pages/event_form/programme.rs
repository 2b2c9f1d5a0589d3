//! The programme: a row for each part, folded up to what one looks for when putting them in order.

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::present::form::event::form::Form;
use crate::present::form::event::help::programme_notes::{PartNote, notes, time_text};
use crate::present::form::event::section::programme::PartForm;
use crate::present::form::event::wrong::{Field as Place, Wrong};
use crate::state::app::AppState;
use crate::state::place;
use crate::ui::context::use_ui;
use crate::ui::elements::entry::AddEntry;
use crate::ui::elements::reorder::{Handle, MoveButtons, Reorder};

use super::context::{Desk, SUMMARY};
use super::part::PartFields;

/// The id of the button that adds a part.
pub const ADD: &str = "add-part";

/// The id of the list of participants' names.
pub const KNOWN_PEOPLE: &str = "known-people";

impl Desk {
    /// Shows the fields of a row.
    pub(super) fn open_row(self, key: &LocalId) {
        self.opened.update(|opened| _ = opened.insert(key.clone()));
    }

    /// Shows the fields of a row, or folds them up.
    pub(super) fn toggle_row(self, key: &LocalId) {
        self.opened.update(|opened| {
            if !opened.remove(key) {
                opened.insert(key.clone());
            }
        });
    }

    /// Says how much is wrong, and shows the fields that it is about.
    pub(super) fn show_wrongs(self, wrongs: &[Wrong]) {
        for wrong in wrongs {
            if let Place::Row(_, key) = &wrong.field {
                self.open_row(key);
            }
        }
        request_animation_frame(|| place::focus(SUMMARY));
    }
}

/// The parts of the programme, in order.
#[component]
pub fn ProgrammeFields(
    /// What the parts of the form share.
    desk: Desk,
) -> impl IntoView {
    let ui = use_ui();
    let keys = Memo::new(move |_| {
        desk.form
            .with(|form| form.programme.iter().map(|part| part.key.clone()).collect::<Vec<_>>())
    });
    let notes = Memo::new(move |_| desk.form.with(notes));
    let is_unsorted = Memo::new(move |_| {
        notes.with(|notes| notes.iter().any(|(_, note)| matches!(note, PartNote::Earlier(_))))
    });
    let said = RwSignal::new(String::new());
    let on_move = Callback::new(move |(from, to): (usize, usize)| {
        let key = keys.with_untracked(|keys| keys.get(from).cloned());
        let moved =
            key.and_then(|key| desk.form.try_update(|form| form.move_part(&key, to)).flatten());
        if let Some(to) = moved {
            let number = u64::try_from(to + 1).unwrap_or(u64::MAX);
            said.set(ui.language.get_untracked().messages().moved_to(number));
        }
    });
    let reorder = Reorder::new(on_move);
    let add = Callback::new(move |()| {
        let key = LocalId::new(AppState::new_id());
        desk.form.update(|form| form.add_part(key.clone()));
        desk.open_row(&key);
        request_animation_frame(move || place::focus(&id_of(&key, "title")));
    });
    let names = Memo::new(move |_| {
        desk.form.with(|form| {
            let named = form.people.iter().filter(|person| !person.name.trim().is_empty());
            named.map(|it| (it.name.trim().to_owned(), it.organization.clone())).collect::<Vec<_>>()
        })
    });
    let option = |(name, organization): (String, String)| {
        view! { <option value=name>{organization}</option> }
    };
    view! {
        <section class="group programme">
            <h2>{move || ui.messages().event_programme()}</h2>
            <ol class="entries">
                <For each=move || keys.get() key=Clone::clone let(key)>
                    <Row desk=desk key=key keys=keys notes=notes reorder=reorder on_move=on_move/>
                </For>
            </ol>
            <p class="visually-hidden" role="status">{move || said.get()}</p>
            <div class="buttons">
                <AddEntry id=ADD words=Signal::derive(move || ui.messages().part_add()) on_add=add/>
                <Show when=move || is_unsorted.get()>
                    <button class="button" type="button" on:click=move |_| desk.form.update(Form::sort_parts)>
                        {move || ui.messages().part_by_time()}
                    </button>
                </Show>
            </div>
            <datalist id=KNOWN_PEOPLE>{move || names.get().into_iter().map(option).collect_view()}</datalist>
        </section>
    }
}

/// The id of something of one part; keys of files may hold anything, an id no blanks.
pub fn id_of(key: &LocalId, field: &str) -> String {
    format!("part-{}-{field}", LocalId::sanitised(key.as_str()))
}

/// One part: its head, which is always there, and its fields.
#[component]
fn Row(
    /// What the parts of the form share.
    desk: Desk,
    /// The part.
    key: LocalId,
    /// The keys of all parts, in order.
    keys: Memo<Vec<LocalId>>,
    /// What is worth knowing of the times.
    notes: Memo<Vec<(LocalId, PartNote)>>,
    /// The order of the list.
    reorder: Reorder,
    /// Called with from which place to which the part goes.
    on_move: Callback<(usize, usize)>,
) -> impl IntoView {
    let ui = use_ui();
    let held = StoredValue::new(key.clone());
    let find =
        |form: &Form, key: &LocalId| form.programme.iter().find(|it| it.key == *key).cloned();
    let part = Memo::new(move |before: Option<&PartForm>| {
        let found = held.with_value(|key| desk.form.with(|form| find(form, key)));
        // A row that was taken out is about to go.
        let gone = || held.with_value(|key| PartForm::blank(key.clone(), 0));
        found.or_else(|| before.cloned()).unwrap_or_else(gone)
    });
    let called = Signal::derive(move || {
        let title = part.read().title.trim().to_owned();
        if title.is_empty() { ui.messages().untitled().to_owned() } else { title }
    });
    let is_open = Memo::new(move |_| held.with_value(|key| desk.opened.read().contains(key)));
    let is_wrong = Memo::new(move |_| {
        let is_own = |key: &LocalId| held.with_value(|held| held == key);
        let wrongs = desk.wrongs.read();
        wrongs.iter().any(|wrong| matches!(&wrong.field, Place::Row(_, key) if is_own(key)))
    });
    let at = Signal::derive(move || {
        let keys = keys.read();
        let at = held.with_value(|key| keys.iter().position(|it| it == key));
        (at.unwrap_or_default(), keys.len())
    });
    let time = Memo::new(move |_| {
        let reader = ui.reader();
        desk.form.with(|form| time_text(&reader, form, &part.read()))
    });
    let speakers = Memo::new(move |_| {
        let speakers = desk.form.with(|form| form.speakers(&part.read()));
        let names: Vec<String> = speakers.into_iter().map(|(_, name)| name).collect();
        names.join(ui.messages().joiner())
    });
    let said = move || {
        let own = |(key, note): &(LocalId, PartNote)| {
            held.with_value(|held| held == key).then(|| describe(note, ui.messages()))
        };
        let words = notes.read().iter().filter_map(own).collect::<Vec<_>>();
        words.into_iter().map(|words| view! { <p class="warning">{words}</p> }).collect_view()
    };
    let toggle = move |_| held.with_value(|key| desk.toggle_row(key));
    let body = StoredValue::new(id_of(&key, "fields"));
    let soft =
        |text: String| (!text.is_empty()).then(|| view! { <span class="soft">{text}</span> });
    view! {
        <li>
            <div class="entry part" role="group" aria-label=move || ui.messages().part_label(&called.get())>
                <Handle reorder=reorder/>
                <button class="summary" type="button" id=id_of(&key, "summary") aria-expanded=move || is_open.get().to_string() aria-controls=body.get_value() on:click=toggle>
                    {move || soft(time.get())}
                    <span class="name">{move || called.get()}</span>
                    {move || soft(speakers.get())}
                </button>
                <MoveButtons
                    id=id_of(&key, "move")
                    place=at
                    up=Signal::derive(move || ui.messages().move_up(&called.get()))
                    down=Signal::derive(move || ui.messages().move_down(&called.get()))
                    on_move=on_move
                />
                <div class="notes" role="status">{said}</div>
                {move || (is_wrong.get() && !is_open.get()).then(|| view! { <p class="error">{ui.messages().part_has_wrong()}</p> })}
                <div class="fields" id=body.get_value()>
                    <Show when=move || is_open.get()>
                        <PartFields desk=desk part=part called=called/>
                    </Show>
                </div>
            </div>
        </li>
    }
}

fn describe(note: &PartNote, messages: &dyn crate::i18n::Messages) -> String {
    match note {
        PartNote::Outside => messages.part_outside().to_owned(),
        PartNote::Earlier(title) => messages.part_earlier(title),
        PartNote::Overlaps(title) => messages.part_overlaps(title),
    }
}
