//! The page of a fiscal year: with the same counts as the months, and as the viewer sees it.

use std::fmt::Write as _;

use expect_test::expect;
use jiff::civil::date;
use proptest::prelude::*;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::fiscal::{FiscalRule, NamedAfter};
use tsudoi::i18n::Language;
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::page::year::rules::YearOf;
use tsudoi::present::page::year::{YearPage, year_page};
use tsudoi::present::route::filter::Filter;
use tsudoi::present::viewer::Viewer;

use crate::support::sample::{viewer, winter};

fn page(year: i16, rule: FiscalRule, language: Language) -> YearPage {
    let viewer = Viewer { fiscal: rule, ..viewer(language, date(2023, 12, 24)) };
    year_page(&winter(), &YearOf { year, calendar: None }, WeekStart::Sunday, &viewer)
}

/// The heading of a page, one month of it, and its lists.
fn draw(page: &YearPage) -> String {
    let mut text = format!("{} {:?} {} {}\n", page.heading, page.era, page.span, page.count_text);
    writeln!(text, "{:?} {:?}", page.previous_path, page.next_path)
        .expect("a string takes any text");
    for month in &page.months {
        write!(text, "{} {}; ", month.heading, month.count_text).expect("a string takes any text");
    }
    text.push('\n');
    let december = page.months.iter().find(|month| month.iso == "2023-12").expect("in the year");
    for week in &december.weeks {
        for day in week {
            let cell = day.as_ref().map_or(String::new(), |day| {
                let today = if day.is_today { "*" } else { "" };
                let off = if day.is_off { "!" } else { "" };
                format!("{}{today}{off}{}", day.number, day.dots)
            });
            write!(text, "{cell:<6}|").expect("a string takes any text");
        }
        text.push('\n');
    }
    for kind in &page.kinds {
        write!(text, "{} {}; ", kind.label, kind.count_text).expect("a string takes any text");
    }
    text.push('\n');
    for off in &page.days_off {
        write!(text, "{} {}; ", off.day, off.name).expect("a string takes any text");
    }
    text
}

#[test]
fn a_year_of_a_union_on_one_page() {
    expect![[r##"
        2023年度 Some("令和5年度") 2023年4月～2024年3月 7件
        Some("#/year/2022") Some("#/year/2024")
        2023年4月 0件; 5月 0件; 6月 0件; 7月 0件; 8月 0件; 9月 0件; 10月 0件; 11月 0件; 12月 7件; 2024年1月 0件; 2月 0件; 3月 0件; 
              |      |      |      |      |1     |2•    |
        3     |4     |5     |6     |7     |8     |9     |
        10    |11    |12    |13    |14    |15    |16    |
        17    |18    |19    |20    |21•   |22••  |23    |
        24*   |25    |26•   |27    |28•   |29•   |30•   |
        31•   |      |      |      |      |      |      |
        執行委員会 1件; 5役会 1件; 団体交渉 1件; 統一行動 1件; 学習会 1件; 交流会 1件; 厚生事業 1件; 
        4月29日(土) 昭和の日; 5月3日(水) 憲法記念日; 5月4日(木) みどりの日; 5月5日(金) こどもの日; 7月17日(月) 海の日; 8月11日(金) 山の日; 9月18日(月) 敬老の日; 9月23日(土) 秋分の日; 10月9日(月) スポーツの日; 11月3日(金) 文化の日; 11月23日(木) 勤労感謝の日; 1月1日(月) 元日; 1月8日(月) 成人の日; 2月11日(日) 建国記念の日; 2月12日(月) 振替休日; 2月23日(金) 天皇誕生日; 3月20日(水) 春分の日; "##]].assert_eq(&draw(&page(2023, FiscalRule::default(), Language::Ja)));
    let autumn = FiscalRule::new(11, NamedAfter::Last).expect("a month");
    expect![[r##"
        FY 2024 None November 2023 – October 2024 8 events
        Some("#/year/2023") Some("#/year/2025")
        November 2023 0 events; December 7 events; January 2024 0 events; February 0 events; March 0 events; April 1 event; May 0 events; June 0 events; July 0 events; August 0 events; September 0 events; October 0 events; 
              |      |      |      |      |1     |2•    |
        3     |4     |5     |6     |7     |8     |9     |
        10    |11    |12    |13    |14    |15    |16    |
        17    |18    |19    |20    |21•   |22••  |23    |
        24*   |25    |26•   |27    |28•   |29•   |30•   |
        31•   |      |      |      |      |      |      |
        General assembly 1 event; Executive committee 1 event; Officers' meeting 1 event; Negotiation 1 event; United action 1 event; Study session 1 event; Social gathering 1 event; Welfare activity 1 event; 
        Fri 3 Nov Culture Day; Thu 23 Nov Labour Thanksgiving Day; Mon 1 Jan New Year’s Day; Mon 8 Jan Coming of Age Day; Sun 11 Feb National Foundation Day; Mon 12 Feb Substitute holiday; Fri 23 Feb Emperor’s Birthday; Wed 20 Mar Vernal Equinox Day; Mon 29 Apr Showa Day; Fri 3 May Constitution Day; Sat 4 May Greenery Day; Sun 5 May Children’s Day; Mon 6 May Substitute holiday; Mon 15 Jul Marine Day; Sun 11 Aug Mountain Day; Mon 12 Aug Substitute holiday; Mon 16 Sep Respect for the Aged Day; Sun 22 Sep Autumnal Equinox Day; Mon 23 Sep Substitute holiday; Mon 14 Oct Sports Day; "##]].assert_eq(&draw(&page(2024, autumn, Language::En)));
}

#[test]
fn a_year_outside_the_calendar_has_no_months() {
    for year in [-1, 0, i16::MIN, i16::MAX] {
        let page = page(year, FiscalRule::default(), Language::Ja);
        assert!(page.months.is_empty() && page.kinds.is_empty(), "{year}");
    }
    assert_eq!(page(9999, FiscalRule::default(), Language::Ja).next_path, None);
    assert_eq!(page(1, FiscalRule::default(), Language::Ja).previous_path, None);
}

#[test]
fn a_year_can_be_shown_by_the_rule_of_a_calendar() {
    let mut almanac = winter();
    let add = |almanac: &mut Almanac, id: &str, start: Option<i8>, is_shown: bool| {
        let fiscal = start.and_then(|start| FiscalRule::new(start, NamedAfter::First));
        let facts = CalendarFacts { title: id.to_owned(), fiscal, ..CalendarFacts::default() };
        let id = CalendarId::new(id);
        let calendar = Calendar { is_shown, ..Calendar::new(id.clone(), facts) };
        almanac.apply(Change::calendar(id, Some(calendar)));
    };
    add(&mut almanac, "架空労組", Some(4), true);
    let viewer = viewer(Language::Ja, date(2023, 12, 24));
    let page = |almanac: &Almanac, calendar: Option<&str>| {
        let of = YearOf { year: 2023, calendar: calendar.map(CalendarId::new) };
        year_page(almanac, &of, WeekStart::Sunday, &viewer)
    };
    assert_eq!(page(&almanac, Some("架空労組")).rules, Vec::new());
    add(&mut almanac, "見本労組", Some(9), true);
    add(&mut almanac, "例示労組", None, true);
    add(&mut almanac, "", Some(11), false);
    let mut text = String::new();
    for calendar in [None, Some("見本労組"), Some("架空労組"), Some(""), Some("nobody")] {
        let page = page(&almanac, calendar);
        writeln!(text, "{calendar:?} {} {:?}", page.span, page.next_path)
            .expect("a string takes any text");
        for rule in &page.rules {
            let mark = if rule.is_chosen { "*" } else { " " };
            writeln!(text, "{mark} {} {}", rule.label, rule.path).expect("a string takes any text");
        }
    }
    expect![[r##"
        None 2023年4月～2024年3月 Some("#/year/2024")
        * この端末（4月始まり） #/year/2023
          見本労組（9月始まり） #/year/2023?c=%E8%A6%8B%E6%9C%AC%E5%8A%B4%E7%B5%84
        Some("見本労組") 2023年9月～2024年8月 Some("#/year/2024?c=%E8%A6%8B%E6%9C%AC%E5%8A%B4%E7%B5%84")
          この端末（4月始まり） #/year/2023
        * 見本労組（9月始まり） #/year/2023?c=%E8%A6%8B%E6%9C%AC%E5%8A%B4%E7%B5%84
        Some("架空労組") 2023年4月～2024年3月 Some("#/year/2024?c=%E6%9E%B6%E7%A9%BA%E5%8A%B4%E7%B5%84")
        * この端末（4月始まり） #/year/2023
          見本労組（9月始まり） #/year/2023?c=%E8%A6%8B%E6%9C%AC%E5%8A%B4%E7%B5%84
        Some("") 2023年11月～2024年10月 Some("#/year/2024?c=")
          この端末（4月始まり） #/year/2023
        * （無題）（11月始まり） #/year/2023?c=
          見本労組（9月始まり） #/year/2023?c=%E8%A6%8B%E6%9C%AC%E5%8A%B4%E7%B5%84
        Some("nobody") 2023年4月～2024年3月 Some("#/year/2024?c=nobody")
        * この端末（4月始まり） #/year/2023
          見本労組（9月始まり） #/year/2023?c=%E8%A6%8B%E6%9C%AC%E5%8A%B4%E7%B5%84
    "##]].assert_eq(&text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_small_month_counts_what_the_month_counts(
        year in 2022..2026_i16,
        start in 1..=12_i8,
        is_monday in any::<bool>(),
    ) {
        let almanac = winter();
        let rule = FiscalRule::new(start, NamedAfter::First).expect("a month");
        let viewer = Viewer { fiscal: rule, ..viewer(Language::Ja, date(2023, 12, 24)) };
        let week_start = if is_monday { WeekStart::Monday } else { WeekStart::Sunday };
        let page = year_page(&almanac, &YearOf { year, calendar: None }, week_start, &viewer);
        for (small, month) in page.months.iter().zip(rule.months(year)) {
            let layout = Layout::plain(month, week_start, 9);
            let grid = month_grid(&almanac, &layout, &Filter::default(), &viewer);
            prop_assert_eq!(small.weeks.len(), grid.weeks.len());
            prop_assert_eq!(&small.path, &format!("#/month/{}", small.iso));
            for (small, large) in small.weeks.iter().zip(&grid.weeks) {
                for (small, large) in small.iter().zip(&large.days) {
                    prop_assert_eq!(small.is_some(), large.is_in_month);
                    let Some(small) = small else { continue };
                    prop_assert_eq!(&small.iso, &large.iso);
                    prop_assert_eq!(small.tone, large.tone);
                    prop_assert_eq!(small.is_off, large.day_off.is_some());
                    let dots = u32::try_from(small.dots.chars().count()).expect("few");
                    prop_assert_eq!(dots, large.count.min(3));
                }
            }
        }
    }
}
