//! The review of an import, as text.

use std::collections::BTreeMap;

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::{Base, Entry};
use tsudoi::domain::event::field::FieldPath;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::place::Link;
use tsudoi::domain::event::status::Status;
use tsudoi::domain::event::{Event, Revision};
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::domain::palette::Color;
use tsudoi::domain::series::edit::{delete_one, edit_one, move_all};
use tsudoi::domain::series::occurrence::instance;
use tsudoi::domain::series::recurrence::rule::{End, Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::Repeat;
use tsudoi::domain::time::UtcTime;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::format::jscalendar::read::Collection;
use tsudoi::i18n::Language;
use tsudoi::import::combine;
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::incoming::MergeOptions;
use tsudoi::merge::plan::{MergePlan, Planned, plan};
use tsudoi::merge::preview::Class;
use tsudoi::present::page::review::calendars::with_free_colors;
use tsudoi::present::page::review::{
    FetchedRow, RowContext, is_anything_taken, review_row, summary, theirs,
};
use tsudoi::present::text::difference::difference;

use crate::support::generate::merge::{options, skip_all};
use crate::support::sample::{all_day, almanac, at, event, viewer};

fn newer(event: Event) -> Event {
    Event { revision: Revision { sequence: 1, ..Revision::default() }, ..event }
}

fn calendar() -> Calendar {
    let facts =
        CalendarFacts { title: "見本市職労（新）".to_owned(), ..CalendarFacts::default() };
    Calendar::new(CalendarId::new("union"), facts)
}

/// An almanac and a file that differ in every way that a row can show.
fn plan_of_a_correction() -> (Almanac, MergePlan) {
    let here = |event: Event, base| Entry { base, ..Entry::local(event, CalendarId::new("union")) };
    let six = date(2024, 1, 17).at(18, 0, 0, 0);
    let meeting = event("a", "執行委員会", Kind::ExecutiveCommittee, at(six, 60));
    let ours = Event { title: "第3回執行委員会".to_owned(), ..meeting.clone() };
    let postponed =
        newer(Event { title: "執行委員会（延期）".to_owned(), ..meeting.clone() });
    let trip = event("b", "バス旅行", Kind::Welfare, all_day(date(2024, 2, 1), 1));
    let off = newer(Event { status: Status::Cancelled, ..trip.clone() });
    let fresh = event("c", "学習会", Kind::StudySession, all_day(date(2024, 3, 1), 1));
    let gone = event("d", "花見", Kind::Exchange, all_day(date(2024, 4, 1), 1));
    let almanac = almanac([
        here(ours, Base::Was(Box::new(meeting))),
        here(trip, Base::AsImported),
        here(gone, Base::AsImported),
    ]);
    let collection = Collection {
        calendar: Some(calendar()),
        events: vec![postponed, off, fresh],
        deleted: BTreeMap::new(),
    };
    let imported_at = UtcTime(date(2024, 1, 1).at(0, 0, 0, 0));
    let options = MergeOptions { lone_events_into: calendar(), imported_at, ..options() };
    let plan = plan(&almanac, combine::files(vec![collection]), &options);
    (almanac, plan)
}

fn print(language: Language, choices: &Choices) -> String {
    let (almanac, plan) = plan_of_a_correction();
    let viewer = viewer(language, date(2024, 1, 1));
    let overview = summary(&plan.counts, &plan.calendars, choices, &viewer);
    let mut lines = vec![overview.line];
    lines.extend(overview.conflicts_text);
    let calendars = overview.calendars.into_iter();
    lines.extend(calendars.map(|it| format!("{}: {} {:?}", it.text, it.title, it.renamed)));
    for (index, planned) in plan.rows.iter().enumerate() {
        let row = plan.row(&almanac, index).expect("a row for each planned one");
        let said = theirs(almanac.entry(&planned.id), &planned.fact);
        let context = RowContext { theirs: said, ..RowContext::default() };
        let row = review_row(&row, &context, choices, &viewer);
        lines.push(format!("[{}] {} {} {:?}", row.class_label, row.when, row.title, row.take));
        let differences = row.differences.into_iter();
        lines
            .extend(differences.map(|it| format!("  {}: {} -> {}", it.label, it.before, it.after)));
        let conflicts = row.conflicts.into_iter();
        lines.extend(conflicts.map(|it| {
            format!("  {}? {} / {} {:?} {}", it.label, it.ours, it.theirs, it.side, it.is_chosen)
        }));
    }
    lines.join("\n")
}

#[test]
fn a_review_says_what_would_change_and_asks_where_both_changed() {
    expect![[r#"
        手元の変更と重なる行事 1件・中止 1件・新着 1件・ファイルにない行事 1件
        手元の変更と重なる行事が1件あります。どちらを残すか選んでください。
        [手元の変更と重なる行事] 1月17日(水) 18:00～19:00 第3回執行委員会 Accept
          件名? 第3回執行委員会 / 執行委員会（延期） Some(Theirs) false
        [中止] 2月1日(木) 終日 バス旅行 Accept
          開催状況: 開催 -> 中止
        [新着] 3月1日(金) 終日 学習会 Accept
        [ファイルにない行事] 4月1日(月) 終日 花見 Skip"#]]
    .assert_eq(&print(Language::Ja, &Choices::default()));
    expect![[r#"
        Changed on both sides: 1, Cancelled: 1, New: 1, Not in the file: 1
        1 event changed on both sides. Choose which to keep.
        [Changed on both sides] Wed 17 Jan 18:00 – 19:00 第3回執行委員会 Accept
          Title? 第3回執行委員会 / 執行委員会（延期） Some(Theirs) false
        [Cancelled] Thu 1 Feb, all day バス旅行 Accept
          Status: Confirmed -> Cancelled
        [New] Fri 1 Mar, all day 学習会 Accept
        [Not in the file] Mon 1 Apr, all day 花見 Skip"#]]
    .assert_eq(&print(Language::En, &Choices::default()));
}

#[test]
fn a_calendar_without_events_says_so() {
    let collection = Collection { calendar: Some(calendar()), ..Collection::default() };
    let almanac = Almanac::default();
    let plan = plan(&almanac, combine::files(vec![collection]), &options());
    let viewer = viewer(Language::Ja, date(2024, 1, 1));
    let overview = summary(&plan.counts, &plan.calendars, &Choices::default(), &viewer);
    let mut lines = vec![overview.line];
    lines.extend(overview.calendars.into_iter().map(|it| format!("{}: {}", it.title, it.text)));
    expect![[r#"
        カレンダーだけのファイルです。行事は入っていません
        見本市職労（新）: 新しいカレンダー。行事は入っていません"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn a_choice_shows_in_the_row_that_it_is_about() {
    let mine = Choices { all_conflicts: Some(Side::Ours), ..skip_all() };
    expect![[r#"
        手元の変更と重なる行事 1件・中止 1件・新着 1件・ファイルにない行事 1件
        手元の変更と重なる行事が1件あります。どちらを残すか選んでください。
        [手元の変更と重なる行事] 1月17日(水) 18:00～19:00 第3回執行委員会 Skip
          件名? 第3回執行委員会 / 執行委員会（延期） None true
        [中止] 2月1日(木) 終日 バス旅行 Skip
          開催状況: 開催 -> 中止
        [新着] 3月1日(金) 終日 学習会 Skip
        [ファイルにない行事] 4月1日(月) 終日 花見 Skip"#]]
    .assert_eq(&print(Language::Ja, &mine));
}

#[test]
fn a_difference_of_one_date_names_the_date_its_number_and_the_property() {
    let off = |event: &Event, at| {
        let mut wanted = standalone(event, at);
        wanted.status = Status::Cancelled;
        edit_one(event, at, &wanted, &BY_LAW)
    };
    let parts = RuleParts { end: End::Count(6), ..RuleParts::new(Frequency::Weekly) };
    let rule = Rule::new(parts).expect("a plain rule");
    let series = event("s", "例会", Kind::Other, at(date(2026, 5, 5).at(18, 30, 0, 0), 60));
    let series =
        Event { repeat: Some(Box::new(Repeat::of(rule))), series_number: Some(1), ..series };
    let day = |day| date(2026, 5, day).at(18, 30, 0, 0);
    let after = delete_one(&off(&series, day(19)), day(26));
    let moved = after.when.moved_to(date(2026, 5, 6).at(19, 0, 0, 0));
    let after = move_all(after, moved);
    let shown = |language| {
        let rows = difference(&viewer(language, date(2026, 5, 1)), &series, &after).into_iter();
        let rows = rows.map(|it| format!("{}: {} -> {}\n", it.label, it.before, it.after));
        rows.collect::<String>()
    };
    let texts = [Language::Ja, Language::En].map(shown);
    expect![[r#"
        日時: 5月5日(火祝) 18:30～19:30 -> 5月6日(水祝) 19:00～20:00
        第3回 5月20日(水)：開催状況: 開催 -> 中止
        第4回 5月27日(水): 5月26日(火) 18:30～19:30 -> この日はなし

        When: Tue 5 May (holiday) 18:30 – 19:30 -> Wed 6 May (holiday) 19:00 – 20:00
        No. 3 Wed 20 May: Status: Confirmed -> Cancelled
        No. 4 Wed 27 May: Tue 26 May 18:30 – 19:30 -> does not take place
    "#]]
    .assert_eq(&texts.join("\n"));
}

fn standalone(series: &Event, at: jiff::civil::DateTime) -> Event {
    let entry = Entry::local(series.clone(), CalendarId::new("c"));
    instance(&entry, at).expect("it takes place").standalone(&BY_LAW)
}

#[test]
fn a_difference_of_any_size_is_shown_in_part_and_says_so() {
    let before = event("a", "例会", Kind::Other, all_day(date(2024, 1, 1), 1));
    let mut after = Event { description: "長".repeat(100_000), ..before.clone() };
    for number in 0..20_000 {
        after.keywords.insert(format!("言葉{number}"));
        let link = Link { href: format!("https://a.example/{number}"), ..Link::default() };
        after.links.insert(LocalId::new(format!("k{number}")), link);
    }
    let rows = difference(&viewer(Language::Ja, date(2024, 1, 1)), &before, &after);
    assert_eq!(rows.len(), 101);
    assert_eq!(rows.last().map(|row| row.label.as_str()), Some("ほか19902か所"));
    let longest = rows.iter().map(|row| row.after.chars().count()).max();
    assert_eq!(longest, Some(2_001));
}

/// A file that has an event which is here in another calendar.
fn plan_of_another_calendar() -> (Almanac, MergePlan) {
    let trip = event("b", "バス旅行", Kind::Welfare, all_day(date(2024, 2, 1), 1));
    let mut here =
        almanac([Entry { base: Base::AsImported, ..Entry::local(trip.clone(), calendar().id) }]);
    let other = CalendarId::new("branch");
    let facts = CalendarFacts { title: "見本支部".to_owned(), ..CalendarFacts::default() };
    let collection = Collection {
        calendar: Some(Calendar::new(other, facts)),
        events: vec![newer(Event { title: "日帰り旅行".to_owned(), ..trip })],
        deleted: BTreeMap::new(),
    };
    let blue = CalendarFacts { title: "見本会".to_owned(), ..CalendarFacts::default() };
    let blue = Calendar::new(CalendarId::new("blue"), blue);
    here.apply(Change::calendar(blue.id.clone(), Some(blue)));
    let plan = plan(&here, combine::files(vec![collection]), &options());
    (here, plan)
}

fn is_taken(plan: &MergePlan, choices: &Choices) -> bool {
    let rows = plan.rows.iter();
    let fetched: Vec<FetchedRow<'_>> = rows
        .map(|Planned { id, calendar, class, .. }| FetchedRow { id, calendar, class: *class })
        .collect();
    is_anything_taken(&plan.counts, &plan.calendars, choices, &fetched)
}

#[test]
fn an_event_of_another_calendar_has_no_side_until_it_is_taken() {
    let (almanac, plan) = plan_of_another_calendar();
    let row = plan.row(&almanac, 0).expect("one row");
    let viewer = viewer(Language::Ja, date(2024, 1, 1));
    let sides = |choices: &Choices| {
        let row = review_row(&row, &RowContext::default(), choices, &viewer);
        row.conflicts.iter().map(|conflict| conflict.side).collect::<Vec<_>>()
    };
    let mut choices = Choices::default();
    assert_eq!((sides(&choices), is_taken(&plan, &choices)), (vec![None], false));
    assert!(plan.clone().resolve(&almanac, &choices).is_empty());
    choices.events.insert(row.id.clone(), Take::Accept);
    assert_eq!((sides(&choices), is_taken(&plan, &choices)), (vec![Some(Side::Ours)], true));
    choices.events.insert(row.id.clone(), Take::Skip);
    choices.conflicts.insert((row.id.clone(), FieldPath::Calendar), Side::Theirs);
    assert_eq!((sides(&choices), is_taken(&plan, &choices)), (vec![None], false));
    choices.classes.insert(Class::Elsewhere, Take::Accept);
    choices.events.clear();
    assert_eq!((sides(&choices), is_taken(&plan, &choices)), (vec![Some(Side::Theirs)], true));
}

#[test]
fn nothing_is_taken_if_every_row_is_left_out() {
    let (almanac, plan) = plan_of_a_correction();
    let mut choices = Choices { calendars: Take::Skip, ..Choices::default() };
    for row in &plan.rows {
        let is_taken = is_taken(&plan, &choices);
        assert_eq!(is_taken, !plan.clone().resolve(&almanac, &choices).is_empty(), "{choices:?}");
        choices.events.insert(row.id.clone(), Take::Skip);
    }
    assert!(!is_taken(&plan, &choices));
    assert!(plan.clone().resolve(&almanac, &choices).is_empty());
    assert!(!is_taken(&plan, &skip_all()));
    // What the calendar is called is news of its own.
    let mut renamed = plan;
    for step in &mut renamed.calendars {
        "見本職員組合".clone_into(&mut step.after.facts.title);
    }
    assert!(!is_taken(&renamed, &choices));
    choices.calendars = Take::Accept;
    assert!(is_taken(&renamed, &choices));
    assert!(!renamed.resolve(&almanac, &choices).is_empty());
}

#[test]
fn a_new_calendar_is_shown_in_the_colour_that_it_will_have() {
    let (almanac, plan) = plan_of_another_calendar();
    let choices = Choices { all_conflicts: Some(Side::Theirs), ..Choices::default() };
    let take = Choices { classes: [(Class::Elsewhere, Take::Accept)].into(), ..choices };
    let change = almanac.with_free_colors(plan.clone().resolve(&almanac, &take));
    let made = change.calendars.get(&CalendarId::new("branch")).cloned().flatten();
    let made = made.expect("the calendar is made").facts.color;
    let shown = with_free_colors(&almanac, &plan.calendars);
    let viewer = viewer(Language::Ja, date(2024, 1, 1));
    let news = summary(&plan.counts, &shown, &take, &viewer).calendars;
    let colors: Vec<Color> = news.iter().map(|it| it.color).collect();
    assert_eq!(colors, [Color::of(made.as_deref())]);
    assert!(almanac.colors().all(|taken| !colors.contains(&taken)), "{colors:?}");
}
