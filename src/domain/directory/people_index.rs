//! The people of the directory in the order of lists, ready to be searched.
//!
//! It is made once for a state of the directory. Searching it folds nothing but the words.

use crate::domain::directory::Directory;
use crate::domain::directory::kana_row::KanaRow;
use crate::domain::directory::person::Person;
use crate::domain::id::PersonId;
use crate::domain::search::fold::fold;
use crate::domain::search::order::Order;
use crate::domain::search::query::SearchQuery;

/// The people in order: by reading in 五十音, and behind them by name who has a name in kanji and no reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleIndex {
    people: Vec<IndexedPerson>,
}

/// The place of a person in a list: whether there is no reading, the reading, and the name.
pub type ListPlace = (bool, Order, Order);

/// One person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedPerson {
    /// The person.
    pub id: PersonId,
    /// The part of the list that this person is in.
    pub row: KanaRow,
    place: ListPlace,
    /// The name, the reading and the names of the organisations, folded, each followed by a 0.
    units: Vec<u16>,
}

impl PeopleIndex {
    /// Indexes people with the organisations of a directory.
    pub fn of(directory: &Directory) -> Self {
        let mut people: Vec<_> = directory.people().map(|it| indexed(it, directory)).collect();
        people.sort_unstable_by(|a, b| (&a.place, &a.id).cmp(&(&b.place, &b.id)));
        Self { people }
    }

    /// Returns those in whom every word is found, in order; everyone if there are no words.
    pub fn find(&self, query: &SearchQuery) -> Vec<&IndexedPerson> {
        self.people.iter().filter(|person| query.is_all_in(&person.units)).collect()
    }
}

/// Returns the place of a person in a list.
pub fn list_place(person: &Person) -> ListPlace {
    let written = person.written_reading();
    (KanaRow::of(written) == KanaRow::Other, Order::of(written), Order::of(&person.name))
}

fn indexed(person: &Person, directory: &Directory) -> IndexedPerson {
    let mut units = Vec::new();
    let mut add = |text: &str| {
        units.extend_from_slice(fold(text).units());
        units.push(0);
    };
    add(&person.name);
    add(&person.reading);
    let organizations = person.organizations.iter().filter_map(|id| directory.organization(id));
    organizations.for_each(|organization| organization.names().for_each(&mut add));
    let row = KanaRow::of(person.written_reading());
    IndexedPerson { id: person.id.clone(), row, place: list_place(person), units }
}
