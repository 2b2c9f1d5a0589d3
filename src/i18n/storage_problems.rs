//! The texts for problems and for temporary states: storage, tabs, updates, network.
//!
//! Each problem text says what happened, what is safe, and what to do next.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        problem_reload: "再読み込み", "Reload";
        problem_retry: "もう一度試す", "Try again";
        problem_export: "読める内容を書き出す", "Export what can be read";
        problem_details: "くわしい情報", "Details";

        disk_full_title: "端末の空きがなく、保存を止めています", "The device is full, and saving has stopped";
        disk_full_text: "いまの変更は保存していません。保存先をこわさないよう、これ以上は書き込みません。この画面を閉じる前に、バックアップをこの端末の外（共有、USB など）に書き出してください。そのあと写真などを整理して空きを作り、もう一度試してください。", "The last change was not saved, and nothing more is written, so that nothing gets damaged. Before you close this page, save a backup somewhere other than this device (share it, or use a USB stick). Then free some space and try again.";
        memory_only_title: "保存されません", "Nothing will be kept";
        memory_only_text: "ブラウザがこの画面での保存を許していません（プライベートウィンドウや、サイトのデータを保存しない設定など）。閉じると内容は消えます。残すには、ふつうのウィンドウで開くか、ファイルに書き出してください。", "The browser does not allow saving here (a private window, or site data is blocked in its settings). Everything is lost when this page is closed. To keep it, use a normal window or export a file.";
        corrupt_title: "保存した内容の一部が読めません", "Part of what was saved cannot be read";
        corrupt_text: "読めた部分は、そのまま使えます。読めない部分は、もとのまま取ってあります。読めた内容をファイルに書き出してから、バックアップがあれば復元してください。", "What could be read can be used as before. The unreadable part is kept as it is. Save what could be read as a file; then, if you have a backup, restore it.";
        newer_title: "新しい版のアプリで保存された内容です", "Saved by a newer version of this app";
        newer_text: "こわさないよう、この版では書き込みません。再読み込みしてアプリを更新してください。", "To keep it safe, this version does not write to it. Reload to update the app.";
        emptied_title: "保存した内容が見当たりません", "What you saved is missing";
        emptied_text: "以前ここにあった内容を、ブラウザか端末が消したようです。バックアップかカレンダーのファイルがあれば、そこから戻せます。", "The browser or the device seems to have cleared what was here. It can be restored from a backup or a calendar file.";
        emptied_start_over: "空の状態から始める", "Start from scratch";
        spare_title: "この端末の控え", "The spare copy on this device";
        spare_looking: "控えを調べています…", "Checking the spare copy…";
        spare_restore: "控えから復元する", "Restore from the spare copy";
        spare_restoring: "復元しています…", "Restoring…";
        spare_failed: "復元できませんでした。控えはそのまま残っています。端末の空きを作り、ほかの画面を閉じてから、もう一度試してください。", "It could not be restored. The spare copy is still there. Free some space, close the other tabs, then try again.";
        connection_lost_title: "保存場所とのつながりが切れました", "The connection to storage was lost";
        connection_lost_text: "最後の変更は保存できていないかもしれません。この画面には内容が残っています。もう一度試して、保存した内容を確かめてください。", "The last change may not have been saved. This page still has everything. Try again to check what is stored.";
        blocked_title: "ほかの画面が古い版のまま開いています", "Another tab is still on the old version";
        blocked_text: "このアプリを開いているほかの画面を閉じるか、再読み込みしてください。保存した内容には手を加えていません。", "Close or reload the other tabs of this app. What is stored has not been touched.";
        upgraded_title: "アプリが新しくなりました", "The app has been updated";
        upgraded_text: "ほかの画面で新しい版が開かれました。この画面を再読み込みしてください。", "A newer version was opened in another tab. Reload this one.";
        write_failed_title: "保存できませんでした", "Could not save";
        write_failed_text: "いまの変更は保存されていません。もう一度試してください。", "The last change was not saved. Please try again.";
        unexpected_title: "予期しない問題が起きました", "Something unexpected happened";
        unexpected_text: "アプリの不具合です。保存した内容には手を加えていません。再読み込みしてください。続くときは、下の情報を担当者に伝えてください。", "This is a fault in the app. What is stored has not been touched. Please reload. If it happens again, give the details below to the person who looks after the app.";
        lazy_missing_title: "この画面を表示できませんでした", "This page could not be loaded";
        lazy_missing_text: "通信が切れているか、アプリが新しくなって、開いている版の残りの部分がなくなっています。保存した内容には触れていません。通信できる場所で、再読み込みしてください。", "You are offline, or the app has been updated since you opened it. Nothing you saved has been touched. Please reload when you are online.";
        cleared_title: "保存した内容が、ブラウザから消されました", "What was stored has been cleared from the browser";
        cleared_text: "この画面には、読み込んだ内容がまだ残っています。再読み込みしたり閉じたりすると失われます。先にファイルに書き出し、それからもう一度保存してください。", "This page still has what it had loaded. It is lost if you reload or close it. First save it as a file, then store it again.";
        rolled_back_title: "保存した内容が、前の状態に戻っています", "What is stored has gone back to an earlier state";
        rolled_back_text: "ブラウザか端末の不具合で、新しい変更が失われたようです。バックアップがあれば、続けたあとで読み込むと戻せます。", "A fault in the browser or the device seems to have lost the latest changes. If you have a backup, continue and then restore it.";
        unopened_title: "保存した内容を開けません", "What is stored cannot be opened";
        unopened_text: "ブラウザが保存先を開けませんでした。保存した内容には手を加えていません。ブラウザや端末を再起動して、もう一度開いてください。続くときは、読める内容を書き出すか、元の内容を残したまま新しく始め、バックアップを読み込んでください。", "The browser could not open its storage. What is stored has not been touched. Restart the browser or the device and try again. If this keeps happening, export what can be read, or keep it and start afresh, then restore a backup.";
        silent_title: "保存した内容を待っています", "Waiting for what is stored";
        silent_text: "ブラウザの保存先から返事がありません。保存した内容には手を加えていません。返事があれば、このまま始まります。変わらないときは再読み込みし、それでも続くときは、ブラウザや端末を再起動してください。", "The browser’s storage does not answer. What is stored has not been touched. As soon as it answers, the app starts. If nothing changes, reload; if that does not help, restart the browser or the device.";
        wiped_title: "ほかの画面で、すべて削除されました", "Another tab has deleted everything";
        wiped_text: "この端末の内容を、ほかの画面ですべて削除しました。この画面からも消えています。", "Everything on this device was deleted in another tab. It is gone from this page too.";
        no_worker_title: "ファイルを読む部分を開始できませんでした", "The part that reads files could not be started";
        no_worker_text: "何も変わっていません。通信できる場所で再読み込みしてから、もう一度ファイルを開いてください。", "Nothing was changed. Reload when you are online, then open the file again.";
        problem_save_here: "この画面の内容をファイルに書き出す", "Save what is here as a file";
        problem_write_anew: "この内容をもう一度保存する", "Store it again";
        problem_written_anew: "もう一度保存し、読み返して確かめました。", "Stored again, and read back to check it.";
        problem_restore: "バックアップを読み込む", "Open a backup";
        problem_go_on: "いまの内容で続ける", "Continue with what is here";
        problem_start_beside: "元の内容を残して、新しく始める", "Keep it and start afresh";
        problem_checked: "保存した内容を読み返して確かめました。無事です。", "What is stored was read back. It is safe.";
        salvage_failed: "読める内容が見つからないか、書き出せませんでした。", "Nothing could be read, or the file could not be saved.";
        safe_title: "行事を表示せずに開いています", "Opened without showing events";
        safe_text: "起動が続けてうまくいかなかったため、行事を表示せずに開きました。保存した内容には手を加えていません。直前の操作を元に戻すか、原因と思われるカレンダーを非表示にするか削除してから、ふつうに開いてください。", "The app failed to start several times in a row, so it opened without showing events. What is stored has not been touched. Undo the last action, or hide or delete the calendar that may be the cause, then open as usual.";
        safe_leave: "ふつうに開く", "Open as usual";
        safe_newest: "直前の操作", "The last action";
        safe_hide: "非表示にする", "Hide";
        safe_show: "表示する", "Show";

        offline: "オフラインです。保存した内容はそのまま使えます。", "You are offline. Everything saved can still be used.";
        offline_ready: "オフラインでも使えるようになりました。", "Ready for use offline.";
        update_available: "新しい版があります。", "A new version is available.";
        update_now: "今すぐ更新", "Update now";
        update_later: "あとで", "Later";
    }
    composed {
        salvaged(count: impl Count) => format!("行事{count}件を読めました。"), format!("{} could be read. ", plural(count, "event", "events"));
        backup_lacks_events(count: impl Count) => format!("読めない行事{count}件は入っていません。"), format!(" {} could not be read and are missing in it.", plural(count, "event", "events"));
        backup_lacks_months(count: impl Count) => format!("読めない月が{count}か月分あり、入っていません。"), format!(" {} could not be read and are missing in it.", plural(count, "month", "months"));
        spare_offer(saved_at: &str, events: impl Count) => format!("控えは{saved_at}の内容で、行事が{events}件あります。それより後の変更は戻りません。"), format!("The spare copy is from {saved_at} and holds {}. Later changes do not come back.", plural(events, "event", "events"));
        spare_offer_parts(saved_at: &str, count: impl Count) => format!("読めない部分{count}か所を、{saved_at}の控えから復元できます。ほかの内容は変わりません。"), format!("{} that cannot be read can be restored from the spare copy of {saved_at}. Everything else stays as it is.", plural(count, "part", "parts"));
        spare_missing(count: impl Count) => format!("控えのうち{count}か所は読めないため、戻りません。"), format!("{} of the spare copy cannot be read and will not come back.", plural(count, "part", "parts"));
    }
}
