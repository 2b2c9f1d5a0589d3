//! Parses months: `12月`, `来年5月`, `令和8年12月`, `2026/4`, `R8.4`, 十二月, 来月, `December 2026`.

use jiff::civil::Date;

use crate::domain::numerals::numeral;
use crate::domain::time::Month;
use crate::domain::time::era::{Era, EraYear};
use crate::present::natural::scan::Scan;

/// The English names of the months, in full and short.
pub(super) const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// The years that are written before a mark and a month: 2026/4.
const MARKED_YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// What may follow a month in kanji without a year. Other letters make another word of it: 五月雨, 三月堂.
const AFTER_KANJI: &str = "のにかまご中頃";

/// Parses a month without a day: `12月中`, `2026年12月`, `令和8年12月`, 来月, `December 2026`. A month without a year is
/// the coming one, because a day that is not decided yet is to come. Returns also whether there is no year.
pub(super) fn read(scan: &mut Scan<'_>, today: Date) -> Option<(Month, bool)> {
    let this = Month::of(today);
    let found = scan.try_read(|scan| {
        let before = *scan;
        let (year, month) = month_and_year(scan, today)?;
        (!scan.is_at_digit()).then_some(())?;
        let is_kanji = scan.since(&before).chars().next().is_some_and(|c| numeral(c).is_some());
        let is_month = |next: char| !next.is_alphabetic() || AFTER_KANJI.contains(next);
        (year.is_some() || !is_kanji || scan.next().is_none_or(is_month)).then_some(())?;
        Some((month_of(year, month, this)?, year.is_none()))
    });
    let found = found.or_else(|| scan.try_read(|scan| english_month(scan, this)))?;
    // 中旬 is more than a month, and is not read.
    let during = |scan: &mut Scan<'_>| (scan.eat("中") && !scan.eat("旬")).then_some(());
    if scan.try_read(during).is_some() {
        scan.eat("に");
    } else {
        scan.eat_any(&["頃", "ごろ", "某日", "のいずれか", "のどこか"]);
    }
    Some(found)
}

/// Parses a month with its year, if that is written: `12月`, `来年5月`, `令和8年12月`, `R8.12`, 来月.
pub(super) fn month_and_year(scan: &mut Scan<'_>, today: Date) -> Option<(Option<i16>, i8)> {
    if let Some(month) = scan.try_read(|scan| near_month(scan, today)) {
        return Some((Some(month.year()), month.month()));
    }
    if let Some((year, month)) = scan.try_read(marked) {
        return Some((Some(year), month));
    }
    let year = scan.try_read(|scan| {
        let year = written_year(scan)?;
        scan.eat("年").then_some(year)
    });
    scan.skip_blank();
    let year = year.or_else(|| scan.try_read(|scan| said_year(scan, today)));
    let month = i8::try_from(scan.numeral(2)?.0).ok()?;
    scan.eat("月").then_some((year, month))
}

/// Parses a year with an era, or in four digits.
fn written_year(scan: &mut Scan<'_>) -> Option<i16> {
    match era(scan) {
        Some((era, year)) => EraYear { era, year }.common_year(),
        None => Some(scan.numeral(4)?.0).filter(|year| *year >= 1000),
    }
}

/// Parses a year and a month with a mark between them, and nothing more: `2026/4`, `2026-04`, `R8.4`.
fn marked(scan: &mut Scan<'_>) -> Option<(i16, i8)> {
    const MARKS: [&str; 3] = ["-", "/", "."];
    let year = written_year(scan).filter(|year| MARKED_YEARS.contains(year))?;
    scan.eat_any(&MARKS).then_some(())?;
    let month = scan.number(2).filter(|month| (1..=12).contains(month))?;
    let goes_on = |mut ahead: Scan<'_>| {
        (ahead.eat_any(&MARKS) && ahead.is_at_digit()) || ahead.eat_any(&[":", "時"])
    };
    (!goes_on(*scan) && !scan.is_at_digit()).then_some(())?;
    Some((year, i8::try_from(month).ok()?))
}

/// Parses 今月, 来月, 再来月, `next month`.
pub(super) fn near_month(scan: &mut Scan<'_>, today: Date) -> Option<Month> {
    const NEAR: [(&str, i32); 6] = [
        ("今月", 0),
        ("再来月", 2),
        ("さ来月", 2),
        ("来月", 1),
        ("this month", 0),
        ("next month", 1),
    ];
    let by = NEAR.into_iter().find(|(word, _)| scan.eat(word)).map(|(_, by)| by)?;
    Some(Month::of(today).plus(by))
}

/// Parses 今年, 来年 and the like, with の after it.
pub(super) fn said_year(scan: &mut Scan<'_>, today: Date) -> Option<i16> {
    const NEAR: [(&str, i16); 6] =
        [("今年", 0), ("本年", 0), ("来年", 1), ("再来年", 2), ("去年", -1), ("昨年", -1)];
    let by = NEAR.into_iter().find(|(word, _)| scan.eat(word)).map(|(_, by)| by)?;
    scan.eat("の");
    scan.skip_blank();
    today.year().checked_add(by)
}

fn english_month(scan: &mut Scan<'_>, this: Month) -> Option<(Month, bool)> {
    let (name, year, month) = english_month_and_year(scan)?;
    // Short words may be something else: may, mar, sun.
    (year.is_some() || name.len() > 3).then_some(())?;
    Some((month_of(year, month, this)?, year.is_none()))
}

/// Parses the English name of a month with its year, if that is written; returns also the name as it is written.
pub(super) fn english_month_and_year(
    scan: &mut Scan<'_>,
) -> Option<(&'static str, Option<i16>, i8)> {
    let (name, month) = MONTHS.into_iter().zip(1_i8..).find_map(|((long, short), month)| {
        let name = [long, short].into_iter().find(|name| scan.eat_word(name))?;
        Some((name, month))
    })?;
    let year = scan.try_read(|scan| {
        scan.skip_blank();
        scan.number(4).filter(|year| *year >= 1000)
    });
    Some((name, year, month))
}

/// Returns the month of a year, or the coming one.
fn month_of(year: Option<i16>, month: i8, this: Month) -> Option<Month> {
    match year {
        Some(year) => Month::new(year, month),
        None => (0..12).map(|by| this.plus(by)).find(|coming| coming.month() == month),
    }
}

/// Parses an era with its year: `令和6`, `R6`, 平成元.
pub(super) fn era(scan: &mut Scan<'_>) -> Option<(Era, i16)> {
    const ERAS: [(&str, Era); 5] = [
        ("令和", Era::Reiwa),
        ("平成", Era::Heisei),
        ("昭和", Era::Showa),
        ("大正", Era::Taisho),
        ("明治", Era::Meiji),
    ];
    scan.try_read(|scan| {
        let named = ERAS.into_iter().find(|(name, _)| scan.eat(name)).map(|(_, era)| era);
        let era = named.or_else(|| {
            let letter =
                |era: &Era| scan.eat(era.letter().to_ascii_lowercase().encode_utf8(&mut [0; 4]));
            Era::ALL.into_iter().find(letter)
        })?;
        let year = if scan.eat("元") { 1 } else { scan.numeral(2)?.0 };
        Some((era, year))
    })
}
