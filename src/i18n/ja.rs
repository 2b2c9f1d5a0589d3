//! Japanese, the source of truth: dates as people write them, and the words for our enums.

use jiff::civil::{Date, Time, Weekday};

use crate::domain::almanac::entry::Happening;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::event::bounds::{LINE_SHOWN, shortened};
use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Mode, Presence, Reply, Role};
use crate::domain::event::status::Status;
use crate::domain::time::{Length, Month, Zone};

use super::dates::{Dates, DayStyle};
use super::words::Words;
use super::{Language, Messages};

/// 日本語.
#[derive(Clone, Copy, Debug)]
pub struct Japanese;

impl Messages for Japanese {
    fn language(&self) -> Language {
        Language::Ja
    }
}

impl Dates for Japanese {
    fn day(&self, day: Date, style: DayStyle) -> String {
        format!("{}({})", bare_day(day, style), self.weekday_short(day.weekday()))
    }

    fn month_day(&self, month: i8, day: i8) -> String {
        format!("{month}月{day}日")
    }

    fn day_signed(&self, day: Date, style: DayStyle, sign: &str) -> String {
        format!("{}({}{sign})", bare_day(day, style), self.weekday_short(day.weekday()))
    }

    fn day_spoken(&self, day: Date, style: DayStyle) -> String {
        format!("{} {}", bare_day(day, style), self.weekday_long(day.weekday()))
    }

    fn month(&self, month: Month) -> String {
        format!("{}年{}月", month.year(), month.month())
    }

    fn month_short(&self, month: Month) -> String {
        format!("{}月", month.month())
    }

    fn weekday_short(&self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Sunday => "日",
            Weekday::Monday => "月",
            Weekday::Tuesday => "火",
            Weekday::Wednesday => "水",
            Weekday::Thursday => "木",
            Weekday::Friday => "金",
            Weekday::Saturday => "土",
        }
    }

    fn weekday_long(&self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Sunday => "日曜日",
            Weekday::Monday => "月曜日",
            Weekday::Tuesday => "火曜日",
            Weekday::Wednesday => "水曜日",
            Weekday::Thursday => "木曜日",
            Weekday::Friday => "金曜日",
            Weekday::Saturday => "土曜日",
        }
    }

    fn relative_day(&self, days: i32) -> String {
        match days {
            0 => "今日".to_owned(),
            1 => "明日".to_owned(),
            -1 => "昨日".to_owned(),
            2.. => format!("{days}日後"),
            _ => format!("{}日前", days.unsigned_abs()),
        }
    }

    fn time_next_day(&self, time: Time) -> String {
        format!("翌{}", self.time(time))
    }

    fn range(&self, from: &str, to: &str) -> String {
        format!("{from}～{to}")
    }

    fn range_from(&self, from: &str) -> String {
        format!("{from}～")
    }

    fn range_until(&self, to: &str) -> String {
        format!("～{to}")
    }

    fn length(&self, length: Length) -> String {
        let minutes = length.total_minutes();
        let (hours, rest) = (minutes / 60, minutes % 60);
        if length.seconds == 0 && length.days > 0 {
            return self.days_long(length.days);
        }
        match (hours, rest) {
            (0, rest) => format!("{rest}分"),
            (hours, 0) => format!("{hours}時間"),
            (hours, rest) => format!("{hours}時間{rest}分"),
        }
    }

    fn days_long(&self, days: u32) -> String {
        format!("{days}日間")
    }

    fn nth_day(&self, nth: u32, of: u32) -> String {
        format!("{nth}日目/{of}")
    }

    fn months_between(&self, first: Month, last: Month) -> String {
        let last_text =
            if first.year() == last.year() { self.month_short(last) } else { self.month(last) };
        if first == last {
            self.month(first)
        } else if first.plus(1) == last {
            format!("{}・{last_text}", self.month(first))
        } else {
            format!("{}～{last_text}", self.month(first))
        }
    }

    fn week(&self, first: Date, last: Date, style: DayStyle) -> String {
        let month = |day: Date| format!("{}月", day.month());
        let year = |day: Date| format!("{}年", day.year());
        let (year, month) = match () {
            () if first.year() != last.year() => (year(last), month(last)),
            () if first.month() != last.month() => (String::new(), month(last)),
            () => (String::new(), String::new()),
        };
        let to = format!("{year}{month}{}日", last.day());
        let first_year = if style == DayStyle::Full || first.year() != last.year() {
            format!("{}年", first.year())
        } else {
            String::new()
        };
        format!("{first_year}{}月{}日～{to}", first.month(), first.day())
    }

    fn zone(&self, zone: &Zone) -> String {
        match &*zone.0 {
            "Asia/Tokyo" | "Japan" => "日本時間".to_owned(),
            "Etc/UTC" | "UTC" => "世界標準時(UTC)".to_owned(),
            "Asia/Seoul" => "韓国時間".to_owned(),
            "Asia/Shanghai" => "中国時間".to_owned(),
            "Europe/London" => "ロンドン時間".to_owned(),
            "Europe/Paris" => "パリ時間".to_owned(),
            "America/New_York" => "ニューヨーク時間".to_owned(),
            "America/Los_Angeles" => "ロサンゼルス時間".to_owned(),
            name => format!("{} ", shortened(name, LINE_SHOWN)),
        }
    }
}

fn bare_day(day: Date, style: DayStyle) -> String {
    match style {
        DayStyle::Full => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        DayStyle::MonthDay => format!("{}月{}日", day.month(), day.day()),
        DayStyle::DayOnly => format!("{}日", day.day()),
    }
}

impl Words for Japanese {
    fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::GeneralAssembly => "総会・大会",
            Kind::ExecutiveCommittee => "執行委員会",
            Kind::OfficersMeeting => "5役会",
            Kind::Board => "幹事会",
            Kind::Secretariat => "書記局会議",
            Kind::Negotiation => "団体交渉",
            Kind::WorkingTalks => "折衝",
            Kind::UnitedAction => "統一行動",
            Kind::Rally => "集会",
            Kind::StudySession => "学習会",
            Kind::Exchange => "交流会",
            Kind::Welfare => "厚生事業",
            Kind::Election => "選挙",
            Kind::Other => "その他",
        }
    }

    fn status(&self, status: &Status) -> String {
        match status {
            Status::Confirmed => "開催".to_owned(),
            Status::Tentative => "仮".to_owned(),
            Status::Cancelled => "中止".to_owned(),
            Status::Postponed => "延期".to_owned(),
            Status::Other(other) => other.to_string(),
        }
    }

    fn role(&self, role: &Role) -> String {
        match role {
            Role::Owner => "主催".to_owned(),
            Role::Chair => "議長".to_owned(),
            Role::Required => "要出席".to_owned(),
            Role::Optional => "任意参加".to_owned(),
            Role::Informational => "ご案内".to_owned(),
            Role::Speaker => "講師".to_owned(),
            Role::Guest => "来賓".to_owned(),
            Role::Observer => "傍聴".to_owned(),
            Role::Staff => "運営".to_owned(),
            Role::Contact => "問い合わせ先".to_owned(),
            Role::Other(other) => other.to_string(),
        }
    }

    fn reply(&self, reply: &Reply) -> String {
        match reply {
            Reply::Unsaid | Reply::NeedsAction => "未回答".to_owned(),
            Reply::Accepted => "参加".to_owned(),
            Reply::Declined => "欠席".to_owned(),
            Reply::Tentative => "未定".to_owned(),
            Reply::Delegated => "委任".to_owned(),
            Reply::Other(other) => other.to_string(),
        }
    }

    fn presence(&self, presence: Option<&Presence>) -> String {
        match presence {
            None => "未確認".to_owned(),
            Some(Presence::Present) => "出席".to_owned(),
            Some(Presence::Absent) => "欠席".to_owned(),
            Some(Presence::Late) => "遅刻".to_owned(),
            Some(Presence::LeftEarly) => "早退".to_owned(),
            Some(Presence::Proxy) => "代理出席".to_owned(),
            Some(Presence::Other(other)) => other.to_string(),
        }
    }

    fn mode(&self, mode: &Mode) -> String {
        match mode {
            Mode::Onsite => "会場".to_owned(),
            Mode::Online => "オンライン".to_owned(),
            Mode::Hybrid => "会場とオンライン".to_owned(),
            Mode::Other(other) => other.to_string(),
        }
    }

    fn happening(&self, happening: Happening) -> &'static str {
        match happening {
            Happening::New => "新着",
            Happening::Changed => "変更",
            Happening::Cancelled => "中止",
        }
    }

    fn act(&self, act: OperationKind) -> &'static str {
        match act {
            OperationKind::Import => "ファイルを読み込みました",
            OperationKind::Restore => "バックアップから復元しました",
            OperationKind::AddEvent => "行事を追加しました",
            OperationKind::EditEvent => "行事を変更しました",
            OperationKind::DeleteEvent => "行事を削除しました",
            OperationKind::Mark => "自分の行事の指定を変更しました",
            OperationKind::AddCalendar => "カレンダーを追加しました",
            OperationKind::EditCalendar => "カレンダーを変更しました",
            OperationKind::DeleteCalendar => "カレンダーを削除しました",
            OperationKind::RestoreEvent => "行事をごみ箱から復元しました",
            OperationKind::RestoreCalendar => "カレンダーをごみ箱から復元しました",
            OperationKind::Erase => "ごみ箱から完全に削除しました",
            OperationKind::EmptyTrash => "ごみ箱を空にしました",
            OperationKind::AddToDirectory => "人・組織を追加しました",
            OperationKind::EditDirectory => "人・組織を変更しました",
            OperationKind::DeleteFromDirectory => "人・組織を削除しました",
            OperationKind::RestoreToDirectory => "人・組織をごみ箱から復元しました",
            OperationKind::MergeInDirectory => "人・組織を1つにまとめました",
            OperationKind::Undo => "操作を取り消しました",
        }
    }
}
