//! The texts of the help in an event's form: copies, habits, lengths, and overlapping events.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        event_copy: "複製して作成", "Duplicate";
        copied_note: "日付を確かめてください。出欠回答と出欠の記録は複製していません。", "Check the date. Replies and attendance were not copied.";
        habit_fill: "同じ時刻・場所にする", "Use the same time and place";
        habit_copy: "すべて複製", "Duplicate all";
        end_day: "終了日", "Ends on";
        end_same_day: "同じ日", "the same day";
        end_next_day: "翌日", "the next day";
        end_other_day: "日を選ぶ", "another day";
        end_after: "終了時刻を長さで決める", "Set the end by length";
        clash_place: "同じ場所", "same place";
        clash_mine: "どちらも自分の予定", "both are yours";
        clash_calendar: "同じカレンダー", "same calendar";
    }
    composed {
        copied_from(title: &str) => format!("「{title}」を複製しました。"), format!("Duplicated from “{title}”.");
        taken_from_title(taken: &str) => format!("件名から取り出しました：{taken}"), format!("Taken from the title: {taken}");
        habit_last(title: &str, summary: &str) => format!("前回の「{title}」は {summary}"), format!("Last time (“{title}”): {summary}");
        clash(other: &str, reasons: &str) => format!("{other} と重なります：{reasons}"), format!("Overlaps with {other}: {reasons}");
        clash_people(names: &[String], more: usize) => clash_people_ja(names, more), clash_people_en(names, more);
        clash_more(count: impl Count) => format!("ほかに{count}件と重なります。"), format!("And {} at that time.", plural(count, "more event", "more events"));
    }
}

fn clash_people_ja(names: &[String], more: usize) -> String {
    let more = if more == 0 { String::new() } else { format!("、ほか{more}人") };
    format!("{}さん{more}も参加", names.join("さん、"))
}

fn clash_people_en(names: &[String], more: usize) -> String {
    let names = names.join(", ");
    if more == 0 {
        format!("{names} on both lists")
    } else {
        format!("{names} and {more} more on both lists")
    }
}
