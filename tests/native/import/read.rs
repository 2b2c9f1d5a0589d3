//! Decodes bytes of files: the content decides the format, and one bad file does not hide the others.

use expect_test::{Expect, expect};
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::id::EventId;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::backup;
use tsudoi::format::conversion::Conversion;
use tsudoi::format::export::Names;
use tsudoi::format::icalendar::read::World;
use tsudoi::import::read::{FileError, SourceFile, read};
use tsudoi::merge::incoming::Incoming;
use tsudoi::zones::bundled::BundledZones;

use crate::merge::table::{almanac, event, imported};

const GROUP: &str = r#"{"@type":"Group","version":"2.0","uid":"c","title":"架空労組","entries":[
    {"@type":"Event","uid":"a","title":"花見","start":"2024-04-01T18:00:00"}]}"#;

const ICALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:b\r\n\
    DTSTAMP:20240101T000000Z\r\nDTSTART;VALUE=DATE:20240401\r\nSUMMARY:旅行\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn file(name: &str, bytes: impl AsRef<[u8]>) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: Ok(bytes.as_ref().to_vec()) }
}

fn a_backup() -> SourceFile {
    let settings = [("theme".to_owned(), "dark".to_owned())].into();
    file("backup.json", backup::encode(&almanac(vec![imported(event("e1"))]), &settings))
}

fn check(files: &[SourceFile], expected: Expect) {
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &|_, _| None };
    let mut steps = Vec::new();
    let result = read(files, &world, |done, total| steps.push(format!("{done}/{total}")));
    let mut lines = vec![steps.join(" ")];
    match result {
        Err(bad_files) => {
            lines.extend(bad_files.iter().map(|bad| format!("bad {}: {:?}", bad.name, bad.error)));
        }
        Ok(read) => {
            lines.push(match read.incoming {
                Incoming::Files(files) => {
                    let facts = files.facts.iter().filter_map(|(_, fact)| fact.event());
                    let ids: Vec<&str> = facts.map(|event| event.id.as_str()).collect();
                    format!("{}: files with {}", read.subject, ids.join(", "))
                }
                Incoming::Backup(backup) => {
                    let ids: Vec<&str> = backup.facts.keys().map(EventId::as_str).collect();
                    format!("{}: backup with {}", read.subject, ids.join(", "))
                }
            });
            let report = read.report;
            lines.push(format!("backup {} {:?}", report.is_backup, report.settings));
            lines.push(format!("issues {} of {}", report.issues.len(), report.tallies.count()));
            lines.push(format!("broken off {:?}, newer {}", report.broken_off, report.is_newer));
            lines.extend(
                report.bad_files.iter().map(|bad| format!("bad {}: {:?}", bad.name, bad.error)),
            );
        }
    }
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_file_is_what_its_content_says_whatever_its_name() {
    check(
        &[file("a.ics", GROUP), file("b.json", ICALENDAR)],
        expect![[r#"
        1/2 2/2
        a.ics, b.json: files with a, b
        backup false []
        issues 1 of 1
        broken off None, newer false"#]],
    );
}

#[test]
fn a_bad_file_does_not_hide_the_good_ones() {
    let lost = SourceFile { name: "lost.json".to_owned(), bytes: Err(FileError::Unreadable) };
    let cut = GROUP.replace("}]}", "},{\"uid\"");
    check(
        &[file("a.json", cut), file("page.html", "<html>"), lost],
        expect![[r#"
        1/3 2/3 3/3
        a.json: files with a
        backup false []
        issues 2 of 2
        broken off Some(1), newer false
        bad page.html: Decode(Other(Html))
        bad lost.json: Unreadable"#]],
    );
}

#[test]
fn nothing_readable_is_an_error_with_the_reasons() {
    check(
        &[file("", ""), file("letter.pdf", "%PDF-1.7")],
        expect![[r#"
        1/2 2/2
        bad : Decode(Empty)
        bad letter.pdf: Decode(Other(Pdf))"#]],
    );
}

#[test]
fn a_file_that_was_never_json_is_no_calendar_rather_than_broken() {
    let table: &[u8] = b"\xef\xbb\xbfname,tel\r\n\x8c\xa9\x96{,03";
    let cut = r#"{"@type":"Group","entries":["#;
    check(
        &[
            file("x.csv", "name,tel\n"),
            file("x.ics", "明日の会議"),
            file("t.csv", table),
            file("a.json", cut),
        ],
        expect![[r#"
            1/4 2/4 3/4 4/4
            bad x.csv: Decode(NotJsCalendar { found: "a text" })
            bad x.ics: Decode(NotJsCalendar { found: "a text" })
            bad t.csv: Decode(NotJsCalendar { found: "a text" })
            bad a.json: Decode(Syntax(SyntaxError { line: 1, column: 28, byte: 27, is_cut_off: true }))"#]],
    );
}

/// A calendar with these entries, as JSON.
fn group_of(entries: &str) -> String {
    format!(
        r#"{{"@type":"Group","version":"2.0","uid":"c","title":"架空労組","entries":[{entries}]}}"#
    )
}

#[test]
fn a_calendar_of_which_no_event_can_be_read_is_refused_and_an_empty_one_is_not() {
    let broken = r#"{"@type":"Event","uid":"a","title":"花見","start":"not a date"}"#;
    let task = r#"{"@type":"Task","uid":"t","title":"買い物"}"#;
    let named = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:架空労組\r\n\
        BEGIN:VTODO\r\nUID:b\r\nSUMMARY:買い物\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let no_list = r#"{"@type":"Group","version":"2.0","uid":"c","entries":"花見"}"#;
    check(
        &[
            file("broken.json", group_of(broken)),
            file("task.json", group_of(task)),
            file("no-list.json", no_list),
            file("task.ics", named),
            file("empty.json", group_of("")),
        ],
        expect![[r#"
            1/5 2/5 3/5 4/5 5/5
            empty.json: files with 
            backup false []
            issues 0 of 0
            broken off None, newer false
            bad broken.json: Decode(NoEvents { issues: [Issue { pointer: "/entries/0", line: Some(1), subject: Some("花見"), reason: MissingProperty { name: "updated" } }, Issue { pointer: "/entries/0/start", line: Some(1), subject: Some("花見"), reason: BadStart }] })
            bad task.json: Decode(NoEvents { issues: [Issue { pointer: "/entries/0", line: Some(1), subject: Some("買い物"), reason: Task }] })
            bad no-list.json: Decode(NoEvents { issues: [Issue { pointer: "/entries", line: None, subject: None, reason: WrongType(List) }] })
            bad task.ics: Decode(NoEvents { issues: [Issue { pointer: "VTODO", line: Some(5), subject: Some("買い物"), reason: ICalendar(NotTaken { name: "VTODO" }) }] })"#]],
    );
}

#[test]
fn a_backup_is_restored_by_itself() {
    check(
        &[file("a.json", GROUP), a_backup()],
        expect![[r#"
        1/2 2/2
        a.json, backup.json: backup with e1
        backup true [("theme", "dark")]
        issues 1 of 1
        broken off None, newer false"#]],
    );
}

#[test]
fn of_different_backups_an_event_is_ambiguous() {
    let mut other = event("e1");
    other.title = "別の花見".to_owned();
    let file_of = |almanac: &Almanac| file("b.json", backup::encode(almanac, &[].into()));
    let zones = BundledZones::default();
    let world = World { zones: &zones, other_text: &|_, _| None };
    let files = [a_backup(), file_of(&almanac(vec![imported(other)]))];
    let read = read(&files, &world, |_, _| {}).expect("both are backups");
    let Incoming::Backup(backup) = read.incoming else { panic!("it is a backup") };
    let facts: Vec<String> = backup.facts.values().map(|fact| format!("{fact:?}")).collect();
    assert!(facts.iter().all(|fact| fact.starts_with("Ambiguous")), "{facts:?}");
}

#[test]
fn a_conversion_travels_as_text_and_gives_icalendar() {
    let stamp = UtcTime(jiff::civil::date(2024, 1, 1).at(0, 0, 0, 0));
    let names = Names::With;
    let asked = Conversion { text: GROUP.to_owned(), names, stamp };
    let heard = Conversion::decode(&asked.encode()).expect("it is a conversion");
    assert_eq!(heard, asked);
    let zones = BundledZones::default();
    let text = heard.converted(&zones).expect("it is a file of ours");
    assert!(text.starts_with("BEGIN:VCALENDAR") && text.contains("SUMMARY:花見"), "{text}");
    let nothing = Conversion { text: "{".to_owned(), ..asked };
    assert_eq!(nothing.converted(&zones), None);
    assert_eq!(Conversion::decode("{}"), None);
}
