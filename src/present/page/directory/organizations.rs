//! The list of organisations: each below the one that it is a part of.

use crate::domain::directory::Directory;
use crate::domain::directory::organization::Organization;
use crate::domain::id::OrganizationId;
use crate::domain::search::fold::fold;
use crate::domain::search::order::Order;
use crate::domain::search::query::SearchQuery;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::present::text::organization::{size_text, sort_label};
use crate::present::viewer::Viewer;

/// How deep a list is indented at most.
const DEEPEST: usize = 4;

/// One organisation in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationRow {
    /// The address of its page.
    pub path: String,
    /// The name by which lists show it; never empty.
    pub name: String,
    /// The formal name, if it is another.
    pub formal: String,
    /// 単組・本部加盟組織・関東・1,240人（2024年10月1日）.
    pub facts: String,
    /// How many people of the directory are in it.
    pub people: String,
    /// How deep it stands below others; 0 for one that is part of none.
    pub depth: usize,
}

/// Builds the list of the organisations in whose names every word is found. Without words, parts stand below their whole.
pub fn organization_list(
    directory: &Directory,
    words: &str,
    viewer: &Viewer,
) -> Vec<OrganizationRow> {
    let query = SearchQuery::new(words);
    let mut all: Vec<&Organization> = directory.organizations().collect();
    all.sort_by_cached_key(|it| (Order::of(written(it)), it.id.clone()));
    let counts = people_counts(directory);
    let row = |it: &Organization, depth| row(it, depth, counts.get(&it.id).copied(), viewer);
    if !query.is_empty() {
        let has_all = |it: &&&Organization| {
            let names = it.names().flat_map(|name| [fold(name).units(), &[0]].concat());
            let units: Vec<u16> = names.chain(fold(&it.reading).units().iter().copied()).collect();
            query.is_all_in(&units)
        };
        return all.iter().filter(has_all).map(|it| row(it, 0)).collect();
    }
    in_tree(&all).into_iter().map(|(it, depth)| row(it, depth)).collect()
}

/// Returns the organisations with their parts below them. One whose whole is unknown, or that is a part of itself, stands
/// at the top.
fn in_tree<'a>(all: &[&'a Organization]) -> Vec<(&'a Organization, usize)> {
    let known: SortedSet<&OrganizationId> = all.iter().map(|it| &it.id).collect();
    let mut parts: SortedMap<&OrganizationId, Vec<&Organization>> = SortedMap::new();
    let mut tops = Vec::new();
    for it in all {
        match it.parent.as_ref().filter(|parent| known.contains(*parent)) {
            Some(parent) => parts.get_or_default(parent).push(it),
            None => tops.push(*it),
        }
    }
    let mut listed: SortedSet<&OrganizationId> = SortedSet::new();
    let mut rows = Vec::new();
    // Those in a circle are reached from no top.
    for top in tops.into_iter().chain(all.iter().copied()) {
        let mut waiting = vec![(top, 0)];
        while let Some((it, depth)) = waiting.pop() {
            if !listed.insert(&it.id) {
                continue;
            }
            rows.push((it, depth));
            let below = parts.get(&it.id).into_iter().flatten().rev();
            waiting.extend(below.map(|part| (*part, (depth + 1).min(DEEPEST))));
        }
    }
    rows
}

fn row(it: &Organization, depth: usize, people: Option<usize>, viewer: &Viewer) -> OrganizationRow {
    let messages = viewer.messages;
    let name = it.shown_name().trim();
    let size = size_text(it.size, viewer);
    let facts = [sort_label(it.sort, messages), &it.affiliation, &it.region, &it.industry, &size];
    let facts = facts.into_iter().map(|text| text.trim().to_owned());
    let facts: Vec<String> = facts.filter(|text| !text.is_empty()).collect();
    OrganizationRow {
        path: Path::Directory(DirectoryPath::Organization(it.id.clone())).format(),
        name: if name.is_empty() { messages.nameless() } else { name }.to_owned(),
        formal: Some(it.name.trim()).filter(|formal| *formal != name).unwrap_or("").to_owned(),
        facts: facts.join(messages.dot()),
        people: people.map(|count| messages.people(count)).unwrap_or_default(),
        depth,
    }
}

/// Returns how many people are in each organisation.
fn people_counts(directory: &Directory) -> SortedMap<&OrganizationId, usize> {
    let mut counts: SortedMap<&OrganizationId, usize> = SortedMap::new();
    for id in directory.people().flat_map(|person| &person.organizations) {
        *counts.get_or_default(id) += 1;
    }
    counts
}

fn written(it: &Organization) -> &str {
    if it.reading.trim().is_empty() { it.shown_name() } else { &it.reading }
}
