//! The texts of the settings page, and of deleting everything.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        settings_title: "設定", "Settings";
        settings_language: "表示言語", "Language";
        settings_language_device: "端末に合わせる", "Same as the device";
        settings_week_start: "週の始まり", "Week starts on";
        settings_week_sunday: "日曜日", "Sunday";
        settings_week_monday: "月曜日", "Monday";
        settings_theme: "外観", "Appearance";
        settings_theme_device: "端末に合わせる", "Same as the device";
        settings_theme_light: "ライト", "Light";
        settings_theme_dark: "ダーク", "Dark";
        settings_display: "表示", "Display";
        settings_offline: "オフライン", "Offline";
        settings_offline_waiting: "オフラインで使う準備が、まだできていません。通信できる場所で、もう一度開いてください。", "Not ready for offline use yet. Open the app again when you are online.";
        settings_about: "このアプリについて", "About this app";
        settings_privacy: "内容はこの端末の中だけにあり、どこにも送られません。", "Everything stays on this device and is never sent anywhere.";

        health_title: "保存の状態", "Storage";
        health_persisted: "ブラウザが内容を勝手に消さないよう、保護されています。", "Protected: the browser will not clear this by itself.";
        health_not_persisted: "保護されていません。空き容量が少ないと、ブラウザが内容を消すことがあります。バックアップをおすすめします。", "Not protected: the browser may clear this when space runs low. A backup is recommended.";
        health_unknown: "保護されているかどうか、このブラウザでは分かりません。バックアップをおすすめします。", "This browser does not say whether it is protected. A backup is recommended.";
        health_ask_persist: "保護を求める", "Ask for protection";
        health_persist_granted: "保護されました。", "Now protected.";
        health_persist_refused: "ブラウザが保護を認めませんでした。ホーム画面に追加すると認められることがあります。", "The browser declined. Adding the app to the home screen may help.";
        health_memory: "この画面を閉じると内容は消えます（プライベートウィンドウなど）。", "Everything is lost when this page is closed (perhaps a private window).";
        health_usage_unknown: "使用量はこのブラウザでは分かりません。", "This browser does not say how much is used.";

        health_spare_none: "まだありません。", "None yet.";

        health_usage_title: "使用量", "Space used";
        health_protection: "保護", "Protection";
        health_contents: "内容", "Contents";
        wipe_title: "すべて削除", "Delete everything";
        wipe_intro: "この端末にあるカレンダー、行事、参加者、履歴、控え、設定をすべて消します。ほかの人に渡したファイルは消えません。", "Deletes all calendars, events, participants, history, the spare copy and settings on this device. Files you gave to others remain.";
        wipe_backup_first: "先にバックアップを保存する", "Save a backup first";
        wipe_confirm: "すべて削除する", "Delete everything";
        wipe_confirm_again: "本当にすべて削除しますか。元には戻せません。", "Really delete everything? This cannot be undone.";
    }
    composed {
        health_usage(used: &str, quota: &str) => format!("使用量：{used}（上限 約{quota}）"), format!("Used: {used} (of about {quota})");
        health_spare_kept(saved_at: &str, size: &str) => format!("{saved_at}の内容（{size}）。保存した内容が壊れたときは、ここから復元できます。"), format!("From {saved_at} ({size}). If what is saved gets damaged, it can be restored from here.");
        health_counts(calendars: impl Count, events: impl Count) => format!("カレンダー{calendars}個・行事{events}件"), format!("{}, {}", plural(calendars, "calendar", "calendars"), plural(events, "event", "events"));
        version(number: &str) => format!("つどい {number}"), format!("Tsudoi {number}");
    }
}
