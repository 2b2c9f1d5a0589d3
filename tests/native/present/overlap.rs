//! Events at the same time.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::event::participant::{Participant, Reply};
use tsudoi::domain::event::status::Status;
use tsudoi::domain::id::{EventId, LocalId};
use tsudoi::domain::search::nearest::nearest;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Shown, Timed, When, Zone};
use tsudoi::i18n::Language;
use tsudoi::present::card::overlap::{is_same_time, left_today, overlaps};
use tsudoi::present::viewer::ZoneSource;
use tsudoi::zones::bundled::BundledZones;

use crate::support::sample::{all_day, almanac, at, entry, event, viewer};

static ZONES: LazyLock<BundledZones> = LazyLock::new(BundledZones::default);

const DAY: Date = date(2024, 11, 1);

fn clock(hour: i8, minutes: u32) -> When {
    at(DAY.at(hour, 0, 0, 0), minutes)
}

fn mine(id: &str, when: When) -> Entry {
    Entry { is_mine: true, ..entry(event(id, id, Kind::Board, when)) }
}

fn person(name: &str, reply: Reply) -> Participant {
    Participant { name: name.to_owned(), reply, ..Participant::default() }
}

fn with(mut entry: Entry, people: Vec<Participant>) -> Entry {
    for (number, person) in people.into_iter().enumerate() {
        entry.event.participants.insert(LocalId::new(format!("p{number}")), person);
    }
    entry
}

fn found(entries: Vec<Entry>, today: Date) -> String {
    let almanac = almanac(entries);
    let first = almanac.entry(&EventId::new("this")).expect("one of them is called this");
    let this = nearest(first, today, &BY_LAW);
    let found = overlaps(&almanac, &this, &viewer(Language::Ja, today));
    let mine = found.mine.iter().map(|other| other.text.clone());
    let people = found.people.iter().map(|it| format!("{} {}", it.name, it.other.text));
    mine.chain(people).collect::<Vec<_>>().join("\n")
}

#[test]
fn times_overlap_where_they_share_a_moment() {
    let zoned = |zone: Option<&str>| {
        When::Timed(Timed {
            start: DAY.at(14, 0, 0, 0),
            zone: zone.map(|zone| Zone(zone.into())),
            length: None,
            shown: Shown::Clock,
        })
    };
    let source = ZoneSource(Some(&*ZONES));
    let rows = [
        (clock(14, 60), clock(15, 60), false, "one ends as the other begins"),
        (clock(14, 90), clock(15, 60), true, "half an hour is shared"),
        (clock(14, 0), clock(14, 60), true, "a beginning without an end"),
        (clock(14, 0), clock(13, 60), false, "a beginning as the other ends"),
        (clock(14, 0), clock(14, 0), true, "the same beginning"),
        (clock(22, 180), at(date(2024, 11, 2).at(0, 0, 0, 0), 60), true, "across midnight"),
        (all_day(DAY, 1), clock(14, 60), false, "all day is no time"),
        (zoned(None), clock(14, 60), true, "floating is everywhere"),
        (zoned(Some("Europe/Berlin")), clock(14, 60), false, "another zone is another moment"),
        (zoned(Some("Europe/Berlin")), clock(21, 120), true, "14:00 there is 22:00 here"),
        (zoned(Some("No/Where")), clock(14, 60), false, "a zone that nobody knows"),
    ];
    for (one, other, expected, why) in rows {
        assert_eq!(is_same_time(&one, &other, source), expected, "{why}");
        assert_eq!(is_same_time(&other, &one, source), expected, "{why}");
    }
}

#[test]
fn own_events_that_overlap_are_pointed_out() {
    let others = || {
        vec![
            mine("this", clock(14, 120)),
            mine("beside", clock(15, 30)),
            mine("later", clock(16, 30)),
            Entry { is_mine: false, ..mine("not mine", clock(15, 30)) },
            mine("all day", all_day(date(2024, 10, 31), 2)),
            mine("undecided", When::Undecided { first: DAY, days: 1 }),
        ]
    };
    assert_eq!(
        found(others(), DAY),
        "all day（10月31日(木)～11月1日(金)・2日間）\nbeside（11月1日(金) 15:00～15:30）"
    );
    assert_eq!(found(others(), date(2024, 11, 2)), "", "what is over needs no warning");
    let mut others = others();
    others[0].event.status = Status::Cancelled;
    assert_eq!(found(others, DAY), "", "what is called off overlaps with nothing");
}

#[test]
fn people_on_two_lists_at_the_same_time_are_named() {
    let addressed = |name: &str| Participant {
        calendar_address: Some("urn:x:hanako".to_owned()),
        ..person(name, Reply::Accepted)
    };
    let plain = |id: &str, when: When| entry(event(id, id, Kind::Board, when));
    let taro = |reply| person("見本 太郎", reply);
    assert_eq!(
        found(
            vec![
                with(
                    plain("this", clock(14, 120)),
                    vec![taro(Reply::Unsaid), addressed("見本 花子")]
                ),
                with(plain("a", clock(15, 60)), vec![person("見本太郎", Reply::NeedsAction)]),
                with(plain("b", clock(15, 60)), vec![addressed("例示 花子")]),
                with(plain("c", clock(15, 60)), vec![taro(Reply::Declined)]),
                with(plain("d", clock(17, 60)), vec![taro(Reply::Accepted)]),
            ],
            DAY,
        ),
        "見本 太郎 a（11月1日(金) 15:00～16:00）\n見本 花子 b（11月1日(金) 15:00～16:00）"
    );
}

#[test]
fn the_number_on_the_icon_is_of_what_is_left_today() {
    let almanac = almanac([
        mine("over", clock(9, 60)),
        mine("on", clock(14, 60)),
        mine("to come", clock(18, 60)),
        mine("all day", all_day(DAY, 1)),
        mine("tomorrow", all_day(date(2024, 11, 2), 1)),
    ]);
    let mut viewer = viewer(Language::Ja, DAY);
    viewer.now = Some(DAY.at(14, 30, 0, 0));
    assert_eq!(left_today(&almanac, &viewer), 3);
}
