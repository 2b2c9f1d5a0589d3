//! Days off and times of other zones, as pages show them.

use std::fmt::Write as _;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use expect_test::expect;
use jiff::civil::{Date, date};
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::domain::time::zone::Zones;
use tsudoi::domain::time::{Month, Timed, UtcTime, When, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::card::{EventPhase, card, phase};
use tsudoi::present::form::event::help::notes as edit_notes;
use tsudoi::present::page::agenda;
use tsudoi::present::page::event::event_page;
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::page::month::tone::Tone;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::text::day_off::day_off;
use tsudoi::present::text::time;
use tsudoi::present::viewer::{Viewer, ZoneSource};
use tsudoi::zones::bundled::BundledZones;

use crate::support::sample::{all_day, almanac, at, entry, event};

static ZONES: LazyLock<BundledZones> = LazyLock::new(BundledZones::default);

/// Returns a viewer in that zone, with the zones of the world.
fn reader_in(language: Language, zone: &str, today: Date) -> Viewer {
    Viewer {
        zone: Some(Zone(zone.into())),
        zones: ZoneSource(Some(&*ZONES)),
        ..Viewer::new(language, today)
    }
}

fn in_zone(zone: &str, when: When) -> When {
    match when {
        When::Timed(timed) => When::Timed(Timed { zone: Some(Zone(zone.into())), ..timed }),
        When::AllDay { .. } | When::Undecided { .. } | When::DayUndecided { .. } => when,
    }
}

fn with_founding_day(viewer: Viewer) -> Viewer {
    let on = |month, day, name: &str| OwnHoliday {
        on: OwnDay::Yearly { month, day },
        name: name.to_owned(),
    };
    let own: Arc<[OwnHoliday]> = [on(5, 1, "創立記念日"), on(11, 23, "大会の代休")].into();
    Viewer { own_holidays: own, ..viewer }
}

#[test]
fn a_day_off_says_why_and_whether_it_is_sure() {
    let mut text = String::new();
    for language in Language::ALL {
        let viewer = with_founding_day(Viewer::new(language, date(2026, 11, 21)));
        for day in [
            date(2026, 11, 23),
            date(2026, 5, 1),
            date(2026, 5, 6),
            date(2026, 9, 22),
            date(2028, 3, 20),
            date(2019, 5, 1),
            date(2026, 11, 24),
        ] {
            let off = day_off(&viewer, day);
            let said = off.map(|off| format!("{} | {} | {}", off.mark, off.sign, off.full_name));
            writeln!(text, "{} | {}", time::day(&viewer, day), said.unwrap_or_default())
                .expect("a string takes any text");
        }
    }
    expect![[r#"
        11月23日(月祝) | 祝 | 祝 | 勤労感謝の日・大会の代休
        5月1日(金休) | 休 | 休 | 創立記念日
        5月6日(水祝) | 祝 | 祝 | 振替休日
        9月22日(火祝) | 祝 | 祝 | 国民の休日
        2028年3月20日(月祝) | 祝 | 祝 | 春分の日（見込み）
        2019年5月1日(水祝) | 祝 | 祝 | 天皇の即位の日・創立記念日
        11月24日(火) | 
        Mon 23 Nov (holiday) | PH | holiday | Labour Thanksgiving Day, 大会の代休
        Fri 1 May (day off) | off | day off | 創立記念日
        Wed 6 May (holiday) | PH | holiday | Substitute holiday
        Tue 22 Sep (holiday) | PH | holiday | Citizens’ holiday
        Mon 20 Mar 2028 (holiday) | PH | holiday | Vernal Equinox Day (expected)
        Wed 1 May 2019 (holiday) | PH | holiday | Day of the Emperor’s Accession, 創立記念日
        Tue 24 Nov | 
    "#]]
    .assert_eq(&text);
}

#[test]
fn the_agenda_the_month_and_the_form_show_a_holiday() {
    let day = date(2024, 11, 23);
    let class = event("class", "学習会", Kind::StudySession, at(day.at(9, 0, 0, 0), 120));
    let almanac = almanac([entry(class)]);
    let viewer = Viewer::new(Language::Ja, date(2024, 11, 1));
    let group = agenda::day(&almanac, day, &Filter::default(), agenda::CARDS_SHOWN, &viewer);
    assert_eq!((group.heading.as_str(), group.weekday.as_str()), ("11月23日(土祝)", "土祝"));
    assert_eq!(group.tone, Tone::Sunday);
    assert_eq!(group.day_off.map(|off| off.name).as_deref(), Some("勤労感謝の日"));
    let month = Month::of(day);
    let section = agenda::section(&almanac, month, &Filter::default(), &viewer);
    assert_eq!(section.days.last().map(|day| day.heading.as_str()), Some("11月23日(土祝)"));
    assert_eq!(section.era.as_deref(), Some("令和6年"));

    let layout = Layout::plain(month, WeekStart::Sunday, 3);
    let grid = month_grid(&almanac, &layout, &Filter::default(), &viewer);
    let cells: Vec<_> = grid.weeks.iter().flat_map(|week| &week.days).collect();
    let cell = cells.iter().find(|cell| cell.day == day).expect("in the grid");
    assert_eq!(cell.label, "11月23日 土曜日、勤労感謝の日、1件");
    assert_eq!((cell.tone, cell.day_off.as_ref().map(|off| off.mark)), (Tone::Sunday, Some("祝")));
    let off: Vec<&str> =
        cells.iter().filter(|cell| cell.day_off.is_some()).map(|cell| cell.iso.as_str()).collect();
    assert_eq!(off, ["2024-11-03", "2024-11-04", "2024-11-23"]);
    assert_eq!(
        (grid.year_text.as_str(), grid.year_path.as_str()),
        ("2024（令和6）年度", "#/year/2024")
    );

    let long = all_day(date(2024, 11, 2), 4).days();
    let said = edit_notes::days_off(&viewer, long);
    assert_eq!(said, ["11月3日(日祝)は文化の日です。", "11月4日(月祝)は振替休日です。"]);
    assert_eq!(edit_notes::past(&viewer, long), None);
    assert_eq!(
        edit_notes::past(&viewer, all_day(date(2024, 10, 30), 2).days()),
        Some("過ぎた日付です。")
    );
    assert!(edit_notes::days_off(&viewer, all_day(Date::MAX, 1).days()).is_empty());
}

#[test]
fn an_event_of_another_zone_shows_both_clocks() {
    let start = date(2024, 11, 1).at(18, 30, 0, 0);
    let rows = [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("Asia/Tokyo", "Asia/Seoul"),
        ("Asia/Tokyo", "Europe/London"),
        ("Asia/Tokyo", "America/Los_Angeles"),
        ("America/New_York", "Asia/Tokyo"),
        ("Nowhere/Else", "Asia/Tokyo"),
    ];
    let mut text = String::new();
    for language in Language::ALL {
        for (theirs, own) in rows {
            let viewer = reader_in(language, own, date(2024, 10, 1));
            let when = in_zone(theirs, at(start, 90));
            let [long, short] =
                [time::zone_note(&viewer, &when), time::zone_note_short(&viewer, &when)];
            let (long, short) = (long.unwrap_or_default(), short.unwrap_or_default());
            writeln!(text, "{theirs} in {own}: {long} | {short}").expect("a string takes any text");
        }
    }
    expect![[r#"
        Asia/Tokyo in Asia/Tokyo:  | 
        Asia/Tokyo in Asia/Seoul:  | 
        Asia/Tokyo in Europe/London: 日本時間の時刻です。この端末の時計では11月1日(金) 9:30～11:00 | 日本時間（こちらでは9:30）
        Asia/Tokyo in America/Los_Angeles: 日本時間の時刻です。この端末の時計では11月1日(金) 2:30～4:00 | 日本時間（こちらでは2:30）
        America/New_York in Asia/Tokyo: ニューヨーク時間の時刻です。この端末の時計では11月2日(土) 7:30～9:00 | ニューヨーク時間（こちらでは11月2日(土) 7:30）
        Nowhere/Else in Asia/Tokyo: Nowhere/Else の時刻です | Nowhere/Else の時刻です
        Asia/Tokyo in Asia/Tokyo:  | 
        Asia/Tokyo in Asia/Seoul:  | 
        Asia/Tokyo in Europe/London: Times are in Japan time; on your clock Fri 1 Nov 9:30 – 11:00 | Japan time (9:30 here)
        Asia/Tokyo in America/Los_Angeles: Times are in Japan time; on your clock Fri 1 Nov 2:30 – 4:00 | Japan time (2:30 here)
        America/New_York in Asia/Tokyo: Times are in New York time; on your clock Sat 2 Nov 7:30 – 9:00 | New York time (Sat 2 Nov 7:30 here)
        Nowhere/Else in Asia/Tokyo: Times are in Nowhere/Else | Times are in Nowhere/Else
    "#]].assert_eq(&text);
}

#[test]
fn whether_an_event_is_on_goes_by_the_readers_own_clock() {
    let when = at(date(2024, 11, 1).at(18, 30, 0, 0), 90);
    let at_clock = |zone: &str, day: Date, hour: i8| {
        let viewer = reader_in(Language::Ja, zone, day);
        phase(&when, &Viewer { now: Some(day.at(hour, 0, 0, 0)), ..viewer })
    };
    // 18:30 in Tokyo is 9:30 in London, and 2:30 of the same day in Los Angeles.
    let day = date(2024, 11, 1);
    assert_eq!(at_clock("Europe/London", day, 9), EventPhase::Coming);
    assert_eq!(at_clock("Europe/London", day, 10), EventPhase::Now);
    assert_eq!(at_clock("Europe/London", day, 12), EventPhase::Past);
    assert_eq!(at_clock("America/Los_Angeles", day, 3), EventPhase::Now);
    assert_eq!(at_clock("Asia/Tokyo", day, 19), EventPhase::Now);
}

/// From UTC−11 to UTC+14, the days, the words and the cells of an all-day event are the same.
#[test]
fn an_all_day_event_never_moves() {
    let first = date(2024, 11, 23);
    let trip = event("trip", "旅行", Kind::Welfare, all_day(first, 2));
    let fixed = entry(trip);
    let almanac = almanac([fixed.clone()]);
    let zones = [
        "Pacific/Pago_Pago",
        "America/New_York",
        "Etc/UTC",
        "Asia/Tokyo",
        "Pacific/Apia",
        "Pacific/Kiritimati",
    ];
    let seen: Vec<String> = zones
        .into_iter()
        .map(|zone| {
            let viewer = reader_in(Language::Ja, zone, date(2024, 11, 1));
            let page = event_page(&almanac, &fixed, &viewer);
            let month = Month::of(first);
            let layout = Layout::plain(month, WeekStart::Sunday, 3);
            let grid = month_grid(&almanac, &layout, &Filter::default(), &viewer);
            let bars: Vec<_> = grid.weeks.iter().flat_map(|week| &week.bars).collect();
            let days: Vec<&str> = grid
                .weeks
                .iter()
                .flat_map(|week| &week.days)
                .filter(|day| day.count > 0)
                .map(|day| day.iso.as_str())
                .collect();
            let occurrences = almanac.occurrences(tsudoi::domain::time::Days::one(first), &BY_LAW);
            let shown = card(&almanac, &occurrences[0], first, &viewer);
            format!("{:?} {bars:?} {days:?} {shown:?}", page.when)
        })
        .collect();
    assert!(seen[0].contains("11月23日(土祝)～24日(日)"), "{}", seen[0]);
    assert!(seen.iter().all(|text| *text == seen[0]));
}

/// The first question to the browser costs the most: for a viewer in the zone of the event, it is never asked.
#[test]
fn a_reader_in_the_zone_of_the_event_asks_nobody() {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    struct Counting;
    impl Zones for Counting {
        fn offset_at(&self, _: &Zone, _: UtcTime) -> Option<i32> {
            ASKED.fetch_add(1, Ordering::Relaxed);
            None
        }
    }
    let day = date(2024, 11, 1);
    let meeting = event("talk", "会議", Kind::Negotiation, at(day.at(18, 30, 0, 0), 90));
    let fixed = entry(meeting);
    let almanac = almanac([fixed.clone()]);
    let viewer = Viewer {
        zones: ZoneSource(Some(&Counting)),
        now: Some(day.at(19, 0, 0, 0)),
        ..reader_in(Language::Ja, "Asia/Tokyo", day)
    };
    let section = agenda::section(&almanac, Month::of(day), &Filter::default(), &viewer);
    assert_eq!(section.days[0].cards[0].phase, EventPhase::Now);
    assert_eq!(event_page(&almanac, &fixed, &viewer).when.zone_note, None);
    let abroad = Viewer { zone: Some(Zone("Nowhere/Else".into())), ..viewer };
    assert_eq!(ASKED.load(Ordering::Relaxed), 0);
    assert_eq!(phase(&fixed.event.when, &abroad), EventPhase::Now, "as well as can be known");
    assert!(ASKED.load(Ordering::Relaxed) > 0);
}

#[test]
fn no_line_breaks_between_a_number_and_its_unit() {
    use tsudoi::present::text::breaks::unbroken_parts;

    let all = [
        ("8月29日(土)～31日(日)・3日間", "8月29日(土)～|31日(日)・|3日間"),
        ("3日後・1時間30分", "3日後・|1時間30分"),
        ("12月22日(火) 18:30～20:00・1時間30分", "12月22日(火) |18:30～|20:00・|1時間30分"),
        ("In 3 days, 1 h 30 min", "In |3 days, |1 h |30 min"),
        ("Sat 29 Aug – Mon 31 Aug (3 days)", "Sat |29 |Aug |– |Mon |31 |Aug |(3 days)"),
        ("", ""),
    ];
    for (text, expected) in all {
        let parts = unbroken_parts(text);
        assert_eq!(parts.join("|"), expected);
        assert_eq!(parts.concat(), text);
    }
}
