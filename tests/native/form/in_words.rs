//! The time in words: what it puts into the fields, and how long it counts.

use jiff::civil::date;
use tsudoi::present::form::error::FieldErrorKind;
use tsudoi::present::form::event::form::{EventField, EventForm};
use tsudoi::present::natural::fill::put;

use crate::form::support::{errors, redrafted};

/// Returns a form of Wednesday, 20 November 2024, with a start, an end and a meeting; each may be empty.
fn form([start, end, meeting]: [&str; 3]) -> EventForm {
    EventForm {
        title: "x".to_owned(),
        start_time: start.to_owned(),
        end_time: end.to_owned(),
        meeting_time: meeting.to_owned(),
        ..EventForm::blank(None, date(2024, 11, 20))
    }
}

/// Returns the fields of the time after the words were typed, letter by letter.
fn typed(mut form: EventForm, words: &str) -> String {
    type_into(&mut form, words);
    shown(&form)
}

fn type_into(form: &mut EventForm, words: &str) {
    let ends = words.char_indices().map(|(at, letter)| at + letter.len_utf8());
    for end in ends {
        put(words.get(..end).unwrap_or_default().to_owned(), date(2024, 11, 20), form);
    }
}

fn shown(form: &EventForm) -> String {
    let EventForm { time_kind, first_day, last_day, start_time, end_time, meeting_time, .. } = form;
    let texts = [time_kind.slug(), first_day, start_time, last_day, end_time, "meet", meeting_time];
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_meeting_in_words_is_that_meeting_whatever_the_form_said() {
    let words = ["8時半集合、9時開始", "集合8:30 9:00～11:00"];
    for times in
        [["", "", ""], ["10:00", "", ""], ["10:00", "12:00", ""], ["10:00", "12:00", "9:30"]]
    {
        let [_, end, _] = times;
        let moved = if end.is_empty() { "2024-11-20" } else { "2024-11-20 11:00" };
        let expected = format!("timed 2024-11-20 09:00 {moved} meet 08:30");
        assert_eq!(typed(form(times), words[0]), expected, "{times:?}");
        let expected = "timed 2024-11-20 09:00 2024-11-20 11:00 meet 08:30";
        assert_eq!(typed(form(times), words[1]), expected, "{times:?}");
    }
    assert_eq!(
        typed(form(["12:00", "13:30", ""]), "18時半集合 19時開始"),
        "timed 2024-11-20 19:00 2024-11-20 20:30 meet 18:30"
    );
}

#[test]
fn the_end_and_the_meeting_follow_the_start_with_a_day_and_without() {
    let plan = || form(["10:00", "12:00", "09:30"]);
    let rows = [
        ("14時", "timed 2024-11-20 14:00 2024-11-20 16:00 meet 13:30"),
        ("12/22 14時", "timed 2024-12-22 14:00 2024-12-22 16:00 meet 13:30"),
        ("14時～15時", "timed 2024-11-20 14:00 2024-11-20 15:00 meet 13:30"),
        ("12/22 14時～15時", "timed 2024-12-22 14:00 2024-12-22 15:00 meet 13:30"),
        ("12/22 22時～翌2時", "timed 2024-12-22 22:00 2024-12-23 02:00 meet 21:30"),
        ("12/22 23時", "timed 2024-12-22 23:00 2024-12-22 01:00 meet 22:30"),
        ("12/22", "timed 2024-12-22 10:00 2024-12-22 12:00 meet 09:30"),
    ];
    for (words, expected) in rows {
        assert_eq!(typed(plan(), words), expected, "{words}");
    }
    let camp = EventForm { last_day: "2024-11-22".to_owned(), ..plan() };
    for words in ["12/22 14時", "12/22 14時開始"] {
        let expected = "timed 2024-12-22 14:00 2024-12-24 16:00 meet 13:30";
        assert_eq!(typed(camp.clone(), words), expected, "{words}");
    }
}

#[test]
fn words_that_are_not_understood_as_a_whole_change_nothing_and_are_an_error() {
    let before = form(["10:00", "12:00", "09:30"]);
    let words = [
        "2/30 18時",
        "11/31 9時",
        "1月中旬",
        "12月第5木曜 18時",
        "12月 18時",
        "12/22まで",
        "18時まで",
        "来週金曜 18時半 執行委員会",
        "あいうえお",
    ];
    for words in words {
        let mut form = before.clone();
        type_into(&mut form, words);
        assert_eq!(shown(&form), shown(&before), "{words}");
        assert_eq!(form.words(), words);
        let wrong = [(EventField::InWords, String::new(), FieldErrorKind::WordsUnread)];
        assert_eq!(errors(&form, &before), wrong, "{words}");
        put(String::new(), date(2024, 11, 20), &mut form);
        assert_eq!(form, before, "{words}");
    }
    // Without a time of its own, only the words are wrong, not the missing start.
    let mut blank = form(["", "", ""]);
    type_into(&mut blank, "2/30 18時");
    assert_eq!(errors(&blank, &form(["", "", ""])).len(), 1);
    let mut form = before.clone();
    type_into(&mut form, "12月第2木曜 18時");
    assert_eq!(shown(&form), "timed 2024-12-12 18:00 2024-12-12 20:00 meet 17:30");
    assert_eq!(errors(&form, &before), []);
}

#[test]
fn words_end_when_a_field_says_something_else() {
    let before = form(["", "", ""]);
    let mut form = before.clone();
    type_into(&mut form, "12/22 18:30～20:00");
    assert_eq!(form.words(), "12/22 18:30～20:00");
    assert_eq!(redrafted(&form).as_ref(), Some(&form));
    form.set_first_day("2024-12-24".to_owned());
    assert_eq!(form.words(), "");
    form.set_start_time("10:00".to_owned());
    assert_eq!(shown(&form), "timed 2024-12-24 10:00 2024-12-24 11:30 meet");
    // The next words start from what the person has corrected.
    type_into(&mut form, "9時");
    assert_eq!(shown(&form), "timed 2024-12-24 09:00 2024-12-24 10:30 meet");
    // Words that were not understood do not outlive the fields either.
    type_into(&mut form, "2/30");
    form.set_end_time("11:00".to_owned());
    assert_eq!((form.words(), errors(&form, &before).len()), ("", 0));
}
