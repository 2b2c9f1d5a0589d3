//! The words for our own enums, and counts.

use crate::domain::almanac::entry::Happening;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::event::kind::Kind;
use crate::domain::event::participant::{Mode, Presence, Reply, Role};
use crate::domain::event::status::Status;
use crate::i18n::count::{Count, plural};

/// The words for the domain's enums. A value that the app does not know is shown unchanged.
pub trait Words {
    /// 執行委員会, 団体交渉, ….
    fn kind(&self, kind: Kind) -> &'static str;
    /// 開催, 仮, 中止.
    fn status(&self, status: &Status) -> String;
    /// 講師, 来賓, ….
    fn role(&self, role: &Role) -> String;
    /// 参加, 欠席, ….
    fn reply(&self, reply: &Reply) -> String;
    /// 出席, 遅刻, …; 未確認 if nothing is recorded yet.
    fn presence(&self, presence: Option<&Presence>) -> String;
    /// 会場, オンライン.
    fn mode(&self, mode: &Mode) -> String;
    /// 新着, 変更, 中止.
    fn happening(&self, happening: Happening) -> &'static str;
    /// What an operation did, as a line in the history: 「ファイルを読み込みました」.
    fn act(&self, act: OperationKind) -> &'static str;
}

texts! {
    plain {
        all_day: "終日", "All day";
        time_undecided: "時刻未定", "Time to be decided";
        without_day: "日付未定", "Day to be decided";
        untitled: "（無題）", "(untitled)";
        nameless: "（名前なし）", "(no name)";
        joiner: "、", ", ";
        dot: "・", ", ";
        bullet: "・", "- ";
        nothing: "（なし）", "None";
        mine: "自分の行事", "Mine";
        now: "開催中", "On now";
        past: "終了", "Ended";
        color_blue: "青", "Blue";
        color_teal: "青緑", "Teal";
        color_green: "緑", "Green";
        color_olive: "黄緑", "Olive";
        color_amber: "黄", "Amber";
        color_orange: "だいだい", "Orange";
        color_red: "赤", "Red";
        color_pink: "桃", "Pink";
        color_purple: "紫", "Purple";
        color_grey: "灰", "Grey";
    }
    composed {
        day_all_day(day: &str) => format!("{day} 終日"), format!("{day}, all day");
        day_undecided(day: &str) => format!("{day} 時刻未定"), format!("{day}, time to be decided");
        month_without_day(month: &str) => format!("{month} 日付未定"), format!("{month}, day to be decided");
        span(range: &str, length: &str) => format!("{range}・{length}"), format!("{range} ({length})");
        in_brackets(text: &str, inner: &str) => format!("{text}（{inner}）"), format!("{text} ({inner})");
        named(name: &str, text: &str) => format!("{name}：{text}"), format!("{name}: {text}");
        lapse(from: &str, to: &str) => format!("{from} → {to}"), format!("{from} → {to}");
        events(count: impl Count) => format!("{count}件"), plural(count, "event", "events");
        people(count: impl Count) => format!("{count}人"), plural(count, "person", "people");
        organizations(count: impl Count) => format!("{count}組織"), plural(count, "organisation", "organisations");
        groups(count: impl Count) => format!("{count}団体"), plural(count, "group", "groups");
        people_onsite(count: impl Count) => format!("会場 {count}人"), format!("{count} on site");
        people_online(count: impl Count) => format!("オンライン {count}人"), format!("{count} online");
        more_events(count: impl Count) => format!("他{count}件"), format!("{count} more");
        numbered(number: &str, title: &str) => numbered_ja(number, title), format!("{title} {number}");
        series_number(number: u32) => format!("第{number}回"), format!("No. {number}");
        reply_count(reply: &str, count: impl Count) => format!("{reply} {count}人"), format!("{reply}: {count}");
    }
}

/// Returns 第5回執行委員会. Before a digit a space keeps the two numbers apart: 第5回 2026年度大会.
fn numbered_ja(number: &str, title: &str) -> String {
    let gap = if title.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{number}{gap}{title}")
}
