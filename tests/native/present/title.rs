//! What a title says: the number, where it stands on the screen, and the kind.

use jiff::civil::date;
use tsudoi::domain::event::kind::Kind;
use tsudoi::i18n::Language;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::form::event::help::title::{Taken, take};
use tsudoi::present::text::title::{kinds, number_first, numbered};
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
fn a_title_names_its_kinds() {
    use Kind::{Exchange, ExecutiveCommittee, GeneralAssembly, StudySession};
    let all: [(&str, &[Kind]); 19] = [
        ("執行委員会", &[ExecutiveCommittee]),
        ("中央執行委員会", &[ExecutiveCommittee]),
        ("五役会", &[Kind::OfficersMeeting]),
        ("四役会", &[]),
        ("三役会議", &[]),
        ("秋闘団交", &[Kind::Negotiation]),
        ("選挙学習会", &[StudySession]),
        ("定期大会", &[GeneralAssembly]),
        ("青年交流集会", &[Exchange]),
        ("Executive Committee", &[ExecutiveCommittee]),
        ("花見", &[]),
        ("その他", &[]),
        ("定期総会・懇親会", &[GeneralAssembly, Exchange]),
        ("懇親会、学習会", &[StudySession, Exchange]),
        ("学習会＆交流会", &[StudySession, Exchange]),
        ("懇親会（総会後）", &[Exchange]),
        ("例会（学習会）", &[StudySession]),
        ("総会後の懇親会", &[Exchange]),
        ("General Meeting and workshop", &[GeneralAssembly, StudySession]),
    ];
    for (title, expected) in all {
        assert_eq!(kinds(title), expected, "{title}");
    }
}

fn retitled(form: &mut EventForm, before: &EventForm, title: &str) -> Taken {
    title.clone_into(&mut form.title);
    take(form, before, Language::Ja.messages())
}

/// Returns the title, the number and the kinds of a form.
fn said(form: &EventForm) -> (&str, &str, Kind, Option<Kind>) {
    (&form.title, &form.repeat.numbers.first, form.kind, form.second_kind)
}

fn blank() -> EventForm {
    EventForm::blank(None, date(2026, 11, 1))
}

#[test]
fn the_form_takes_number_and_kinds_from_the_title() {
    let mut form = blank();
    let taken = retitled(&mut form, &blank(), "執行委員会 第5回");
    assert_eq!(taken, Taken { number: Some(5), kinds: vec![Kind::ExecutiveCommittee] });
    assert_eq!(said(&form), ("執行委員会", "5", Kind::ExecutiveCommittee, None));

    let mut form = blank();
    retitled(&mut form, &blank(), "第4回定期総会・懇親会");
    let kinds = (Kind::GeneralAssembly, Some(Kind::Exchange));
    assert_eq!(said(&form), ("定期総会・懇親会", "4", kinds.0, kinds.1));

    // A kind that the person has chosen stays; a number that is typed later counts.
    let mut form = blank();
    form.set_kind(Kind::StudySession);
    form.repeat.numbers.first = "7".to_owned();
    retitled(&mut form, &blank(), "執行委員会 第5回");
    assert_eq!(said(&form), ("執行委員会", "5", Kind::StudySession, None));

    let mut form = blank();
    assert!(retitled(&mut form, &blank(), "花見").is_nothing());
    assert_eq!(form.from_title, blank().from_title);
}

#[test]
fn a_title_that_is_typed_again_is_read_again() {
    let typed = |titles: &[&str]| {
        let mut form = blank();
        for title in titles {
            retitled(&mut form, &blank(), title);
        }
        form
    };
    let form = typed(&["執行委員会 第5回", "春闘学習会 第2回"]);
    assert_eq!(said(&form), ("春闘学習会", "2", Kind::StudySession, None));
    // The number is that of another kind of event.
    let form = typed(&["執行委員会 第5回", "春闘学習会"]);
    assert_eq!(said(&form), ("春闘学習会", "", Kind::StudySession, None));
    // The title only changes.
    let form = typed(&["執行委員会 第5回", "拡大執行委員会"]);
    assert_eq!(said(&form), ("拡大執行委員会", "5", Kind::ExecutiveCommittee, None));
    let form = typed(&["執行委員会 第5回", "花見"]);
    assert_eq!(said(&form), ("花見", "5", Kind::Other, None));

    // What the person has changed meanwhile stays.
    let mut form = typed(&["執行委員会 第5回"]);
    form.set_kind(Kind::Board);
    form.repeat.numbers.first = "6".to_owned();
    retitled(&mut form, &blank(), "春闘学習会");
    assert_eq!(said(&form), ("春闘学習会", "6", Kind::Board, None));
}

#[test]
fn a_number_typed_into_the_title_of_a_saved_event_becomes_its_number() {
    let mut saved = blank();
    saved.title = "執行委員会".to_owned();
    saved.repeat.numbers.first = "5".to_owned();
    saved.set_kind(Kind::ExecutiveCommittee);
    let mut form = saved.clone();
    retitled(&mut form, &saved, "第6回執行委員会");
    assert_eq!(said(&form), ("執行委員会", "6", Kind::ExecutiveCommittee, None));
    retitled(&mut form, &saved, "春闘学習会 第2回");
    assert_eq!(said(&form), ("春闘学習会", "2", Kind::StudySession, None));
    retitled(&mut form, &saved, "執行委員会");
    assert_eq!(form, saved, "as it was opened");

    // The kind was not that of the title, so that somebody chose it.
    let mut chosen = saved.clone();
    chosen.set_kind(Kind::Board);
    let mut form = chosen.clone();
    retitled(&mut form, &chosen, "春闘学習会");
    assert_eq!(said(&form), ("春闘学習会", "5", Kind::Board, None));

    // 第50回 belongs to the name.
    let mut preparing = blank();
    preparing.title = "第50回大会準備会".to_owned();
    preparing.repeat.numbers.first = "3".to_owned();
    let mut form = preparing.clone();
    retitled(&mut form, &preparing, "第50回大会の準備会");
    assert_eq!(
        (form.title.as_str(), form.repeat.numbers.first.as_str()),
        ("第50回大会の準備会", "3")
    );
}

#[test]
fn a_number_is_also_taken_as_english_shows_it() {
    let mut form = blank();
    form.title = "Executive Committee No. 6".to_owned();
    take(&mut form, &blank(), Language::En.messages());
    assert_eq!(said(&form), ("Executive Committee", "6", Kind::ExecutiveCommittee, None));
    form.title = "Room 6".to_owned();
    take(&mut form, &blank(), Language::En.messages());
    assert_eq!(form.title, "Room 6");
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
