//! Rules in Japanese: `毎月第2木曜日`, `毎週月・水`, `毎年4月の最終金曜日`, `隔週木曜日`.

use jiff::civil::{Date, Weekday};

use super::{RuleWords, by_numbers};
use crate::domain::series::recurrence::rule::Frequency;
use crate::domain::series::recurrence::shape::{On, Shape, WORKDAYS};
use crate::i18n::dates::Dates;
use crate::i18n::ja::Japanese;

impl RuleWords for Japanese {
    fn rule(&self, shape: &Shape) -> String {
        let Shape { unit, every, months, days } = shape;
        let on = on(days);
        if *unit == Frequency::Yearly {
            let months = joined(months.iter().map(|month| format!("{month}月")));
            // 毎年4月1日, but 毎年4月・10月の1日, 毎年4月の最終金曜日, 毎年2月末日.
            let is_date = matches!(days, On::Dates(_)) && shape.months.len() == 1;
            let of = if is_date { "" } else { "の" };
            return format!("{}{months}{of}{on}", each(*every, "毎年", "", "年"));
        }
        let each = match unit {
            Frequency::Yearly | Frequency::Monthly => each(*every, "毎月", "隔月", "か月"),
            Frequency::Weekly => each(*every, "毎週", "隔週", "週間"),
            Frequency::Daily => each(*every, "毎日", "1日おき", "日"),
            Frequency::Hourly => each(*every, "1時間ごと", "", "時間"),
            Frequency::Minutely => each(*every, "1分ごと", "", "分"),
            Frequency::Secondly => each(*every, "1秒ごと", "", "秒"),
        };
        let text = if on.is_empty() { each.trim_end_matches('の').to_owned() } else { each + &on };
        if months.is_empty() {
            return text;
        }
        format!("{}の{text}", joined(months.iter().map(|month| format!("{month}月"))))
    }

    fn weekdays(&self, days: &[Weekday]) -> String {
        match days {
            [day] => self.weekday_long(*day).to_owned(),
            days if *days == WORKDAYS => "月～金".to_owned(),
            days => joined(days.iter().map(|day| self.weekday_short(*day).to_owned())),
        }
    }

    fn nth_weekday(&self, nth: i16, day: Weekday) -> String {
        format!("{}{}", nth_of(nth, "の"), self.weekday_long(day))
    }

    fn whole_day(&self, day: Date) -> String {
        format!("{}年{}月{}日", day.year(), day.month(), day.day())
    }

    fn day_of_month(&self, day: i16) -> String {
        match day {
            1.. => format!("{day}日"),
            -1 => "末日".to_owned(),
            _ => format!("末日の{}日前", -1 - i32::from(day)),
        }
    }
}

/// Returns 毎週, 隔週, `3週間ごとの`.
fn each(every: u32, one: &str, two: &str, unit: &str) -> String {
    match every {
        1 => one.to_owned(),
        2 if !two.is_empty() => two.to_owned(),
        every => format!("{every}{unit}ごとの"),
    }
}

fn on(days: &On) -> String {
    match days {
        On::Each => String::new(),
        On::Weekdays(days) => Japanese.weekdays(days),
        On::Dates(dates) => joined(dates.iter().map(|date| Japanese.day_of_month(*date))),
        On::NthWorkday(nths) => {
            let nth = |nth: &i16| match nth {
                1 => "最初の平日".to_owned(),
                -1 => "最後の平日".to_owned(),
                nth => format!("{}平日", nth_of(*nth, "の")),
            };
            joined(nths.iter().map(nth))
        }
        On::Nth(days) => {
            // 第1・第3火曜日, 第2・最終の月・金曜日: weekdays with the same numbers share one phrase.
            let said = |(nths, days): (Vec<i16>, Vec<Weekday>)| {
                let last = nths.len() - 1;
                let nth =
                    |(at, nth): (usize, &i16)| nth_of(*nth, if at == last { "の" } else { "" });
                match days.as_slice() {
                    [day] => {
                        let numbers = joined(nths.iter().enumerate().map(nth));
                        numbers + Japanese.weekday_long(*day)
                    }
                    days => {
                        let numbers = joined(nths.iter().map(|nth| nth_of(*nth, "")));
                        format!("{numbers}の{}曜日", Japanese.weekdays(days))
                    }
                }
            };
            by_numbers(days).into_iter().map(said).collect::<Vec<_>>().join("と")
        }
    }
}

/// Returns 第2, 最終, 最後から2番目; `of` joins the last one to its noun.
fn nth_of(nth: i16, of: &str) -> String {
    match nth {
        1.. => format!("第{nth}"),
        -1 => "最終".to_owned(),
        _ => format!("最後から{}番目{of}", nth.unsigned_abs()),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("・")
}
