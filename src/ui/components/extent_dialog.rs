//! Asks which instances of a series an edit applies to: this one, this and the following ones, or all.

use leptos::prelude::*;

use crate::domain::series::edit::Extent;
use crate::ui::context::use_ui;
use crate::ui::elements::dialog::Dialog;

/// Shows the question while there are choices.
#[component]
pub fn ExtentDialog(
    /// The question.
    title: &'static str,
    /// The choices; the dialog is closed while they are empty.
    extents: RwSignal<Vec<Extent>>,
    /// Called with the choice.
    on_choose: Callback<Extent>,
) -> impl IntoView {
    let ui = use_ui();
    let is_open = Signal::derive(move || !extents.read().is_empty());
    let close = Callback::new(move |()| extents.set(Vec::new()));
    let choice = move |extent: Extent| {
        let words = match extent {
            Extent::One => ui.messages().extent_one(),
            Extent::Following => ui.messages().extent_following(),
            Extent::All => ui.messages().extent_all(),
        };
        let choose = move |_| {
            close.run(());
            on_choose.run(extent);
        };
        view! { <button class="button" type="button" on:click=choose>{words}</button> }
    };
    view! {
        <Dialog is_open=is_open on_close=close title=title>
            <div class="extents">{extents.get().into_iter().map(choice).collect_view()}</div>
            <div class="buttons">
                <button class="button" type="button" data-look="quiet" on:click=move |_| close.run(())>{ui.messages().cancel()}</button>
            </div>
        </Dialog>
    }
}
