//! Laws of the pages: nothing is lost, addresses lead back, and colours are from the app's palette.

use std::collections::BTreeMap;

use jiff::civil::Date;
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::shard::ShardKey;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::id::{CalendarId, EventId, OrganizationId, PersonId};
use tsudoi::domain::palette::Color;
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, Month, plus_days};
use tsudoi::i18n::Language;
use tsudoi::present::card::without_day;
use tsudoi::present::loaded::is_whole;
use tsudoi::present::page::agenda::section;
use tsudoi::present::page::month::grid::{cells, month_grid, window};
use tsudoi::present::page::month::lanes::{ColumnStretch, MOST_LINES, share};
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::route::directory::DirectoryPath;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::path::{DayView, ExportOf, Path};
use tsudoi::present::route::search_query::{SearchSpan as SeekSpan, Seek};
use tsudoi::present::text::link::{SafeLink, TextSpan, spans};
use tsudoi::present::viewer::Viewer;

use crate::support::generate::{almanac, clock, day, sorted_set};

fn week_start() -> impl Strategy<Value = WeekStart> {
    select(vec![WeekStart::Sunday, WeekStart::Monday])
}

fn filter() -> impl Strategy<Value = Filter> {
    let calendars = sorted_set(".{0,6}".prop_map(CalendarId::new), 0..3);
    let kinds = sorted_set(select(Kind::ALL.to_vec()), 0..3);
    (calendars, kinds, any::<bool>()).prop_map(|(calendars, kinds, only_mine)| Filter {
        calendars,
        kinds,
        only_mine,
    })
}

fn seek() -> impl Strategy<Value = Seek> {
    let span = prop_oneof![
        select(vec![SeekSpan::Any, SeekSpan::Coming, SeekSpan::Past]),
        (option::of(day()), option::of(day())).prop_map(|(from, to)| SeekSpan::Days { from, to }),
    ];
    (".{0,8}", filter(), ".{0,4}", any::<bool>(), span).prop_map(
        |(text, filter, organization, is_unanswered, span)| Seek {
            text,
            filter,
            organization,
            is_unanswered,
            span,
        },
    )
}

fn directory_path() -> impl Strategy<Value = DirectoryPath> {
    let id = || ".{0,12}|new|%|edit";
    prop_oneof![
        ".{0,12}".prop_map(DirectoryPath::People),
        id().prop_map(|id| DirectoryPath::Person(PersonId::new(id))),
        id().prop_map(|id| DirectoryPath::EditPerson(PersonId::new(id))),
        ".{0,12}".prop_map(DirectoryPath::Organizations),
        id().prop_map(|id| DirectoryPath::Organization(OrganizationId::new(id))),
        id().prop_map(|id| DirectoryPath::EditOrganization(OrganizationId::new(id))),
        select(vec![DirectoryPath::NewPerson, DirectoryPath::NewOrganization]),
    ]
}

fn path() -> impl Strategy<Value = Path> {
    let event = || ".{0,12}|new|%|\\.\\.".prop_map(EventId::new);
    let calendar = || ".{0,12}".prop_map(CalendarId::new);
    prop_oneof![
        (option::of(day()), filter()).prop_map(|(day, filter)| Path::Agenda { day, filter }),
        (option::of(day().prop_map(Month::of)), option::of(day()), filter())
            .prop_map(|(month, day, filter)| Path::Month { month, day, filter }),
        (day(), select(vec![DayView::List, DayView::Axis]), filter())
            .prop_map(|(day, view, filter)| Path::Day { day, view, filter }),
        (option::of(day()), filter()).prop_map(|(day, filter)| Path::Week { day, filter }),
        (option::of(0..=9999_i16), option::of(calendar()))
            .prop_map(|(year, calendar)| Path::Year { year, calendar }),
        seek().prop_map(|seek| Path::Search(Box::new(seek))),
        event().prop_map(Path::Event),
        (event(), clock()).prop_map(|(id, at)| Path::Instance(id, at)),
        (event(), clock()).prop_map(|(id, at)| Path::EditInstance(id, at)),
        event().prop_map(Path::EditEvent),
        (event(), option::of(clock())).prop_map(|(id, at)| Path::Participants(id, at)),
        (option::of(calendar()), option::of(day()), option::of((0_i8..24, 0_i8..60))).prop_map(
            |(calendar, day, time)| {
                let time = time.map(|(hour, minute)| jiff::civil::time(hour, minute, 0, 0));
                Path::NewEvent { calendar, day, time }
            },
        ),
        (event(), option::of(clock())).prop_map(|(id, at)| Path::CopyEvent(id, at)),
        directory_path().prop_map(Path::Directory),
        Just(Path::Export(ExportOf::Chosen)),
        event().prop_map(|id| Path::Export(ExportOf::Event(id))),
        calendar().prop_map(|id| Path::Export(ExportOf::Calendar(id))),
        select(vec![Path::Calendars, Path::Import, Path::Settings, Path::History, Path::Trash]),
    ]
}

proptest! {
    #[test]
    fn a_window_is_whole_when_nothing_it_needs_is_absent(
        mut almanac in almanac(), first in day(), length in 0i32..70, unloaded in btree_set(0usize..12, 0..4),
    ) {
        let keys: Vec<ShardKey> = almanac.entries().map(ShardKey::of).collect();
        for index in unloaded {
            if let Some(key) = keys.get(index) {
                almanac.unload_shard(key.clone());
            }
        }
        let window = Days { first, last: plus_days(first, length) };
        let slow = almanac.absent().iter().all(|key| !Almanac::is_needed_for(key, window));
        prop_assert_eq!(is_whole(&almanac, window), slow);
    }

    #[test]
    fn an_address_leads_back_to_its_place(path in path()) {
        let address = path.format();
        prop_assert!(address.is_ascii() && address.starts_with("#/"), "{}", address);
        prop_assert_eq!(Path::parse(&address), Some(path));
    }

    #[test]
    fn no_fragment_makes_the_parser_panic(fragment in ".{0,40}") {
        let _ = Path::parse(&fragment);
    }

    #[test]
    fn a_grid_never_loses_an_event(
        almanac in almanac(), day in day(), week_start in week_start(), visible_rows in 0usize..7,
        row_letters in 0usize..12,
    ) {
        let layout = Layout { row_letters, ..Layout::plain(Month::of(day), week_start, visible_rows) };
        let viewer = Viewer::new(Language::Ja, day);
        let grid = month_grid(&almanac, &layout, &Filter::default(), &viewer);
        let mut wanted: BTreeMap<Date, u32> = BTreeMap::new();
        let occurrences = almanac.occurrences(window(&layout), &BY_LAW);
        let is_shown = |id| almanac.calendars().get(id).is_none_or(|calendar| calendar.is_shown);
        for week in &grid.weeks {
            for day in &week.days {
                let touching = occurrences.iter().filter(|o| is_shown(&o.entry.calendar) && cells(o).contains(day.day));
                wanted.insert(day.day, u32::try_from(touching.count()).expect("a small number"));
            }
        }
        for week in &grid.weeks {
            for (column, day) in week.days.iter().enumerate() {
                let bars = week.bars.iter().filter(|bar| bar.column <= column && column < bar.column + bar.span);
                let chips = day.chips.iter().flat_map(|chip| chip.rows.first..chip.rows.first + chip.rows.count);
                let mut rows: Vec<usize> = bars.clone().map(|bar| bar.row).chain(chips).collect();
                let shown = u32::try_from(bars.count() + day.chips.len()).expect("a small number");
                prop_assert_eq!(shown + day.hidden, wanted[&day.day]);
                prop_assert_eq!(day.count, wanted[&day.day]);
                rows.sort_unstable();
                let count = rows.len();
                rows.dedup();
                prop_assert_eq!(rows.len(), count, "two in one row");
                let limit = visible_rows.max(1) - usize::from(day.hidden > 0);
                prop_assert!(rows.last().is_none_or(|row| *row < limit), "a row that is not there");
            }
        }
    }

    #[test]
    fn a_week_of_anything_shares_its_rows(
        stretches in prop::collection::vec((0usize..7, 0usize..7), 0..30),
        singles in prop::array::uniform7(prop::collection::vec(1usize..6, 0..6)),
        rows in 0usize..8,
    ) {
        let stretches: Vec<ColumnStretch> =
            stretches.into_iter().map(|(a, b)| ColumnStretch { first: a.min(b), last: a.max(b) }).collect();
        let shared = share(&stretches, &singles, rows);
        for (column, wishes) in singles.iter().enumerate() {
            let lanes = stretches.iter().zip(&shared.lanes).filter(|(stretch, _)| stretch.covers(column));
            let all = lanes.clone().count() + wishes.len();
            let placed = &shared.singles[column];
            let taken = placed.iter().flat_map(|rows| rows.first..rows.first + rows.count);
            let mut taken: Vec<usize> = lanes.clone().filter_map(|(_, lane)| *lane).chain(taken).collect();
            let shown = lanes.filter(|(_, lane)| lane.is_some()).count() + placed.len();
            prop_assert_eq!(shown + usize::try_from(shared.hidden[column]).expect("a small number"), all);
            let is_full = all > rows.max(1);
            prop_assert!(!is_full || shared.hidden[column] > 0);
            taken.sort_unstable();
            let count = taken.len();
            taken.dedup();
            prop_assert_eq!(taken.len(), count, "two in one row");
            let limit = rows.max(1) - usize::from(shared.hidden[column] > 0);
            prop_assert!(taken.last().is_none_or(|row| *row < limit), "a row that is not there");
            for (rows, wish) in placed.iter().zip(wishes) {
                prop_assert!(1 <= rows.count && rows.count <= (*wish).min(MOST_LINES));
            }
        }
    }

    #[test]
    fn the_agenda_of_a_month_shows_every_event_that_begins_in_it(almanac in almanac(), day in day()) {
        let month = Month::of(day);
        let section = section(&almanac, month, &Filter::default(), &Viewer::new(Language::Ja, day));
        let without = without_day(&almanac, month, &Filter::default(), usize::MAX, &Viewer::new(Language::Ja, day));
        let shown: std::collections::BTreeSet<&EventId> =
            section.days.iter().flat_map(|group| &group.cards).chain(&without.cards).map(|card| &card.id).collect();
        for entry in almanac.entries() {
            let is_shown = almanac.calendars().get(&entry.calendar).is_none_or(|it| it.is_shown);
            let starts = Month::of(entry.event.when.days().first) == month;
            prop_assert!(!(is_shown && starts) || shown.contains(&entry.event.id));
        }
    }

    #[test]
    fn text_with_links_is_the_same_text(line in "([a-z ]|https://|example\\.jp|[/。、あ)(]|\\.){0,30}") {
        let spans = spans(&line);
        let text: String = spans
            .iter()
            .map(|span| match span {
                TextSpan::Text(text) => text.as_str(),
                TextSpan::Link(link) => link.href(),
            })
            .collect();
        prop_assert_eq!(text, line);
    }

    #[test]
    fn a_link_is_one_of_three_kinds(address in ".{0,30}|(https|mailto|tel|http|javascript|HTTPS):(//)?[a-z@./]{0,10}") {
        if let Some(link) = SafeLink::check(&address) {
            let is_known = ["https://", "mailto:", "tel:"].iter().any(|scheme| link.href().starts_with(scheme));
            prop_assert!(is_known, "{}", link.href());
            prop_assert!(!link.href().contains(['"', '<', '>', ' ', '\\']));
        }
    }

    #[test]
    fn any_colour_becomes_one_of_ours(text in ".{0,8}|#[0-9a-fA-F]{6}") {
        prop_assert!(Color::ALL.contains(&Color::of(Some(&text))));
    }
}

#[test]
fn our_colours_survive_a_file() {
    for color in Color::ALL {
        assert_eq!(Color::of(Some(color.css())), color);
        assert_eq!(Color::of(Some(color.slug())), color, "{}", color.slug());
    }
    let hexes = [
        "#ff0000", "#4682b4", "#0f0", "#808080", "#ffd700", "#808000", "#ff69b4", "#800080",
        "red; x",
    ];
    let slugs: Vec<&str> = hexes.into_iter().map(|hex| Color::of(Some(hex)).slug()).collect();
    assert_eq!(slugs, ["red", "blue", "green", "grey", "amber", "olive", "pink", "purple", "blue"]);
}

#[test]
fn addresses_are_what_the_design_says() {
    let addresses = [
        "#/",
        "#/?d=2024-11-01&c=a,b%2Cc&k=negotiation,welfare",
        "#/month",
        "#/month/2024-11",
        "#/day/2024-11-01",
        "#/event/2ca7dcb6-2673",
        "#/event/a%2Fb/edit",
        "#/event/a%2Fb/participants",
        "#/event/new?calendar=c&day=2024-11-01",
        "#/calendars",
        "#/import",
        "#/export?event=e",
        "#/export?calendar=c",
        "#/settings",
        "#/history",
    ];
    for address in addresses {
        assert_eq!(Path::parse(address).map(|path| path.format()).as_deref(), Some(address));
    }
    for wrong in [
        "#/month/2024-13",
        "#/month/24-1",
        "#/day/2024-02-30",
        "#/nowhere",
        "#/event/a/b",
        "#/event/%zz",
    ] {
        assert_eq!(Path::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Path::parse(""), Some(Path::home()));
}
