//! The directory in a store: it is written and read like entries, and needs no calendar.

use std::cell::RefCell;

use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::{Change, Needs};
use tsudoi::domain::almanac::journal::OperationKind;
use tsudoi::domain::directory::item::wanted;
use tsudoi::domain::directory::person::Person;
use tsudoi::domain::id::PersonId;
use tsudoi::domain::time::UtcTime;
use tsudoi::repository::Repository;
use tsudoi::repository::commit::{Edit, NewOperation};
use tsudoi::storage::memory::MemoryStore;
use tsudoi::storage::store::Opened;

use crate::repository::world::now;

fn opened(store: &MemoryStore) -> (Repository<MemoryStore>, RefCell<Almanac>) {
    let opened = Opened { store: store.clone(), outline: store.outlined() };
    let (repository, almanac) = Repository::open(opened).expect("it opens");
    (repository, RefCell::new(almanac))
}

#[test]
fn people_are_read_when_they_are_needed_and_need_no_calendar() {
    let store = MemoryStore::new();
    let person = Person::new(PersonId::new("p"), "見本 太郎");
    let change =
        Change { directory: [wanted(person.clone())].into_iter().collect(), ..Change::default() };
    let (mut repository, almanac) = opened(&store);
    let mut plan = |_: &Almanac| Ok(change.clone());
    let operation = NewOperation {
        act: OperationKind::AddToDirectory,
        subject: "見本 太郎".to_owned(),
        at: UtcTime(date(2026, 4, 1).at(0, 0, 0, 0)),
    };
    let edit = Edit::Plan { plan: &mut plan, needs: Needs::Directory, operation: Some(operation) };
    now(repository.commit(&almanac, "a".to_owned(), edit)).expect("it is written");
    let (mut again, almanac) = opened(&store);
    assert!(almanac.borrow().is_whole() && !almanac.borrow().has_directory());
    now(again.load(&almanac, |key| key.slot().is_none())).expect("it loads");
    assert_eq!(almanac.borrow().directory().person(&person.id), Some(&person));
    let damage = again.damage();
    assert!(!damage.has_calendars && damage.shards == 0, "{damage:?}");
}
