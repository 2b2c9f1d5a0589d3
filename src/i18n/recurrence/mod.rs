//! Recurrence in words: rules, their ends, exceptions, and the questions asked when a series is edited.

pub mod en;
pub mod ja;

use jiff::civil::{Date, Weekday};

use crate::domain::series::recurrence::shape::Shape;
use crate::domain::series::repeat::HolidayRule;
use crate::i18n::count::plural;

/// How each language describes a recurrence.
pub trait RuleWords {
    /// Describes a rule: `毎月第2木曜日`.
    fn rule(&self, shape: &Shape) -> String;
    /// Lists several weekdays: `月・水`.
    fn weekdays(&self, days: &[Weekday]) -> String;
    /// Returns the nth weekday of a month: `第2木曜日`, `最終金曜日`.
    fn nth_weekday(&self, nth: i16, day: Weekday) -> String;
    /// Returns a day with its year and without its weekday: `2025年3月27日`.
    fn whole_day(&self, day: Date) -> String;
    /// Returns a day of the month: `15日`, `末日`.
    fn day_of_month(&self, day: i16) -> String;
}

texts! {
    plain {
        repeat_special: "特別な規則で繰り返します", "Repeats by a special rule";
        repeat_kept: "このアプリで扱えない規則で繰り返します。初回だけを表示し、規則はそのまま保存しています。", "Repeats by a rule that this app cannot expand. Only the first date is shown; the rule is kept as it is.";
        repeat_unexpanded: "このアプリで扱えない規則があるため、表示される回が実際と違うことがあります。規則はそのまま保存しています。", "There is a rule that this app cannot expand, so the dates shown may be incomplete. The rule is kept as it is.";
        repeat_dates: "決まった日に開催", "On chosen dates";
        repeat_cancelled: "休会", "No meeting";
        repeat_changed: "変更", "Changed";
        repeat_added: "追加", "Added";
        repeat_coming: "今後の回", "Coming up";
        repeat_once: "繰り返さない", "Does not repeat";
        repeat_daily: "毎日", "Daily";
        repeat_weekly: "毎週", "Weekly";
        repeat_monthly_date: "毎月・同じ日", "Monthly, on the same date";
        repeat_monthly_weekday: "毎月・同じ第何曜日", "Monthly, on the same weekday (such as the 2nd Thursday)";
        repeat_monthly_last_weekday: "毎月・最終の曜日", "Monthly, on the last occurrence of the weekday";
        repeat_monthly_last_day: "毎月・末日", "Monthly, on the last day";
        repeat_yearly: "毎年・同じ日", "Yearly, on the same date";
        repeat_yearly_weekday: "毎年・同じ月の第何曜日", "Yearly, on the same weekday of the month";
        repeat_yearly_last_weekday: "毎年・同じ月の最終の曜日", "Yearly, on the last occurrence of the weekday in the month";
        repeat_chosen_weekdays: "第何曜日かを選ぶ（第2・第4木曜日など）", "On chosen weekdays of the month";
        repeat_chosen_dates: "日にちを選ぶ（5日と20日など）", "On chosen days of the month";
        repeat_chosen_workdays: "第何平日かを選ぶ（最後の平日など）", "On chosen working days of the month";
        repeat_as_it_is: "現在の規則のまま", "Keep the current rule";
        repeat_every: "間隔（2は1回おき）", "Interval (2 = every second one)";
        repeat_weekdays: "曜日", "Weekdays";
        repeat_nths: "第何", "Position in the month";
        repeat_dates_of_month: "日にち", "Days of the month";
        repeat_months: "月（選ばなければ毎月）", "Months (every month if none is chosen)";
        repeat_last: "最終", "Last";
        repeat_last_date: "末日", "Last day";
        repeat_next: "今後の回", "Next dates";
        repeat_none_left: "この規則では、今後開催される回がありません。", "This rule gives no further dates.";
        repeat_holiday: "休日・祝日のとき", "On a day off";
        repeat_holiday_keep: "そのまま行う", "Held anyway";
        repeat_holiday_next: "翌平日に行う", "Next working day";
        repeat_holiday_previous: "前の平日に行う", "Working day before";
        repeat_holiday_skip: "休会にする", "No meeting";
        repeat_public_holiday: "祝日", "holiday";
        repeat_day_off: "休日", "day off";
        repeat_moved: "休日のため変更", "Moved: day off";
        repeat_skipped: "休日のため休会", "Not held: day off";
        repeat_first_number: "最初の番号（第N回）", "First meeting no.";
        repeat_own_number: "第N回の番号", "Meeting no.";
        repeat_restart: "第1回に戻る月", "Restart at 1 in";
        repeat_restart_never: "戻さない", "Never";
        wrong_series_number: "1から99999までの数を入れるか、空けておいてください。", "Enter a number from 1 to 99999, or leave it empty.";
        wrong_nothing_chosen: "1つ以上選んでください。", "Choose at least one.";
        wrong_only_every_year: "何か月かの平日を選んだときは、間隔を1にしてください。", "With working days of several months, the interval must be 1.";
        repeat_end: "終了", "Ends";
        repeat_end_never: "なし", "Never";
        repeat_end_count: "回数で決める", "After a number of times";
        repeat_end_until: "日付で決める", "On a day";
        repeat_count: "回数", "Times";
        repeat_last_day: "終了日", "Last day";
        wrong_number: "1から999までの数を入れてください。", "Enter a number from 1 to 999.";
        extent_edit: "どの回を変更しますか", "Which ones do you want to change?";
        extent_delete: "どの回を削除しますか", "Which ones do you want to delete?";
        extent_one: "この回だけ", "This one only";
        extent_following: "この回以降", "This one and all after it";
        extent_all: "すべての回", "All of them";
        repeat_whole: "繰り返し全体を見る", "See the whole series";
    }
    composed {
        repeat_until(rule: &str, day: &str) => format!("{rule}（{day}まで）"), format!("{rule}, until {day}");
        repeat_except(rule: &str, except: &str) => format!("{rule}・ただし{except}は休会"), format!("{rule}, but not {except}");
        repeat_backward(rule: &str) => format!("{rule}・その日がない月は末日"), format!("{rule}; in months without that day, on the last day");
        repeat_forward(rule: &str) => format!("{rule}・その日がない月は翌月1日"), format!("{rule}; in months without that day, on the 1st of the next month");
        repeat_times(rule: &str, count: u32) => format!("{rule}（全{count}回）"), format!("{rule}, {}", plural(count, "time", "times"));
        repeat_exceptions(cancelled: u64, changed: u64, added: u64) => counted("・", [("休会", "回", cancelled), ("変更", "回", changed), ("追加", "回", added)]), counted(", ", [("not held: ", "", cancelled), ("changed: ", "", changed), ("added: ", "", added)]);
        off_rule(day: &str, rule: &str) => format!("開始日の{day}は、繰り返し「{rule}」の日ではありません。"), format!("The first day, {day}, is not a day of the rule “{rule}”.");
        off_rule_follow(rule: &str) => format!("繰り返しを「{rule}」に変える"), format!("Change the rule to “{rule}”");
        off_rule_begin(day: &str) => format!("{day}から始める"), format!("Begin on {day}");
        nth(number: i16) => format!("第{number}"), en::ordinal(number);
        repeat_avoiding(rule: &str, day_off: &str, holiday: HolidayRule) => format!("{rule}・{day_off}のときは{}", avoiding(holiday).0), format!("{rule}; on a {day_off}: {}", avoiding(holiday).1);
        numbers_gap(first: u32, last: u32) => format!("{}がありません", numbers(first, last, ("第", "回"), "～")), format!("{} missing", numbers(first, last, ("No. ", ""), " to "));
        numbers_double(number: u32) => format!("第{number}回が2つあります"), format!("No. {number} appears twice");
        numbers_link(number: &str, day: &str) => format!("{number} {day}"), format!("{number}, {day}");
    }
}

/// Lists the counts that are not 0, each with the words around it.
fn counted(joiner: &str, counts: [(&str, &str, u64); 3]) -> String {
    let said = counts.into_iter().filter(|(_, _, count)| *count > 0);
    let said = said.map(|(before, after, count)| format!("{before}{count}{after}"));
    said.collect::<Vec<_>>().join(joiner)
}

/// Returns one number, or the first and the last of several: `第4回`, `第4回～第6回`.
fn numbers(first: u32, last: u32, (before, after): (&str, &str), to: &str) -> String {
    let one = format!("{before}{first}{after}");
    if first == last { one } else { format!("{one}{to}{before}{last}{after}") }
}

/// Says how a rule changes an instance on a holiday, in both languages.
fn avoiding(holiday: HolidayRule) -> (&'static str, &'static str) {
    match holiday {
        HolidayRule::Next => ("翌平日", "the next working day"),
        HolidayRule::Previous => ("前の平日", "the working day before"),
        HolidayRule::Skip => ("休会", "not held"),
    }
}

/// Groups weekdays of a month by their numbers: weekdays with the same numbers form one group, in the order of the
/// first.
fn by_numbers(days: &[(i16, Weekday)]) -> Vec<(Vec<i16>, Vec<Weekday>)> {
    let mut each: Vec<(Vec<i16>, Weekday)> = Vec::new();
    for (nth, day) in days {
        match each.iter_mut().find(|(_, own)| own == day) {
            Some((nths, _)) => nths.push(*nth),
            None => each.push((vec![*nth], *day)),
        }
    }
    let mut groups: Vec<(Vec<i16>, Vec<Weekday>)> = Vec::new();
    for (nths, day) in each {
        match groups.iter_mut().find(|(own, _)| *own == nths) {
            Some((_, days)) => days.push(day),
            None => groups.push((nths, vec![day])),
        }
    }
    groups
}
