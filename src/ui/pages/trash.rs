//! The trash: what was deleted in the last 30 days. It can be restored, or deleted for good; both can be undone.

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::almanac::trash;
use crate::domain::directory;
use crate::domain::directory::item::DirectoryChange;
use crate::i18n::Messages;
use crate::present::page::trash::{Thing, TrashRow, trash_page};
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

/// The id of the list, which takes the focus when an item in it is gone.
const LIST: &str = "bin-list";

/// Shows the trash.
#[component]
pub fn TrashPage() -> impl IntoView {
    let ui = use_ui();
    keep_trash(ui);
    let is_there = Memo::new(move |_| ui.state.almanac.with(Almanac::has_trash));
    let rows = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| trash_page(almanac, AppState::utc_now(), &viewer))
    });
    let is_empty = Memo::new(move |_| rows.read().is_empty());
    let nothing = move || {
        let messages = ui.messages();
        if is_there.get() { messages.trash_none() } else { messages.loading() }
    };
    view! {
        <TopBar title=ui.messages().trash_title() has_back=true takes_focus=true/>
        <div class="content bin">
            <p class="hint">{ui.messages().trash_hint()}</p>
            <div class="list" id=LIST tabindex="-1">
                <Show when=move || !is_empty.get() fallback=move || view! { <p class="nothing" role="status">{nothing}</p> }>
                    <ul aria-label=ui.messages().trash_list()>
                        <For each=move || rows.get() key=|row| (row.thing.clone(), row.when.clone(), row.left.clone()) let(row)>
                            <TrashItem row=row/>
                        </For>
                    </ul>
                </Show>
            </div>
            <Show when=move || !is_empty.get()>
                <div class="buttons">
                    <button class="button" data-look="danger" on:click=move |_| empty(ui)>
                        <IconView icon=Icon::Delete/>
                        {ui.messages().trash_empty()}
                    </button>
                </div>
            </Show>
        </div>
    }
}

/// Shows one item in the trash.
#[component]
fn TrashItem(
    /// The content of the item.
    row: TrashRow,
) -> impl IntoView {
    let ui = use_ui();
    let named = |what: fn(&'static dyn Messages) -> &'static str| {
        ui.messages().named(what(ui.messages()), &row.title)
    };
    let (restore_label, erase_label) =
        (named(<dyn Messages>::trash_restore), named(<dyn Messages>::trash_erase));
    let (thing, title) = (row.thing.clone(), row.title.clone());
    let put_back = move |_| restore(ui, thing.clone(), title.clone());
    let (thing, title) = (row.thing.clone(), row.title.clone());
    let take_away = move |_| erase(ui, thing.clone(), title.clone());
    view! {
        <li class="thing" data-color=row.color.slug()>
            <h2 class="title">{unbroken_number(&row.title)}</h2>
            <p class="details">
                <span>{row.when}</span>
                {row.calendar.map(|calendar| view! { <span class="calendar"><span class="swatch"></span>{calendar}</span> })}
            </p>
            <p class="details">
                <strong>{row.left}</strong>
                <span>{row.deleted}</span>
                {row.remark.map(|remark| view! { <span>{remark}</span> })}
            </p>
            <div class="acts">
                <button class="button" data-look="quiet" aria-label=restore_label on:click=put_back>
                    <IconView icon=Icon::Undo/>
                    {ui.messages().trash_restore()}
                </button>
                <button class="button" data-look="quiet" aria-label=erase_label on:click=take_away>
                    <IconView icon=Icon::Delete/>
                    {ui.messages().trash_erase()}
                </button>
            </div>
        </li>
    }
}

/// Removes what has been in the trash long enough, once a day.
pub fn purge_expired(ui: Ui) {
    run_to_end(async move { ui.report(ui.state.purge_expired_trash_daily().await) });
}

/// Removes expired items when the page of the trash is opened, and loads the trash whenever a part of it is not loaded.
fn keep_trash(ui: Ui) {
    let is_there = Memo::new(move |_| ui.state.almanac.with(Almanac::has_trash));
    // Talks to the database; after a change in another tab or an import, parts must be loaded again.
    Effect::new(move |before: Option<()>| {
        if before.is_some() && is_there.get() {
            return;
        }
        is_there.track();
        run_to_end(async move {
            ui.report(ui.state.directory().await);
            ui.report(ui.state.purge_expired_trash().await);
        });
    });
}

fn restore(ui: Ui, thing: Thing, title: String) {
    let act = match thing {
        Thing::Event(_) => OperationKind::RestoreEvent,
        Thing::Calendar(_) => OperationKind::RestoreCalendar,
        Thing::Directory(_) => OperationKind::RestoreToDirectory,
    };
    let said = ui.messages().trash_restored(&title);
    change_trash(ui, (act, title), said, move |almanac| match &thing {
        Thing::Event(id) => trash::restore_event(almanac, id, AppState::utc_now()),
        Thing::Calendar(id) => trash::restore_calendar(almanac, id),
        Thing::Directory(id) => of_directory(directory::trash::restored(almanac.directory(), id)),
    });
}

fn erase(ui: Ui, thing: Thing, title: String) {
    let said = ui.messages().trash_erased(&title);
    change_trash(ui, (OperationKind::Erase, title), said, move |almanac| match &thing {
        Thing::Event(id) => trash::erase_event(almanac, id),
        Thing::Calendar(id) => trash::erase_calendar(almanac, id),
        Thing::Directory(id) => of_directory(directory::trash::erased(almanac.directory(), id)),
    });
}

fn of_directory(directory: DirectoryChange) -> Change {
    Change { directory, ..Change::default() }
}

fn empty(ui: Ui) {
    let said = ui.messages().trash_emptied().to_owned();
    change_trash(ui, (OperationKind::EmptyTrash, String::new()), said, trash::empty);
}

/// Commits a change of the trash, after loading all of the trash.
fn change_trash(
    ui: Ui,
    (act, subject): (OperationKind, String),
    said: String,
    plan: impl FnMut(&Almanac) -> Change + 'static,
) {
    ui.commit(PlannedEdit::new(act, subject, Needs::Trash, plan), move |operation| {
        navigation::focus(LIST);
        ui.say_undoable(said, operation);
    });
}
