//! The texts for problems and for temporary states: storage, tabs, updates, network.
//!
//! Each problem text says what happened, what is safe, and what to do next.

texts! {
    plain {
        problem_reload: "再読み込み", "Reload";
        problem_retry: "もう一度試す", "Try again";
        problem_export: "読める内容を書き出す", "Export what can be read";
        problem_details: "くわしい情報", "Details";

        disk_full_title: "空き容量が足りません", "The device is full";
        disk_full_text: "いまの変更は保存できませんでした。これまでの内容は無事です。写真などを整理して空きを作り、もう一度試してください。", "The last change could not be saved. Everything before it is safe. Free some space, then try again.";
        memory_only_title: "保存されません", "Nothing will be kept";
        memory_only_text: "このウィンドウではブラウザが保存を許していません。閉じると内容は消えます。残すには、ふつうのウィンドウで開くか、ファイルに書き出してください。", "The browser does not allow saving in this window. Everything is lost when it is closed. To keep it, use a normal window or export a file.";
        corrupt_title: "保存した内容の一部が読めません", "Part of what was saved cannot be read";
        corrupt_text: "読める部分は無事です。先に書き出してから、バックアップで復元してください。読めない部分には手を加えていません。", "The rest is safe. Export it first, then restore from a backup. The unreadable part is left as it is.";
        newer_title: "新しい版のアプリで保存された内容です", "Saved by a newer version of this app";
        newer_text: "こわさないよう、この版では書き込みません。内容は無事です。再読み込みしてアプリを更新してください。", "To keep it safe, this version does not write to it. Nothing is lost. Reload to update the app.";
        emptied_title: "保存した内容が見当たりません", "What you saved is missing";
        emptied_text: "以前ここにあった内容を、ブラウザか端末が消したようです。バックアップかカレンダーのファイルがあれば、そこから戻せます。", "The browser or the device seems to have cleared what was here. It can be restored from a backup or a calendar file.";
        emptied_start_over: "空の状態から始める", "Start empty";
        connection_lost_title: "保存場所とのつながりが切れました", "The connection to storage was lost";
        connection_lost_text: "最後の変更は保存できていないかもしれません。それまでの内容は無事です。再読み込みしてください。", "The last change may not have been saved. Everything before it is safe. Please reload.";
        blocked_title: "ほかの画面が古い版のまま開いています", "Another tab is still on the old version";
        blocked_text: "内容は無事です。このアプリを開いているほかの画面を閉じるか、再読み込みしてください。", "Nothing is lost. Close or reload the other tabs of this app.";
        upgraded_title: "アプリが新しくなりました", "The app has been updated";
        upgraded_text: "ほかの画面で新しい版が開かれました。保存した内容は無事です。この画面を再読み込みしてください。", "A newer version was opened in another tab. Everything saved is safe. Reload this one.";
        write_failed_title: "保存できませんでした", "Could not save";
        write_failed_text: "いまの変更は保存されていません。これまでの内容は無事です。もう一度試してください。", "The last change was not saved. Everything before it is safe. Please try again.";
        unexpected_title: "予期しない問題が起きました", "Something unexpected happened";
        unexpected_text: "保存した内容は無事です。再読み込みしてください。続くときは、下の情報を担当者に伝えてください。", "What you saved is safe. Please reload. If it happens again, give the details below to the person who looks after the app.";
        lazy_missing_title: "この画面を表示できませんでした", "This page could not be loaded";
        lazy_missing_text: "アプリの残りの部分をまだ読み込めていません。保存した内容は無事です。通信できる場所で、もう一度試してください。", "The rest of the app has not been loaded yet. Everything saved is safe. Please try again where there is a connection.";

        offline: "オフラインです。保存した内容はそのまま使えます。", "You are offline. Everything saved can still be used.";
        offline_ready: "オフラインでも使えるようになりました。", "Ready to be used without a network.";
        update_available: "新しい版があります。", "A new version is available.";
        update_now: "今すぐ更新", "Update now";
        update_later: "あとで", "Later";
    }
    composed {
    }
}
