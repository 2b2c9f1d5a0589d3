//! The list of people.

use leptos::html;
use leptos::prelude::*;

use crate::domain::directory::people_index::PeopleIndex;
use crate::present::page::directory::people::{PeopleGroup, PeopleList, PersonRow, people_list};
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::navigation;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::drawing::{Tag, keep_drawn};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::elements::sentinel::Sentinel;
use crate::ui::scope::Scope;

use super::{ListHead, keep_directory};

/// How many people are drawn at first, and added when the end comes near.
const SHOWN_AT_ONCE: usize = 100;

/// Shows the list of people.
#[component]
pub fn PeoplePage(
    /// The words that are searched for.
    words: String,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let is_there = keep_directory(ui);
    let words = RwSignal::new(words);
    let most = RwSignal::new(SHOWN_AT_ONCE);
    let index =
        Memo::new(move |_| ui.state.almanac.with(|almanac| PeopleIndex::of(almanac.directory())));
    let list = Memo::new(move |_| {
        let viewer = ui.viewer();
        let (words, most) = (words.get(), most.get());
        ui.state
            .almanac
            .with(|almanac| people_list(almanac.directory(), &index.read(), &words, most, &viewer))
    });
    // Resets how many people are shown: a list for other words begins at the top.
    Effect::new(move |before: Option<()>| {
        words.track();
        if before.is_some() {
            most.set(SHOWN_AT_ONCE);
        }
    });
    let groups = NodeRef::<html::Div>::new();
    keep_drawn(groups, move || groups_tag(&list.read()));
    let count = Memo::new(move |_| list.read().count);
    let status = move || match (count.get(), is_there.get()) {
        (_, false) => messages.loading().to_owned(),
        (0, true) if words.read().trim().is_empty() => messages.people_none().to_owned(),
        (0, true) => messages.directory_none_found().to_owned(),
        (count, true) => messages.people(count),
    };
    let has_more = Memo::new(move |_| list.read().has_more);
    let more = Callback::new(move |()| {
        if has_more.get_untracked() {
            most.update(|most| *most += SHOWN_AT_ONCE);
        }
    });
    view! {
        <TopBar title=messages.people_title() has_back=true takes_focus=true>
            <a class="button" data-look="bar" href=Path::Directory(DirectoryPath::NewPerson).format() aria-label=messages.person_add()>
                <IconView icon=Icon::Add/>
            </a>
        </TopBar>
        <div class="content directory">
            <ListHead path=DirectoryPath::People words=words label=messages.people_search()/>
            <p class="count" role="status">{status}</p>
            <Letters list=list most=most/>
            <div class="groups" node_ref=groups></div>
            <Show when=move || has_more.get()><Sentinel on_near=more/></Show>
        </div>
    }
}

/// Shows the letters of the syllabary, each leading to its people.
#[component]
fn Letters(
    /// The list.
    list: Memo<PeopleList>,
    /// How many people are shown.
    most: RwSignal<usize>,
) -> impl IntoView {
    let messages = use_ui().messages();
    let letters = Memo::new(move |_| list.read().letters.clone());
    let scope = Scope::here();
    let letter = move |(letter, place): (String, usize)| {
        let id = group_id(&letter);
        let go = move |_| {
            // The people of the letter may not be drawn yet.
            most.update(|most| *most = (*most).max(place + SHOWN_AT_ONCE));
            let id = id.clone();
            scope.next_frame(move || navigation::focus(&id));
        };
        view! { <li><button type="button" on:click=go>{letter}</button></li> }
    };
    view! {
        <Show when=move || { letters.read().len() > 1 }>
            <nav class="letters" aria-label=messages.people_letters()>
                <ul>{move || letters.get().into_iter().map(letter).collect_view()}</ul>
            </nav>
        </Show>
    }
}

fn group_id(letter: &str) -> String {
    format!("people-{letter}")
}

fn groups_tag(list: &PeopleList) -> Tag {
    let group = |PeopleGroup { letter, rows }: &PeopleGroup| {
        let heading = Tag::new("h2").with("id", group_id(letter)).with("tabindex", "-1");
        let rows = Tag::new("ul").tags(rows.iter().map(person_tag));
        Tag::new("section").with("class", "group").tags([heading.text(letter), rows])
    };
    Tag::new("div").with("class", "groups").tags(list.groups.iter().map(group))
}

/// Draws one person of a list as a link.
pub fn person_tag(row: &PersonRow) -> Tag {
    let PersonRow { path, name, reading, of } = row;
    let soft = |class: &str, text: &str| Tag::new("span").with("class", class).text(text);
    let link = Tag::new("a")
        .with("href", path)
        .tags([Tag::new("strong").text(name)])
        .tags((!reading.is_empty()).then(|| soft("reading", reading)))
        .tags((!of.is_empty()).then(|| soft("of", of)));
    Tag::new("li").tags([link])
}
