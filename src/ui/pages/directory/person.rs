//! The page of a person.

use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::directory::doubles::{Likeness, people_like};
use crate::domain::directory::item::DirectoryId;
use crate::domain::directory::merging::merged_people;
use crate::domain::id::PersonId;
use crate::i18n::Messages;
use crate::present::page::directory::people::{PersonRow, person_row};
use crate::present::page::directory::person::{
    OfficeRow, PersonDetails, person_details, person_events,
};
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::Scope;

use super::edit::{delete, edit};
use super::{NotThere, keep_directory};

/// How many events are shown at first, and added each time the button is pressed.
const EVENTS_AT_ONCE: usize = 30;

/// Shows a person.
#[component]
pub fn PersonPage(
    /// The person.
    id: PersonId,
) -> impl IntoView {
    let ui = use_ui();
    let is_there = keep_directory(ui);
    let id = StoredValue::new(id);
    let details = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| {
            let directory = almanac.directory();
            let person = id.with_value(|id| directory.person(id))?;
            Some(person_details(person, directory, &viewer))
        })
    });
    let is_known = Memo::new(move |_| details.read().is_some());
    view! {
        <Show
            when=move || is_known.get()
            fallback=move || view! { <NotThere is_there=is_there list=DirectoryPath::People(String::new())/> }
        >
            <Known id=id details=details/>
        </Show>
    }
}

/// Shows a person who is there.
#[component]
fn Known(
    /// The person.
    id: StoredValue<PersonId>,
    /// What is known.
    details: Memo<Option<PersonDetails>>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let edit_path = Path::Directory(DirectoryPath::EditPerson(id.get_value())).format();
    let name = Signal::derive(move || {
        details.read().as_ref().map(|it| it.name.clone()).unwrap_or_default()
    });
    let remove = move |_| {
        let id = DirectoryId::Person(id.get_value());
        delete(ui, id, name.get_untracked(), DirectoryPath::People(String::new()));
    };
    view! {
        <TopBar title=name has_back=true takes_focus=true>
            <a class="button" data-look="bar" href=edit_path aria-label=messages.edit()><IconView icon=Icon::Edit/></a>
        </TopBar>
        <div class="content directory-item">
            {move || details.get().map(|details| facts(details, messages))}
            <Doubles id=id/>
            <Events id=id/>
            <div class="buttons">
                <button class="button" data-look="danger" on:click=remove>
                    <IconView icon=Icon::Delete/>
                    {messages.delete()}
                </button>
            </div>
        </div>
    }
}

fn facts(details: PersonDetails, messages: &'static dyn Messages) -> impl IntoView {
    let PersonDetails {
        name: _,
        reading,
        organizations,
        offices,
        email,
        phone,
        address,
        note,
        agreed,
    } = details;
    let organizations = organizations.into_iter();
    let organizations =
        organizations.map(|(name, path)| view! { <li><a href=path>{name}</a></li> }).collect_view();
    let office = |OfficeRow { title, term, is_held }: OfficeRow| {
        view! {
            <li data-past=(!is_held).then_some("true")>
                <span>{title}</span>
                {(!term.is_empty()).then(|| view! { <span class="soft">{term}</span> })}
            </li>
        }
    };
    let has_offices = !offices.is_empty();
    let offices = offices.into_iter().map(office).collect_view();
    let line = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{text}</dd></div> })
    };
    let reached = |label: &'static str, scheme: &str, text: String| {
        let address = format!("{scheme}:{text}");
        (!text.is_empty())
            .then(|| view! { <div><dt>{label}</dt><dd><a href=address>{text}</a></dd></div> })
    };
    view! {
        {(!reading.is_empty()).then(|| view! { <p class="soft">{reading}</p> })}
        <dl class="known">
            <div><dt>{messages.person_memberships()}</dt><dd><ul>{organizations}</ul></dd></div>
            {has_offices.then(|| view! { <div><dt>{messages.person_offices()}</dt><dd><ul>{offices}</ul></dd></div> })}
            {reached(messages.person_phone(), "tel", phone)}
            {reached(messages.person_email(), "mailto", email)}
            {line(messages.directory_address(), address)}
            {line(messages.person_agreed(), agreed)}
            {line(messages.directory_note(), note)}
        </dl>
    }
}

/// Shows who may be the same person, with the reasons, and a button that merges them.
#[component]
fn Doubles(
    /// The person.
    id: StoredValue<PersonId>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let doubles = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| {
            let directory = almanac.directory();
            let person = id.with_value(|id| directory.person(id));
            let like = person.into_iter().flat_map(|person| people_like(directory, person));
            let row = |(person, reasons): (&crate::domain::directory::person::Person, _)| {
                (person.id.clone(), person_row(person, directory, &viewer), reasons)
            };
            like.map(row).collect::<Vec<_>>()
        })
    });
    let merge = move |other: PersonId, name: String| {
        let (kept, at) = (id.get_value(), AppState::utc_now());
        let edit = edit(OperationKind::MergeInDirectory, name, move |directory| {
            merged_people(directory, &kept, &other, at)
        });
        ui.commit(edit, move |done| ui.say_undoable(messages.directory_merged(), done));
    };
    let item = move |(other, row, reasons): (PersonId, PersonRow, _)| {
        let reasons = words(&reasons, messages);
        let label = messages.named(messages.directory_merge(), &row.name);
        let name = row.name.clone();
        view! {
            <li>
                <a href=row.path><strong>{row.name}</strong> <span class="soft">{row.of}</span></a>
                <span class="soft">{reasons}</span>
                <button class="button" data-look="quiet" aria-label=label on:click=move |_| merge(other.clone(), name.clone())>
                    {messages.directory_merge()}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !doubles.read().is_empty()>
            <section class="doubles">
                <h2>{messages.people_doubles()}</h2>
                <p class="hint">{messages.directory_merge_hint()}</p>
                <ul>{move || doubles.get().into_iter().map(item).collect_view()}</ul>
            </section>
        </Show>
    }
}

fn words(
    reasons: &crate::domain::sorted_set::SortedSet<Likeness>,
    messages: &dyn Messages,
) -> String {
    let word = |likeness: &Likeness| match likeness {
        Likeness::Name => messages.same_name(),
        Likeness::Reading => messages.same_reading(),
        Likeness::Organization => messages.same_organization(),
        Likeness::Email => messages.same_email(),
        Likeness::Phone => messages.same_phone(),
    };
    reasons.iter().map(word).collect::<Vec<_>>().join(messages.dot())
}

/// Shows the events that name the person.
#[component]
fn Events(
    /// The person.
    id: StoredValue<PersonId>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    // Talks to the database: all events are read.
    Effect::new(move |_| {
        Scope::here().spawn(async move { ui.report(ui.state.whole().await) });
    });
    let is_whole = Memo::new(move |_| ui.state.almanac.with(Almanac::is_whole));
    let events = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| {
            let person = id.with_value(|id| almanac.directory().person(id));
            person.map(|person| person_events(almanac, person, &viewer)).unwrap_or_default()
        })
    });
    let shown = RwSignal::new(EVENTS_AT_ONCE);
    let rows = move || events.get().into_iter().take(shown.get());
    let hidden = move || events.read().len().saturating_sub(shown.get());
    let nothing =
        move || if is_whole.get() { messages.person_no_events() } else { messages.loading() };
    view! {
        <section class="events">
            <h2>{messages.person_events()}</h2>
            <Show when=move || !events.read().is_empty() fallback=move || view! { <p class="soft" role="status">{nothing}</p> }>
                <ul>
                    {move || rows().map(|row| view! {
                        <li>
                            <a href=row.path><span class="soft">{row.when}</span> <strong>{unbroken_number(&row.title)}</strong></a>
                            {(!row.said.is_empty()).then(|| view! { <span class="soft">{row.said}</span> })}
                        </li>
                    }).collect_view()}
                </ul>
            </Show>
            <Show when=move || { hidden() > 0 }>
                <button class="button" data-wide="true" on:click=move |_| shown.update(|shown| *shown += EVENTS_AT_ONCE)>
                    {messages.show_more()}
                </button>
            </Show>
        </section>
    }
}
