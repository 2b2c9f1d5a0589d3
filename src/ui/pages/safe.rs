//! The page of a start without events, after starts that did not succeed: no event is drawn, so that nothing in one can
//! stop the app. What may have caused it can be undone, hidden, deleted, or taken along as a backup.

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::almanac::trash;
use crate::domain::id::CalendarId;
use crate::present::page::history::operation_text;
use crate::state::app::AppState;
use crate::state::writing::PlannedEdit;
use crate::ui::components::backup_panel::save_backup;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the page.
#[component]
pub fn SafePage() -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let said = RwSignal::new(None::<String>);
    view! {
        <div class="content stopped">
            <h1>{messages.safe_title()}</h1>
            <p>{messages.safe_text()}</p>
            <div class="buttons">
                <button class="button" data-look="primary" on:click=|_| AppState::leave_safe_mode()>{messages.safe_leave()}</button>
                <button class="button" on:click=move |_| save_backup(ui, said)>
                    <IconView icon=Icon::Save/>
                    {messages.backup_make()}
                </button>
            </div>
            <p role="status">{said}</p>
            <Newest/>
            <Calendars/>
        </div>
    }
}

/// Shows the newest operation, and undoes it.
#[component]
fn Newest() -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let newest = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.operations.with(|all| all.first().map(|(_, it)| operation_text(it, &viewer)))
    });
    view! {
        <Show when=move || newest.read().is_some()>
            <section class="panel">
                <h2>{messages.safe_newest()}</h2>
                <div class="box">
                    <p>{newest}</p>
                    <div class="buttons">
                        <button class="button" on:click=move |_| ui.undo(None)>
                            <IconView icon=Icon::Undo/>
                            {messages.history_undo_newest()}
                        </button>
                    </div>
                </div>
            </section>
        </Show>
    }
}

/// Shows the calendars, and hides or deletes them.
#[component]
fn Calendars() -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let calendars = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| {
            let row = |it: &Calendar| (it.id.clone(), it.facts.title.clone(), it.is_shown);
            almanac.calendars().values().map(row).collect::<Vec<_>>()
        })
    });
    let row = move |(id, title, is_shown): (CalendarId, String, bool)| {
        let (hidden, deleted) = (id.clone(), id);
        let (hide, remove) = (title.clone(), title.clone());
        let change = if is_shown { messages.safe_hide() } else { messages.safe_show() };
        view! {
            <div class="box">
                <p><strong>{title.clone()}</strong></p>
                <div class="buttons">
                    <button class="button" aria-label=messages.named(change, &title) on:click=move |_| set_shown(ui, hidden.clone(), hide.clone(), !is_shown)>{change}</button>
                    <button class="button" data-look="danger" aria-label=messages.named(messages.delete(), &title) on:click=move |_| delete(ui, deleted.clone(), remove.clone())>{messages.delete()}</button>
                </div>
            </div>
        }
    };
    view! {
        <section class="panel">
            <h2>{messages.calendars_title()}</h2>
            {move || calendars.get().into_iter().map(row).collect_view()}
        </section>
    }
}

fn set_shown(ui: Ui, id: CalendarId, title: String, is_shown: bool) {
    let plan = move |almanac: &Almanac| {
        let now = almanac.calendars().get(&id);
        let change = |now: &Calendar| {
            Change::calendar(id.clone(), Some(Calendar { is_shown, ..now.clone() }))
        };
        now.map(change).unwrap_or_default()
    };
    let edit = PlannedEdit::new(OperationKind::EditCalendar, title, Needs::Calendars, plan);
    ui.commit(edit, |_| {});
}

fn delete(ui: Ui, id: CalendarId, title: String) {
    let now = AppState::utc_now();
    let plan = move |almanac: &Almanac| trash::delete_calendar(almanac, &id, now);
    let act = OperationKind::DeleteCalendar;
    let edit = PlannedEdit::new(act, title.clone(), Needs::Everything, plan);
    ui.commit(edit, move |operation| {
        let said = ui.messages().calendar_trashed(&title, operation.1.event_count);
        ui.say_undoable(said, operation);
    });
}
