//! Pointers of one instance: what they do, how they are written, and which are invalid.

use std::fmt::Write as _;

use expect_test::expect;
use tsudoi::domain::event::participant::Reply;
use tsudoi::domain::id::LocalId;
use tsudoi::domain::series::edit::edit_one;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::jscalendar::write::encode_event;
use tsudoi::format::json::read::Limits;

use crate::present::occurrence::{on, one, read};

#[test]
fn one_changed_reply_is_written_as_one_pointer() {
    let (event, _) = read(r#""title":"定例会""#);
    let mut wanted = one(&event, on(10));
    wanted.participants.get_mut(&LocalId::new("tanaka")).expect("there").reply = Reply::Declined;
    wanted.locations.remove(&LocalId::new("hall"));
    let edited = edit_one(&event, on(10), &wanted, &BY_LAW);
    let text = encode_event(&edited);
    let (_, from) = text.split_once("\"2026-06-10T18:00:00\"").expect("the instance");
    let (instance, _) = from.split_once('}').expect("its end");
    expect![[r#"
        : {
              "locations": null,
              "participants/tanaka/participationStatus": "declined",
              "title": "定例会"
    "#]]
    .assert_eq(&format!("{}\n", instance.trim_end()));
}

fn issues(fields: &str) -> String {
    let (event, issues) = read(fields);
    let mut text = String::new();
    let shown = one(&event, on(10));
    let places: Vec<&str> = shown.locations.values().map(|it| it.name.as_str()).collect();
    let people: Vec<String> = shown
        .participants
        .values()
        .map(|it| format!("{} {:?} {:?}", it.name, it.reply, it.roles))
        .collect();
    writeln!(text, "{} {places:?} {people:?} {:?}", shown.title, shown.keywords).expect("text");
    for issue in issues {
        writeln!(text, "! {} {:?}", issue.pointer, issue.reason).expect("text");
    }
    // Everything is written back.
    let decoded = decode(encode_event(&event).as_bytes(), &Limits::default()).expect("a file");
    let events = decoded.collections.iter().flat_map(|it| &it.events);
    assert!(events.eq([&event]), "{}", encode_event(&event));
    let written = encode_event(&event);
    let value: Option<&str> = fields.split('"').nth(1);
    assert!(value.is_none_or(|name| written.contains(name)), "{written}");
    text
}

/// Pointers that do something, and then those that are invalid.
const ROWS: [&str; 19] = [
    // Null removes a property, an item, and a member.
    r#""locations/hall":null,"participants/host":null"#,
    r#""locations":null,"participants/tanaka/roles/required":null"#,
    r#""participants/tanaka/participationStatus":null,"participants/tanaka/name":null"#,
    // An item is added or replaced.
    r#""locations/other":{"@type":"Location","name":"公園"}"#,
    r#""participants/tanaka":{"@type":"Participant","name":"佐藤"}"#,
    r#""participants/tanaka/roles/chair":true"#,
    r#""participants/tanaka/tsudoi.example:attendance":{"status":"present"}"#,
    r#""participants/tanaka/tsudoi.example:attendance/status":"present""#,
    // Tildes and slashes in names.
    r#""keywords/a~1b~0c":true,"categories/urn:x~1y":true"#,
    // What we do not read is carried.
    r#""alerts/a/trigger":{"offset":"-PT5M"},"participants/tanaka/x.example:a/b":1"#,
    // These are invalid: nothing there, a slash at the front, a tilde alone, a prefix of another, the series' own.
    r#""participants/nobody/name":"誰か","title":"続く""#,
    r#""/title":"前","title":"続く""#,
    r#""locations/hall~2/name":"波","title":"続く""#,
    r#""locations/hall/name":"部分","locations/hall":{"@type":"Location","name":"全体"},"title":"続く""#,
    r#""locations/hall/name":"部分","locations":{"hall":{"@type":"Location","name":"全部"}},"title":"続く""#,
    r#""privacy":"secret","uid":"x","title":"続く""#,
    r#""participants/tanaka/participationStatus":5,"title":"続く""#,
    r#""start":null,"title":"続く""#,
    r#""locations/hall/name/x":1,"title":"続く""#,
];

#[test]
fn pointers_follow_the_rules_of_a_patch_object() {
    let mut text = String::new();
    for row in ROWS {
        writeln!(text, "{row}").expect("text");
        text.push_str(&issues(row));
    }
    expect![[r#"
        "locations/hall":null,"participants/host":null
        定例会 [] ["田中 Accepted {Required}"] {}
        "locations":null,"participants/tanaka/roles/required":null
        定例会 [] ["見本 一子 Unsaid {Owner}", "田中 Accepted {}"] {}
        "participants/tanaka/participationStatus":null,"participants/tanaka/name":null
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", " Unsaid {Required}"] {}
        "locations/other":{"@type":"Location","name":"公園"}
        定例会 ["本館", "公園"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        "participants/tanaka":{"@type":"Participant","name":"佐藤"}
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", "佐藤 Unsaid {}"] {}
        "participants/tanaka/roles/chair":true
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Chair, Required}"] {}
        "participants/tanaka/tsudoi.example:attendance":{"status":"present"}
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        "participants/tanaka/tsudoi.example:attendance/status":"present"
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        "keywords/a~1b~0c":true,"categories/urn:x~1y":true
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {"a/b~c"}
        "alerts/a/trigger":{"offset":"-PT5M"},"participants/tanaka/x.example:a/b":1
        定例会 ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        "participants/nobody/name":"誰か","title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/participants~1nobody BadRule
        "/title":"前","title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/~1title BadRule
        "locations/hall~2/name":"波","title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/locations~1hall~02~1name BadRule
        "locations/hall/name":"部分","locations/hall":{"@type":"Location","name":"全体"},"title":"続く"
        続く ["全体"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/locations~1hall~1name BadRule
        "locations/hall/name":"部分","locations":{"hall":{"@type":"Location","name":"全部"}},"title":"続く"
        続く ["全部"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/locations~1hall~1name BadRule
        "privacy":"secret","uid":"x","title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/privacy BadRule
        ! /recurrenceOverrides/2026-06-10T18:00:00/uid BadRule
        "participants/tanaka/participationStatus":5,"title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/participants~1tanaka/participationStatus WrongType(Text)
        "start":null,"title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/start BadRule
        "locations/hall/name/x":1,"title":"続く"
        続く ["本館"] ["見本 一子 Unsaid {Owner}", "田中 Accepted {Required}"] {}
        ! /recurrenceOverrides/2026-06-10T18:00:00/locations~1hall~1name~1x BadRule
    "#]].assert_eq(&text);
}
