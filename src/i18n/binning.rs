//! The texts of the trash.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        bin_title: "ごみ箱", "Bin";
        bin_hint: "削除した行事とカレンダーは、30日間ここにあります。", "Deleted events and calendars stay here for 30 days.";
        bin_none: "ごみ箱は空です。", "The bin is empty.";
        bin_list: "ごみ箱の中身", "In the bin";
        bin_restore: "元に戻す", "Put back";
        bin_erase: "完全に削除", "Delete permanently";
        bin_empty: "ごみ箱を空にする", "Empty the bin";
        bin_emptied: "ごみ箱を空にしました。", "The bin was emptied.";
        bin_open: "ごみ箱を見る", "Open the bin";
        bin_with_calendar: "カレンダーもいっしょに戻ります", "Its calendar comes back with it";
        event_binned: "行事をごみ箱に移しました（30日間）。", "The event is in the bin for 30 days.";
    }
    composed {
        bin_days_left(days: impl Count) => format!("あと{days}日で消えます"), format!("Gone in {}", plural(days, "day", "days"));
        bin_calendar(count: impl Count) => format!("カレンダー（行事{count}件）"), format!("Calendar with {}", plural(count, "event", "events"));
        bin_deleted(when: &str) => format!("{when}に削除"), format!("Deleted {when}");
        bin_restored(title: &str) => format!("「{title}」を元に戻しました。"), format!("“{title}” is back.");
        bin_erased(title: &str) => format!("「{title}」を完全に削除しました。"), format!("“{title}” was deleted permanently.");
        calendar_binned(title: &str, count: impl Count) => format!("「{title}」と行事{count}件をごみ箱に移しました（30日間）。"), format!("“{title}” and {} are in the bin for 30 days.", plural(count, "event", "events"));
    }
}
