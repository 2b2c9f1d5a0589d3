//! The month's grid as a drawing.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use jiff::civil::date;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::event::kind::Kind;
use tsudoi::domain::time::Month;
use tsudoi::domain::time::WeekStart;
use tsudoi::i18n::Language;
use tsudoi::present::page::month::grid::{MonthGrid, month_grid};
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::page::month::tone::Tone;
use tsudoi::present::route::filter::Filter;

use crate::support::sample::{all_day, almanac, at, entry, event, viewer, winter};

fn check(almanac: &Almanac, layout: &Layout, expected: Expect) {
    let viewer = viewer(Language::Ja, date(2023, 12, 24));
    let grid = month_grid(almanac, layout, &Filter::default(), &viewer);
    expected.assert_eq(&draw(&grid, layout.visible_rows));
}

/// Draws a grid: one line of numbers for each week (`*` today, `.` another month), then one for each row, in which `<`
/// and `>` mark events that continue, and `+3` counts the hidden events.
fn draw(grid: &MonthGrid, rows: usize) -> String {
    let tone = |tone| match tone {
        Tone::Weekday => "",
        Tone::Saturday => "(blue)",
        Tone::Sunday => "(red)",
    };
    let mut text = format!("{} {}\n", grid.heading, grid.count_text);
    let mut headings = Canvas::new(1);
    for (column, heading) in grid.weekdays.iter().enumerate() {
        headings.put(0, column, &format!("{}{}", heading.short, tone(heading.tone)));
    }
    text.push_str(&headings.text());
    for week in &grid.weeks {
        let mut canvas = Canvas::new(rows + 1);
        for (column, day) in week.days.iter().enumerate() {
            let today = if day.is_today { "*" } else { "" };
            let other = if day.is_in_month { "" } else { "." };
            canvas.put(0, column, &format!("{}{today}{other}", day.number));
            for placed in &day.chips {
                let name = format!("{} {}", placed.chip.time_text, placed.chip.id);
                canvas.put(placed.rows.first + 1, column, name.trim());
            }
            if day.hidden > 0 {
                canvas.put(rows, column, &format!("+{}", day.hidden));
            }
        }
        for bar in &week.bars {
            let left = if bar.continues_left { "<" } else { "[" };
            let right = if bar.continues_right { ">" } else { "]" };
            let name = format!("{left}{}", bar.chip.id);
            let width = bar.span * WIDTH - 2;
            canvas.put(bar.row + 1, bar.column, &format!("{name:-<width$}{right}"));
        }
        text.push_str(&canvas.text());
    }
    text
}

/// The width of a column of the drawing, in letters.
const WIDTH: usize = 10;

/// Lines of letters to draw on.
struct Canvas(Vec<Vec<char>>);

impl Canvas {
    fn new(lines: usize) -> Self {
        Self(vec![vec![' '; 7 * WIDTH]; lines])
    }

    fn put(&mut self, line: usize, column: usize, text: &str) {
        let line = self.0.get_mut(line).expect("a row within the visible ones");
        for (at, letter) in line.iter_mut().skip(column * WIDTH).zip(text.chars()) {
            *at = letter;
        }
    }

    fn text(&self) -> String {
        let line = |line: &Vec<char>| format!("{}\n", String::from_iter(line).trim_end());
        self.0.iter().map(line).collect()
    }
}

fn december(week_start: WeekStart, visible_rows: usize) -> Layout {
    Layout::plain(Month::new(2023, 12).expect("a month"), week_start, visible_rows)
}

#[test]
fn a_winter_month_from_sunday() {
    check(
        &winter(),
        &december(WeekStart::Sunday, 2),
        expect![[r#"
        2023年12月 7件
        日(red)    月         火         水         木         金         土(blue)
        26.       27.       28.       29.       30.       1         2
                                                                    e1

        3         4         5         6         7         8         9


        10        11        12        13        14        15        16


        17        18        19        20        21        22        23
                                                18:00 e2  13:30 e3
                                                          18:00 e4
        24*       25        26        27        28        29        30
                            e5                  22:00 e7  [e6--------------->

        31        1.        2.        3.        4.        5.        6.
        <e6-----]

    "#]],
    );
}

#[test]
fn a_winter_month_from_monday() {
    check(
        &winter(),
        &december(WeekStart::Monday, 2),
        expect![[r#"
        2023年12月 7件
        月         火         水         木         金         土(blue)   日(red)
        27.       28.       29.       30.       1         2         3
                                                          e1

        4         5         6         7         8         9         10


        11        12        13        14        15        16        17


        18        19        20        21        22        23        24*
                                      18:00 e2  13:30 e3
                                                18:00 e4
        25        26        27        28        29        30        31
                  e5                  22:00 e7  [e6-------------------------]

    "#]],
    );
}

#[test]
fn a_crowded_week_keeps_lanes_and_says_what_it_hides() {
    let bar =
        |id: &str, day, days| entry(event(id, id, Kind::Board, all_day(date(2023, 12, day), days)));
    let chip = |id: &str, day, hour| {
        entry(event(id, id, Kind::Board, at(date(2023, 12, day).at(hour, 0, 0, 0), 60)))
    };
    let crowded = almanac([
        bar("long", 8, 7),
        bar("a", 11, 3),
        bar("b", 12, 2),
        bar("c", 13, 3),
        chip("s1", 13, 9),
        chip("s2", 13, 10),
        chip("s3", 14, 9),
        chip("s4", 16, 9),
        chip("s5", 16, 8),
        chip("s6", 16, 7),
    ]);
    check(
        &crowded,
        &december(WeekStart::Sunday, 3),
        expect![[r#"
        2023年12月 10件
        日(red)    月         火         水         木         金         土(blue)
        26.       27.       28.       29.       30.       1         2



        3         4         5         6         7         8         9
                                                          [long------------->


        10        11        12        13        14        15        16
        <long-------------------------------------------]           7:00 s6
                  [a--------------------------] 9:00 s3             8:00 s5
                            +1        +4        +1        +1        9:00 s4
        17        18        19        20        21        22        23



        24*       25        26        27        28        29        30



        31        1.        2.        3.        4.        5.        6.



    "#]],
    );
}

#[test]
fn a_day_says_its_name_and_how_many_events_it_has() {
    let mut text = String::new();
    for language in Language::ALL {
        let viewer = viewer(language, date(2023, 12, 22));
        let grid =
            month_grid(&winter(), &december(WeekStart::Sunday, 1), &Filter::default(), &viewer);
        let days = grid.weeks.iter().flat_map(|week| &week.days).filter(|day| day.count > 0);
        for day in days {
            writeln!(text, "{} {} {:?}", day.path, day.label, day.hidden_text)
                .expect("a string takes any text");
        }
        for chip in grid.weeks.iter().flat_map(|week| &week.bars).map(|bar| &bar.chip) {
            writeln!(text, "{}", chip.label).expect("a string takes any text");
        }
    }
    expect![[r##"
        #/day/2023-12-02 12月2日 土曜日、1件 None
        #/day/2023-12-21 12月21日 木曜日、1件 None
        #/day/2023-12-22 今日、12月22日 金曜日、2件 Some("他2件")
        #/day/2023-12-26 12月26日 火曜日、1件 None
        #/day/2023-12-28 12月28日 木曜日、1件 None
        #/day/2023-12-29 12月29日 金曜日、1件 None
        #/day/2023-12-30 12月30日 土曜日、1件 None
        #/day/2023-12-31 12月31日 日曜日、1件 None
        12月29日(金) 14:00～31日(日) 12:00、冬の合宿
        12月29日(金) 14:00～31日(日) 12:00、冬の合宿
        #/day/2023-12-02 Saturday 2 December, 1 event None
        #/day/2023-12-21 Thursday 21 December, 1 event None
        #/day/2023-12-22 Today, Friday 22 December, 2 events Some("2 more")
        #/day/2023-12-26 Tuesday 26 December, 1 event None
        #/day/2023-12-28 Thursday 28 December, 1 event None
        #/day/2023-12-29 Friday 29 December, 1 event None
        #/day/2023-12-30 Saturday 30 December, 1 event None
        #/day/2023-12-31 Sunday 31 December, 1 event None
        Fri 29 Dec 14:00 – Sun 31 Dec 12:00, 冬の合宿
        Fri 29 Dec 14:00 – Sun 31 Dec 12:00, 冬の合宿
    "##]]
    .assert_eq(&text);
}
