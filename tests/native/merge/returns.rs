//! What this device handed on is the base of what comes back, in every form in which a file can be written.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::sorted_set::SortedSet;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::conversion::Conversion;
use tsudoi::format::export::{ExportRequest, ExportSelection, Names, handed_on, remembered};
use tsudoi::format::handout::written;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::preview::Class;

use crate::merge::notices::{imported, planned};
use crate::support::generate::merge::zones;
use crate::support::sample;

fn moment(day: i8) -> UtcTime {
    UtcTime(date(2024, 1, day).at(0, 0, 0, 0))
}

/// A session with a programme, people, places and links, made on this device.
fn here() -> Almanac {
    let mut session = sample::session();
    session.revision.updated = Some(moment(1));
    "打合せのあと".clone_into(&mut session.description);
    sample::almanac([sample::entry(session)])
}

fn order(names: Names) -> ExportRequest {
    let ids = SortedSet::from([CalendarId::new("union")]);
    ExportRequest {
        of: ExportSelection::Calendars { ids, days: None }, names, busy: "予定あり"
    }
}

/// Hands the calendar on; returns the file, as JSCalendar.
fn handed(almanac: &mut Almanac, names: Names) -> String {
    let order = order(names);
    let text = written(almanac, &order);
    let told = handed_on(almanac, &order);
    almanac.apply(remembered(almanac, &told));
    assert!(handed_on(almanac, &order).is_empty(), "it is stored once");
    assert!(remembered(almanac, &told).is_empty());
    text
}

/// The file as iCalendar, as another program gives it back that drops properties.
fn through_a_program(text: String, names: Names, keeps: fn(&str) -> bool) -> String {
    let conversion = Conversion { text, names, stamp: moment(2) };
    let ics = conversion.converted(zones()).expect("a file of ours");
    let unfolded = ics.replace("\r\n ", "");
    let lines = unfolded.lines().filter(|line| keeps(line));
    let lines = lines
        .map(|line| if line.starts_with("PRODID") { "PRODID:-//other//program//EN" } else { line });
    lines.fold(String::new(), |text, line| text + line + "\r\n")
}

fn edit(almanac: &mut Almanac, day: i8, edit: fn(&mut Event)) {
    let entry = almanac.entries().next().expect("the session").clone();
    let mut event = entry.event.clone();
    edit(&mut event);
    event.revision.updated = Some(moment(day));
    almanac.apply(Change::entry(event.id.clone(), Some(entry.edited(event))));
}

fn review(almanac: &Almanac, text: &str) -> String {
    let plan = planned(almanac, text);
    let mut out = String::new();
    for index in 0..plan.rows.len() {
        let row = plan.row(almanac, index).expect("a row for each index");
        write!(out, "{:?}", row.class).expect("a string takes any text");
        row.changed.iter().for_each(|it| write!(out, " {}", it.slug()).expect("text"));
        row.conflicts.iter().for_each(|it| {
            write!(out, " conflict:{}:{:?}", it.field.slug(), it.default).expect("text");
        });
        out.push('\n');
    }
    let after = imported(almanac, text);
    let event = &after.entries().next().expect("the session").event;
    writeln!(
        out,
        "-> {} | {} | {} people",
        event.title,
        event.description,
        event.participants.len()
    )
    .expect("text");
    out
}

fn check(almanac: &Almanac, text: &str, expected: Expect) {
    expected.assert_eq(&review(almanac, text));
    let after = imported(almanac, text);
    assert!(planned(&after, text).is_nothing_new(), "{}", review(&after, text));
}

/// The correction of a colleague.
fn corrected(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{text}");
    text.replace(from, to)
        .replace("2024-01-01T00:00:00Z", "2024-01-10T00:00:00Z")
        .replace("20240101T000000Z", "20240110T000000Z")
}

#[test]
fn a_correction_and_an_edit_here_of_other_fields_both_stand() {
    for names in [Names::With, Names::Without] {
        let mut almanac = here();
        let sent = handed(&mut almanac, names);
        edit(&mut almanac, 5, |event| event.description = "打合せの前".to_owned());
        check(
            &almanac,
            &corrected(&sent, "見本セッション", "見本集会"),
            expect![[r#"
            Updated title
            -> 見本集会 | 打合せの前 | 5 people
        "#]],
        );
    }
}

#[test]
fn the_same_field_is_a_conflict() {
    let mut almanac = here();
    let sent = handed(&mut almanac, Names::With);
    edit(&mut almanac, 5, |event| event.title = "見本大会".to_owned());
    check(
        &almanac,
        &corrected(&sent, "見本セッション", "見本集会"),
        expect![[r#"
        Conflicting title conflict:title:Theirs
        -> 見本集会 | 打合せのあと | 5 people
    "#]],
    );
}

#[test]
fn what_comes_back_unchanged_is_nothing_new() {
    let programs: [fn(&str) -> bool; 3] = [
        |_| true,
        |line| !line.starts_with("JSPROP"),
        |line| {
            !["JSPROP", "X-", "COLOR", "CONCEPT", "CATEGORIES", "CONFERENCE", "LINK", "URL"]
                .iter()
                .any(|it| line.starts_with(it))
        },
    ];
    for (names, keeps) in
        [Names::With, Names::Without].into_iter().flat_map(|it| programs.map(|keeps| (it, keeps)))
    {
        let mut almanac = here();
        let sent = handed(&mut almanac, names);
        let back = through_a_program(sent.clone(), names, keeps);
        assert!(
            planned(&almanac, &back).is_nothing_new(),
            "{names:?} {}\n{back}",
            review(&almanac, &back)
        );
        assert!(planned(&almanac, &sent).is_nothing_new(), "{}", review(&almanac, &sent));
    }
}

#[test]
fn a_program_that_knows_little_changes_what_it_changed() {
    let mut almanac = here();
    let sent = handed(&mut almanac, Names::With);
    edit(&mut almanac, 5, |event| event.description = "打合せの前".to_owned());
    let back = through_a_program(sent, Names::With, |line| !line.starts_with("JSPROP"));
    check(
        &almanac,
        &corrected(&back, "SUMMARY:第3回見本セッション", "SUMMARY:第3回見本集会"),
        expect![[r#"
            Updated title
            -> 見本集会 | 打合せの前 | 5 people
        "#]],
    );
}

#[test]
fn what_was_received_and_changed_here_before_it_was_handed_on_is_not_taken_back() {
    let mut author = here();
    let first = handed(&mut author, Names::With);
    let mut almanac = imported(&Almanac::default(), &first);
    edit(&mut almanac, 3, |event| event.title = "見本大会".to_owned());
    let mine = handed(&mut almanac, Names::With);
    edit(&mut almanac, 5, |event| event.description = "打合せの前".to_owned());
    // The author does not know of the new title, and changes the text.
    let newer = corrected(&first, "打合せのあと", "打合せの翌日");
    check(
        &almanac,
        &newer,
        expect![[r#"
        Conflicting description conflict:description:Theirs
        -> 見本大会 | 打合せの翌日 | 5 people
    "#]],
    );
    // Somebody who received the new title corrects something else.
    let mine = mine.replace("2024-01-03", "2024-01-10").replace("見本ガーデン", "見本ホール");
    check(
        &almanac,
        &mine,
        expect![[r#"
            Updated locations/venue
            -> 見本大会 | 打合せの前 | 5 people
        "#]],
    );
}

#[test]
fn a_single_event_brings_its_calendar_and_is_only_a_part_of_it() {
    let mut author = here();
    let more = sample::event(
        "more",
        "別の行事",
        tsudoi::domain::event::kind::Kind::Other,
        sample::all_day(date(2024, 3, 1), 1),
    );
    author.apply(Change::entry(more.id.clone(), Some(sample::entry(more))));
    let whole = written(&author, &order(Names::With));
    let of = ExportSelection::Event(EventId::new("session"));
    let one = written(&author, &ExportRequest { of, ..order(Names::With) });
    for file in [one.clone(), through_a_program(one, Names::With, |_| true)] {
        let fresh = imported(&Almanac::default(), &file);
        let titles: Vec<&str> =
            fresh.calendars().values().map(|it| it.facts.title.as_str()).collect();
        assert_eq!((titles.as_slice(), fresh.entry_count()), (&["見本市職労"][..], 1));
        assert!(fresh.calendars().contains_key(&CalendarId::new("union")));
        let known = imported(&Almanac::default(), &whole);
        let plan = planned(&known, &file);
        assert_eq!(plan.counts.of(Class::Missing), 0);
        assert!(plan.is_nothing_new());
    }
}

#[test]
fn a_calendar_without_identity_is_found_by_its_title() {
    let mut author = here();
    let sent = handed(&mut author, Names::With);
    let nameless = through_a_program(sent, Names::With, |line| {
        !line.starts_with("JSPROP") && line != "UID:union"
    });
    assert!(planned(&author, &nameless).is_nothing_new(), "{:?}", planned(&author, &nameless).rows);
    let news = nameless.replace("UID:session", "UID:another");
    let after = imported(&author, &news);
    assert_eq!((after.calendars().len(), after.entry_count()), (1, 2));
}

#[test]
fn an_event_of_another_calendar_is_updated_there_or_moved_and_a_refused_one_makes_no_calendar() {
    let mut author = here();
    let sent = handed(&mut author, Names::With);
    let moved = corrected(&sent, "見本セッション", "見本集会");
    let moved =
        moved.replace("\"uid\": \"union\"", "\"uid\": \"branch\"").replace("見本市職労", "支部");
    let plan = planned(&author, &moved);
    assert_eq!(
        (plan.rows.len(), plan.counts.of(Class::Elsewhere), plan.is_nothing_new()),
        (1, 1, false)
    );
    let untouched = imported(&author, &moved);
    assert_eq!(untouched, author, "nothing happens without a choice");
    let chosen = |side| {
        let accept = std::iter::once((Class::Elsewhere, tsudoi::merge::choices::Take::Accept));
        let choices =
            Choices { classes: accept.collect(), all_conflicts: side, ..Choices::default() };
        let mut after = author.clone();
        after.apply(planned(&author, &moved).resolve(&author, &choices));
        let entry = after.entries().next().expect("the session");
        format!("{} in {} of {}", entry.event.title, entry.calendar, after.calendars().len())
    };
    assert_eq!(chosen(None), "見本集会 in union of 1");
    assert_eq!(
        chosen(Some(tsudoi::merge::event::conflict::Side::Theirs)),
        "見本集会 in branch of 2"
    );
    // Two organisers.
    let entry = author.entries().next().expect("the session").clone();
    let mut event = entry.event.clone();
    event.organizer = Some("mailto:b@example.jp".to_owned());
    author
        .apply(Change::entry(event.id.clone(), Some(Entry { base: Base::Local, event, ..entry })));
    let plan = planned(&author, &moved);
    assert_eq!((plan.counts.of(Class::Refused), plan.calendars.len()), (1, 0));
    assert_eq!(imported(&author, &moved), author);
}
