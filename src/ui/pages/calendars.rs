//! The page of calendars: colour, show and hide, rename, export, delete, add.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::journal::OperationKind;
use crate::domain::almanac::trash;
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::i18n::Messages;
use crate::present::page::calendars::{CalendarRow, calendars_page};
use crate::present::route::path::{ExportOf, Path};
use crate::state::app::AppState;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::actions::ensure_all_loaded;
use crate::ui::components::calendar_dialog::{CalendarDialog, CalendarDraft};
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

/// The id of the list, which takes the focus when a calendar in it is gone.
const LIST: &str = "calendar-list";

/// Shows the calendars.
#[component]
pub fn CalendarsPage() -> impl IntoView {
    let ui = use_ui();
    ensure_all_loaded(ui);
    let draft = RwSignal::new(None::<CalendarDraft>);
    let rows = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| calendars_page(almanac, &viewer))
    });
    let is_bare = Memo::new(move |_| rows.read().is_empty());
    let add = move |_| {
        draft.set(Some(CalendarDraft {
            opened: None,
            is_overtaken: false,
            title: String::new(),
            color: Color::free(rows.read_untracked().iter().map(|row| row.color)),
            fiscal: None,
            holidays: Arc::default(),
        }));
    };
    view! {
        <TopBar title=ui.messages().calendars_title() takes_focus=true/>
        <div class="content calendars">
            <Show when=move || is_bare.get()>
                <p class="nothing">{ui.messages().calendars_none()}</p>
            </Show>
            <Show when=move || !is_bare.get()>
                <ul class="list" id=LIST tabindex="-1" aria-label=ui.messages().calendars_title()>
                    <For each=move || rows.get() key=|row| row.id.clone() let(row)>
                        <CalendarItem first=row rows=rows draft=draft/>
                    </For>
                </ul>
            </Show>
            <div class="buttons">
                <button class="button" data-look="primary" aria-haspopup="dialog" on:click=add>
                    <IconView icon=Icon::Add/>
                    {ui.messages().calendar_add()}
                </button>
                <a class="button" href=Path::Import.format()>
                    <IconView icon=Icon::Import/>
                    {ui.messages().import_title()}
                </a>
                <Show when=move || !is_bare.get()>
                    <a class="button" href=Path::Export(ExportOf::Chosen).format()>
                        <IconView icon=Icon::Share/>
                        {ui.messages().export_title()}
                    </a>
                </Show>
            </div>
        </div>
        <CalendarDialog draft=draft/>
    }
}

/// Shows one calendar. Its parts change in place, so that the focus stays on its switch.
#[component]
fn CalendarItem(
    /// The calendar when it was added to the list.
    first: CalendarRow,
    /// The calendars.
    rows: Memo<Vec<CalendarRow>>,
    /// The unsaved values of the form; setting them opens it.
    draft: RwSignal<Option<CalendarDraft>>,
) -> impl IntoView {
    let ui = use_ui();
    let (id, export_path) = (first.id.clone(), first.export_path.clone());
    let row = Memo::new(move |before: Option<&CalendarRow>| {
        let now = rows.read().iter().find(|row| row.id == first.id).cloned();
        // While the item is being removed, it shows its last content.
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let named = move |what: fn(&'static dyn Messages) -> &'static str| {
        move || ui.messages().named(what(ui.messages()), &row.read().title)
    };
    let (edited, toggled, deleted) = (id.clone(), id.clone(), id);
    let edit = move |_| {
        let calendar = ui.state.almanac.with_untracked(|all| all.calendars().get(&edited).cloned());
        if let Some(calendar) = calendar {
            draft.set(Some(CalendarDraft::of(calendar)));
        }
    };
    let toggle = move |event: MouseEvent| {
        // The switch changes after the change is saved, not before.
        event.prevent_default();
        show_or_hide(ui, &toggled);
    };
    let count = move || row.get().count_text.unwrap_or_else(|| ui.messages().loading().to_owned());
    let is_shown = Memo::new(move |_| row.read().is_shown);
    let description = Memo::new(move |_| row.read().description.trim().to_owned());
    let shown = move || {
        let messages = ui.messages();
        if is_shown.get() { messages.calendar_shown() } else { messages.calendar_hidden() }
    };
    view! {
        <li class="calendar" data-color=move || row.read().color.slug() data-shown=move || is_shown.get().to_string()>
            <div class="head">
                <span class="swatch"></span>
                <h2 class="title">{move || row.read().title.clone()}</h2>
                <label class="switch">
                    <input type="checkbox" role="switch" prop:checked=is_shown aria-label=named(<dyn Messages>::calendar_shown) on:click=toggle/>
                    <span aria-hidden="true">{shown}</span>
                </label>
            </div>
            <p class="details">
                <span>{count}</span>
                <span>{move || row.read().origin}</span>
                <span>{move || row.read().color_label}</span>
            </p>
            {move || (!description.read().is_empty()).then(|| view! { <p class="description">{description.get()}</p> })}
            <div class="acts">
                <button class="button" data-look="quiet" aria-haspopup="dialog" aria-label=named(<dyn Messages>::edit) on:click=edit>
                    <IconView icon=Icon::Edit/>
                    {ui.messages().edit()}
                </button>
                <a class="button" data-look="quiet" href=export_path aria-label=named(<dyn Messages>::nav_export)>
                    <IconView icon=Icon::Share/>
                    {ui.messages().nav_export()}
                </a>
                <button class="button" data-look="quiet" aria-label=named(<dyn Messages>::delete) on:click=move |_| delete(ui, deleted.clone())>
                    <IconView icon=Icon::Delete/>
                    {ui.messages().delete()}
                </button>
            </div>
        </li>
    }
}

fn show_or_hide(ui: Ui, id: &CalendarId) {
    let calendar = ui.state.almanac.with_untracked(|almanac| almanac.calendars().get(id).cloned());
    let Some(calendar) = calendar else { return };
    let (is_shown, title) = (!calendar.is_shown, calendar.facts.title);
    let id = id.clone();
    let plan = move |almanac: &Almanac| match almanac.calendars().get(&id) {
        Some(now) if now.is_shown != is_shown => {
            Change::calendar(id.clone(), Some(Calendar { is_shown, ..now.clone() }))
        }
        Some(_) | None => Change::default(),
    };
    let edit = PlannedEdit::new(OperationKind::EditCalendar, title, Needs::Calendars, plan);
    ui.commit(edit, |_| {});
}

/// Moves a calendar with its events into the trash. All of its events must be loaded, because the change names them.
fn delete(ui: Ui, id: CalendarId) {
    run_to_end(async move {
        if let Err(problem) = ui.state.whole().await {
            return ui.show_problem(problem);
        }
        let calendar = ui.state.almanac.with_untracked(|all| all.calendars().get(&id).cloned());
        let Some(title) = calendar.map(|calendar| calendar.facts.title) else { return };
        let now = AppState::utc_now();
        let plan = move |almanac: &Almanac| trash::delete_calendar(almanac, &id, now);
        let act = OperationKind::DeleteCalendar;
        let edit = PlannedEdit::new(act, title.clone(), Needs::Everything, plan);
        ui.commit(edit, move |operation| {
            navigation::focus(LIST);
            let said = ui.messages().calendar_trashed(&title, operation.1.event_count);
            ui.say_undoable(said, operation);
        });
    });
}
