//! Edits of one date, made while the other side cut the series in two, follow the date into the later part.

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::{Event, Revision};
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::series::edit::{delete_one, split};
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::time::Days;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::merge::choices::Choices;
use tsudoi::merge::preview::Class;

use crate::merge::series_table::{changed, series, tuesday};
use crate::merge::table;

/// Lists what takes place after an import as it is proposed, of all events together.
fn after_import(here: Vec<Entry>, there: Vec<Event>) -> String {
    let almanac = table::almanac(here);
    let plan = table::planned(&almanac, table::file(there));
    let conflicts = plan.counts.of(Class::Conflicting);
    let change = plan.resolve(&almanac, &Choices::default());
    let mut after = almanac;
    after.apply(change);
    let window = Days { first: date(2026, 1, 1), last: date(2027, 12, 31) };
    let lines = after.entries().flat_map(|entry| {
        within(entry, window).map(|it| {
            let it = it.standalone(&BY_LAW);
            format!("{} {} ({})", it.when.start(), it.title, it.id)
        })
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    format!("{conflicts} conflicts\n{}\n", lines.join("\n"))
}

fn newer(event: Event) -> Event {
    Event { revision: Revision { sequence: 1, ..event.revision }, ..event }
}

/// The series cut before the fourth Tuesday: the later part is on Wednesdays at 19:00.
fn cut(series: &Event) -> (Event, Event) {
    let entry = Entry::local(series.clone(), CalendarId::new("c"));
    let wanted = instance(&entry, tuesday(3)).expect("it takes place").standalone(&BY_LAW);
    let when = wanted.when.moved_to(date(2026, 5, 27).at(19, 0, 0, 0));
    let wanted = Event { when, repeat: None, ..wanted };
    let cut = split(series, tuesday(3), &wanted, EventId::new("later")).expect("it can be cut");
    (cut.before.expect("three remain"), cut.after)
}

#[test]
fn an_edit_of_one_date_follows_it_into_the_part_that_was_split_off() {
    let (first, later) = cut(&series());
    let ours = changed(&series(), tuesday(4), |it| it.title = "総会".to_owned());
    let ours = delete_one(&ours, tuesday(5));
    let here = table::imported(series()).edited(ours);
    let there = vec![newer(first), newer(later)];
    expect![[r#"
        0 conflicts
        2026-05-05T18:30:00 例会 (s)
        2026-05-12T18:30:00 例会 (s)
        2026-05-19T18:30:00 例会 (s)
        2026-05-27T19:00:00 例会 (later)
        2026-06-03T19:00:00 総会 (later)
    "#]]
    .assert_eq(&after_import(vec![here], there));
    // The same, cut here and edited there.
    let (first, later) = cut(&series());
    let here = table::imported(series()).edited(first);
    let later = Entry::local(later, here.calendar.clone());
    let theirs = changed(&series(), tuesday(4), |it| it.title = "総会".to_owned());
    expect![[r#"
        0 conflicts
        2026-05-05T18:30:00 例会 (s)
        2026-05-12T18:30:00 例会 (s)
        2026-05-19T18:30:00 例会 (s)
        2026-05-27T19:00:00 例会 (later)
        2026-06-03T19:00:00 総会 (later)
        2026-06-10T19:00:00 例会 (later)
    "#]]
    .assert_eq(&after_import(vec![here, later], vec![newer(theirs)]));
}
