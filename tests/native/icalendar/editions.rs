//! Several editions in one file: the newest counts, whatever the order of the components is (RFC 5546 2.1.5).

use std::collections::BTreeSet;

use tsudoi::format::export::Names;

use crate::icalendar::instances::{calendar, event, read_in_any_encoding, told};
use crate::icalendar::laws::{alone, written};

/// Reads the components in every order and returns the one result that all of them have.
fn in_every_order(components: &[String]) -> String {
    let mut orders: Vec<Vec<&str>> = vec![Vec::new()];
    for _ in components {
        let mut longer = Vec::new();
        for order in &orders {
            let rest = components.iter().filter(|it| !order.contains(&it.as_str()));
            longer.extend(rest.map(|it| [order.as_slice(), &[it.as_str()]].concat()));
        }
        orders = longer;
    }
    let result = |order: Vec<&str>| {
        let decoded = read_in_any_encoding(calendar(&order.join("\n")).as_bytes());
        let told = told(&decoded);
        let occurrences = told.lines().filter(|line| !line.starts_with('!'));
        occurrences.collect::<Vec<_>>().join("\n")
    };
    let results: BTreeSet<String> = orders.into_iter().map(result).collect();
    assert_eq!(results.len(), 1, "{results:#?}");
    results.into_iter().next().expect("there is one")
}

fn daily(more: &str) -> String {
    event(&format!(
        "UID:a\nDTSTAMP:20260401T000000Z\nDTSTART:20260425T150000\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:例会\n{more}"
    ))
}

fn override_of(day: &str, more: &str) -> String {
    event(&format!("UID:a\nRECURRENCE-ID:202604{day}T150000\nDTSTART:202604{day}T160000\n{more}"))
}

#[test]
fn of_two_editions_of_an_occurrence_the_newer_counts() {
    let seven = override_of("26", "DTSTAMP:20260401T000000Z\nSEQUENCE:7\nSUMMARY:七");
    let six = override_of("26", "DTSTAMP:20260402T000000Z\nSEQUENCE:6\nSUMMARY:六");
    assert_eq!(
        in_every_order(&[daily(""), seven, six]),
        "2026-04-25T15:00:00 - 例会\n2026-04-26T16:00:00 - 七\n2026-04-27T15:00:00 - 例会"
    );
    let early = override_of("26", "DTSTAMP:20260401T000000Z\nSUMMARY:早");
    let late = override_of("26", "DTSTAMP:20260402T000000Z\nSUMMARY:遅");
    assert_eq!(
        in_every_order(&[early, late, daily("")]),
        "2026-04-25T15:00:00 - 例会\n2026-04-26T16:00:00 - 遅\n2026-04-27T15:00:00 - 例会"
    );
}

#[test]
fn equally_new_editions_give_one_result_in_every_order() {
    let one = override_of("26", "SUMMARY:一");
    let two = override_of("26", "SUMMARY:二");
    in_every_order(&[daily(""), one, two]);
    in_every_order(&[daily("LOCATION:甲"), daily("LOCATION:乙")]);
}

#[test]
fn a_newer_series_that_excludes_a_date_beats_an_older_change_of_it() {
    let of_two = daily("SEQUENCE:2\nEXDATE:20260427T150000");
    let older = override_of("27", "SEQUENCE:1\nSUMMARY:古");
    assert_eq!(
        in_every_order(&[of_two.clone(), older]),
        "2026-04-25T15:00:00 - 例会\n2026-04-26T15:00:00 - 例会"
    );
    let newer = override_of("27", "SEQUENCE:3\nSUMMARY:新");
    assert_eq!(
        in_every_order(&[of_two, newer]),
        "2026-04-25T15:00:00 - 例会\n2026-04-26T15:00:00 - 例会\n2026-04-27T16:00:00 - 新"
    );
}

#[test]
fn a_newer_series_without_a_date_beats_an_older_change_of_it() {
    let moved = daily("SEQUENCE:2").replace("T150000", "T100000");
    let older = override_of("26", "SEQUENCE:1\nSUMMARY:古");
    assert_eq!(
        in_every_order(&[moved.clone(), older]),
        "2026-04-25T10:00:00 - 例会\n2026-04-26T10:00:00 - 例会\n2026-04-27T10:00:00 - 例会"
    );
    // A date that was added stays, and so does one that is as new as the series.
    let added = moved.replace("SEQUENCE:2", "SEQUENCE:2\nRDATE:20260426T150000");
    let older = override_of("26", "SEQUENCE:1\nSUMMARY:加");
    assert_eq!(
        in_every_order(&[added, older]),
        "2026-04-25T10:00:00 - 例会\n2026-04-26T10:00:00 - 例会\n2026-04-26T16:00:00 - 加\n2026-04-27T10:00:00 - 例会"
    );
    let same = override_of("26", "SEQUENCE:2\nSUMMARY:同");
    assert_eq!(
        in_every_order(&[moved, same]),
        "2026-04-25T10:00:00 - 例会\n2026-04-26T10:00:00 - 例会\n2026-04-26T16:00:00 - 同\n2026-04-27T10:00:00 - 例会"
    );
}

#[test]
fn of_two_editions_of_a_series_the_newer_counts() {
    let older = daily("SEQUENCE:1");
    let newer = daily("SEQUENCE:2").replace("T150000", "T100000");
    assert_eq!(
        in_every_order(&[older, newer]),
        "2026-04-25T10:00:00 - 例会\n2026-04-26T10:00:00 - 例会\n2026-04-27T10:00:00 - 例会"
    );
}

#[test]
fn an_occurrence_with_a_rule_is_one_occurrence() {
    let stray = event(
        "UID:s\nRECURRENCE-ID:20260427T150000\nDTSTART:20260427T160000\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:一回",
    );
    let decoded = read_in_any_encoding(calendar(&stray).as_bytes());
    assert_eq!(told(&decoded), "2026-04-27T16:00:00 - 一回\n! 8 RRULE: ICalendar(ExtraRule)");
    // In a series, too; the rule is kept and reported.
    let with_rule = override_of("26", "RRULE:FREQ=DAILY;COUNT=9\nSUMMARY:別");
    assert_eq!(
        in_every_order(&[daily(""), with_rule]),
        "2026-04-25T15:00:00 - 例会\n2026-04-26T16:00:00 - 別\n2026-04-27T15:00:00 - 例会"
    );
}

#[test]
fn occurrences_without_their_event_are_read_in_any_order() {
    let one = event("UID:s\nRECURRENCE-ID:20260427T150000\nDTSTART:20260427T160000\nSUMMARY:一");
    let two = event("UID:s\nRECURRENCE-ID:20260428T150000\nDTSTART:20260428T170000\nSUMMARY:二");
    assert_eq!(in_every_order(&[one, two]), "2026-04-27T16:00:00 - 一\n2026-04-28T17:00:00 - 二");
}

#[test]
fn an_occurrence_without_a_uid_is_not_lost() {
    let alone = event("RECURRENCE-ID:20260427T150000\nDTSTART:20260427T160000\nSUMMARY:一回");
    let decoded = read_in_any_encoding(calendar(&alone).as_bytes());
    assert_eq!(told(&decoded), "2026-04-27T16:00:00 - 一回\n! 4 UID: ICalendar(MadeUid)");
    // If the file has one series, it belongs to that.
    let change =
        event("RECURRENCE-ID:20260426T150000\nDTSTART:20260426T160000\nSUMMARY:例会（変更）");
    assert_eq!(
        in_every_order(&[daily(""), change]),
        "2026-04-25T15:00:00 - 例会\n2026-04-26T16:00:00 - 例会（変更）\n2026-04-27T15:00:00 - 例会"
    );
}

#[test]
fn an_occurrence_in_another_calendar_of_the_file_belongs_to_its_event() {
    let file = |parts: [String; 2]| parts.map(|part| calendar(&part)).concat();
    let change = override_of("26", "SUMMARY:別");
    for parts in [[daily(""), change.clone()], [change, daily("")]] {
        assert_eq!(
            told(&read_in_any_encoding(file(parts).as_bytes())),
            "2026-04-25T15:00:00 - 例会\n2026-04-26T16:00:00 - 別\n2026-04-27T15:00:00 - 例会"
        );
    }
}

#[test]
fn an_occurrence_may_have_relations_of_its_own_or_none() {
    let whole = "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260603T180000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:会";
    let one = "UID:a\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID:20260610T180000\nDTSTART:20260610T190000\nSUMMARY:会";
    for (of_whole, of_one) in
        [("\nRELATED-TO:z", ""), ("", "\nRELATED-TO:z"), ("\nRELATED-TO:y", "\nRELATED-TO:z")]
    {
        let lines = [format!("{whole}{of_whole}"), format!("{one}{of_one}")]
            .map(|it| event(&it))
            .join("\n");
        let decoded = read_in_any_encoding(calendar(&lines).as_bytes());
        assert_eq!(decoded.issues, [], "{of_whole} {of_one}");
        let text = written(&[alone(decoded.collections[0].events[0].clone())], Names::With);
        let text = text.replace("\r\n ", "").to_lowercase();
        let relations = [":y", ":z", "\"z\""].iter().filter(|it| text.contains(**it));
        let is_both = !of_whole.is_empty() && !of_one.is_empty();
        assert_eq!(relations.count(), if is_both { 2 } else { 1 }, "{text}");
    }
}

#[test]
fn an_added_date_follows_a_change_of_all_that_follow() {
    let whole =
        "UID:a\nDTSTAMP:20260101T000000Z\nDTSTART:20260603T180000\nRRULE:FREQ=WEEKLY;COUNT=3
RDATE:20260704T100000\nSUMMARY:会";
    let later = "UID:a\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260610T180000
DTSTART:20260610T190000\nSUMMARY:会";
    let text = calendar(&[event(whole), event(later)].join("\n"));
    let told = told(&read_in_any_encoding(text.as_bytes()));
    let starts: Vec<&str> = told.lines().map(|line| line.get(..16).unwrap_or(line)).collect();
    let expected = ["2026-06-03T18:00", "2026-06-10T19:00", "2026-06-17T19:00", "2026-07-04T11:00"];
    assert_eq!(starts, expected);
}

#[test]
fn an_older_edition_is_named_by_its_own_title() {
    let edition = |second: u8, title: &str| {
        event(&format!(
            "UID:a\nDTSTAMP:20260401T0000{second:02}Z\nDTSTART:20260425T150000\nSUMMARY:{title}"
        ))
    };
    let editions = [edition(0, "四月"), edition(1, "五月"), edition(2, "六月")].join("\n");
    let decoded = read_in_any_encoding(calendar(&editions).as_bytes());
    let subjects: Vec<Option<&str>> =
        decoded.issues.iter().map(|issue| issue.subject.as_deref()).collect();
    assert_eq!(subjects, [Some("四月"), Some("五月")]);
    assert_eq!(decoded.collections[0].events[0].title, "六月");
}
