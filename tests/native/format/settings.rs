//! The settings of a device, as they are stored and as a backup contains them.

use expect_test::expect;
use jiff::civil::Date;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::sorted_map::SortedMap;
use tsudoi::domain::time::fiscal::{FiscalRule, NamedAfter};
use tsudoi::domain::time::holidays::own::{OwnDay, OwnHoliday};
use tsudoi::domain::time::{WeekSpan, WeekStart};
use tsudoi::format::backup;
use tsudoi::format::jscalendar::read::decode;
use tsudoi::format::json::read::Limits;
use tsudoi::format::stored::settings::{PortableSettings, Settings, Theme};

fn own_holiday() -> impl Strategy<Value = OwnHoliday> {
    let day = (1900_i16..2100, 1_i8..=12, 1_i8..=28);
    (day, any::<bool>(), "[a-z創立記念日]{1,8}").prop_map(
        |((year, month, day), is_yearly, name)| {
            let date = Date::new(year, month, day).expect("each month has 28 days");
            OwnHoliday {
                on: if is_yearly { OwnDay::yearly(date) } else { OwnDay::Once(date) },
                name,
            }
        },
    )
}

fn portable() -> impl Strategy<Value = PortableSettings> {
    let named_after = select(vec![NamedAfter::First, NamedAfter::Last]);
    let fiscal = (1_i8..=12, named_after).prop_map(|(month, name)| FiscalRule::new(month, name));
    (
        option::of("[a-z]{2}(-[A-Z]{2})?"),
        select(vec![WeekStart::Sunday, WeekStart::Monday]),
        select(vec![WeekSpan::ThreeDays, WeekSpan::SevenDays]),
        select(vec![Theme::Device, Theme::Light, Theme::Dark]),
        option::of(fiscal).prop_map(Option::flatten),
        proptest::collection::vec(own_holiday(), 0..4),
    )
        .prop_map(|(language, week_start, week_span, theme, fiscal, own_holidays)| {
            PortableSettings {
                language,
                week_start,
                week_span,
                theme,
                fiscal,
                own_holidays: own_holidays.into(),
            }
        })
}

proptest! {
    #[test]
    fn settings_are_kept_whole(
        portable in portable(),
        last_backup in option::of("[0-9]{4}"),
        operations_since_backup in any::<u32>(),
        has_asked_to_persist in any::<bool>(),
        trash_tidied in option::of("[0-9]{4}"),
        has_seen_install in any::<bool>(),
    ) {
        let settings = Settings {
            portable,
            last_backup,
            operations_since_backup,
            has_asked_to_persist,
            trash_tidied,
            has_seen_install,
        };
        prop_assert_eq!(Settings::decode(&settings.encode()), settings);
    }

    #[test]
    fn a_backup_restores_every_portable_setting(portable in portable()) {
        let file = backup::encode(&Almanac::default(), &portable.to_map());
        let decoded = decode(file.as_bytes(), &Limits::default()).expect("we wrote it");
        let backup = decoded.backup.expect("it is a backup");
        prop_assert_eq!(PortableSettings::from_map(&backup.settings), portable);
    }
}

#[test]
fn settings_are_lines_of_names_and_values() {
    let holiday = |name: &str, on| OwnHoliday { on, name: name.to_owned() };
    let settings = Settings {
        portable: PortableSettings {
            language: Some("ja".to_owned()),
            week_start: WeekStart::Monday,
            week_span: WeekSpan::SevenDays,
            theme: Theme::Dark,
            fiscal: FiscalRule::new(9, NamedAfter::Last),
            own_holidays: [
                holiday("創立記念日", OwnDay::Yearly { month: 5, day: 1 }),
                holiday("代休", OwnDay::Once(Date::constant(2026, 3, 6))),
            ]
            .into(),
        },
        last_backup: Some("2026-01-01T00:00:00Z".to_owned()),
        operations_since_backup: 3,
        has_seen_install: true,
        has_asked_to_persist: true,
        trash_tidied: Some("2026-01-02".to_owned()),
    };
    expect![[r#"
        asked-to-persist=yes
        bin-tidied=2026-01-02
        deeds-since-backup=3
        fiscal-name=last
        fiscal-start=9
        language=ja
        last-backup=2026-01-01T00:00:00Z
        own-holidays=05-01 創立記念日	2026-03-06 代休
        seen-install=yes
        theme=dark
        week-span=7
        week-start=monday"#]]
    .assert_eq(&settings.encode());
    assert_eq!(Settings::default().encode(), "");
}

#[test]
fn what_cannot_be_read_has_its_default_value() {
    let given = [("week-start", "tuesday"), ("theme", "blue"), ("fiscal-start", "13"), ("x", "y")];
    let map: SortedMap<String, String> =
        given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let april = Some(FiscalRule::default());
    let expected = PortableSettings { fiscal: april, ..PortableSettings::default() };
    assert_eq!(PortableSettings::from_map(&map), expected);
}
