//! Years by era: 令和8年.

use crate::domain::time::Month;
use crate::domain::time::era::{Era, EraYear};
use crate::domain::time::fiscal::FiscalRule;

use super::en::English;
use super::ja::Japanese;

/// Eras in words; a language that does not count years by eras returns nothing.
pub trait Eras {
    /// Returns the era years that a month belongs to: `令和6年`, `平成31年` in April 2019.
    fn era_of_month(&self, month: Month) -> Option<String>;
    /// Returns the era year of a fiscal year: `令和6年度`.
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

    /// Uses the era that is current in the second month: 2019年度 is 令和元年度, as in the state's budget.
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

/// Returns the era's name: 明治, 大正, 昭和, 平成, 令和.
pub fn era_name(era: Era) -> &'static str {
    match era {
        Era::Reiwa => "令和",
        Era::Heisei => "平成",
        Era::Showa => "昭和",
        Era::Taisho => "大正",
        Era::Meiji => "明治",
    }
}

/// Returns a year by its era: `令和8年`, `令和元年`.
pub fn era_year(year: EraYear) -> String {
    let name = era_name(year.era);
    if year.year == 1 { format!("{name}元年") } else { format!("{name}{}年", year.year) }
}
