//! English: dates as people write them, and the words for our enums.

use jiff::civil::{Date, Time, Weekday};

use crate::domain::almanac::entry::Happening;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::event::bounds::{LINE_SHOWN, shortened};
use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Mode, Presence, Reply, Role};
use crate::domain::event::status::Status;
use crate::domain::time::{Length, Month, Zone};
use crate::i18n::count::plural;

use super::dates::{Dates, DayStyle};
use super::words::Words;
use super::{Language, Messages};

/// English.
#[derive(Clone, Copy, Debug)]
pub struct English;

impl Messages for English {
    fn language(&self) -> Language {
        Language::En
    }
}

impl Dates for English {
    fn day(&self, day: Date, style: DayStyle) -> String {
        format!("{} {}", self.weekday_short(day.weekday()), bare_day(day, style))
    }

    fn month_day(&self, month: i8, day: i8) -> String {
        format!("{day} {}", month_name(month))
    }

    fn day_signed(&self, day: Date, style: DayStyle, sign: &str) -> String {
        format!("{} ({sign})", self.day(day, style))
    }

    fn day_spoken(&self, day: Date, style: DayStyle) -> String {
        let month = month_name(day.month());
        match style {
            DayStyle::Full => {
                format!("{} {} {month} {}", self.weekday_long(day.weekday()), day.day(), day.year())
            }
            DayStyle::MonthDay | DayStyle::DayOnly => {
                format!("{} {} {month}", self.weekday_long(day.weekday()), day.day())
            }
        }
    }

    fn month(&self, month: Month) -> String {
        format!("{} {}", month_name(month.month()), month.year())
    }

    fn month_short(&self, month: Month) -> String {
        month_name(month.month()).to_owned()
    }

    fn weekday_short(&self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Sunday => "Sun",
            Weekday::Monday => "Mon",
            Weekday::Tuesday => "Tue",
            Weekday::Wednesday => "Wed",
            Weekday::Thursday => "Thu",
            Weekday::Friday => "Fri",
            Weekday::Saturday => "Sat",
        }
    }

    fn weekday_long(&self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Sunday => "Sunday",
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
        }
    }

    fn relative_day(&self, days: i32) -> String {
        match days {
            0 => "Today".to_owned(),
            1 => "Tomorrow".to_owned(),
            -1 => "Yesterday".to_owned(),
            2.. => format!("In {days} days"),
            _ => format!("{} days ago", days.unsigned_abs()),
        }
    }

    fn time_next_day(&self, time: Time) -> String {
        format!("{} (next day)", self.time(time))
    }

    fn range(&self, from: &str, to: &str) -> String {
        format!("{from} – {to}")
    }

    fn range_from(&self, from: &str) -> String {
        format!("from {from}")
    }

    fn range_until(&self, to: &str) -> String {
        format!("until {to}")
    }

    fn length(&self, length: Length) -> String {
        let minutes = length.total_minutes();
        let (hours, rest) = (minutes / 60, minutes % 60);
        if length.seconds == 0 && length.days > 0 {
            return self.days_long(length.days);
        }
        match (hours, rest) {
            (0, rest) => format!("{rest} min"),
            (hours, 0) => format!("{hours} h"),
            (hours, rest) => format!("{hours} h {rest} min"),
        }
    }

    fn days_long(&self, days: u32) -> String {
        plural(days, "day", "days")
    }

    fn nth_day(&self, nth: u32, of: u32) -> String {
        format!("day {nth} of {of}")
    }

    fn months_between(&self, first: Month, last: Month) -> String {
        let first_text =
            if first.year() == last.year() { self.month_short(first) } else { self.month(first) };
        if first == last {
            self.month(first)
        } else if first.plus(1) == last {
            format!("{first_text} and {}", self.month(last))
        } else {
            format!("{first_text} – {}", self.month(last))
        }
    }

    fn week(&self, first: Date, last: Date, style: DayStyle) -> String {
        let month = |day: Date| month_abbreviated(day.month());
        let from = match () {
            () if first.year() != last.year() => {
                format!("{} {} {}", first.day(), month(first), first.year())
            }
            () if first.month() != last.month() => format!("{} {}", first.day(), month(first)),
            () => first.day().to_string(),
        };
        let to = format!("{} {}", last.day(), month(last));
        if style == DayStyle::Full || first.year() != last.year() {
            format!("{from} – {to} {}", last.year())
        } else {
            format!("{from} – {to}")
        }
    }

    fn zone(&self, zone: &Zone) -> String {
        match &*zone.0 {
            "Asia/Tokyo" | "Japan" => "Japan time".to_owned(),
            "Etc/UTC" | "UTC" => "UTC".to_owned(),
            "Asia/Seoul" => "Korea time".to_owned(),
            "Asia/Shanghai" => "China time".to_owned(),
            "Europe/London" => "London time".to_owned(),
            "Europe/Paris" => "Paris time".to_owned(),
            "America/New_York" => "New York time".to_owned(),
            "America/Los_Angeles" => "Los Angeles time".to_owned(),
            name => shortened(name, LINE_SHOWN).into_owned(),
        }
    }
}

fn bare_day(day: Date, style: DayStyle) -> String {
    let month = month_abbreviated(day.month());
    match style {
        DayStyle::Full => format!("{} {month} {}", day.day(), day.year()),
        DayStyle::MonthDay | DayStyle::DayOnly => format!("{} {month}", day.day()),
    }
}

/// Returns a month for a line with little room: `Dec`.
fn month_abbreviated(month: i8) -> String {
    month_name(month).chars().take(3).collect()
}

pub(super) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(month - 1).expect("a month is at least 1");
    NAMES.get(index).expect("a month is at most 12")
}

impl Words for English {
    fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::GeneralAssembly => "General assembly",
            Kind::ExecutiveCommittee => "Executive committee",
            Kind::OfficersMeeting => "Officers' meeting",
            Kind::Board => "Board",
            Kind::Secretariat => "Secretariat",
            Kind::Negotiation => "Negotiation",
            Kind::WorkingTalks => "Working-level talks",
            Kind::UnitedAction => "United action",
            Kind::Rally => "Rally",
            Kind::StudySession => "Study session",
            Kind::Exchange => "Social gathering",
            Kind::Welfare => "Welfare activity",
            Kind::Election => "Election",
            Kind::Other => "Other",
        }
    }

    fn status(&self, status: &Status) -> String {
        match status {
            Status::Confirmed => "Confirmed".to_owned(),
            Status::Tentative => "Tentative".to_owned(),
            Status::Cancelled => "Cancelled".to_owned(),
            Status::Postponed => "Postponed".to_owned(),
            Status::Other(other) => other.to_string(),
        }
    }

    fn role(&self, role: &Role) -> String {
        match role {
            Role::Owner => "Organiser".to_owned(),
            Role::Chair => "Chair".to_owned(),
            Role::Required => "Required".to_owned(),
            Role::Optional => "Optional".to_owned(),
            Role::Informational => "For information".to_owned(),
            Role::Speaker => "Speaker".to_owned(),
            Role::Guest => "Guest".to_owned(),
            Role::Observer => "Observer".to_owned(),
            Role::Staff => "Staff".to_owned(),
            Role::Contact => "Contact".to_owned(),
            Role::Other(other) => other.to_string(),
        }
    }

    fn reply(&self, reply: &Reply) -> String {
        match reply {
            Reply::Unsaid | Reply::NeedsAction => "No answer".to_owned(),
            Reply::Accepted => "Coming".to_owned(),
            Reply::Declined => "Not coming".to_owned(),
            Reply::Tentative => "Undecided".to_owned(),
            Reply::Delegated => "Proxy given".to_owned(),
            Reply::Other(other) => other.to_string(),
        }
    }

    fn presence(&self, presence: Option<&Presence>) -> String {
        match presence {
            None => "Not checked".to_owned(),
            Some(Presence::Present) => "Present".to_owned(),
            Some(Presence::Absent) => "Absent".to_owned(),
            Some(Presence::Late) => "Late".to_owned(),
            Some(Presence::LeftEarly) => "Left early".to_owned(),
            Some(Presence::Proxy) => "By proxy".to_owned(),
            Some(Presence::Other(other)) => other.to_string(),
        }
    }

    fn mode(&self, mode: &Mode) -> String {
        match mode {
            Mode::Onsite => "On site".to_owned(),
            Mode::Online => "Online".to_owned(),
            Mode::Hybrid => "On site and online".to_owned(),
            Mode::Other(other) => other.to_string(),
        }
    }

    fn happening(&self, happening: Happening) -> &'static str {
        match happening {
            Happening::New => "New",
            Happening::Changed => "Changed",
            Happening::Cancelled => "Cancelled",
        }
    }

    fn act(&self, act: OperationKind) -> &'static str {
        match act {
            OperationKind::Import => "Imported a file",
            OperationKind::Restore => "Restored a backup",
            OperationKind::AddEvent => "Added an event",
            OperationKind::EditEvent => "Changed an event",
            OperationKind::DeleteEvent => "Deleted an event",
            OperationKind::Mark => "Marked or unmarked an event as mine",
            OperationKind::AddCalendar => "Added a calendar",
            OperationKind::EditCalendar => "Changed a calendar",
            OperationKind::DeleteCalendar => "Deleted a calendar",
            OperationKind::RestoreEvent => "Restored an event from the bin",
            OperationKind::RestoreCalendar => "Restored a calendar from the bin",
            OperationKind::Erase => "Deleted permanently from the bin",
            OperationKind::EmptyTrash => "Emptied the bin",
            OperationKind::AddToDirectory => "Added a person or an organisation",
            OperationKind::EditDirectory => "Changed a person or an organisation",
            OperationKind::DeleteFromDirectory => "Deleted a person or an organisation",
            OperationKind::RestoreToDirectory => {
                "Restored a person or an organisation from the bin"
            }
            OperationKind::MergeInDirectory => "Merged people or organisations",
            OperationKind::Undo => "Undid an action",
        }
    }
}
