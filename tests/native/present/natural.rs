//! Days and times as people write them.

use jiff::civil::{Date, Time, date};
use proptest::prelude::*;
use tsudoi::domain::series::repeat::TimeKind;
use tsudoi::domain::time::plus_days;
use tsudoi::i18n::Language;
use tsudoi::i18n::dates::DayStyle;
use tsudoi::present::form::event::form::EventForm;
use tsudoi::present::natural::fill::put;
use tsudoi::present::natural::notes::notes;
use tsudoi::present::natural::{Said, read};
use tsudoi::present::text::month::format_month;

use crate::support::generate::day;
use crate::support::sample;

/// Returns the result of reading, in one line; today is Wednesday, 20 November 2024.
fn line(text: &str) -> String {
    line_on(text, date(2024, 11, 20))
}

fn line_on(text: &str, today: Date) -> String {
    let Said {
        first,
        last,
        month,
        start,
        end,
        meeting,
        ends_next_day,
        kind,
        other_weekday,
        is_not_coming,
        // The search needs it, and is tested with it.
        is_of_each_year: _,
        rest,
    } = read(text, today);
    let mut words: Vec<String> = Vec::new();
    words.extend(month.map(format_month));
    words.extend(first.map(|day| day.to_string()));
    words.extend(last.map(|day| format!("to {day}")));
    words.extend(start.map(|time| format!("at {}", short(time))));
    words.extend(end.map(|time| format!("until {}", short(time))));
    words.extend(meeting.map(|time| format!("meet {}", short(time))));
    words.extend(kind.map(|kind| {
        let word = match kind {
            TimeKind::Timed => "timed",
            TimeKind::AllDay => "all day",
            TimeKind::Undecided => "no time",
            TimeKind::DayUndecided => "no day",
        };
        word.to_owned()
    }));
    words.extend(is_not_coming.then(|| "not coming".to_owned()));
    words.extend(ends_next_day.then(|| "next day".to_owned()));
    words.extend(other_weekday.map(|weekday| format!("but {weekday:?}")));
    words.extend((!rest.is_empty()).then(|| format!("rest {rest:?}")));
    words.join(" ")
}

fn short(time: Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

#[test]
fn numerals_in_kanji_and_years_with_a_mark() {
    let rows = [
        ("令和八年四月一日", "2026-04-01"),
        ("二〇二五年 一月十日(金) 18時", "2025-01-10 at 18:00"),
        ("十二月二十二日", "2024-12-22"),
        ("12月第二木曜", "2024-12-12"),
        ("十二月 日付未定", "2024-12 no day"),
        ("十二月の会", "2024-12 rest \"会\""),
        ("R8.4", "2026-04"),
        ("2026/4", "2026-04"),
        ("2026年 4月", "2026-04"),
        ("2026/13", "rest \"2026/13\""),
        ("2026.4.31", "rest \"2026.4.31\""),
        ("7.12", "rest \"7.12\""),
        // numerals in kanji that are parts of words
        ("三浦", "rest \"三浦\""),
        ("十日町", "rest \"十日町\""),
        ("五月雨", "rest \"五月雨\""),
        ("一時金", "rest \"一時金\""),
    ];
    for (text, expected) in rows {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn what_people_write() {
    let rows = [
        // days in full
        ("2025-01-10", "2025-01-10"),
        ("2025/1/10", "2025-01-10"),
        ("２０２５年１月１０日", "2025-01-10"),
        ("令和8年4月1日", "2026-04-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("R7.4.1", "2025-04-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成元年1月7日", "rest \"平成元年1月7日\""),
        // without a year: the next one to come, or the recent one
        ("12/22", "2024-12-22"),
        ("12月22日", "2024-12-22"),
        ("10/1", "2024-10-01 not coming"),
        ("4/1", "2025-04-01"),
        ("22日", "2024-11-22"),
        ("5日", "2024-12-05"),
        // the weekday decides the year
        ("12月22日(日)", "2024-12-22"),
        ("12月22日(金)", "2023-12-22 not coming"),
        ("12/2(土)", "2023-12-02 not coming"),
        ("5/3(土)", "2025-05-03"),
        ("22日(日)", "2024-12-22"),
        ("12/23（月・祝）", "2024-12-23"),
        ("2024年12月22日(月)", "2024-12-22 but Monday"),
        // the end on the day after a day that is not written
        ("14時～翌12時", "at 14:00 until 12:00 next day"),
        ("12/22 14時～翌12時", "2024-12-22 to 2024-12-23 at 14:00 until 12:00"),
        // as people say it
        ("今日", "2024-11-20"),
        ("明日 10時", "2024-11-21 at 10:00"),
        ("あさって", "2024-11-22"),
        ("3日後", "2024-11-23"),
        ("2週間後", "2024-12-04"),
        ("金曜", "2024-11-22"),
        ("水曜日", "2024-11-20"),
        ("月曜", "2024-11-25"),
        ("今週の月曜日", "2024-11-18"),
        ("来週金曜 18時半", "2024-11-29 at 18:30"),
        ("再来週の火曜日", "2024-12-03"),
        ("月末", "2024-11-30"),
        ("来月5日", "2024-12-05"),
        // times
        ("12/22 18:30", "2024-12-22 at 18:30"),
        ("18時", "at 18:00"),
        ("18時05分", "at 18:05"),
        ("午後6時半", "at 18:30"),
        ("午前0時", "at 0:00"),
        ("午前12時", "at 12:00"),
        ("正午", "at 12:00"),
        ("12/22 25時", "2024-12-23 at 1:00"),
        // ranges
        ("12/22 18:30～20:00", "2024-12-22 at 18:30 until 20:00"),
        ("12/22（日）１８：３０－２０：００", "2024-12-22 at 18:30 until 20:00"),
        ("12月22日 18時から20時半まで", "2024-12-22 at 18:00 until 20:30"),
        ("12/22 22時～翌2時", "2024-12-22 to 2024-12-23 at 22:00 until 2:00"),
        ("11/29 14時～30日 12時", "2024-11-29 to 2024-11-30 at 14:00 until 12:00"),
        ("12/30～1/3", "2024-12-30 to 2025-01-03"),
        ("12/22 終日", "2024-12-22 all day"),
        // a text that is not a day or a time is returned
        ("来週金曜 18時半 執行委員会", "2024-11-29 at 18:30 rest \"執行委員会\""),
        ("13月40日", "rest \"13月40日\""),
        ("25:99", "rest \"25:99\""),
        ("3日間の合宿", "rest \"3日間の合宿\""),
        ("2時間", "rest \"2時間\""),
        ("第3回", "rest \"第3回\""),
        ("", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn what_people_write_in_english() {
    let rows = [
        ("Dec 22 6pm", "2024-12-22 at 18:00"),
        ("22 December 2025, 6:30 pm - 8 pm", "2025-12-22 at 18:30 until 20:00"),
        ("next Friday noon", "2024-11-29 at 12:00"),
        ("tomorrow 12am", "2024-11-21 at 0:00"),
        ("in 2 weeks", "2024-12-04"),
        ("second Thursday of December 6pm", "2024-12-12 at 18:00"),
        ("the 2nd Thu in Dec 2025", "2025-12-11"),
        ("last Friday of next month", "2024-12-27"),
        ("first Monday of March", "2025-03-03"),
        ("third Wednesday", "2024-11-20"),
        ("second meeting", "rest \"second meeting\""),
    ];
    for (text, expected) in rows {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn lengths_meetings_and_what_is_not_decided() {
    let rows = [
        ("12/24～12/22", "2024-12-24 rest \"12/22\""),
        ("9時より", "at 9:00"),
        ("9時より11時まで", "at 9:00 until 11:00"),
        ("午後1時半～3時", "at 13:30 until 15:00"),
        ("午後10時～1時", "at 22:00 until 1:00"),
        ("9時開会", "at 9:00"),
        ("12/22 18:00開場 18:30開演", "2024-12-22 at 18:30 rest \"18:00開場\""),
        ("12/22 9:30集合 10時開始", "2024-12-22 at 10:00 meet 9:30"),
        ("集合9:30 10:00～12:00", "at 10:00 until 12:00 meet 9:30"),
        // lengths
        ("10時から2時間", "at 10:00 until 12:00"),
        ("10時から1時間半", "at 10:00 until 11:30"),
        ("10時から90分間", "at 10:00 until 11:30"),
        ("23時から2時間", "at 23:00 until 1:00 next day"),
        ("12/22 23時から2時間", "2024-12-22 to 2024-12-23 at 23:00 until 1:00"),
        ("12/22から3日間", "2024-12-22 to 2024-12-24"),
        ("12/22 2泊3日", "2024-12-22 to 2024-12-24"),
        // what is not decided
        ("12/22 時刻未定", "2024-12-22 no time"),
        ("12/22（時間は未定）", "2024-12-22 no time"),
        ("12/22 未定", "2024-12-22 no time"),
        ("日付未定", "no day"),
        ("12月 日付未定", "2024-12 no day"),
        ("12月中（日程未定）", "2024-12 no day"),
        ("2025年1月 未定", "2025-01 no day"),
        ("令和7年3月 日時未定", "2025-03 no day"),
        // a clock contradicts it
        ("12/22 終日 13:00～15:00", "2024-12-22 at 13:00 until 15:00 rest \"終日\""),
        ("12/22 18時（時間は未定）", "2024-12-22 at 18:00 rest \"(時間は未定)\""),
        ("10月", "2025-10"),
        ("再来月", "2025-01"),
        ("12月下旬", "2024-12 rest \"下旬\""),
        // English
        ("Dec 22 10am for 2 hours", "2024-12-22 at 10:00 until 12:00"),
        ("December 2025 tbd", "2025-12 no day"),
        ("Dec 22 time tbd", "2024-12-22 no time"),
    ];
    for (text, expected) in rows {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn a_year_and_an_nth_weekday_are_said_in_words() {
    let rows = [
        ("来年の5月10日 9時", "2025-05-10 at 9:00"),
        ("来年5/10 9時", "2025-05-10 at 9:00"),
        ("再来年1月5日", "2026-01-05"),
        ("今年の3月3日", "2024-03-03"),
        ("来年5月 日程未定", "2025-05 no day"),
        ("来年の5月", "2025-05"),
        ("12月第2木曜 18時", "2024-12-12 at 18:00"),
        ("12月の第2木曜日 18時～20時", "2024-12-12 at 18:00 until 20:00"),
        ("来月第1月曜", "2024-12-02"),
        ("来年3月最終金曜", "2025-03-28"),
        ("令和7年3月第1土曜日 10時", "2025-03-01 at 10:00"),
        ("11月第1木曜", "2024-11-07 not coming"),
        ("第2木曜", "2024-12-12"),
        ("第4木", "2024-11-28"),
        ("第5木曜", "2025-01-30"),
        ("12月第5木曜 18時", "2024-12 at 18:00 rest \"第5木曜 18時\""),
        ("12月 5日 10時", "2024-12-05 at 10:00"),
        ("3月 5日 10時", "2025-03-05 at 10:00"),
        ("再来月5日", "2025-01-05"),
        ("今月5日", "2024-11-05"),
        ("今月末", "2024-11-30"),
        ("再来月末", "2025-01-31"),
    ];
    for (text, expected) in rows {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn words_that_would_be_half_understood_are_returned() {
    let rows = [
        ("2/30 18時", "at 18:00 rest \"2/30\""),
        ("11/31 9時", "at 9:00 rest \"11/31\""),
        ("来年度の5月10日", "rest \"来年度の5月10日\""),
        ("1月中旬", "2025-01 rest \"中旬\""),
        ("12月 18時", "2024-12 at 18:00 rest \"18時\""),
        ("12月18時", "rest \"12月18時\""),
        ("2025年12月 18:30", "2025-12 at 18:30 rest \"18:30\""),
        ("18時 日程未定", "at 18:00 no day rest \"18時\""),
        ("2024-12-24～2024-12-22", "2024-12-24 rest \"2024-12-22\""),
        ("12/22まで", "2024-12-22 rest \"まで\""),
        ("18時まで", "rest \"18時まで\""),
        ("17時解散", "rest \"17時解散\""),
        ("終了17時", "rest \"17時\""),
        ("10時 12時", "at 10:00 rest \"12時\""),
        ("10時 集合", "meet 10:00"),
        ("10時開始 集合は受付", "at 10:00 rest \"受付 集合\""),
        // What is said of the end is the end.
        ("10時開始 12時終了", "at 10:00 until 12:00"),
        ("10時、12時まで", "at 10:00 until 12:00"),
        ("10時開会 閉会17時", "at 10:00 until 17:00"),
        ("10am until noon", "at 10:00 until 12:00"),
        // Marks and headings say nothing of their own.
        (
            "日時：12月22日(日)、18:30～20:00（集合18時）",
            "2024-12-22 at 18:30 until 20:00 meet 18:00",
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn a_weekday_that_fits_no_near_year_is_said_and_moves_the_day_to_no_other_year() {
    let today = date(2026, 11, 29);
    assert_eq!(line_on("12/2(土)", today), "2026-12-02 but Saturday");
    assert_eq!(line_on("12/22(金)", today), "2026-12-22 but Friday");
    assert_eq!(line_on("11/28(土)", today), "2026-11-28 not coming");
    assert_eq!(line_on("2/29", today), "2028-02-29 not coming");
    let viewer = sample::viewer(Language::Ja, today);
    let said = |text: &str| notes(&read(text, today), &viewer).join("/");
    assert_eq!(said("12/2(土)"), "曜日が違います。12月2日(水)です。");
    assert_eq!(
        said("11/28(土)"),
        "いちばん近い2026年11月28日(土)として読みました。ほかの年のときは、年も入れてください。"
    );
    assert_eq!(said("12/2"), "");
}

/// Returns the fields of the time after each of the texts in turn.
fn filled(form: &mut EventForm, texts: &[&str]) -> String {
    for text in texts {
        put((*text).to_owned(), date(2024, 11, 20), form);
    }
    let kind = form.time_kind.slug();
    let texts =
        [&form.first_day, &form.last_day, &form.start_time, &form.end_time, &form.meeting_time];
    let texts: Vec<&str> =
        texts.map(String::as_str).into_iter().filter(|it| !it.is_empty()).collect();
    format!("{kind} {}", texts.join(" "))
}

#[test]
fn other_words_leave_nothing_of_the_earlier_ones() {
    let blank = || EventForm::blank(None, date(2024, 11, 20));
    let check = |texts: &[&str], expected: &str| {
        assert_eq!(filled(&mut blank(), texts), expected, "{texts:?}");
    };
    check(&["12/22～12/24", "12/22"], "timed 2024-12-22 2024-12-22");
    check(&["12/22 18:30～20:00", "12/22"], "timed 2024-12-22 2024-12-22");
    check(&["12/22 終日", "12/23"], "timed 2024-12-23 2024-12-23");
    check(&["12月 日付未定", "12月5日 10時"], "timed 2024-12-05 2024-12-05 10:00");
    check(&["12/22", ""], "timed 2024-11-20 2024-11-20");
    check(&["12月 日付未定"], "day-undecided 2024-12");
    check(&["12/22 時刻未定"], "undecided 2024-12-22 2024-12-22");
    check(&["日付未定"], "day-undecided 2024-11-20 2024-11-20");
    // An event that is edited keeps its length.
    let mut meeting =
        EventForm { start_time: "18:30".to_owned(), end_time: "20:00".to_owned(), ..blank() };
    assert_eq!(filled(&mut meeting, &["21時"]), "timed 2024-11-20 2024-11-20 21:00 22:30");
    let mut camp =
        EventForm { last_day: "2024-11-22".to_owned(), time_kind: TimeKind::AllDay, ..blank() };
    assert_eq!(filled(&mut camp, &["12/22"]), "all-day 2024-12-22 2024-12-22");
}

proptest! {
    #[test]
    fn nothing_that_is_written_makes_it_panic(text in "[0-9０-９年月日時分半～:/()金来週令和RdecDEC ]{0,24}|.{0,24}", today in day()) {
        let said = read(&text, today);
        prop_assert!(said.last.is_none() || said.last > said.first);
    }

    #[test]
    fn a_day_as_we_write_it_is_that_day(day in day(), today in day()) {
        prop_assume!(day.year() >= 1000);
        let text = Language::Ja.messages().day(day, DayStyle::Full);
        prop_assert_eq!(read(&text, today).first, Some(day), "{}", text);
    }

    #[test]
    fn a_near_day_without_its_year_is_found_by_its_weekday(offset in -170..170_i32, today in day()) {
        prop_assume!((1001..9990).contains(&today.year()));
        let day = plus_days(today, offset);
        let text = Language::Ja.messages().day(day, DayStyle::MonthDay);
        prop_assert_eq!(read(&text, today).first, Some(day), "{}", text);
    }
}
