//! The history of operations, newest first, and how to undo them.

use leptos::prelude::*;

use crate::domain::almanac::journal::OperationKind;
use crate::present::page::history::{OperationRow, history_page};
use crate::present::route::path::Path;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the history of operations.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let ui = use_ui();
    let rows = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.operations.with(|operations| {
            history_page(operations.iter().map(|(_, operation)| operation), &viewer)
        })
    });
    let is_bare = Memo::new(move |_| rows.read().is_empty());
    let newest = move || rows.read().first().map(|row| row.text.clone());
    view! {
        <TopBar title=ui.messages().history_title() has_back=true takes_focus=true/>
        <div class="content history">
            <Show when=move || !is_bare.get() fallback=move || view! { <p class="nothing">{ui.messages().history_none()}</p> }>
                <p id="history-hint">{ui.messages().history_hint()}</p>
                <div class="newest">
                    <p>{newest}</p>
                    <button class="button" data-look="primary" aria-describedby="history-hint" on:click=move |_| ui.undo(None)>
                        <IconView icon=Icon::Undo/>
                        {ui.messages().history_undo_newest()}
                    </button>
                </div>
                <ol class="rows" aria-label=ui.messages().history_title()>
                    {move || rows.get().into_iter().map(|row| view! { <Operation row=row/> }).collect_view()}
                </ol>
            </Show>
            <p class="buttons">
                <a class="button" href=Path::Trash.format()>
                    <IconView icon=Icon::Delete/>
                    {ui.messages().trash_open()}
                </a>
            </p>
        </div>
    }
}

/// Shows one operation.
#[component]
fn Operation(
    /// The content of the row.
    row: OperationRow,
) -> impl IntoView {
    view! {
        <li class="deed" data-newest=row.is_newest.to_string()>
            <IconView icon=icon(row.act)/>
            <p class="text">{row.text}</p>
            <p class="details">
                <span>{row.time_text}</span>
                {row.count_text.map(|count| view! { <span>{count}</span> })}
            </p>
        </li>
    }
}

fn icon(act: OperationKind) -> Icon {
    match act {
        OperationKind::Import => Icon::Import,
        OperationKind::Restore => Icon::Shield,
        OperationKind::AddEvent | OperationKind::AddCalendar | OperationKind::AddToDirectory => {
            Icon::Add
        }
        OperationKind::EditEvent | OperationKind::EditCalendar | OperationKind::EditDirectory => {
            Icon::Edit
        }
        OperationKind::MergeInDirectory => Icon::People,
        OperationKind::DeleteEvent
        | OperationKind::DeleteFromDirectory
        | OperationKind::DeleteCalendar
        | OperationKind::Erase
        | OperationKind::EmptyTrash => Icon::Delete,
        OperationKind::RestoreEvent
        | OperationKind::RestoreCalendar
        | OperationKind::RestoreToDirectory
        | OperationKind::Undo => Icon::Undo,
        OperationKind::Mark => Icon::Star,
    }
}
