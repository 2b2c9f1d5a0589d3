//! The texts of the forms: event, participants, calendar, and field errors.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        edit_new_title: "行事を追加", "Add an event";
        edit_title: "行事を編集", "Edit the event";
        edit_save: "保存", "Save";
        edit_saved: "保存しました。", "Saved.";
        edit_held: "この画面に入れました。ブラウザに保存できないため、閉じると消えます。", "Kept on this page only. The browser cannot save it, and closing the page loses it.";
        edit_discard: "変更を捨てる", "Discard changes";
        edit_unsaved: "保存していない変更があります。", "There are unsaved changes.";
        edit_unsaved_text: "このページを離れると、入れた内容は消えます。", "What you entered is lost when you leave this page.";
        edit_stay: "編集を続ける", "Keep editing";
        edit_kept: "入力の途中の内容は、編集のページに残しています。", "What you entered is still there when you come back to edit.";
        edit_restored: "前に入れた内容が残っていたので、続きから編集できます。", "What you entered earlier was still here, so you can go on with it.";
        overtaken_title: "ほかの画面でも変更されています", "Also changed in another tab";
        overtaken_text: "この行事を開いている間に、ほかの画面で同じ項目が変更されました。まだ保存していません。どちらを残すか選んでください。ほかの項目は、両方の変更を残します。", "While this form was open, another tab changed the same fields. Nothing has been saved yet. Choose which to keep. In all other fields, both changes are kept.";
        overtaken_mine: "あなたの入力", "Your input";
        overtaken_now: "ほかの画面で保存された内容", "Saved in the other tab";
        overtaken_nothing: "（なし）", "(nothing)";
        overtaken_keep_mine: "あなたの入力で保存する", "Save your input";
        overtaken_keep_now: "ほかの画面の内容を残して保存する", "Keep what the other tab saved";
        overtaken_back: "編集に戻る", "Back to editing";
        overtaken_deleted_title: "この行事は、ほかの画面で削除されました", "Another tab has deleted this event";
        overtaken_deleted_text: "入れた内容は、まだ保存していません。行事を復元して保存するか、入れた内容を捨てるか選んでください。", "What you entered has not been saved yet. Restore the event and save it, or discard what you entered.";
        overtaken_restore: "行事を復元して保存する", "Restore the event and save";
        overtaken_instance_title: "この回は、ほかの画面で削除されました", "Another tab has deleted this date of the series";
        overtaken_instance_text: "入れた内容は、まだ保存していません。くり返しとは別の行事として保存できます。", "What you entered has not been saved yet. It can be saved as an event of its own.";
        overtaken_as_new: "別の行事として保存する", "Save as a separate event";
        overtaken_calendar_title: "選んだカレンダーは、ほかの画面で削除されました", "Another tab has deleted the chosen calendar";
        overtaken_calendar_text: "入れた内容は残っています。編集に戻り、別のカレンダーを選んで保存してください。", "What you entered is still here. Go back, choose another calendar and save.";
        overtaken_other_field: "そのほかの項目", "Other fields";
        deleted_elsewhere: "この行事は、ほかの画面で削除されました。保存するときに、復元するかどうかを選べます。", "Another tab has deleted this event. When you save, you can choose whether to restore it.";
        calendar_overtaken: "ほかの画面で、同じカレンダーの同じ項目が変更されました。まだ保存していません。もう一度保存すると、ここの内容になります。", "Another tab changed the same fields of this calendar. Nothing has been saved yet. Save again to replace them with what is here.";
        field_title: "件名", "Title";
        field_kind: "種別", "Kind";
        field_calendar: "カレンダー", "Calendar";
        field_status: "開催状況", "Status";
        field_time_kind: "時刻", "Time";
        field_timed: "時刻あり", "At a time";
        field_all_day: "終日", "All day";
        field_undecided: "時刻未定", "Time not decided yet";
        field_without_day: "日付未定", "Day not decided yet";
        field_month: "月", "Month";
        field_in_words: "日時を文字で入力", "Type the date and time";
        field_in_words_hint: "例：12/22 18:30～20:00、来週金曜 18時半、令和8年4月1日", "For example: Dec 22 6:30pm - 8pm, next Friday noon";
        field_first_day: "開始日", "First day";
        field_last_day: "終了日", "Last day";
        field_start_time: "開始時刻", "Start time";
        field_end_time: "終了時刻", "End time";
        field_zone: "時刻の場所（タイムゾーン）", "Time zone";
        field_zone_hint: "海外の会議など、その土地の時刻で入れるときに選びます。", "Choose one to enter times as they are in another place.";
        zone_floating: "どの場所でも同じ時刻", "Same local time everywhere";
        field_meeting_time: "集合時刻", "Gathering time";
        field_place: "場所", "Place";
        field_online: "オンライン会議のアドレス", "Online address";
        field_description: "内容", "Description";
        field_participants: "参加者", "Participants";
        field_person_name: "名前", "Name";
        field_person_kana: "ふりがな", "Reading (kana)";
        field_person_organization: "所属", "Organisation";
        field_person_reply: "出欠回答", "Reply";
        field_add_person: "参加者を追加", "Add a participant";
        field_optional: "任意", "optional";
        field_required: "必須", "required";
        field_calendar_name: "カレンダーの名前", "Calendar name";
        wrong_title_missing: "件名を入れてください。", "Enter a title.";
        wrong_words: "下の欄には入れていません。書き直すか、消してください。", "The fields below were left as they are. Write it another way, or clear it.";
        wrong_month_missing: "月を選んでください。", "Choose a month.";
        wrong_start_off_rule: "開始日が、繰り返しの日に当たりません。下のボタンで、どちらかに決めてください。", "The first day is not a day of the rule. Choose one of the buttons below.";
        wrong_day_missing: "日付を入れてください。", "Enter a day.";
        wrong_day: "日付として読めません。例：2024-12-22", "This is not a date. Example: 2024-12-22";
        wrong_time_missing: "開始時刻を入れるか、「時刻未定」を選んでください。", "Enter a start time, or choose “Time not decided yet”.";
        wrong_time: "時刻として読めません。例：13:30", "This is not a time. Example: 13:30";
        wrong_end_time_missing: "終了時刻を入れてください。", "Enter an end time.";
        wrong_end_before_start: "終了が開始より前です。終了の日時を直してください。", "It ends before it starts. Correct the end.";
        wrong_too_long_span: "期間が長すぎます。日付を確かめてください。", "That is too long. Check the dates.";
        wrong_link: "https:// で始まるアドレスを入れてください。", "Enter an address that starts with https://.";
        wrong_name_missing: "名前を入れてください。", "Enter a name.";
        edit_imported_hint: "ファイルから届いた行事です。ここで直した内容は、次に同じ行事のファイルを読み込むときに見比べられます。", "This event came from a file. What you change here will be compared with the next version of the file.";
    }
    composed {
        changed_elsewhere(fields: &str) => format!("この行事は、開いている間にほかの画面で変更されました（{fields}）。保存すると、両方の変更が残ります。"), format!("Another tab has changed this event since you opened it ({fields}). When you save, both changes are kept.");
        conflicting_elsewhere(fields: &str) => format!("ほかの画面でも同じ項目が変更されました（{fields}）。保存するときに、どちらを残すか選べます。"), format!("Another tab has changed the same fields ({fields}). When you save, you can choose which to keep.");
        in_words_rest(rest: &str) => format!("「{rest}」は日時として読めませんでした。"), format!("“{rest}” could not be read as a day or a time.");
        in_words_not_coming(day: &str) => format!("いちばん近い{day}として読みました。ほかの年のときは、年も入れてください。"), format!("Read as the nearest one, {day}. For another year, write the year too.");
        in_words_weekday(day: &str) => format!("曜日が違います。{day}です。"), format!("The weekday differs: it is {day}.");
        wrong_fields(count: impl Count) => format!("直すところが{count}か所あります。入れた内容は残っています。"), format!("{} to correct. What you entered is still here.", plural(count, "field", "fields"));
        wrong_too_long_text(limit: impl Count) => format!("長すぎます。{limit}文字までにしてください。"), format!("Too long. Use at most {limit} characters.");
        edit_more_rows(count: impl Count) => format!("ほかの{count}件を表示"), format!("Show {count} more");
        edit_more_people(count: impl Count) => format!("ほかの{count}人を表示"), format!("Show {count} more");
        edit_calendar_to_make(title: &str) => format!("「{title}」を新しく作る"), format!("Make a new one: “{title}”");
        edit_new_calendar(title: &str) => format!("カレンダー「{title}」を作って、そこに入れます。"), format!("A calendar “{title}” will be created for it.");
        person_label(name: &str) => format!("参加者 {name}"), format!("Participant {name}");
        remove_person(name: &str) => format!("{name}を外す"), format!("Remove {name}");
    }
}
