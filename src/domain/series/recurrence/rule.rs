//! A valid recurrence rule: every part is within its bounds and may be combined with the others.

use jiff::civil::{DateTime, Weekday};

/// How often a rule begins a new period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Each year.
    Yearly,
    /// Each month.
    Monthly,
    /// Each week, from its first day on.
    Weekly,
    /// Each day.
    Daily,
    /// Each hour.
    Hourly,
    /// Each minute.
    Minutely,
    /// Each second.
    Secondly,
}

impl Frequency {
    /// All of them, longest period first.
    pub const ALL: [Self; 7] = [
        Self::Yearly,
        Self::Monthly,
        Self::Weekly,
        Self::Daily,
        Self::Hourly,
        Self::Minutely,
        Self::Secondly,
    ];

    /// Returns the word in a file.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::Monthly => "monthly",
            Self::Weekly => "weekly",
            Self::Daily => "daily",
            Self::Hourly => "hourly",
            Self::Minutely => "minutely",
            Self::Secondly => "secondly",
        }
    }

    /// Returns the frequency for a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.slug() == slug)
    }

    /// Whether its periods are shorter than a day.
    pub fn is_within_day(self) -> bool {
        self >= Self::Hourly
    }
}

/// A weekday, or the nth one of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NthDay {
    /// The weekday.
    pub day: Weekday,
    /// Which one of the month or year, from 1; counted from the end if negative; every one if `None`.
    pub nth: Option<i16>,
}

/// When a series ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// Never.
    #[default]
    Never,
    /// After this number of instances, including the start; at least 1.
    Count(u32),
    /// With the last instance that is not after this wall clock of the series.
    Until(DateTime),
}

/// What happens to a day that a month or a year does not have, such as 31 April (RFC 7529 4.1 `SKIP`, RFC 8984 4.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipRule {
    /// It is left out. This is the default.
    Omit,
    /// The last day before it: 30 April.
    Backward,
    /// The first day after it: 1 May.
    Forward,
}

impl SkipRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Omit, Self::Backward, Self::Forward];

    /// Returns the word in a file.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::Backward => "backward",
            Self::Forward => "forward",
        }
    }
}

/// Which defaults the file wrote out; kept so that they are written back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    /// `rscale: "gregorian"`.
    pub scale: bool,
    /// `@type` in each member of `byDay`.
    pub day_types: bool,
}

/// The parts of a rule (JSCalendar bis 3.3.3), each list in the order of the file and empty if not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleParts {
    /// How often a period begins.
    pub frequency: Frequency,
    /// The rule uses every nth period, at least 1; `None` means 1.
    pub interval: Option<u32>,
    /// The first day of a week; `None` means Monday.
    pub week_start: Option<Weekday>,
    /// Months, 1 to 12.
    pub by_month: Vec<i16>,
    /// Weekdays.
    pub by_day: Vec<NthDay>,
    /// Days of the month, 1 to 31, or from the end, -1 to -31.
    pub by_month_day: Vec<i16>,
    /// Days of the year, 1 to 366, or from the end.
    pub by_year_day: Vec<i16>,
    /// Weeks of the year, 1 to 53, or from the end.
    pub by_week_no: Vec<i16>,
    /// Hours, 0 to 23.
    pub by_hour: Vec<i16>,
    /// Minutes, 0 to 59.
    pub by_minute: Vec<i16>,
    /// Seconds, 0 to 60. Civil clocks have no leap second: 60 counts as 59 (RFC 5545 3.3.12).
    pub by_second: Vec<i16>,
    /// Which of a period's instances are used, from 1, or counted from the end.
    pub by_set_position: Vec<i16>,
    /// What happens to days that do not exist; `None` if the file does not say it, which means that they are left out.
    pub skip: Option<SkipRule>,
    /// When it ends.
    pub end: End,
    /// Which defaults the file wrote out.
    pub spelling: Spelling,
}

impl RuleParts {
    /// Creates the parts of a rule that has only a frequency.
    pub fn new(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: None,
            week_start: None,
            by_month: Vec::new(),
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_year_day: Vec::new(),
            by_week_no: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_second: Vec::new(),
            by_set_position: Vec::new(),
            skip: None,
            end: End::Never,
            spelling: Spelling::default(),
        }
    }
}

/// How many times on a day are counted along a series.
const MOST_TIMES: usize = 100;

/// A checked rule: its parts are within their bounds and may be combined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule(RuleParts);

impl Rule {
    /// Checks the parts and returns the rule, or the name of the first part that the standards forbid.
    ///
    /// RFC 5545 3.3.10: a week number is allowed only with YEARLY; a numbered weekday only with MONTHLY, or with YEARLY
    /// if there is no week number.
    pub fn check(parts: RuleParts) -> Result<Self, &'static str> {
        match bad_part(&parts) {
            Some(name) => Err(name),
            None => Ok(Self(parts)),
        }
    }

    /// Checks the parts and returns the rule; `None` if the standards forbid one of them, see [`Self::check`].
    pub fn new(parts: RuleParts) -> Option<Self> {
        Self::check(parts).ok()
    }

    /// Returns its parts.
    pub fn parts(&self) -> &RuleParts {
        &self.0
    }

    /// Returns the same rule with another end.
    pub fn ending(&self, end: End) -> Option<Self> {
        Self::new(RuleParts { end, ..self.0.clone() })
    }

    /// Returns the interval in periods, at least 1.
    pub fn interval(&self) -> u32 {
        self.0.interval.unwrap_or(1)
    }

    /// Whether it may have so many instances on a day that nobody counts them.
    pub fn may_fill_a_day(&self) -> bool {
        let RuleParts { frequency, by_hour, by_minute, by_second, .. } = &self.0;
        let times = [by_hour, by_minute, by_second].map(|list| list.len().max(1));
        *frequency >= Frequency::Minutely || times.into_iter().product::<usize>() > MOST_TIMES
    }

    /// Returns what happens to days that do not exist, if the rule has such days: only a day of the month above 28, and
    /// day 366 of the year, may be missing.
    pub fn skip(&self) -> SkipRule {
        let RuleParts { frequency, by_month_day, by_year_day, by_week_no, by_day, .. } = &self.0;
        let may_miss = |list: &[i16], always: i16| list.iter().any(|day| day.abs() > always);
        let is_of_month = match frequency {
            Frequency::Yearly => by_year_day.is_empty() && by_week_no.is_empty(),
            Frequency::Monthly => by_year_day.is_empty(),
            Frequency::Weekly
            | Frequency::Daily
            | Frequency::Hourly
            | Frequency::Minutely
            | Frequency::Secondly => false,
        };
        // Without a day, the rule takes that of the start.
        let is_by_start = by_month_day.is_empty() && by_day.is_empty();
        let may_miss = if is_of_month {
            is_by_start || may_miss(by_month_day, 28)
        } else {
            *frequency == Frequency::Yearly
                && by_month_day.is_empty()
                && by_week_no.is_empty()
                && may_miss(by_year_day, 365)
        };
        self.0.skip.filter(|_| may_miss).unwrap_or(SkipRule::Omit)
    }
}

/// Returns the name of the first part that is out of its bounds, or that may not be combined with the others.
fn bad_part(parts: &RuleParts) -> Option<&'static str> {
    let within =
        |list: &[i16], low: i16, high: i16| list.iter().all(|value| (low..=high).contains(value));
    let signed = |list: &[i16], high: i16| {
        list.iter().all(|value| *value != 0 && (-high..=high).contains(value))
    };
    let is_numbered = parts.by_day.iter().any(|day| day.nth.is_some());
    let may_number = match parts.frequency {
        Frequency::Monthly => true,
        Frequency::Yearly => parts.by_week_no.is_empty(),
        Frequency::Weekly
        | Frequency::Daily
        | Frequency::Hourly
        | Frequency::Minutely
        | Frequency::Secondly => false,
    };
    let is_week_good = parts.by_week_no.is_empty() || parts.frequency == Frequency::Yearly;
    let is_day_good =
        parts.by_day.iter().all(|day| day.nth != Some(0)) && (!is_numbered || may_number);
    let checks = [
        ("interval", parts.interval != Some(0)),
        ("count", parts.end != End::Count(0)),
        ("byMonth", within(&parts.by_month, 1, 12)),
        ("byMonthDay", signed(&parts.by_month_day, 31)),
        ("byYearDay", signed(&parts.by_year_day, 366)),
        ("byWeekNo", signed(&parts.by_week_no, 53) && is_week_good),
        ("byDay", is_day_good),
        ("byHour", within(&parts.by_hour, 0, 23)),
        ("byMinute", within(&parts.by_minute, 0, 59)),
        ("bySecond", within(&parts.by_second, 0, 60)),
        ("bySetPosition", signed(&parts.by_set_position, i16::MAX)),
    ];
    checks.into_iter().find(|(_, is_good)| !is_good).map(|(name, _)| name)
}
