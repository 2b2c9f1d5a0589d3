//! An event with a month and no day yet stands with its month, and in no cell.

use expect_test::expect;
use jiff::civil::date;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::series::recurrence::rule::{Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Override, Patch, Repeat, TimeKind};
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Month, When};
use tsudoi::i18n::Language;
use tsudoi::present::card::without_day;
use tsudoi::present::page::agenda::{agenda, next_month, previous_month};
use tsudoi::present::page::event::event_page;
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::page::print::{Body, print_page};
use tsudoi::present::route::filter::Filter;
use tsudoi::present::route::print::{PrintOf, Sheet};

use crate::support::sample::{almanac, entry, event, viewer};

fn april() -> Month {
    Month::new(2025, 4).expect("a month")
}

#[test]
fn it_is_listed_with_its_month_and_on_none_of_its_days() {
    let flowers = entry(event("a", "花見", Kind::Welfare, When::DayUndecided { month: april() }));
    let kept = almanac([flowers.clone()]);
    let mut lines = Vec::new();
    for language in Language::ALL {
        let viewer = viewer(language, date(2025, 3, 20));
        let filter = Filter::default();
        let sections = agenda(&kept, &[april()].into(), &filter, &viewer);
        let section = sections.first().expect("a section");
        assert!(section.days.is_empty());
        let list = without_day(&kept, april(), &filter, 1, &viewer);
        let card = list.cards.first().expect("a card");
        lines.push(format!("{} {} | {}", section.heading, section.count_text, card.label));
        let layout = Layout::plain(april(), WeekStart::Sunday, 3);
        let grid = month_grid(&kept, &layout, &filter, &viewer);
        assert!(grid.weeks.iter().all(|week| week.bars.is_empty()));
        assert!(grid.weeks.iter().flat_map(|week| &week.days).all(|day| day.count == 0));
        assert_eq!(section.count_without_day, 1);
        let of = |sheet| PrintOf { sheet, first: april(), filter: filter.clone() };
        let table = print_page(&kept, &of(Sheet::Month), WeekStart::Sunday, &viewer).body;
        let Body::Month(table) = table else { panic!("a month is a table") };
        assert_eq!(table.rest.len(), 1);
        let list = print_page(&kept, &of(Sheet::List(1)), WeekStart::Sunday, &viewer).body;
        let Body::List(months) = list else { panic!("a list is a list") };
        assert!(
            months.iter().all(|month| month.without_day.count == 1 && month.empty_text.is_none())
        );
        let page = event_page(&kept, &flowers, &viewer);
        lines.push(format!("{} {:?} {}", page.when.line, page.when.relative, page.paths.day));
    }
    expect![[r#"
        2025年4月 1件 | 2025年4月、日付未定、花見、厚生事業
        2025年4月 日付未定 None #/month/2025-04
        April 2025 1 event | April 2025, Day to be decided, 花見, Welfare activity
        April 2025, day to be decided None #/month/2025-04"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn of_very_many_only_the_first_are_shown_and_the_others_are_counted() {
    let one = |number: usize| {
        entry(event(
            &format!("{number}"),
            "花見",
            Kind::Welfare,
            When::DayUndecided { month: april() },
        ))
    };
    let kept = almanac((0..700).map(one));
    let viewer = viewer(Language::Ja, date(2025, 3, 20));
    let filter = Filter::default();
    let list = without_day(&kept, april(), &filter, 100, &viewer);
    assert_eq!((list.cards.len(), list.count), (100, 700));
    assert_eq!(list.hidden_text.as_deref(), Some("他600件"));
    let of = PrintOf { sheet: Sheet::Month, first: april(), filter };
    let Body::Month(table) = print_page(&kept, &of, WeekStart::Sunday, &viewer).body else {
        panic!("a month is a table")
    };
    assert_eq!((table.rest.len(), table.hidden_text.as_deref()), (500, Some("他200件")));
}

#[test]
fn one_instance_of_a_series_may_be_without_a_day() {
    let first = When::AllDay { first: date(2025, 2, 10), days: 1 };
    let mut monthly = event("a", "例会", Kind::ExecutiveCommittee, first);
    let own = |sort| Override::of(Patch { sort: Some(sort), ..Patch::default() });
    let rule = Rule::new(RuleParts::new(Frequency::Monthly)).expect("a rule");
    let mut repeat = Repeat::of(rule);
    repeat.overrides.insert(date(2025, 3, 10).at(0, 0, 0, 0), own(TimeKind::Undecided));
    repeat.overrides.insert(date(2025, 4, 10).at(0, 0, 0, 0), own(TimeKind::DayUndecided));
    monthly.repeat = Some(Box::new(repeat));
    let kept = almanac([entry(monthly)]);
    let (viewer, filter) = (viewer(Language::Ja, date(2025, 3, 20)), Filter::default());
    let count = |month| without_day(&kept, month, &filter, 1, &viewer).count;
    assert_eq!([-1, 0, 1].map(|months| count(april().plus(months))), [0, 1, 0]);
}

#[test]
fn the_agenda_finds_its_month_in_both_directions() {
    let kept =
        almanac([entry(event("a", "花見", Kind::Welfare, When::DayUndecided { month: april() }))]);
    assert_eq!(next_month(&kept, april().plus(-3), april(), &BY_LAW), Some(april()));
    assert_eq!(previous_month(&kept, april().plus(3), &BY_LAW), Some(april()));
}
