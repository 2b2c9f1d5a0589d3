//! The texts of export, backup and restore.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        export_title: "書き出し", "Export";
        export_intro: "カレンダーをファイルにして、ほかの人に渡せます。", "Save your calendars as a file to give to others.";
        export_calendars: "書き出すカレンダー", "Calendars to export";
        export_range: "期間", "Range";
        export_range_all: "すべての期間", "All time";
        export_range_from_today: "今日から先", "From today on";
        export_range_chosen: "期間を選ぶ", "Choose days";
        export_from: "開始日", "From";
        export_until: "終了日", "Until";
        export_names: "どこまで入れるか", "What to include about people";
        export_public: "公開用（おすすめ）", "For everybody (recommended)";
        export_public_hint: "参加者の名前を入れないファイルです。主催・講師・問い合わせ先は載り、参加者は人数と組織数だけになります。公開範囲も守ります。", "Names organisers, speakers and contacts. Participants are only counted: no names, contact details or notes. Each event’s privacy setting is respected.";
        export_public_in_name: "公開用", "public";
        export_lists: "名簿入り", "With participant lists";
        export_lists_hint: "公開用の内容に、参加者の名前・所属・役割・出欠回答が加わります。連絡先・備考・出欠の記録は入りません。", "The same, plus the names, organisations, roles and replies of participants, but no contact details, notes or attendance.";
        export_lists_in_name: "名簿入り", "with-lists";
        export_lists_warning: "参加者の名前・所属・出欠回答がファイルに入ります。渡す相手を確かめてください。", "The file will contain names, organisations and replies of participants. Check who you give it to.";
        export_all: "すべて", "Everything";
        export_all_hint: "参加者の名前を入れるほか、連絡先・備考・出欠の記録・非公開の行事も、そのまま入ります。役員どうしの引き継ぎ用です。", "Participants’ names, contact details, notes and attendance, and events that are not public, all unchanged. For handing over to fellow officers.";
        export_all_in_name: "名簿入り-すべて", "with-lists-everything";
        export_names_warning: "参加者の名前・所属・連絡先がファイルに入ります。渡す相手を確かめてください。", "The file will contain names, organisations and contact details of participants. Check who you give it to.";
        export_form: "ファイル形式", "File format";
        export_as_own: "つどい用（.jscal.json）", "For Tsudoi (.jscal.json)";
        export_as_own_hint: "このアプリで読み込むための形式です。何を入れるかは、下の「どこまで入れるか」で選びます。", "For opening in Tsudoi. Choose below what it contains.";
        export_as_ics: "ほかのカレンダー用（.ics）", "For other calendars (.ics)";
        export_as_ics_hint: "Google、Apple、Outlook などのカレンダーで読めます。", "Google, Apple, Outlook and others can read it.";
        export_ics_loss: "ほかのカレンダーには、回次、人数、回答締切・定員・参加費、中止や延期の理由、二つ目からの会場、プログラムの時間の長さは表示されません。プログラム、講師、主催、問い合わせ先、集合時刻は説明文に入ります。休日を避ける繰り返しは、動かす前の日のままになります。参加者は「名簿入り」か「すべて」のときだけ入り、所属と出欠は表示されません。このファイルを「つどい」で読み込めば、すべて元に戻ります。", "Other calendars do not show series numbers, head counts, reply deadlines, capacities and fees, why an event is cancelled or postponed, a second venue, or the lengths of programme parts. Programme, speakers, organisers, contacts and meeting time go into the description. Repeating events that avoid days off keep their original days. Participants are included only with lists or everything, and without organisation and attendance. Importing the file into Tsudoi restores everything.";
        export_download: "ファイルを保存", "Save the file";
        export_share: "ファイルを共有", "Share the file";
        export_none_chosen: "カレンダーを一つ以上選んでください。", "Choose at least one calendar.";
        export_nothing: "選んだ期間に行事がありません。", "There are no events in that range.";
        export_one_event: "この行事だけを書き出します。", "Only this event is exported.";
        export_file_stem: "組合カレンダー", "union-calendar";
        export_one_in_name: "1件", "one-event";
        export_failed: "ファイルを作れませんでした。手元の内容はそのままです。もう一度お試しください。", "The file could not be made. Your data is unchanged. Please try again.";

        export_event: "書き出す行事", "Event to export";
        export_result: "できあがるファイル", "The file";
        export_shared: "ファイルを共有しました。", "The file was shared.";
        export_share_failed: "このブラウザでは共有できませんでした。ファイルを保存してから、送ってください。", "This browser could not share it. Save the file, then send it.";

        backup_title: "バックアップ", "Backup";
        backup_intro: "この端末の内容をすべて一つのファイルにします。参加者の名前も入るので、大切に保管してください。", "Puts everything on this device into one file. It contains participants' names, so keep it safe.";
        backup_make: "バックアップを保存", "Save a backup";
        backup_never: "まだバックアップしていません。", "No backup yet.";
        backup_advice: "端末の故障や紛失に備えて、定期的にバックアップしてください。", "Make a backup now and then, in case the device breaks or is lost.";
        backup_file_stem: "つどいバックアップ", "tsudoi-backup";
        restore_title: "復元", "Restore";
        restore_intro: "バックアップのファイルを選びます。復元する前に、何が変わるかを確かめられます。", "Choose a backup file. You will see what it changes before anything is restored.";
        restore_choose: "バックアップを選ぶ", "Choose a backup";
        restore_accept: "この内容で復元", "Restore this";
        restore_done: "バックアップから復元しました。", "Restored from the backup.";
    }
    composed {
        export_from_in_name(day: &str) => format!("{day}から"), format!("from-{day}");
        export_until_in_name(day: &str) => format!("{day}まで"), format!("until-{day}");
        export_days_in_name(from: &str, until: &str) => format!("{from}から{until}まで"), format!("{from}-to-{until}");
        export_done(file: &str) => format!("「{file}」を保存しました。"), format!("Saved “{file}”.");
        export_count(count: impl Count) => format!("行事{count}件を書き出します。"), format!("{} will be exported.", plural(count, "event", "events"));
        export_names_count(count: impl Count) => format!("参加者のべ{count}人の名前が入ります。"), format!("It will contain {}.", plural(count, "name", "names"));
        export_file(name: &str) => format!("ファイル名：{name}"), format!("File name: {name}");
        export_names_in_text(count: impl Count, names: &str) => format!("件名や内容などの文の中に、参加者の名前や連絡先が{count}件あります（{names}）。文の中のものは、ファイルにそのまま残ります。"), format!("Titles and other texts mention participants ({count}: {names}). These texts stay in the file as they are.");
        backup_last(when: &str) => format!("最後のバックアップ：{when}"), format!("Last backup: {when}");
        backup_changes_since(count: impl Count) => format!("その後の変更：{count}件"), format!("Changes since: {count}");
    }
}
