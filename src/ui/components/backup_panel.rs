//! Backup and restore: the time of the last backup, and the buttons for both.

use leptos::html;
use leptos::prelude::*;

use crate::format::clock::parse_utc;
use crate::present::text::time;
use crate::state::session::Source;
use crate::ui::actions::open_files;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;
use crate::ui::ways::describe_saved;

/// Shows backup and restore.
#[component]
pub fn BackupPanel() -> impl IntoView {
    let ui = use_ui();
    let said = RwSignal::new(None::<String>);
    let last = Memo::new(move |_| {
        let at =
            ui.state.settings.with(|settings| settings.last_backup.as_deref().and_then(parse_utc));
        at.map(|at| time::moment(&ui.viewer(), at))
    });
    let since = Memo::new(move |_| {
        ui.state.settings.with(|settings| u64::from(settings.operations_since_backup))
    });
    let last_text = move || match last.get() {
        Some(when) => ui.messages().backup_last(&when),
        None => ui.messages().backup_never().to_owned(),
    };
    let since_text = move || {
        (last.read().is_some() && since.get() > 0)
            .then(|| ui.messages().backup_changes_since(since.get()))
    };
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        if let Some(source) = files.as_ref().and_then(Source::of_list) {
            open_files(ui, source);
        }
    };
    view! {
        <section class="panel">
            <h2>{ui.messages().backup_title()}</h2>
            <div class="box">
                <div class="backup-state">
                    <p><strong>{last_text}</strong></p>
                    {move || since_text().map(|text| view! { <p>{text}</p> })}
                    <p class="soft">{ui.messages().backup_advice()}</p>
                </div>
                <p>{ui.messages().backup_intro()}</p>
                <div class="buttons">
                    <button class="button" data-look="primary" on:click=move |_| save_backup(ui, said)>
                        <IconView icon=Icon::Save/>
                        {ui.messages().backup_make()}
                    </button>
                </div>
                <p class="said" role="status">{said}</p>
            </div>
            <div class="box">
                <h3>{ui.messages().restore_title()}</h3>
                <p>{ui.messages().restore_intro()}</p>
                <div class="buttons">
                    <button class="button" on:click=choose>
                        <IconView icon=Icon::Import/>
                        {ui.messages().restore_choose()}
                    </button>
                    <input type="file" hidden node_ref=input on:change=chosen aria-label=ui.messages().restore_choose()/>
                </div>
            </div>
        </section>
    }
}

/// Writes a backup, and reports the result in `said`.
pub fn save_backup(ui: Ui, said: RwSignal<Option<String>>) {
    let messages = ui.messages();
    // If the page has been left meanwhile, the report has no reader.
    let say = move |words: String| _ = said.try_set(Some(words));
    run_to_end(async move {
        let saved = ui.state.save_backup(messages.backup_file_stem()).await;
        if let Some(words) = describe_saved(&saved, messages) {
            say(words);
        }
    });
}
