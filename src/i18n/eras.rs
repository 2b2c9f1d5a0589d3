//! Years and days by era: 令和8年, and reading them back from text.

use jiff::civil::Date;

use crate::domain::era::{Era, EraYear};
use crate::domain::fiscal::FiscalRule;
use crate::domain::time::Month;

use super::en::English;
use super::ja::Japanese;

/// What is said of eras; nothing in a language that does not count years by them.
pub trait Eras {
    /// The era years that a month lies in: `令和6年`, `平成31年` in April 2019.
    fn era_of_month(&self, month: Month) -> Option<String>;
    /// The era year of a fiscal year: `令和6年度`.
    fn era_of_fiscal_year(&self, rule: FiscalRule, year: i16) -> Option<String>;
}

impl Eras for Japanese {
    fn era_of_month(&self, month: Month) -> Option<String> {
        let first = EraYear::of(month.first());
        let last = EraYear::of(month.last())?;
        let before = first.filter(|first| *first != last);
        Some(match before {
            Some(first) => format!("{}・{}", era_year(first), era_year(last)),
            None => era_year(last),
        })
    }

    /// The era that its second month begins in: 2019年度 is 令和元年度, as the state's budget was.
    fn era_of_fiscal_year(&self, rule: FiscalRule, year: i16) -> Option<String> {
        let first = rule.first_month(year)?;
        let era = EraYear::of(first.plus(1).first())?;
        let year = EraYear { year: era.year + (year - first.plus(1).year()), ..era };
        Some(format!("{}度", era_year(year)))
    }
}

impl Eras for English {
    fn era_of_month(&self, _: Month) -> Option<String> {
        None
    }

    fn era_of_fiscal_year(&self, _: FiscalRule, _: i16) -> Option<String> {
        None
    }
}

/// 明治, 大正, 昭和, 平成, 令和.
pub fn era_name(era: Era) -> &'static str {
    match era {
        Era::Reiwa => "令和",
        Era::Heisei => "平成",
        Era::Showa => "昭和",
        Era::Taisho => "大正",
        Era::Meiji => "明治",
    }
}

/// A year by its era: `令和8年`, `令和元年`.
pub fn era_year(year: EraYear) -> String {
    let name = era_name(year.era);
    if year.year == 1 { format!("{name}元年") } else { format!("{name}{}年", year.year) }
}

/// A day by its era: `令和8年4月1日`; `None` before 1873.
pub fn era_day(day: Date) -> Option<String> {
    let year = EraYear::of(day)?;
    Some(format!("{}{}月{}日", era_year(year), day.month(), day.day()))
}

/// Reads a year by its era: `令和元年`, `R8`, `平成35`, with digits of any width; the 年 or 年度 may be there.
pub fn parse_year(text: &str) -> Option<EraYear> {
    let text = plain(text);
    let (year, rest) = year_and_rest(&text)?;
    matches!(rest, "" | "年" | "年度").then_some(year)
}

/// Reads a day by its era: `令和8年4月1日`, `R8.4.1`, `㋿元年5月1日`, `Ｓ６０／４／１`.
pub fn parse_day(text: &str) -> Option<Date> {
    let text = plain(text);
    let (year, rest) = year_and_rest(&text)?;
    let (month, rest) = number(rest.strip_prefix(['年', '.', '/', '-'])?)?;
    let (day, rest) = number(rest.strip_prefix(['月', '.', '/', '-'])?)?;
    matches!(rest, "" | "日").then(|| year.day(month.try_into().ok()?, day.try_into().ok()?))?
}

/// Narrow digits, letters and marks; no white space.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '／' | '－' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        '・' => '.',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

fn year_and_rest(text: &str) -> Option<(EraYear, &str)> {
    let (era, rest) = Era::ALL.into_iter().find_map(|era| Some((era, after_era(text, era)?)))?;
    let first = rest.strip_prefix('元').map(|rest| (1, rest));
    let (year, rest) = first.or_else(|| number(rest))?;
    let year = EraYear { era, year };
    year.common_year().map(|_| (year, rest))
}

fn after_era(text: &str, era: Era) -> Option<&str> {
    let sign = match era {
        Era::Reiwa => '㋿',
        Era::Heisei => '㍻',
        Era::Showa => '㍼',
        Era::Taisho => '㍽',
        Era::Meiji => '㍾',
    };
    let letter = era.letter();
    let word = text.strip_prefix(era_name(era)).or_else(|| text.strip_prefix(sign));
    word.or_else(|| text.strip_prefix([letter, letter.to_ascii_lowercase()]))
        .map(|rest| rest.strip_prefix('.').unwrap_or(rest))
}

/// A number of one to three digits, and what follows it.
fn number(text: &str) -> Option<(i16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let is_short = (1..=3).contains(&digits.len());
    is_short.then(|| digits.parse().ok()).flatten().map(|number| (number, rest))
}
