//! The details of an event in files: valid values are read, invalid ones are kept and reported, and private values
//! never get into a file for everybody.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::color::CssColor;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::event::status::{Privacy, Status};
use tsudoi::domain::series::own::OwnItem;
use tsudoi::domain::series::repeat::{Override, Own};
use tsudoi::domain::sharing::visibility::{ExportExtent, extent, for_everybody};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::format::export::Names;
use tsudoi::format::jscalendar::read::{Decoded, decode};
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;

use crate::icalendar::laws::written;
use crate::support::generate::format::rich_event;
use crate::support::sample;

fn read(details: &str) -> Decoded {
    let text = format!(
        r#"{{"@type":"Event","version":"2.0","uid":"e","updated":"2024-10-01T00:00:00Z",
            "title":"例会","start":"2024-11-14T18:30:00","timeZone":"Asia/Tokyo",{details}}}"#
    );
    decode(text.as_bytes(), &Limits::default()).expect("the file is read")
}

fn only(decoded: Decoded) -> Event {
    decoded.collections.into_iter().flat_map(|it| it.events).next().expect("the event is read")
}

/// Checks which values are read, which are kept unread, which are reported, and that all of them are written back.
fn check(details: &str, expected: Expect) {
    let decoded = read(details);
    let mut text = String::new();
    let issues: Vec<String> =
        decoded.issues.iter().map(|it| format!("! {} {:?}\n", it.pointer, it.reason)).collect();
    let event = only(decoded);
    let shown = |it: &Event| {
        let registration = it.registration.as_ref().map(|it| {
            let closes = it.closes.map(|at| at.to_string());
            format!("{closes:?} {:?} {:?} {:?}", it.capacity, it.fee_yen, it.foreign.0)
        });
        format!(
            "{:?} {:?} {:?} {:?}\n{registration:?}\nkept {:?}\n",
            it.status, it.status_reason, it.color, it.privacy, it.foreign.0
        )
    };
    write!(text, "{}{}", shown(&event), issues.concat()).expect("a string takes any text");
    expected.assert_eq(&text);
    let again = decode(encode_event(&event).as_bytes(), &Limits::default()).expect("it is ours");
    assert_eq!(only(again), event);
}

#[test]
fn details_are_read() {
    check(
        r##""color":"DarkOrange","privacy":"private","status":"cancelled","tsudoi.example:postponed":true,
            "tsudoi.example:statusReason":"台風のため",
            "tsudoi.example:registration":{"closes":"2024-11-07T17:00:00","capacity":40,"feeYen":0,"x.example:a":1}"##,
        expect![[r#"
            Postponed "台風のため" Some(CssColor("DarkOrange")) Private
            Some("Some(\"2024-11-07T17:00:00\") Some(40) Some(0) {\"x.example:a\": Number(\"1\")}")
            kept {}
        "#]],
    );
}

#[test]
fn bad_details_are_kept_and_named() {
    check(
        r##""color":"url(x)","privacy":"board-only","status":"tentative",
            "tsudoi.example:statusReason":5,
            "tsudoi.example:registration":{"closes":"soon","capacity":-1,"feeYen":1.5}"##,
        expect![[r#"
            Tentative "" None Other("board-only")
            Some("None None None {\"capacity\": Number(\"-1\"), \"closes\": Text(\"soon\"), \"feeYen\": Number(\"1.5\")}")
            kept {"color": Text("url(x)"), "tsudoi.example:statusReason": Number("5")}
            ! /color UnknownValue
            ! /privacy UnknownValue
            ! /tsudoi.example:statusReason WrongType(Text)
            ! /tsudoi.example:registration/closes BadTime
            ! /tsudoi.example:registration/capacity WrongType(Count)
            ! /tsudoi.example:registration/feeYen WrongType(Count)
        "#]],
    );
    check(
        r##""color":"#12345","privacy":7,"tsudoi.example:registration":[],"tsudoi.example:postponed":true"##,
        expect![[r##"
            Confirmed "" None Public
            None
            kept {"color": Text("#12345"), "privacy": Number("7"), "tsudoi.example:registration": List([])}
            ! /color UnknownValue
            ! /privacy WrongType(Text)
            ! /tsudoi.example:registration WrongType(Map)
            ! /tsudoi.example:postponed Dropped { name: "tsudoi.example:postponed" }
        "##]],
    );
}

#[test]
fn numbers_that_no_hall_holds_are_kept() {
    check(
        r##""tsudoi.example:registration":{"capacity":4294967296,"feeYen":4294967295}"##,
        expect![[r#"
            Confirmed "" None Public
            Some("None None Some(4294967295) {\"capacity\": Number(\"4294967296\")}")
            kept {}
            ! /tsudoi.example:registration/capacity WrongType(Count)
        "#]],
    );
}

#[test]
fn an_instance_has_details_of_its_own() {
    let event = only(read(
        r##""color":"teal","tsudoi.example:registration":{"closes":"2024-11-07T17:00:00"},
            "recurrenceRule":{"@type":"RecurrenceRule","frequency":"monthly"},
            "recurrenceOverrides":{
                "2024-12-14T18:30:00":{"color":null,"tsudoi.example:registration":null},
                "2025-01-14T18:30:00":{"tsudoi.example:postponed":true,"tsudoi.example:statusReason":"大雪のため"},
                "2025-02-14T18:30:00":{"tsudoi.example:registration":{"capacity":5}}}"##,
    ));
    let repeat = event.repeat.as_deref().expect("it repeats");
    let patches: Vec<_> = repeat.overrides.values().filter_map(Override::patch).collect();
    let [none, late, small] = patches.as_slice() else { panic!("three patches: {patches:?}") };
    assert_eq!((&none.color, &none.registration), (&Own::Nothing, &Some(OwnItem::Removed)));
    assert_eq!(late.status, Some(Status::Postponed));
    assert_eq!(late.status_reason.as_deref(), Some("大雪のため"));
    let five = Registration { capacity: Some(5), ..Registration::default() };
    assert_eq!(small.registration, Some(OwnItem::Is(Box::new(five))));
    let entry = sample::entry(event);
    let closes = |day| {
        let at =
            tsudoi::domain::series::occurrence::instance(&entry, day).expect("the rule has it");
        at.standalone(&BY_LAW).registration.as_ref().and_then(|it| it.closes)
    };
    let at = |month, day| date(2025, month, day).at(18, 30, 0, 0);
    assert_eq!(closes(at(3, 14)), Some(date(2025, 3, 7).at(17, 0, 0, 0)));
    assert_eq!(closes(date(2024, 12, 14).at(18, 30, 0, 0)), None);
}

#[test]
fn other_calendars_get_the_class_the_colour_and_a_cancelled_day() {
    let mut event = sample::event("e", "例会", tsudoi::domain::event::kind::Kind::Other, {
        sample::at(date(2024, 11, 14).at(18, 30, 0, 0), 90)
    });
    event.status = Status::Postponed;
    event.status_reason = "台風のため".to_owned();
    event.color = CssColor::new("teal");
    event.privacy = Privacy::Secret;
    let collection = tsudoi::format::jscalendar::read::Collection {
        calendar: Some(tsudoi::domain::almanac::calendar::Calendar::new(
            tsudoi::domain::id::CalendarId::new("c"),
            tsudoi::domain::almanac::calendar::CalendarFacts::default(),
        )),
        events: vec![event.clone()],
        ..Default::default()
    };
    let text = written(&[collection], Names::With);
    for line in ["STATUS:CANCELLED", "CLASS:CONFIDENTIAL", "COLOR:teal"] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} is not in {text}");
    }
    let back = crate::icalendar::corpora::read(text.as_bytes()).expect("our own file is read");
    assert_eq!(back.collections[0].events, [event]);
}

#[test]
fn how_much_is_for_everybody() {
    let of = |details: &str| extent(&only(read(details)));
    assert_eq!(of(r#""privacy":"public""#), ExportExtent::Whole);
    assert_eq!(of(r#""privacy":"private""#), ExportExtent::Time);
    assert_eq!(of(r#""privacy":"secret""#), ExportExtent::Nothing);
    assert_eq!(of(r#""privacy":"board-only""#), ExportExtent::Time);
    assert_eq!(of(r#""privacy":["x"]"#), ExportExtent::Time);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn of_what_is_private_only_the_time_leaves(mut event in rich_event("e"), word in "[A-Z]{6}") {
        let secret = format!("ヒミツ{word}");
        event.privacy = Privacy::Private;
        event.title.push_str(&secret);
        event.description.push_str(&secret);
        event.status_reason.push_str(&secret);
        event.keywords.insert(secret.clone());
        event.foreign.0.insert("x.example:a".into(), tsudoi::domain::foreign::Json::Text(secret.clone()));
        for place in event.locations.values_mut() {
            place.name.clone_from(&secret);
        }
        for own in event.repeat.iter_mut().flat_map(|it| it.overrides.values_mut()) {
            if let Override::Patch(patch) = own {
                let patch = std::sync::Arc::make_mut(patch);
                patch.title = Some(secret.clone());
                patch.description = Some(secret.clone());
                patch.status_reason = Some(secret.clone());
            }
        }
        let made = for_everybody(&event, "予定あり").expect("its time is told");
        prop_assert!(!encode_event(&made).contains(&secret));
        prop_assert_eq!(&made.title, "予定あり");
        prop_assert_eq!((&made.when, &made.id), (&event.when, &event.id));
        let bare = Event::new(event.id.clone(), "予定あり", event.when.clone());
        let shown = Event {
            revision: made.revision,
            repeat: made.repeat.clone(),
            status: made.status.clone(),
            privacy: made.privacy.clone(),
            foreign: made.foreign.clone(),
            ..bare
        };
        prop_assert_eq!(&made, &shown);
        prop_assert_eq!(for_everybody(&made, "予定あり"), Some(made));
    }

    #[test]
    fn what_is_secret_does_not_leave(event in rich_event("e")) {
        let secret = Event { privacy: Privacy::Secret, ..event };
        prop_assert_eq!(for_everybody(&secret, "予定あり"), None);
    }
}
