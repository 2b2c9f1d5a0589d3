//! Wrong command lines and wrong files: the messages and the exit codes.

use std::fmt::Write as _;

use expect_test::expect;

use crate::harness::Desk;

#[test]
fn a_wrong_command_line_says_what_would_be_right() {
    let desk = Desk::new("bad-usage");
    let mut shown = String::new();
    for words in [
        &["frobnicate"][..],
        &["check"],
        &["check", "a", "b"],
        &["check", "--frobnicate", "a"],
        &["convert", "a.json", "b.docx"],
        &["search", "a.json", "--today", "tomorrow", "花見"],
        &["search", "a.json", "　"],
        &["merge", "a", "b", "--ours", "--theirs"],
        &["holidays", "Reiwa"],
        &["expand", "a.json", "--zone", "Tokyo"],
        &["expand", "a.json", "--limit", "-3"],
    ] {
        let done = desk.run(words);
        assert_eq!(done.code, 2, "{words:?}");
        write!(shown, "{}", done.notes).expect("a string takes any text");
    }
    expect![[r#"
        tsudoi: no command `frobnicate`; there are: check, convert, expand, holidays, merge, search
        tsudoi: check: expects one FILE, but 0 arguments were given
        Try `tsudoi check --help`.
        tsudoi: check: expects one FILE, but 2 arguments were given
        Try `tsudoi check --help`.
        tsudoi: check: no option `--frobnicate`; there are: --json, --quiet
        Try `tsudoi check --help`.
        tsudoi: convert: cannot write `docx`: OUT ends in .json or .ics, or --to says json or ics
        Try `tsudoi convert --help`.
        tsudoi: search: --today expects a day like 2026-04-01, not `tomorrow`
        Try `tsudoi search --help`.
        tsudoi: search: nothing to search for
        Try `tsudoi search --help`.
        tsudoi: merge: --ours or --theirs, not both
        Try `tsudoi merge --help`.
        tsudoi: holidays: a year is a number like 2026, not `Reiwa`
        Try `tsudoi holidays --help`.
        tsudoi: expand: no time zone is called `Tokyo`
        Try `tsudoi expand --help`.
        tsudoi: expand: --limit expects a whole number, not `-3`
        Try `tsudoi expand --help`.
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_file_that_is_no_calendar_is_told_by_what_it_is() {
    let desk = Desk::new("bad-files");
    let mut shown = String::new();
    for (name, bytes) in [
        ("empty.json", &b""[..]),
        ("page.json", b"<html></html>"),
        ("paper.json", b"%PDF-1.7"),
        ("broken.json", b"{\"@type\":\n  \"Group\",,}"),
        ("other.json", b"{\"name\":\"x\"}"),
        ("bytes.json", b"\xff\xff\xff"),
        ("wide.json", b"\xff\xfe{\0"),
    ] {
        desk.put(name, bytes);
        for words in [
            &["check", name][..],
            &["convert", name, "out.json"],
            &["search", name, "x"],
            &["merge", name, name],
        ] {
            let done = desk.run(words);
            assert_eq!((done.code, done.out.as_str()), (3, ""), "{words:?}");
            if words[0] == "check" {
                shown.push_str(&done.notes);
            }
        }
    }
    let done = desk.run(&["check", "missing.json"]);
    assert_eq!(done.code, 3);
    shown.push_str(&done.notes);
    expect![[r#"
        tsudoi: check: empty.json: there is nothing in it
        tsudoi: check: page.json: not JSON but a page (HTML)
        tsudoi: check: paper.json: not JSON but a PDF
        tsudoi: check: broken.json: not JSON at line 2, column 11
        tsudoi: check: other.json: JSON, but no JSCalendar: {name}
        tsudoi: check: bytes.json: not text in UTF-8: the byte at 0 (from 0) is none
        tsudoi: check: wide.json: the file stops at line 1, column 1
        tsudoi: check: missing.json: No such file or directory (os error 2)
    "#]]
    .assert_eq(&shown);
    assert!(!desk.names().contains(&"out.json".to_owned()));
}

#[test]
fn help_teaches_each_command() {
    let desk = Desk::new("bad-help");
    let all = desk.run(&["--help"]);
    assert_eq!((all.code, all.notes.as_str()), (0, ""));
    for command in ["check", "convert", "expand", "holidays", "merge", "search"] {
        assert!(all.out.contains(&format!("tsudoi {command} ")), "{command}");
        let help = desk.run(&[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(help.out.starts_with(&format!("tsudoi {command} ")), "{}", help.out);
        assert!(help.out.contains("\nExamples\n  tsudoi "), "{}", help.out);
        assert!(help.out.lines().all(|line| line.chars().count() <= 120), "{}", help.out);
        assert_eq!(desk.run(&["help", command]).out, help.out);
    }
    assert!(desk.run(&["--version"]).out.starts_with("tsudoi "));
}
