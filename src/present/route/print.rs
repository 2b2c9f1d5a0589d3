//! The object of printing: a month as a table, or months as a list.

use crate::domain::time::Month;
use crate::present::route::filter::Filter;
use crate::present::route::query::{AddressQuery, filter_of, raw_value};
use crate::present::text::month::{format_month, parse_month};

/// The largest number of months in a list.
const MOST_MONTHS: u8 = 12;

/// The object of printing, `#/print/month/2024-11`, `#/print/list/2024-04?n=12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintOf {
    /// The form.
    pub sheet: Sheet,
    /// The first month.
    pub first: Month,
    /// The filter for the events that are shown.
    pub filter: Filter,
}

/// The form of a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A month as a table, on one landscape sheet.
    Month,
    /// This many months as a list, 1 to 12.
    List(u8),
}

impl PrintOf {
    /// Parses two segments of an address and its query.
    pub(crate) fn parse([sheet, first]: [&str; 2], query: &str) -> Option<Self> {
        let count = || raw_value(query, "n").and_then(|text| text.parse().ok()).unwrap_or(1);
        let sheet = match sheet {
            "month" => Sheet::Month,
            "list" => Sheet::List(Some(count()).filter(|it| (1..=MOST_MONTHS).contains(it))?),
            _ => return None,
        };
        Some(Self { sheet, first: parse_month(first)?, filter: filter_of(query) })
    }

    /// Formats it as a fragment, with its `#`.
    pub fn format(&self) -> String {
        let mut query = AddressQuery::default();
        let (name, count) = match self.sheet {
            Sheet::Month => ("month", 1),
            Sheet::List(count) => ("list", count),
        };
        query.add("n", (count > 1).then(|| count.to_string()));
        query.add_filter(&self.filter);
        query.after(&format!("#/print/{name}/{}", format_month(self.first)))
    }

    /// Returns the number of months.
    pub fn months(&self) -> u8 {
        match self.sheet {
            Sheet::Month => 1,
            Sheet::List(count) => count,
        }
    }

    /// Returns the same months in another form.
    #[must_use]
    pub fn of(&self, sheet: Sheet) -> Self {
        Self { sheet, ..self.clone() }
    }

    /// Returns the same form from another month on.
    #[must_use]
    pub fn from(&self, first: Month) -> Self {
        Self { first, ..self.clone() }
    }
}
