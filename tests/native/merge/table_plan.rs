//! Each rule of a plan as a readable table: the owner of an event, deletions, and the calendar itself.

use std::fmt::Write as _;

use expect_test::expect;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;

use crate::merge::table::{HANAKO, almanac, came, event, file, imported, moment, planned, review};
use crate::support::generate::merge::{Edit, calendar, edited};

#[test]
fn another_organiser_is_refused() {
    let mut mine = event("e1");
    mine.organizer = Some("mailto:a@example.jp".into());
    let mut theirs = edited(&mine, &[Edit::Organizer(Some("mailto:b@example.jp"))]);
    theirs.revision.sequence = 9;
    let text = review(&almanac(vec![imported(mine)]), file(vec![theirs]), &Choices::default());
    expect![[r#"
        e1: Refused OtherOrganizer
        -> nothing
    "#]]
    .assert_eq(&text);
}

#[test]
fn an_event_of_another_calendar_is_offered_and_one_without_a_calendar_finds_its_own() {
    let here = Entry { calendar: CalendarId::new("elsewhere"), ..imported(event("e1")) };
    let theirs = || vec![edited(&event("e1"), &[Edit::Title("お花見"), Edit::Sequence(1)])];
    let owned = review(&almanac(vec![here.clone()]), file(theirs()), &Choices::default());
    let alone = Collection { calendar: None, ..file(theirs()) };
    let alone = review(&almanac(vec![here]), alone, &Choices::default());
    expect![[r#"
        e1: Elsewhere
          changes Title
          conflict on Calendar: Ours
        -> nothing

        e1: Updated
          changes Title
        -> e1 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, Changed
    "#]].assert_eq(&format!("{owned}\n{alone}"));
}

#[test]
fn a_uid_twice_is_settled_by_the_newest_edition_or_refused() {
    let twin = edited(&event("e1"), &[Edit::Title("夜桜")]);
    let newer = edited(&event("e2"), &[Edit::Title("夜桜"), Edit::Sequence(1)]);
    let events = vec![event("e1"), twin, newer, event("e2"), event("e3"), event("e3")];
    expect![[r#"
        e1: Refused Ambiguous
        e2: New
        e3: New
        -> e2 夜桜 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New
        -> e3 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, New
    "#]].assert_eq(&review(&almanac(vec![]), file(events), &Choices::default()));
}

#[test]
fn without_a_base_the_newer_has_the_facts_and_equals_conflict() {
    let local = |edits: &[Edit]| {
        let mut event = edited(&event("e1"), edits);
        event.participants.clear();
        almanac(vec![Entry::local(event, calendar(0).id)])
    };
    let theirs = || edited(&event("e1"), &[Edit::Title("お花見")]);
    let mut text = String::new();
    for (name, day) in [("newer here", 3), ("equal", 1)] {
        let here = local(&[Edit::Title("夜桜"), Edit::Updated(Some(moment(day)))]);
        writeln!(text, "{name}\n{}", review(&here, file(vec![theirs()]), &Choices::default()))
            .expect("a string takes any text");
    }
    let newer = edited(&theirs(), &[Edit::Sequence(1)]);
    let there = review(&local(&[Edit::Title("夜桜")]), file(vec![newer]), &Choices::default());
    writeln!(text, "newer there\n{there}").expect("a string takes any text");
    expect![[r#"
        newer here
        unchanged 1 (older 1)
        -> nothing

        equal
        e1: Conflicting
          changes hanako Whole
          changes taro Whole
          conflict on Title: Ours
        -> e1 夜桜 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | was, Changed

        newer there
        e1: Updated
          changes Title
          changes hanako Whole
          changes taro Whole
        -> e1 お花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, Changed

    "#]].assert_eq(&text);
}

#[test]
fn what_its_author_deleted_goes_and_what_is_merely_absent_stays() {
    let touched = imported(event("e2")).edited(edited(&event("e2"), &[came(HANAKO)]));
    let here = almanac(vec![
        imported(event("e1")),
        touched,
        imported(event("e3")),
        Entry::local(event("e4"), calendar(0).id),
        imported(edited(&event("e5"), &[Edit::Updated(Some(moment(9)))])),
    ]);
    let mut file = file(vec![]);
    file.deleted = ["e1", "e2", "e5"].map(|id| (EventId::new(id), moment(2))).into();
    let first = review(&here, file.clone(), &Choices::default());
    let mut after = here.clone();
    after.apply(planned(&here, file.clone()).resolve(&here, &Choices::default()));
    let again = review(&after, file.clone(), &Choices::default());
    let events = [(EventId::new("e3"), Take::Accept)].into();
    let asked = Choices { events, all_conflicts: Some(Side::Theirs), ..Choices::default() };
    let asked = review(&here, file, &asked);
    expect![[r#"
        e1: RemovedInFile
        e2: Conflicting
          conflict on Event: Ours
        e3: Missing
        unchanged 1 (older 1)
        -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | local, in the bin since 2024-02-01T00:00:00
        -> e2 花見 2024-04-01 | hanako 見本 花子 NeedsAction Present | taro 見本 太郎 NeedsAction | local

        again
        e3: Missing
        unchanged 2 (older 2)
        -> nothing

        asked
        e1: RemovedInFile
        e2: Conflicting
          conflict on Event: Ours
        e3: Missing
        unchanged 1 (older 1)
        -> e1 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | local, in the bin since 2024-02-01T00:00:00
        -> e2 花見 2024-04-01 | hanako 見本 花子 NeedsAction Present | taro 見本 太郎 NeedsAction | local, in the bin since 2024-02-01T00:00:00
        -> e3 花見 2024-04-01 | hanako 見本 花子 NeedsAction | taro 見本 太郎 NeedsAction | as imported, in the bin since 2024-02-01T00:00:00
    "#]].assert_eq(&format!("{first}\nagain\n{again}\nasked\n{asked}"));
}

#[test]
fn a_calendar_renamed_here_keeps_its_name_and_follows_the_rest() {
    let titled = |title: &str, color: &str, day: i8| CalendarFacts {
        title: title.to_owned(),
        color: Some(color.to_owned()),
        updated: Some(moment(day)),
        ..CalendarFacts::default()
    };
    let id = CalendarId::new("c0");
    let base = Some(Box::new(titled("本部", "red", 2)));
    let here = Calendar { base, ..Calendar::new(id.clone(), titled("うちの組合", "red", 2)) };
    let mut almanac = Almanac::default();
    almanac.apply(Change::calendar(id.clone(), Some(here)));
    let mut text = String::new();
    for (title, color, day) in [("本部", "red", 2), ("本部2024", "blue", 3), ("旧", "green", 1)]
    {
        let calendar = Some(Calendar::new(id.clone(), titled(title, color, day)));
        let plan = planned(&almanac, Collection { calendar, ..Collection::default() });
        let after = &plan.calendars[0].after;
        let base = after.base.as_ref().map_or("", |base| &base.title);
        let news = if plan.is_nothing_new() { "nothing new" } else { "news" };
        writeln!(text, "{} {:?}, base {base}: {news}", after.facts.title, after.facts.color)
            .expect("a string takes any text");
    }
    expect![[r#"
        うちの組合 Some("red"), base 本部: nothing new
        うちの組合 Some("blue"), base 本部2024: news
        うちの組合 Some("red"), base 本部: nothing new
    "#]]
    .assert_eq(&text);
}
