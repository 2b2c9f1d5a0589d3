//! The list of organisations.

use leptos::html;
use leptos::prelude::*;

use crate::present::page::directory::organizations::{OrganizationRow, organization_list};
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::drawing::{Tag, keep_drawn};
use crate::ui::elements::icon::{Icon, IconView};

use super::{ListHead, keep_directory};

/// Shows the list of organisations.
#[component]
pub fn OrganizationsPage(
    /// The words that are searched for.
    words: String,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let is_there = keep_directory(ui);
    let words = RwSignal::new(words);
    let rows = Memo::new(move |_| {
        let viewer = ui.viewer();
        let words = words.get();
        ui.state.almanac.with(|almanac| organization_list(almanac.directory(), &words, &viewer))
    });
    let list = NodeRef::<html::Ul>::new();
    keep_drawn(list, move || {
        Tag::new("ul").with("class", "tree").tags(rows.read().iter().map(row_tag))
    });
    let status = move || match (rows.read().len(), is_there.get()) {
        (_, false) => messages.loading().to_owned(),
        (0, true) if words.read().trim().is_empty() => messages.organizations_none().to_owned(),
        (0, true) => messages.directory_none_found().to_owned(),
        (count, true) => messages.organizations(count),
    };
    view! {
        <TopBar title=messages.organizations_title() has_back=true takes_focus=true>
            <a class="button" data-look="bar" href=Path::Directory(DirectoryPath::NewOrganization).format() aria-label=messages.organization_add()>
                <IconView icon=Icon::Add/>
            </a>
        </TopBar>
        <div class="content directory">
            <ListHead path=DirectoryPath::Organizations words=words label=messages.organizations_search()/>
            <p class="count" role="status">{status}</p>
            <ul node_ref=list></ul>
        </div>
    }
}

/// Draws one organisation as a link, as deep below others as it is a part of them.
fn row_tag(row: &OrganizationRow) -> Tag {
    let OrganizationRow { path, name, formal, facts, people, depth } = row;
    let soft = |class: &str, text: &str| {
        let is_said = !text.is_empty();
        is_said.then(|| Tag::new("span").with("class", class).text(text))
    };
    let link = Tag::new("a")
        .with("href", path)
        .tags([Tag::new("strong").text(name)])
        .tags(soft("reading", formal))
        .tags(soft("of", facts))
        .tags(soft("of", people));
    Tag::new("li").with("data-depth", depth).tags([link])
}
