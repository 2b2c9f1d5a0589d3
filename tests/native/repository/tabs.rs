//! Tabs over one store, in which people edit one event.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::{Change, Needs};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::journal::{Operation, OperationKind};
use tsudoi::domain::almanac::trash;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::event::place::Location;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::time::UtcTime;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::rows::{LinkForm, ParticipantForm};
use tsudoi::present::form::event::save::{EventSave, IfDeleted, SaveTrouble, SavedEvent, Subject};
use tsudoi::present::viewer::ZoneSource;
use tsudoi::repository::Repository;
use tsudoi::repository::commit::{Edit, NewOperation};

use crate::repository::world::{Dice, Page, ShakyStore, now};
use crate::support::sample;

/// One tab.
pub(crate) struct Tab {
    pub(crate) repository: Repository<ShakyStore>,
    pub(crate) page: Page,
    pub(crate) store: ShakyStore,
    pub(crate) number: u32,
}

pub(crate) fn at() -> UtcTime {
    UtcTime(date(2026, 6, 1).at(3, 0, 0, 0))
}

pub(crate) fn editing() -> Editing {
    Editing { at: at(), zone: None }
}

pub(crate) fn id() -> EventId {
    EventId::new("e")
}

/// An event with a place and a participant.
pub(crate) fn event() -> Event {
    let mut event =
        Event::new(id(), "執行委員会", sample::at(date(2026, 6, 3).at(18, 0, 0, 0), 120));
    let place = Location { name: "本館".to_owned(), ..Location::default() };
    event.locations.insert(LocalId::new("venue"), place);
    let person = Participant { name: "見本 花子".to_owned(), ..Participant::default() };
    event.participants.insert(LocalId::new("p"), person);
    event
}

/// A store with that event in a calendar, and that number of tabs that have loaded it.
pub(crate) fn tabs(dice: &Rc<Dice>, event: Event, count: u32) -> Vec<Tab> {
    let store = ShakyStore::new(dice);
    let mut first = tab(&store, 0);
    let calendar = CalendarId::new("c");
    let mut change = Change::entry(event.id.clone(), Some(Entry::local(event, calendar.clone())));
    let facts = CalendarFacts { title: "見本市職労".to_owned(), ..CalendarFacts::default() };
    change.calendars.insert(calendar.clone(), Some(Calendar::new(calendar, facts)));
    let mut plan = |_: &Almanac| Ok(change.clone());
    let edit = Edit::Plan { plan: &mut plan, needs: Needs::Calendars, operation: None };
    store.disk.changes.borrow_mut().insert("first".to_owned(), change.clone());
    now(first.repository.commit(&first.page, "first".to_owned(), edit)).expect("it is written");
    (1..=count).map(|number| tab(&store, number)).collect()
}

pub(crate) fn tab(store: &ShakyStore, number: u32) -> Tab {
    let (mut repository, page) = store.writer();
    now(repository.load(&page, |_| true)).expect("it loads");
    Tab { repository, page, store: store.clone(), number }
}

impl Tab {
    pub(crate) fn entry(&self) -> Entry {
        self.page.almanac.borrow().kept(&id()).expect("the event is there").clone()
    }

    pub(crate) fn form(&self) -> EventForm {
        let entry = self.entry();
        EventForm::of(&entry.event, &entry.calendar)
    }

    /// A save of the form that was opened as `before`.
    pub(crate) fn saving(&self, before: &EventForm, form: EventForm) -> EventSave {
        EventSave {
            subject: Subject::Event(Box::new(self.entry())),
            before: before.clone(),
            form,
            editing: editing(),
            zones: ZoneSource::default(),
            own_holidays: Arc::default(),
            new_id: EventId::new(format!("new {}", self.number)),
            first_calendar: Calendar::new(CalendarId::new("new"), CalendarFacts::default()),
            if_deleted: IfDeleted::Ask,
        }
    }

    /// Commits a save, and returns the recorded operation, or what the person is asked.
    pub(crate) async fn save(
        &mut self,
        save: EventSave,
    ) -> Result<Option<(u32, Operation)>, SaveTrouble> {
        let trouble = RefCell::new(None);
        let mut plan = |almanac: &Almanac| match save.planned(almanac) {
            Ok(SavedEvent { change, .. }) => {
                trouble.replace(None);
                change
            }
            Err(found) => {
                trouble.replace(Some(found));
                Change::default()
            }
        };
        let needs = Needs::Events(vec![id()]);
        let done = self.commit(OperationKind::EditEvent, needs, &mut plan).await;
        trouble.into_inner().map_or(Ok(done), Err)
    }

    pub(crate) async fn commit(
        &mut self,
        act: OperationKind,
        needs: Needs,
        plan: &mut dyn FnMut(&Almanac) -> Change,
    ) -> Option<(u32, Operation)> {
        let write = format!("{} {}", self.number, self.repository.revision());
        let disk = Rc::clone(&self.store.disk);
        let noted = write.clone();
        let mut plan = |almanac: &Almanac| {
            let change = plan(almanac);
            disk.changes.borrow_mut().insert(noted.clone(), change.clone());
            Ok(change)
        };
        let operation = Some(NewOperation { act, subject: write.clone(), at: at() });
        let edit = Edit::Plan { plan: &mut plan, needs, operation };
        let committed = self.repository.commit(&self.page, write, edit).await;
        committed.expect("nothing fails").and_then(|committed| committed.operation)
    }

    pub(crate) async fn undo(&mut self, (seq, operation): (u32, Operation)) -> bool {
        let write = format!("undo {} {}", self.number, self.repository.revision());
        let edit = Edit::Undo { seq, operation, at: at() };
        let committed = self.repository.commit(&self.page, write, edit).await;
        committed.expect("nothing fails").is_some()
    }

    pub(crate) async fn delete(&mut self) {
        let needs = Needs::Events(vec![id()]);
        let mut plan = |almanac: &Almanac| trash::delete_event(almanac, &id(), at());
        self.commit(OperationKind::DeleteEvent, needs, &mut plan).await;
    }
}

/// Writes a value into a field of a form.
pub(crate) fn write(form: &mut EventForm, field: &str, value: &str) {
    let value = value.to_owned();
    match field {
        "title" => form.title = value,
        "description" => form.description = value,
        "place" => form.places.first_mut().expect("it has one").name = value,
        "meeting" => form.meeting_time = format!("17:0{}", value.chars().last().unwrap_or('9')),
        "reply" => {
            let mut people = form.people.iter_mut();
            let person = people.find(|it| it.key.as_str() == "p").expect("they are there");
            let is_accepted = person.reply == Reply::Accepted;
            person.reply = if is_accepted { Reply::Declined } else { Reply::Accepted };
        }
        "new person" => {
            let blank = ParticipantForm::blank(LocalId::new(value.clone()));
            form.people.push(ParticipantForm { name: value, ..blank });
        }
        "audience" => form.details.audience = value,
        _ => {
            form.links.push(LinkForm {
                key: LocalId::new(value.clone()),
                name: value,
                address: "https://example.org/".to_owned(),
            });
        }
    }
}

/// Reads a field as text, to compare it.
pub(crate) fn read(form: &EventForm, field: &str) -> String {
    match field {
        "title" => form.title.clone(),
        "description" => form.description.clone(),
        "place" => format!("{:?}", form.places),
        "meeting" => form.meeting_time.clone(),
        "reply" => format!("{:?}", form.people.iter().find(|it| it.key.as_str() == "p")),
        "new person" => {
            let others = form.people.iter().filter(|it| it.key.as_str() != "p");
            format!("{:?}", others.collect::<Vec<_>>())
        }
        "audience" => form.details.audience.clone(),
        _ => format!("{:?}", form.links),
    }
}
