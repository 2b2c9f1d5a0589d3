//! The page of an organisation.

use leptos::prelude::*;

use crate::domain::almanac::journal::OperationKind;
use crate::domain::directory::doubles::organizations_like;
use crate::domain::directory::item::DirectoryId;
use crate::domain::directory::merging::merged_organizations;
use crate::domain::id::OrganizationId;
use crate::i18n::Messages;
use crate::present::page::directory::organization::{OrganizationDetails, organization_details};
use crate::present::page::directory::people::PersonRow;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

use super::edit::{delete, edit};
use super::{NotThere, keep_directory};

/// Shows an organisation.
#[component]
pub fn OrganizationPage(
    /// The organisation.
    id: OrganizationId,
) -> impl IntoView {
    let ui = use_ui();
    let is_there = keep_directory(ui);
    let id = StoredValue::new(id);
    let details = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| {
            let directory = almanac.directory();
            let organization = id.with_value(|id| directory.organization(id))?;
            Some(organization_details(organization, directory, &viewer))
        })
    });
    let is_known = Memo::new(move |_| details.read().is_some());
    let list = || DirectoryPath::Organizations(String::new());
    view! {
        <Show
            when=move || is_known.get()
            fallback=move || view! { <NotThere is_there=is_there list=list()/> }
        >
            <Known id=id details=details/>
        </Show>
    }
}

/// Shows an organisation that is there.
#[component]
fn Known(
    /// The organisation.
    id: StoredValue<OrganizationId>,
    /// What is known.
    details: Memo<Option<OrganizationDetails>>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let edit_path = Path::Directory(DirectoryPath::EditOrganization(id.get_value())).format();
    let name = Signal::derive(move || {
        details.read().as_ref().map(|it| it.name.clone()).unwrap_or_default()
    });
    let remove = move |_| {
        let id = DirectoryId::Organization(id.get_value());
        delete(ui, id, name.get_untracked(), DirectoryPath::Organizations(String::new()));
    };
    view! {
        <TopBar title=name has_back=true takes_focus=true>
            <a class="button" data-look="bar" href=edit_path aria-label=messages.edit()><IconView icon=Icon::Edit/></a>
        </TopBar>
        <div class="content directory-item">
            {move || details.get().map(|details| facts(details, messages))}
            <Doubles id=id/>
            <div class="buttons">
                <button class="button" data-look="danger" on:click=remove>
                    <IconView icon=Icon::Delete/>
                    {messages.delete()}
                </button>
            </div>
        </div>
    }
}

fn facts(details: OrganizationDetails, messages: &'static dyn Messages) -> impl IntoView {
    let OrganizationDetails { name: _, facts, parent, phone, email, parts, people } = details;
    let fact = |(label, text): (&'static str, String)| {
        view! { <div><dt>{label}</dt><dd>{text}</dd></div> }
    };
    let page = |(name, path): (String, String)| view! { <a href=path>{name}</a> };
    let reached = |label: &'static str, scheme: &str, text: String| {
        let address = format!("{scheme}:{text}");
        (!text.is_empty())
            .then(|| view! { <div><dt>{label}</dt><dd><a href=address>{text}</a></dd></div> })
    };
    let person = |PersonRow { path, name, reading, of }: PersonRow| {
        view! { <li><a href=path><strong>{name}</strong> <span class="soft">{reading}</span> <span class="soft">{of}</span></a></li> }
    };
    let count = messages.people(people.len());
    view! {
        <dl class="known">
            {facts.into_iter().map(fact).collect_view()}
            {parent.map(|parent| view! { <div><dt>{messages.organization_parent()}</dt><dd>{page(parent)}</dd></div> })}
            {reached(messages.person_phone(), "tel", phone)}
            {reached(messages.person_email(), "mailto", email)}
        </dl>
        {(!parts.is_empty()).then(|| view! {
            <section class="parts">
                <h2>{messages.organization_parts()}</h2>
                <ul>{parts.into_iter().map(|part| view! { <li>{page(part)}</li> }).collect_view()}</ul>
            </section>
        })}
        <section class="members">
            <h2>{messages.organization_people()} " " <span class="soft">{count}</span></h2>
            <ul>{people.into_iter().map(person).collect_view()}</ul>
        </section>
    }
}

/// Shows organisations that have a name in common with this one, each with a button that merges them.
#[component]
fn Doubles(
    /// The organisation.
    id: StoredValue<OrganizationId>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let doubles = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| {
            let directory = almanac.directory();
            let organization = id.with_value(|id| directory.organization(id));
            let like = organization.into_iter().flat_map(|it| organizations_like(directory, it));
            like.map(|it| (it.id.clone(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let merge = move |other: OrganizationId, name: String| {
        let (kept, at) = (id.get_value(), AppState::utc_now());
        let edit = edit(OperationKind::MergeInDirectory, name, move |directory| {
            merged_organizations(directory, &kept, &other, at)
        });
        ui.commit(edit, move |done| ui.say_undoable(messages.directory_merged(), done));
    };
    let item = move |(other, name): (OrganizationId, String)| {
        let path = Path::Directory(DirectoryPath::Organization(other.clone())).format();
        let label = messages.named(messages.directory_merge(), &name);
        let subject = name.clone();
        view! {
            <li>
                <a href=path><strong>{name}</strong></a>
                <button class="button" data-look="quiet" aria-label=label on:click=move |_| merge(other.clone(), subject.clone())>
                    {messages.directory_merge()}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !doubles.read().is_empty()>
            <section class="doubles">
                <h2>{messages.organization_doubles()}</h2>
                <p class="hint">{messages.directory_merge_hint()}</p>
                <ul>{move || doubles.get().into_iter().map(item).collect_view()}</ul>
            </section>
        </Show>
    }
}
