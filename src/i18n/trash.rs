//! The texts of the trash.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        trash_title: "ごみ箱", "Bin";
        trash_hint: "削除した行事とカレンダーは、30日間ここにあります。", "Deleted events and calendars stay here for 30 days.";
        trash_none: "ごみ箱は空です。", "The bin is empty.";
        trash_list: "ごみ箱の中身", "In the bin";
        trash_restore: "復元", "Restore";
        trash_erase: "完全に削除", "Delete permanently";
        trash_empty: "ごみ箱を空にする", "Empty the bin";
        trash_emptied: "ごみ箱を空にしました。", "The bin was emptied.";
        trash_open: "ごみ箱を見る", "Open the bin";
        trash_with_calendar: "カレンダーも一緒に復元されます", "Its calendar is restored with it";
        event_trashed: "行事をごみ箱に移しました（30日間）。", "The event was moved to the bin, where it stays for 30 days.";
    }
    composed {
        trash_days_left(days: impl Count) => format!("あと{days}日で消えます"), format!("Gone in {}", plural(days, "day", "days"));
        trash_calendar(count: impl Count) => format!("カレンダー（行事{count}件）"), format!("Calendar with {}", plural(count, "event", "events"));
        trash_deleted(when: &str) => format!("{when}に削除"), format!("Deleted {when}");
        trash_restored(title: &str) => format!("「{title}」を復元しました。"), format!("“{title}” was restored.");
        trash_erased(title: &str) => format!("「{title}」を完全に削除しました。"), format!("“{title}” was deleted permanently.");
        calendar_trashed(title: &str, count: impl Count) => format!("「{title}」と行事{count}件をごみ箱に移しました（30日間）。"), format!("“{title}” and {} were moved to the bin for 30 days.", plural(count, "event", "events"));
    }
}
