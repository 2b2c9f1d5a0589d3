//! The days that the law makes holidays, as data: one row for each period of years in which a holiday stayed the same.

use crate::domain::time::holidays::equinox::Equinox;

/// The name of a holiday; each has one name in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// 元日.
    NewYear,
    /// 成人の日.
    ComingOfAge,
    /// 建国記念の日.
    Foundation,
    /// 天皇誕生日.
    EmperorsBirthday,
    /// 春分の日.
    SpringEquinox,
    /// 昭和の日.
    Showa,
    /// 憲法記念日.
    Constitution,
    /// みどりの日.
    Greenery,
    /// こどもの日.
    Children,
    /// 海の日.
    Marine,
    /// 山の日.
    Mountain,
    /// 敬老の日.
    RespectForTheAged,
    /// 秋分の日.
    AutumnEquinox,
    /// 体育の日, until 2019.
    HealthAndSports,
    /// スポーツの日, since 2020.
    Sports,
    /// 文化の日.
    Culture,
    /// 勤労感謝の日.
    LabourThanksgiving,
    /// 結婚の儀, 1959 and 1993.
    Wedding,
    /// 大喪の礼, 1989.
    Funeral,
    /// 即位の日, 2019.
    Accession,
    /// 即位礼正殿の儀, 1990 and 2019.
    Enthronement,
    /// 振替休日: in place of a holiday that falls on a Sunday.
    Substitute,
    /// 国民の休日: between two holidays.
    Citizens,
}

/// When in its year a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolidayDate {
    /// On that month and day.
    Fixed(i8, i8),
    /// In that month, on the n-th Monday.
    Monday(i8, i8),
    /// On the day of an equinox.
    Equinox(Equinox),
}

impl HolidayDate {
    /// Returns its month.
    pub fn month(self) -> i8 {
        match self {
            Self::Fixed(month, _) | Self::Monday(month, _) => month,
            Self::Equinox(equinox) => equinox.month(),
        }
    }
}

/// States that a day is a holiday in a range of years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HolidayLaw {
    /// What it is called.
    pub name: Name,
    /// When in the year it is.
    pub date: HolidayDate,
    /// The first year.
    pub first: i16,
    /// The last year.
    pub last: i16,
}

/// The first year with a holiday by this law.
pub const FIRST: i16 = 1948;

/// The last year that can be computed: the equinox formula is valid until then.
pub const LAST: i16 = 2099;

const fn rule(name: Name, date: HolidayDate, first: i16, last: i16) -> HolidayLaw {
    HolidayLaw { name, date, first, last }
}

/// Every rule that the law has had.
pub const RULES: [HolidayLaw; 38] = [
    // 昭和23年法律第178号, from 20 July 1948.
    rule(Name::NewYear, HolidayDate::Fixed(1, 1), 1949, LAST),
    rule(Name::ComingOfAge, HolidayDate::Fixed(1, 15), 1949, 1999),
    rule(Name::SpringEquinox, HolidayDate::Equinox(Equinox::Spring), 1949, LAST),
    rule(Name::EmperorsBirthday, HolidayDate::Fixed(4, 29), 1949, 1988),
    rule(Name::Constitution, HolidayDate::Fixed(5, 3), 1949, LAST),
    rule(Name::Children, HolidayDate::Fixed(5, 5), 1949, LAST),
    rule(Name::AutumnEquinox, HolidayDate::Equinox(Equinox::Autumn), 1948, LAST),
    rule(Name::Culture, HolidayDate::Fixed(11, 3), 1948, LAST),
    rule(Name::LabourThanksgiving, HolidayDate::Fixed(11, 23), 1948, LAST),
    // 昭和34年法律第16号: 皇太子明仁親王の結婚の儀.
    rule(Name::Wedding, HolidayDate::Fixed(4, 10), 1959, 1959),
    // 昭和41年法律第86号, from 25 June 1966; 建国記念の日 by 昭和41年政令第376号.
    rule(Name::Foundation, HolidayDate::Fixed(2, 11), 1967, LAST),
    rule(Name::RespectForTheAged, HolidayDate::Fixed(9, 15), 1966, 2002),
    rule(Name::HealthAndSports, HolidayDate::Fixed(10, 10), 1966, 1999),
    // 平成元年法律第4号: 昭和天皇の大喪の礼.
    rule(Name::Funeral, HolidayDate::Fixed(2, 24), 1989, 1989),
    // 平成元年法律第5号, from 17 February 1989.
    rule(Name::EmperorsBirthday, HolidayDate::Fixed(12, 23), 1989, 2018),
    rule(Name::Greenery, HolidayDate::Fixed(4, 29), 1989, 2006),
    // 平成2年法律第24号: 即位礼正殿の儀.
    rule(Name::Enthronement, HolidayDate::Fixed(11, 12), 1990, 1990),
    // 平成5年法律第32号: 皇太子徳仁親王の結婚の儀.
    rule(Name::Wedding, HolidayDate::Fixed(6, 9), 1993, 1993),
    // 平成7年法律第22号, from 1996.
    rule(Name::Marine, HolidayDate::Fixed(7, 20), 1996, 2002),
    // 平成10年法律第141号, from 2000: ハッピーマンデー.
    rule(Name::ComingOfAge, HolidayDate::Monday(1, 2), 2000, LAST),
    rule(Name::HealthAndSports, HolidayDate::Monday(10, 2), 2000, 2019),
    // 平成13年法律第59号, from 2003.
    rule(Name::Marine, HolidayDate::Monday(7, 3), 2003, 2019),
    rule(Name::RespectForTheAged, HolidayDate::Monday(9, 3), 2003, LAST),
    // 平成17年法律第43号, from 2007.
    rule(Name::Showa, HolidayDate::Fixed(4, 29), 2007, LAST),
    rule(Name::Greenery, HolidayDate::Fixed(5, 4), 2007, LAST),
    // 平成26年法律第43号, from 2016.
    rule(Name::Mountain, HolidayDate::Fixed(8, 11), 2016, 2019),
    // 平成30年法律第99号: the accession of 2019; both days count as 国民の祝日 for 第3条.
    rule(Name::Accession, HolidayDate::Fixed(5, 1), 2019, 2019),
    rule(Name::Enthronement, HolidayDate::Fixed(10, 22), 2019, 2019),
    // 平成29年法律第63号 附則第10条, from 30 April 2019.
    rule(Name::EmperorsBirthday, HolidayDate::Fixed(2, 23), 2020, LAST),
    // 平成30年法律第55号 and 令和2年法律第68号: the games of Tokyo move three days, in 2020 and in 2021.
    rule(Name::Marine, HolidayDate::Fixed(7, 23), 2020, 2020),
    rule(Name::Sports, HolidayDate::Fixed(7, 24), 2020, 2020),
    rule(Name::Mountain, HolidayDate::Fixed(8, 10), 2020, 2020),
    rule(Name::Marine, HolidayDate::Fixed(7, 22), 2021, 2021),
    rule(Name::Sports, HolidayDate::Fixed(7, 23), 2021, 2021),
    rule(Name::Mountain, HolidayDate::Fixed(8, 8), 2021, 2021),
    // 平成30年法律第57号, from 2020: 体育の日 becomes スポーツの日.
    rule(Name::Sports, HolidayDate::Monday(10, 2), 2022, LAST),
    rule(Name::Marine, HolidayDate::Monday(7, 3), 2022, LAST),
    rule(Name::Mountain, HolidayDate::Fixed(8, 11), 2022, LAST),
];
