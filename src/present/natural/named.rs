//! The days that the words of a search name: 12/22, 2023年12月 学習会, 令和七年.

use jiff::civil::Date;

use crate::domain::numerals::numeral;
use crate::domain::search::query::SearchQuery;
use crate::domain::time::{Days, Month, plus_days, signed_days_between};
use crate::present::natural;

/// In how many years before and after this one a day without a year is searched.
const YEARS_AROUND: i16 = 50;

/// The days that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysNamed {
    /// The days, the nearest first: several if the year is not written, because people search for what was as well as for
    /// what will be.
    pub days: Vec<Days>,
    /// The other words.
    pub rest: String,
    /// Whether they are whole words of the text: 火曜会 is a word that begins as a day does.
    pub is_apart: bool,
}

/// Returns the days that a text names; `None` if it names no day, no month and no year.
pub fn days_named(text: &str, today: Date) -> Option<DaysNamed> {
    let said = natural::read(text, today);
    let days = match (said.first, said.month) {
        (Some(first), _) => Some(Days { first, last: said.last.unwrap_or(first) }),
        (None, month) => month.map(Days::month),
    };
    let (days, rest) = match days {
        None => {
            let (first, rest) = year_named(text, today)?;
            (vec![Days { first, last: Date::new(first.year(), 12, 31).ok()? }], rest)
        }
        Some(days) if said.is_of_each_year => {
            let mut all = in_each_year(days, today);
            match year_named(&said.rest, today) {
                Some((first, rest)) => {
                    all.retain(|days| days.first.year() == first.year());
                    (all, rest)
                }
                None => (all, said.rest),
            }
        }
        Some(days) => (vec![days], said.rest),
    };
    let words = SearchQuery::new(&text.replace('の', " "));
    let is_apart = SearchQuery::new(&rest).without(&words).is_empty();
    Some(DaysNamed { days, rest, is_apart })
}

/// Returns the first day of the year that a word names, and the other words: 2026年, 令和8年 総会, R7.
fn year_named(text: &str, today: Date) -> Option<(Date, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let year = |word: &&str| {
        let begins = word.chars().next()?;
        let ends = word.chars().next_back()?;
        let is_number = |c: char| c.is_numeric() || numeral(c).is_some();
        let sign = match ends {
            '年' => "",
            // Without 年, the name of an era says that it is a year.
            '元' => "年",
            _ if is_number(ends) && begins.is_alphabetic() && !is_number(begins) => "年",
            _ => return None,
        };
        // The first year of an era has no New Year, and the last one has no end.
        let mut days = ["1月1日", "12月31日"].into_iter();
        days.find_map(|day| {
            let said = natural::read(&format!("{word}{sign}{day}"), today);
            let year = said.first.filter(|_| said.rest.is_empty())?.year();
            Date::new(year, 1, 1).ok()
        })
    };
    let at = words.iter().position(|word| year(word).is_some())?;
    let first = words.get(at).and_then(year)?;
    let rest = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| *word);
    Some((first, rest.collect::<Vec<_>>().join(" ")))
}

/// Returns days in each year that is near, the given ones first, then the nearest.
fn in_each_year(days: Days, today: Date) -> Vec<Days> {
    let length = signed_days_between(days.first, days.last);
    let is_month = days == Days::month(Month::of(days.first));
    let of = |by: i16| {
        let year = today.year().checked_add(by)?;
        let first = Date::new(year, days.first.month(), days.first.day()).ok()?;
        let whole = is_month.then(|| Days::month(Month::of(first)));
        Some(whole.unwrap_or(Days { first, last: plus_days(first, length) }))
    };
    let mut all: Vec<Days> = (-YEARS_AROUND..=YEARS_AROUND).filter_map(of).collect();
    all.sort_by_key(|other| {
        let distance = signed_days_between(today, other.first);
        (*other != days, distance.unsigned_abs(), distance < 0)
    });
    all
}
