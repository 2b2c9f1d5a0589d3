//! The list of people, in the order of their readings, and what is searched for in it.

use crate::domain::directory::Directory;
use crate::domain::directory::kana_row::KanaRow;
use crate::domain::directory::people_index::PeopleIndex;
use crate::domain::directory::person::Person;
use crate::domain::search::query::SearchQuery;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::present::viewer::Viewer;

/// What the page of people shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleList {
    /// The people by the rows of the syllabary; only rows with people.
    pub groups: Vec<PeopleGroup>,
    /// How many people there are in all groups, shown or not.
    pub count: usize,
    /// The letters of all groups, shown or not, each with the number of people before it.
    pub letters: Vec<(String, usize)>,
    /// Whether there are more than are shown.
    pub has_more: bool,
}

/// The people of one row of the syllabary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleGroup {
    /// `あ`, `か`, `A`, or the words for names without a reading.
    pub letter: String,
    /// The people.
    pub rows: Vec<PersonRow>,
}

/// One person in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The address of their page.
    pub path: String,
    /// The name; never empty.
    pub name: String,
    /// The reading.
    pub reading: String,
    /// The organisation and the present office: `見本市職労・書記長`.
    pub of: String,
}

/// Builds the list of the first `most` people in whom every word is found.
pub fn people_list(
    directory: &Directory,
    index: &PeopleIndex,
    words: &str,
    most: usize,
    viewer: &Viewer,
) -> PeopleList {
    let found = index.find(&SearchQuery::new(words));
    let mut list =
        PeopleList { count: found.len(), has_more: found.len() > most, ..Default::default() };
    for (place, indexed) in found.into_iter().enumerate() {
        let letter = letter(indexed.row, viewer);
        if list.letters.last().is_none_or(|(last, _)| *last != letter) {
            list.letters.push((letter.clone(), place));
        }
        if place >= most {
            continue;
        }
        let Some(person) = directory.person(&indexed.id) else { continue };
        let row = person_row(person, directory, viewer);
        match list.groups.last_mut().filter(|group| group.letter == letter) {
            Some(group) => group.rows.push(row),
            None => list.groups.push(PeopleGroup { letter, rows: vec![row] }),
        }
    }
    list
}

/// Builds one row.
pub fn person_row(person: &Person, directory: &Directory, viewer: &Viewer) -> PersonRow {
    let name = person.name.trim();
    let organization = person.organizations.iter().find_map(|id| directory.organization(id));
    let office = person.offices_on(viewer.today).map(|office| office.title.trim());
    let of = organization.map(|it| it.shown_name().trim()).into_iter().chain(office);
    let of: Vec<&str> = of.filter(|text| !text.is_empty()).collect();
    PersonRow {
        path: Path::Directory(DirectoryPath::Person(person.id.clone())).format(),
        name: if name.is_empty() { viewer.messages.nameless() } else { name }.to_owned(),
        reading: person.reading.trim().to_owned(),
        of: of.join(viewer.messages.dot()),
    }
}

fn letter(row: KanaRow, viewer: &Viewer) -> String {
    match row {
        KanaRow::Latin => "A".to_owned(),
        KanaRow::Kana(letter) => letter.to_string(),
        KanaRow::Other => viewer.messages.people_without_reading().to_owned(),
    }
}
