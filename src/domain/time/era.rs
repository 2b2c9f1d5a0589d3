//! The eras of Japan: 明治, 大正, 昭和, 平成, 令和.
//!
//! A day belongs to the latest era that has begun. Only days of the Gregorian calendar, in use since 1 January 1873
//! (明治5年太政官布告第337号), have an era here.

use jiff::civil::{Date, date};

/// An era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// 明治.
    Meiji,
    /// 大正.
    Taisho,
    /// 昭和.
    Showa,
    /// 平成.
    Heisei,
    /// 令和.
    Reiwa,
}

/// A year of an era; the first is 元年.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EraYear {
    /// The era.
    pub era: Era,
    /// The year in it, from 1.
    pub year: i16,
}

impl Era {
    /// Every era, newest first.
    pub const ALL: [Self; 5] = [Self::Reiwa, Self::Heisei, Self::Showa, Self::Taisho, Self::Meiji];

    /// Returns the first day that belongs to it here.
    pub fn first_day(self) -> Date {
        match self {
            // 元号を改める政令: 平成31年政令第143号, 昭和64年政令第1号; 改元の詔書 of 1926 and 1912.
            Self::Reiwa => date(2019, 5, 1),
            Self::Heisei => date(1989, 1, 8),
            Self::Showa => date(1926, 12, 25),
            Self::Taisho => date(1912, 7, 30),
            Self::Meiji => date(1873, 1, 1),
        }
    }

    /// Returns the year before its first one.
    fn origin(self) -> i16 {
        match self {
            Self::Reiwa => 2018,
            Self::Heisei => 1988,
            Self::Showa => 1925,
            Self::Taisho => 1911,
            Self::Meiji => 1867,
        }
    }

    /// Returns its letter: `R8.4.1`.
    pub fn letter(self) -> char {
        match self {
            Self::Reiwa => 'R',
            Self::Heisei => 'H',
            Self::Showa => 'S',
            Self::Taisho => 'T',
            Self::Meiji => 'M',
        }
    }
}

impl EraYear {
    /// Returns the era year of a day; `None` before 1873.
    pub fn of(day: Date) -> Option<Self> {
        let era = Era::ALL.into_iter().find(|era| era.first_day() <= day)?;
        Some(Self { era, year: day.year() - era.origin() })
    }

    /// Returns the year of the common era; `None` if there is no such year. The year may be after the end of the era,
    /// as in a contract until 平成35年.
    pub fn common_year(self) -> Option<i16> {
        let year = self.era.origin().checked_add(self.year)?;
        (self.year >= 1 && year <= 9999).then_some(year)
    }

    /// Returns a day of this year; `None` if there is no such day, or if it is before the era began.
    pub fn day(self, month: i8, day: i8) -> Option<Date> {
        let date = Date::new(self.common_year()?, month, day).ok()?;
        (self.era.first_day() <= date).then_some(date)
    }
}
