//! What a title says: the number, where it stands on the screen, and the kind.

use jiff::civil::date;
use tsudoi::domain::event::kind::Kind;
use tsudoi::i18n::Language;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::help::title::{Taken, take};
use tsudoi::present::text::title::{kind, number_first, numbered};
use tsudoi::present::viewer::Viewer;

fn viewer(language: Language) -> Viewer {
    crate::support::sample::viewer(language, date(2026, 11, 1))
}

#[test]
fn a_number_at_the_end_stands_at_the_beginning() {
    let all = [
        ("執行委員会 第5回", "第5回執行委員会"),
        ("執行委員会　第５回", "第5回執行委員会"),
        ("執行委員会第十二回", "第12回執行委員会"),
        ("執行委員会（第5回）", "第5回執行委員会"),
        ("執行委員会 (第 5 回)", "第5回執行委員会"),
        ("2026年度大会 第3回", "第3回 2026年度大会"),
        ("第5回執行委員会", "第5回執行委員会"),
        ("大会第5回実行委員会", "大会第5回実行委員会"),
        ("第5回", "第5回"),
        ("2026年度 第3回", "2026年度 第3回"),
        ("第42期第3回", "第42期第3回"),
        ("第一書記局", "第一書記局"),
        ("第2会議室で回覧", "第2会議室で回覧"),
    ];
    for (typed, shown) in all {
        assert_eq!(number_first(typed), shown, "{typed}");
        assert_eq!(number_first(shown), shown, "{shown} stays");
    }
}

#[test]
fn the_number_of_an_event_is_said_once() {
    let japanese = viewer(Language::Ja);
    let all = [
        ("執行委員会", Some(5), "第5回執行委員会"),
        ("執行委員会 第5回", Some(5), "第5回執行委員会"),
        ("執行委員会 第5回", Some(6), "第6回執行委員会"),
        ("第五回執行委員会", Some(5), "第五回執行委員会"),
        ("第50回大会準備会", Some(3), "第3回第50回大会準備会"),
        ("執行委員会", None, "執行委員会"),
    ];
    for (title, number, shown) in all {
        assert_eq!(numbered(title, number, &japanese), shown, "{title} {number:?}");
    }
    let english = viewer(Language::En);
    assert_eq!(numbered("Committee", Some(5), &english), "Committee No. 5");
    assert_eq!(numbered("執行委員会 第5回", Some(5), &english), "第5回執行委員会");
}

#[test]
fn a_title_names_a_kind() {
    let all = [
        ("執行委員会", Some(Kind::ExecutiveCommittee)),
        ("中央執行委員会", Some(Kind::ExecutiveCommittee)),
        ("五役会", Some(Kind::OfficersMeeting)),
        ("秋闘団交", Some(Kind::Negotiation)),
        ("選挙学習会", Some(Kind::StudySession)),
        ("定期大会", Some(Kind::GeneralAssembly)),
        ("青年交流集会", Some(Kind::Exchange)),
        ("Executive Committee", Some(Kind::ExecutiveCommittee)),
        ("花見", None),
        ("その他", None),
    ];
    for (title, expected) in all {
        assert_eq!(kind(title), expected, "{title}");
    }
}

#[test]
fn the_form_takes_number_and_kind_from_the_title() {
    let typed = |title: &str| EventForm {
        title: title.to_owned(),
        ..EventForm::blank(None, date(2026, 11, 1))
    };
    let mut form = typed("執行委員会 第5回");
    let taken = take(&mut form);
    assert_eq!(taken, Taken { number: Some(5), kind: Some(Kind::ExecutiveCommittee) });
    assert_eq!((form.title.as_str(), form.kind), ("執行委員会", Kind::ExecutiveCommittee));
    assert_eq!(form.repeat.numbers.first, "5");

    // What the person has chosen stays.
    let mut form = typed("執行委員会 第5回");
    form.set_kind(Kind::StudySession);
    form.repeat.numbers.first = "7".to_owned();
    assert!(take(&mut form).is_nothing());
    assert_eq!((form.title.as_str(), form.kind), ("執行委員会 第5回", Kind::StudySession));

    assert!(take(&mut typed("花見")).is_nothing());
}

#[test]
fn the_page_of_a_series_has_no_number_and_that_of_an_instance_has() {
    use crate::support::sample::{almanac, at, entry, event};
    use tsudoi::domain::series::recurrence::rule::{Frequency, Rule, RuleParts};
    use tsudoi::domain::series::repeat::Repeat;
    use tsudoi::present::page::event::{event_page, instance_page};

    let start = date(2026, 11, 3).at(18, 30, 0, 0);
    let mut series = event("e", "執行委員会", Kind::ExecutiveCommittee, at(start, 90));
    series.series_number = Some(5);
    let single = entry(series.clone());
    let weekly = Rule::new(RuleParts::new(Frequency::Weekly)).expect("a plain rule");
    series.repeat = Some(Box::new(Repeat::of(weekly)));
    let series = entry(series);
    let reader = viewer(Language::Ja);
    let of_single = event_page(&almanac([single.clone()]), &single, &reader);
    assert_eq!(of_single.title, "第5回執行委員会");
    let all = almanac([series.clone()]);
    assert_eq!(event_page(&all, &series, &reader).title, "執行委員会");
    let second = date(2026, 11, 10).at(18, 30, 0, 0);
    assert_eq!(instance_page(&all, &series, Some(second), &reader).title, "第6回執行委員会");
}
