//! The texts of days off, of other time zones, and of fiscal years.

use crate::domain::time::fiscal::NamedAfter;

texts! {
    plain {
        holiday_sign: "祝", "holiday";
        holiday_mark: "祝", "PH";
        day_off_sign: "休", "day off";
        day_off_mark: "休", "off";
        holiday_forecast: "見込み", "expected";
        past_day: "過ぎた日付です。", "This day is in the past.";
        year_nav: "年度", "Year";
        year_previous: "前の年度", "Previous year";
        year_next: "次の年度", "Next year";
        year_this: "今年度", "This year";
        year_print: "印刷する", "Print";
        print_title: "印刷", "Print";
        print_previous: "前の期間", "Earlier";
        print_next: "次の期間", "Later";
        print_forms: "印刷の形式", "What to print";
        print_list_title: "一覧や月の表を印刷", "Print a list or a month";
        print_table: "月の表", "Month table";
        print_list: "一覧", "List";
        print_rest: "ほか", "More";
        year_kinds: "種別ごとの件数", "Events by kind";
        year_holidays: "祝日・休日", "Holidays";
        year_empty: "この年度の行事はありません", "No events this year";
        year_hint: "矢印キーで日を移動し、Enterでその日を開きます。", "Move between days with the arrow keys; Enter opens the day.";
        year_legend_event: "行事のある日（点は件数、3件まで）", "Days with events (up to three dots)";
        year_legend_off: "祝日・休日", "Holidays";
        year_legend_today: "今日", "Today";
        year_rules: "年度の始まりを選ぶ", "Choose when the year starts";
        year_rules_lead: "年度:", "Year:";
        year_rule_device: "この端末", "This device";
        fiscal_by_calendars: "表示中のカレンダーに合わせる", "Follow the shown calendars";
        fiscal_by_device: "この端末の設定と同じ", "The same as this device’s setting";
        fiscal_title: "年度と休日", "Fiscal year and holidays";
        fiscal_start: "年度の始まり", "The fiscal year starts in";
        fiscal_name: "年度の呼び方", "A fiscal year is named after";
        fiscal_name_first: "始まる年で呼ぶ", "the year it starts in";
        fiscal_name_last: "終わる年で呼ぶ", "the year it ends in";
        own_title: "組合の休日", "Your own holidays";
        own_hint: "創立記念日など、国の祝日のほかに休む日を、この端末のカレンダーに表示します。", "Days off in addition to public holidays, such as a founding day, shown on this device.";
        own_hint_calendar: "創立記念日など、国の祝日のほかに休む日です。カレンダーのファイルと一緒に渡り、このカレンダーを表示している間だけ休日になります。", "Days off in addition to public holidays, such as a founding day. They are saved in the calendar’s file, and apply while the calendar is shown.";
        own_none: "まだありません。", "None yet.";
        own_day: "日付", "Day";
        own_name: "名前", "Name";
        own_yearly: "毎年この日", "Every year";
        own_add: "休日を追加", "Add the holiday";
        own_wrong_day: "日付を入れてください。", "Enter a day.";
        own_wrong_name: "名前を入れてください。", "Enter a name.";
        own_too_many: "これ以上は追加できません。", "No more can be added.";
    }
    composed {
        is_day_off(day: &str, name: &str) => format!("{day}は{name}です。"), format!("{day} is {name}.");
        zone_here(zone: &str, here: &str) => format!("{zone}の時刻です。この端末の時計では{here}"), format!("Times are in {zone}; on your clock {here}");
        zone_here_short(zone: &str, here: &str) => format!("{zone}（こちらでは{here}）"), format!("{zone} ({here} here)");
        weekday_off(weekday: &str, mark: &str) => format!("{weekday}{mark}"), format!("{weekday} {mark}");
        print_made(day: &str) => format!("{day} 印刷"), format!("Printed {day}");
        print_list_of(months: u8) => format!("一覧・{months}か月"), format!("List, {months} months");
        fiscal_year_by_era(year: i16, era: &str) => format!("{year}（{}）年度", era.trim_end_matches("年度")), format!("FY {year} ({era})");
        fiscal_year(year: i16) => format!("{year}年度"), format!("FY {year}");
        year_rule(who: &str, month: &str) => format!("{who}（{month}始まり）"), format!("{who} (from {month})");
        fiscal_example(year: &str, span: &str) => format!("{year}は{span}です。"), format!("{year} is {span}.");
        own_remove(name: &str) => format!("{name}を消す"), format!("Remove {name}");
        own_added(name: &str) => format!("{name}を追加しました。"), format!("Added {name}.");
        own_removed(name: &str) => format!("{name}を消しました。"), format!("Removed {name}.");
        own_each_year(day: &str) => format!("毎年 {day}"), format!("{day}, every year");
    }
}

/// Returns the text for a way to name fiscal years.
pub fn named_after(messages: &dyn super::Messages, named: NamedAfter) -> &'static str {
    match named {
        NamedAfter::First => messages.fiscal_name_first(),
        NamedAfter::Last => messages.fiscal_name_last(),
    }
}
