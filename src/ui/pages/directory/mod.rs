//! The directory: people and organisations, each with a list, a page and a form.

pub mod edit;
pub mod form;
pub mod organization;
pub mod organization_form;
pub mod organizations;
pub mod people;
pub mod person;
pub mod person_form;

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::navigation;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::scope::{Scope, run_to_end};

/// The time without changes before the address is updated.
const ADDRESS_PAUSE: Duration = Duration::from_millis(250);

/// Draws a page of the directory.
pub fn page(path: DirectoryPath) -> AnyView {
    match path {
        DirectoryPath::People(words) => view! { <people::PeoplePage words=words/> }.into_any(),
        DirectoryPath::Person(id) => view! { <person::PersonPage id=id/> }.into_any(),
        DirectoryPath::EditPerson(id) => {
            view! { <person_form::EditPersonPage id=Some(id)/> }.into_any()
        }
        DirectoryPath::NewPerson => view! { <person_form::EditPersonPage id=None/> }.into_any(),
        DirectoryPath::Organizations(words) => {
            view! { <organizations::OrganizationsPage words=words/> }.into_any()
        }
        DirectoryPath::Organization(id) => {
            view! { <organization::OrganizationPage id=id/> }.into_any()
        }
        DirectoryPath::EditOrganization(id) => {
            view! { <organization_form::EditOrganizationPage id=Some(id)/> }.into_any()
        }
        DirectoryPath::NewOrganization => {
            view! { <organization_form::EditOrganizationPage id=None/> }.into_any()
        }
    }
}

/// Loads the directory, also after another tab has changed it. Returns whether it is loaded.
fn keep_directory(ui: Ui) -> Memo<bool> {
    let is_there = Memo::new(move |_| ui.state.almanac.with(Almanac::has_directory));
    // Talks to the database.
    Effect::new(move |_| {
        if !is_there.get() {
            run_to_end(async move { ui.report(ui.state.directory().await) });
        }
    });
    is_there
}

/// Shows the links to the lists, and the field for the words that are searched for.
#[component]
fn ListHead(
    /// Returns the address of this list with some words.
    path: fn(String) -> DirectoryPath,
    /// The words.
    words: RwSignal<String>,
    /// What the field is called.
    label: &'static str,
) -> impl IntoView {
    let messages = use_ui().messages();
    let is_people = matches!(path(String::new()), DirectoryPath::People(_));
    let link = |is_this: bool, to: DirectoryPath, text: &'static str| {
        let current = is_this.then_some("page");
        view! { <li><a href=Path::Directory(to).format() aria-current=current>{text}</a></li> }
    };
    // Talks to the address bar, once nothing has changed for a while.
    Effect::new(move |before: Option<()>| {
        let words = words.get();
        if before.is_some() {
            Scope::here().after(ADDRESS_PAUSE, move || {
                let bare = Path::Directory(path(String::new())).format();
                // The address may already name another page, which is about to be drawn.
                if navigation::is_at(&bare) {
                    navigation::replace(&Path::Directory(path(words)).format());
                }
            });
        }
    });
    let initial = words.get_untracked();
    view! {
        <nav class="lists" aria-label=messages.directory_lists()>
            <ul>
                {link(is_people, DirectoryPath::People(String::new()), messages.people_title())}
                {link(!is_people, DirectoryPath::Organizations(String::new()), messages.organizations_title())}
            </ul>
        </nav>
        <div class="field">
            <input
                type="search"
                prop:value=initial
                aria-label=label
                placeholder=label
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                on:input=move |event| words.set(event_target_value(&event))
            />
        </div>
    }
}

/// Shows a text in place of an item that is not loaded yet, or not there.
#[component]
fn NotThere(
    /// Whether the directory is loaded.
    is_there: Memo<bool>,
    /// The list of such items.
    list: DirectoryPath,
) -> impl IntoView {
    let messages = use_ui().messages();
    let list = Path::Directory(list).format();
    let words =
        move || if is_there.get() { messages.directory_not_found() } else { messages.loading() };
    view! {
        <TopBar title=Signal::derive(move || words().to_owned()) has_back=true takes_focus=true/>
        <div class="content">
            <p role="status">{words}</p>
            <p class="buttons"><a class="button" href=list.clone()>{messages.directory_to_list()}</a></p>
        </div>
    }
}
