//! Files of Google, Apple and Microsoft are read, edited in the form, written, and read again: nothing is lost.

use std::fs;
use std::path::PathBuf;

use jiff::civil::date;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::Reply;
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::domain::series::repeat::TimeKind;
use tsudoi::domain::time::{UtcTime, Zone};
use tsudoi::format::export::Names;
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::present::form::event::apply::Editing;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::rows::ParticipantForm;

use crate::form::support::saved;
use crate::icalendar::corpora::{corpus, read};
use crate::icalendar::laws::written;

/// The most common makers of files, by words in the line that names the program.
const MAKERS: [&str; 3] = ["Google", "Apple", "Microsoft"];

/// Returns the files of one maker.
fn files_of(maker: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let is_of = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace("\r\n ", "").replace("\n ", "");
        let line = text.lines().find(|line| line.starts_with("PRODID")).map(str::to_owned);
        line.is_some_and(|line| line.contains(maker))
    };
    let read = |path: PathBuf| fs::read(&path).ok().map(|bytes| (path, bytes));
    corpus().into_iter().filter_map(|(_, path)| read(path)).filter(|(_, it)| is_of(it)).collect()
}

/// Makes the changes of a secretary in an event from another program.
fn edited(event: &Event) -> Event {
    let editing = Editing {
        at: UtcTime(date(2026, 11, 20).at(3, 0, 0, 0)),
        zone: Some(Zone("Asia/Tokyo".into())),
    };
    let before = EventForm::of(event, &CalendarId::new("c"));
    let mut form = before.clone();
    form.title = format!("{}（変更）", form.title.trim());
    let venue = form.places.first_mut().expect("there is a row to write into");
    "見本会館 3階, 第1会議室; 奥".clone_into(&mut venue.name);
    form.description = format!("{}\n持ち物：\\筆記用具, 「資料」", form.description);
    if form.time_kind == TimeKind::Timed {
        "09:15".clone_into(&mut form.meeting_time);
    }
    let blank = ParticipantForm::blank(LocalId::new("0b0c7b1e-1111-4222-8333-444455556666"));
    form.people.push(ParticipantForm {
        name: "見本 花子".to_owned(),
        reply: Reply::Accepted,
        ..blank
    });
    saved(&form, &before, event.clone(), &editing).expect("nothing is wrong with the edits")
}

#[test]
fn an_edited_event_of_another_program_comes_back_as_it_was_edited() {
    for maker in MAKERS {
        let (mut files, mut events) = (0, 0);
        for (path, bytes) in files_of(maker) {
            let Ok(decoded) = read(&bytes) else { continue };
            files += 1;
            for collection in decoded.collections.clone() {
                let blank = Calendar::new(CalendarId::new("c"), CalendarFacts::default());
                let changed: Vec<Event> = collection.events.iter().map(edited).collect();
                events += changed.len();
                let out = Collection {
                    calendar: Some(collection.calendar.unwrap_or(blank)),
                    events: changed,
                    deleted: collection.deleted,
                };
                let text = written(std::slice::from_ref(&out), Names::With);
                let again = read(text.as_bytes()).expect("what we write is readable");
                for issue in &again.issues {
                    // A second rule is kept and reported each time; nothing else is reported.
                    let is_known = decoded.issues.iter().any(|known| known.reason == issue.reason);
                    assert!(is_known, "{issue:?} {}\n{text}", path.display());
                }
                assert_eq!(again.collections, vec![out], "{}\n{text}", path.display());
            }
        }
        println!("{maker}: {events} events of {files} files edited and read again");
        assert!(files == 0 || events > 5, "{maker} has files, and they have events");
    }
}
