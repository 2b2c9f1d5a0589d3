//! The lists of a form: rows that are added, removed and moved, and where the focus goes afterwards.

use std::fmt;

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::i18n::Messages;
use crate::present::form::Form;
use crate::present::form::rows::{Row, find_mut, move_to};
use crate::state::app::AppState;
use crate::state::navigation;
use crate::ui::elements::entry::{AddEntry, Entry};
use crate::ui::elements::reorder::Reorder;

use super::context::FormContext;

/// The number of rows that are drawn at first, and added by the button below them.
const ROWS_AT_ONCE: usize = 50;

/// The properties that distinguish one list of a form from another.
pub struct RowList<F, R> {
    /// The prefix of the ids of its fields.
    pub id: &'static str,
    /// The id of the button that adds a row, which gets the focus when a row is removed.
    pub add_id: &'static str,
    /// The field of a new row that gets the focus.
    pub first_field: &'static str,
    /// Returns the rows.
    pub rows: fn(&F) -> &Vec<R>,
    /// Returns the rows, to be changed.
    pub rows_mut: fn(&mut F) -> &mut Vec<R>,
    /// Removes a row.
    pub remove: fn(&mut F, &LocalId),
}

impl<F, R> Clone for RowList<F, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, R> Copy for RowList<F, R> {}

impl<F, R> fmt::Debug for RowList<F, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RowList").field(&self.id).finish()
    }
}

impl<F: Form, R: Row> RowList<F, R> {
    /// Returns the id of an element of a row. Keys from files may contain anything, but an id contains no blanks.
    pub fn id_of(self, key: &LocalId, name: &str) -> String {
        format!("{}-{}-{name}", self.id, LocalId::sanitised(key.as_str()))
    }

    /// Returns the keys of the rows, in order.
    pub fn keys(self, form: FormContext<F>) -> Memo<Vec<LocalId>> {
        let keys = move |form: &F| (self.rows)(form).iter().map(|row| row.key().clone()).collect();
        Memo::new(move |_| form.with(keys))
    }

    /// Adds a row with a new key, returns the key, and moves the focus to the row.
    pub fn add(self, form: FormContext<F>, add: fn(&mut F, LocalId)) -> LocalId {
        let key = LocalId::new(AppState::new_id());
        form.update(|form| add(form, key.clone()));
        let field = self.id_of(&key, self.first_field);
        form.scope.next_frame(move || navigation::focus(&field));
        key
    }

    /// Creates the order of the rows, for a list whose rows can be moved.
    pub fn order(self, form: FormContext<F>) -> RowOrder {
        let keys = self.keys(form);
        let announcement = RwSignal::new(String::new());
        let on_move = Callback::new(move |(from, to): (usize, usize)| {
            let key = keys.with_untracked(|keys| keys.get(from).cloned());
            let moved = key.and_then(|key| {
                let move_row = |form: &mut F| move_to((self.rows_mut)(form), &key, to);
                form.values.try_update(move_row).flatten()
            });
            if let Some(to) = moved {
                announcement.set(form.ui().messages().moved_to(to + 1));
            }
        });
        RowOrder { reorder: Reorder::new(on_move), on_move, announcement }
    }
}

/// The order of a list whose rows can be moved. It is cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct RowOrder {
    /// For the handles.
    pub reorder: Reorder,
    /// Moves a row from one index to another.
    pub on_move: Callback<(usize, usize)>,
    /// The message for a screen reader after a row was moved.
    pub announcement: RwSignal<String>,
}

/// One row of a list. It is cheap to copy.
#[derive(Clone)]
pub struct RowContext<F: Form, R: Row> {
    /// The form.
    pub form: FormContext<F>,
    /// The list.
    pub list: RowList<F, R>,
    /// The values of the row; the last ones after it was removed.
    pub values: Memo<R>,
    key: StoredValue<LocalId>,
}

impl<F: Form, R: Row> Copy for RowContext<F, R> {}

impl<F: Form, R: Row> fmt::Debug for RowContext<F, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RowContext").field(&self.list).finish()
    }
}

impl<F: Form, R: Row> RowContext<F, R> {
    /// Creates the context of the row with that key; `None` if there is none.
    fn new(form: &FormContext<F>, list: RowList<F, R>, key: LocalId) -> Option<Self> {
        let form = *form;
        let rows = move |form: &F, key: &LocalId, at: usize| {
            let rows = (list.rows)(form);
            let is_row = |row: &&R| row.key() == key;
            // Rows keep their index as long as no row above is added, removed or moved.
            if let Some(row) = rows.get(at).filter(is_row) {
                return Some((at, row.clone()));
            }
            let at = rows.iter().position(|row| row.key() == key)?;
            Some((at, rows.get(at)?.clone()))
        };
        let (at, first) = form.values.with_untracked(|form| rows(form, &key, 0))?;
        let index = StoredValue::new(at);
        let key = StoredValue::new(key);
        let values = Memo::new(move |before: Option<&R>| {
            let at = index.get_value();
            let found = form.with(|form| key.with_value(|key| rows(form, key, at)));
            if let Some((at, row)) = found {
                index.set_value(at);
                return row;
            }
            before.unwrap_or(&first).clone()
        });
        Some(Self { form, list, values, key })
    }

    /// Returns its key.
    pub fn key(self) -> LocalId {
        self.key.get_value()
    }

    /// Returns whether the row has that key.
    pub fn has_key(self, key: &LocalId) -> bool {
        self.key.with_value(|own| own == key)
    }

    /// Returns the id of an element of the row.
    pub fn id_of(self, name: &str) -> String {
        self.key.with_value(|key| self.list.id_of(key, name))
    }

    /// Reads the row, and follows it.
    pub fn with<T>(self, read: impl FnOnce(&R) -> T) -> T {
        self.values.with(read)
    }

    /// Changes the row.
    pub fn update(self, edit: impl FnOnce(&mut R)) {
        self.form.update(|form| {
            let rows = (self.list.rows_mut)(form);
            if let Some(row) = self.key.with_value(|key| find_mut(rows, key)) {
                edit(row);
            }
        });
    }

    /// Returns whether it is the only row.
    pub fn is_only(self) -> bool {
        self.form.with(|form| (self.list.rows)(form).len()) <= 1
    }

    /// Returns its index, and the number of rows.
    pub fn index(self) -> (usize, usize) {
        self.form.with(|form| {
            let rows = (self.list.rows)(form);
            let at = rows.iter().position(|row| self.has_key(row.key()));
            (at.unwrap_or_default(), rows.len())
        })
    }

    /// Removes it, and moves the focus to the button that adds a row.
    pub fn remove(self) {
        self.key.with_value(|key| self.form.update(|form| (self.list.remove)(form, key)));
        self.form.scope.next_frame(move || navigation::focus(self.list.add_id));
    }
}

/// Shows the rows of a list.
#[component]
pub fn Rows<F: Form, R: Row>(
    /// The form.
    form: FormContext<F>,
    /// The list.
    list: RowList<F, R>,
    /// The keys of the rows that are shown.
    #[prop(into)]
    keys: Signal<Vec<LocalId>>,
    /// Draws a row.
    row: Callback<RowContext<F, R>, AnyView>,
) -> impl IntoView {
    let messages = form.ui().messages();
    let shown = RwSignal::new(ROWS_AT_ONCE);
    let at_first = keys.with_untracked(Vec::len);
    // New rows come at the end, and are always drawn.
    let hidden = move || keys.with(|keys| shown.get()..at_first.min(keys.len()));
    let drawn = move || {
        let hidden = hidden();
        let all = keys.get().into_iter().enumerate();
        all.filter(|(at, _)| !hidden.contains(at)).map(|(_, key)| key).collect::<Vec<_>>()
    };
    let count = Memo::new(move |_| hidden().len());
    view! {
        <For
            each=drawn
            key=Clone::clone
            children=move |key| RowContext::new(&form, list, key).map(|it| row.run(it))
        />
        <Show when=move || { count.get() > 0 }>
            <button class="button" type="button" on:click=move |_| shown.update(|shown| *shown += ROWS_AT_ONCE)>
                {move || messages.edit_more_rows(count.get())}
            </button>
        </Show>
    }
}

/// Shows the fields of a row, as a named group with a button that removes it.
#[component]
pub fn RowEntry<F: Form, R: Row>(
    /// The row.
    row: RowContext<F, R>,
    /// Returns the label for a screen reader, from the name of the row.
    label: fn(&dyn Messages, &str) -> String,
    /// Returns the label of the button that removes it, from the name of the row.
    #[prop(default = |messages, name| messages.remove_row(name))]
    remove: fn(&dyn Messages, &str) -> String,
    /// Returns its name; empty if it has none.
    name: fn(&R) -> &str,
    /// Whether it is the only row, so that emptying it has the same effect as removing it.
    #[prop(into, optional)]
    is_sole: Signal<bool>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let messages = row.form.ui().messages();
    let named = move |words: fn(&dyn Messages, &str) -> String| {
        Signal::derive(move || {
            row.with(|row| match name(row).trim() {
                "" => words(messages, messages.nameless()),
                _ => words(messages, name(row)),
            })
        })
    };
    view! {
        <Entry
            label=named(label)
            remove=named(remove)
            on_remove=Callback::new(move |()| row.remove())
            is_sole=is_sole
        >
            {children()}
        </Entry>
    }
}

/// Shows the button that adds a row.
#[component]
pub fn AddRow<F: Form, R: Row>(
    /// The form.
    form: FormContext<F>,
    /// The list.
    list: RowList<F, R>,
    /// The label.
    words: &'static str,
    /// Adds the row.
    add: fn(&mut F, LocalId),
    /// Its id, if it is not the button that gets the focus when a row is removed.
    #[prop(default = None)]
    id: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or(list.add_id);
    view! { <AddEntry id=id words=words on_add=Callback::new(move |()| _ = list.add(form, add))/> }
}
