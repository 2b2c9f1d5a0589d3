//! Messages between page and worker arrive unchanged.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::event::field::{FieldPath, PersonPart};
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::format::issue::{DecodeError, Issue, Reason, Tallies};
use tsudoi::format::problem::StorageProblem;
use tsudoi::import::combine;
use tsudoi::import::message::{
    ImportStage, KeptRecords, Open, Outcome, Request, Response, Summary,
};
use tsudoi::import::read::{BadFile, FileError, Report};
use tsudoi::import::row::RowSource;
use tsudoi::import::wire::{from_wire, to_wire};
use tsudoi::merge::choices::{Choices, Take};
use tsudoi::merge::event::conflict::Side;
use tsudoi::merge::namesakes::Namesake;
use tsudoi::merge::plan::{MergePlan, plan};
use tsudoi::merge::preview::Class;

use crate::support::generate::merge::{World, few_moments, options, world};
use crate::support::generate::{almanac, event_id, sorted_map};

fn take() -> impl Strategy<Value = Take> {
    select(vec![Take::Skip, Take::Accept])
}

fn side() -> impl Strategy<Value = Side> {
    select(vec![Side::Ours, Side::Theirs])
}

fn person_part() -> impl Strategy<Value = PersonPart> {
    select(vec![
        PersonPart::Whole,
        PersonPart::Name,
        PersonPart::NameKana,
        PersonPart::Email,
        PersonPart::Phone,
        PersonPart::CalendarAddress,
        PersonPart::Nature,
        PersonPart::Roles,
        PersonPart::Reply,
        PersonPart::DelegatedTo,
        PersonPart::Affiliation,
        PersonPart::Attendance,
        PersonPart::Description,
        PersonPart::Note,
        PersonPart::Foreign,
    ])
}

fn field() -> impl Strategy<Value = FieldPath> {
    let plain = select(vec![
        FieldPath::Event,
        FieldPath::Title,
        FieldPath::Audience,
        FieldPath::When,
        FieldPath::Repeat,
        FieldPath::MeetingTime,
        FieldPath::Kinds,
        FieldPath::Categories,
        FieldPath::Keywords,
        FieldPath::Status,
        FieldPath::StatusReason,
        FieldPath::Color,
        FieldPath::Privacy,
        FieldPath::Description,
        FieldPath::MainLocation,
        FieldPath::Organizer,
        FieldPath::Headcount,
        FieldPath::Registration,
        FieldPath::SeriesNumber,
    ]);
    let key = || ".{0,4}".prop_map(LocalId::new);
    prop_oneof![
        plain,
        key().prop_map(FieldPath::Location),
        key().prop_map(FieldPath::VirtualLocation),
        key().prop_map(FieldPath::Link),
        key().prop_map(FieldPath::Part),
        ".{0,4}".prop_map(|name| FieldPath::Foreign(name.into())),
        (key(), person_part()).prop_map(|(key, part)| FieldPath::Participant { key, part }),
    ]
}

fn choices() -> impl Strategy<Value = Choices> {
    (
        sorted_map(select(Class::ALL.to_vec()), take(), 0..9),
        btree_map(event_id(), take(), 0..4),
        take(),
        option::of(side()),
        sorted_map((event_id(), field()), side(), 0..8),
    )
        .prop_map(|(classes, events, calendars, all_conflicts, conflicts)| Choices {
            classes,
            events,
            calendars,
            all_conflicts,
            conflicts,
        })
}

fn request() -> impl Strategy<Value = Request> {
    let texts = || vec(".{0,8}", 0..3);
    let kept = (option::of(".*"), vec((".*", ".*"), 0..2))
        .prop_map(|(calendars, shards)| KeptRecords { calendars, shards });
    let open = (texts(), option::of(".*"), (".*", ".*"), few_moments(), option::of(kept));
    let open = open.prop_map(|(names, pasted, lone_calendar, now, memory)| {
        Request::Open(Box::new(Open {
            names,
            pasted,
            lone_calendar,
            now,
            database: "tsudoi".to_owned(),
            revision: 7,
            memory,
        }))
    });
    let rows = (select(Class::ALL.to_vec()), any::<u32>(), any::<u32>());
    let number = |number: u32| usize::try_from(number).expect("at least 32 bits");
    prop_oneof![
        open,
        rows.prop_map(move |(class, from, count)| Request::Rows {
            class,
            from: number(from),
            count: number(count),
        }),
        choices().prop_map(Request::Accept),
        (any::<String>(), any::<Option<String>>())
            .prop_map(|(calendar, into)| Request::Join { calendar, into }),
    ]
}

fn report() -> Report {
    let issue = Issue {
        pointer: "/entries/1/start".to_owned(),
        line: Some(3),
        subject: Some("花見".to_owned()),
        reason: Reason::MissingProperty { name: "version".into() },
    };
    let error = FileError::Decode(DecodeError::NothingReadable { issues: vec![issue.clone()] });
    Report {
        is_backup: true,
        settings: vec![("theme".to_owned(), "dark".to_owned())],
        is_newer: true,
        bad_files: vec![BadFile { name: "\"a\".json".to_owned(), error }],
        issues: vec![issue],
        tallies: Tallies(vec![(Reason::MissingStart, 2)]),
        broken_off: Some(1),
    }
}

/// Returns the rows and the summary of a plan, as the worker sends them.
fn of_plan(world: &World, plan: &MergePlan) -> Vec<Response> {
    let source = |row: &tsudoi::merge::plan::Planned| RowSource {
        calendar: row.calendar.clone(),
        ours: row.ours(&world.almanac).cloned(),
        fact: row.fact.clone(),
    };
    let summary = Summary {
        directory_count: plan.directory.len(),
        report: report(),
        counts: plan.counts,
        is_nothing_new: plan.is_nothing_new(),
        calendars: plan.calendars.clone(),
        namesakes: vec![Namesake {
            id: CalendarId::new("theirs"),
            title: "年間行事".to_owned(),
            here: vec![(CalendarId::new("ours"), 12), (CalendarId::new("c0"), 0)],
            into: Some(CalendarId::new("ours")),
        }],
    };
    let rows = plan.rows.iter().map(source).collect();
    vec![
        Response::Planned(Box::new(summary)),
        Response::Rows { class: Class::Updated, from: 30, rows },
    ]
}

proptest! {
    #[test]
    fn a_request_arrives_as_it_was_sent(request in request()) {
        prop_assert_eq!(from_wire::<Request>(&to_wire(&request)), Some(request));
    }

    #[test]
    fn a_plan_arrives_as_it_was_sent(world in world(), backup in almanac()) {
        let files = plan(&world.almanac, combine::files(world.files.clone()), &options());
        let entries = backup.entries().chain(backup.trash()).cloned().collect();
        let calendars = backup.kept_calendars().cloned().collect();
        let directory = backup.directory().items().cloned().collect();
        let restored = combine::backups(calendars, entries, directory);
        let restored = plan(&world.almanac, restored, &options());
        for response in of_plan(&world, &files).into_iter().chain(of_plan(&world, &restored)) {
            prop_assert_eq!(from_wire::<Response>(&to_wire(&response)), Some(response));
        }
    }

    #[test]
    fn the_page_works_out_the_rows_of_the_worker(world in world()) {
        let plan = plan(&world.almanac, combine::files(world.files.clone()), &options());
        for response in of_plan(&world, &plan) {
            let Some(Response::Rows { rows, .. }) = from_wire(&to_wire(&response)) else { continue };
            let here: Vec<_> = rows.iter().filter_map(RowSource::row).collect();
            let there: Vec<_> =
                (0..plan.rows.len()).filter_map(|at| plan.row(&world.almanac, at)).collect();
            prop_assert_eq!(here, there);
        }
    }
}

#[test]
fn the_other_responses_arrive_as_they_were_sent() {
    let outcome = Outcome {
        revision: u64::MAX,
        shards: vec!["2024-11|c".to_owned()],
        event_count: 3,
        is_backup: true,
        operation: Some((7, "deed".to_owned())),
        millis: [1.5, 0.0, 2.25],
        uncommitted: Some(("change".to_owned(), "deed".to_owned())),
    };
    let stages = [ImportStage::Reading, ImportStage::Planning, ImportStage::Saving];
    let mut responses: Vec<Response> =
        stages.map(|stage| Response::Progress { stage, done: 1, total: 2 }).into();
    let problems = [
        StorageProblem::Full,
        StorageProblem::Silent,
        StorageProblem::Corrupt { detail: "x".to_owned() },
        StorageProblem::Emptied { event_count: 3, seen_at: "2024-01-01T00:00:00Z".to_owned() },
        StorageProblem::NoWorker,
    ];
    responses.extend(problems.map(Response::Problem));
    responses.push(Response::Done(Box::new(outcome)));
    responses.push(Response::Unreadable(report().bad_files));
    for response in responses {
        assert_eq!(from_wire::<Response>(&to_wire(&response)), Some(response));
    }
}

#[test]
fn what_is_no_message_is_none() {
    let empty = Choices { events: BTreeMap::new(), ..Choices::default() };
    let good = to_wire(&Request::Accept(empty));
    assert!(from_wire::<Request>(&good).is_some());
    for bad in [String::new(), "{}".to_owned(), good.replace("accept", "perhaps")] {
        assert_eq!(from_wire::<Request>(&bad), None, "{bad}");
    }
}
