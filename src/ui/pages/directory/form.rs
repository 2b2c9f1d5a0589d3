//! What the forms of the directory have in common: opening with a draft, and the names of organisations to choose from.

use leptos::prelude::*;

use crate::domain::sorted_set::SortedSet;
use crate::format::stored::draft::StoredDraft;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::ui::context::{Ui, use_ui};
use crate::ui::scope::Scope;

use super::{NotThere, keep_directory};

/// The id of the list with the names of the organisations.
pub(super) const ORGANIZATION_NAMES: &str = "organization-names";

/// The values that a form opens with.
#[derive(Clone, Debug)]
pub(super) struct FormFound<F> {
    /// The values of the item as it is now.
    pub(super) form: F,
    /// Where its draft is kept.
    pub(super) location: String,
    /// The draft, if there is one.
    pub(super) draft: Option<StoredDraft>,
}

/// Shows a form after the directory and its draft are loaded. From then on it stays open, even if the item is deleted
/// elsewhere.
pub(super) fn opened_form<F: Clone + Send + Sync + 'static>(
    ui: Ui,
    path: DirectoryPath,
    list: DirectoryPath,
    find: impl Fn() -> Option<F> + Send + Sync + 'static,
    draw: impl Fn(FormFound<F>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    // A message about something else would cover the form.
    ui.toast.set(None);
    let is_there = keep_directory(ui);
    let location = Path::Directory(path).format();
    // `None` until the device has answered.
    let draft = RwSignal::new(None::<(String, Option<StoredDraft>)>);
    let hold = StoredValue::new_local(None);
    Scope::here().spawn(async move {
        let opened = ui.state.open_draft(&location).await;
        hold.set_value(opened.hold);
        draft.set(Some((opened.location, opened.found)));
    });
    let find = StoredValue::new(find);
    let is_open = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false)
            || (is_there.get()
                && draft.read().is_some()
                && find.with_value(|find| find().is_some()))
    });
    let open = move || {
        let form = untrack(|| find.with_value(|find| find()))?;
        let (location, draft) = draft.get_untracked()?;
        Some(draw(FormFound { form, location, draft }))
    };
    let open = ViewFn::from(open);
    view! {
        <Show when=move || is_open.get() fallback=move || view! { <NotThere is_there=is_there list=list.clone()/> }>
            {open.run()}
        </Show>
    }
}

/// Lists the names of the organisations, for fields that ask for one.
#[component]
pub(super) fn KnownOrganizations() -> impl IntoView {
    let ui = use_ui();
    let names: SortedSet<String> = ui.state.almanac.with_untracked(|almanac| {
        let all = almanac.directory().organizations();
        all.map(|it| it.shown_name().to_owned()).filter(|name| !name.is_empty()).collect()
    });
    let options = names.into_iter().map(|name| view! { <option value=name></option> });
    view! { <datalist id=ORGANIZATION_NAMES>{options.collect_view()}</datalist> }
}
