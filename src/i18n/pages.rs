//! The texts of the pages for reading: navigation, first start, agenda, month, event, participants, calendars, history.

texts! {
    plain {
        app_name: "つどい", "Tsudoi";
        nav_label: "主なページ", "Main pages";
        nav_agenda: "予定", "Agenda";
        nav_month: "月", "Month";
        nav_calendars: "カレンダー", "Calendars";
        nav_import: "読み込み", "Import";
        nav_export: "書き出し", "Export";
        nav_settings: "設定", "Settings";
        skip_to_content: "本文へ移動", "Skip to content";
        back: "戻る", "Back";
        close: "閉じる", "Close";
        cancel: "やめる", "Cancel";
        delete: "削除", "Delete";
        edit: "編集", "Edit";
        undo: "元に戻す", "Undo";
        undone: "元に戻しました。", "Undone.";
        nothing_to_undo: "ほかの画面で先に元に戻されたか、そのあとに変更されたため、元に戻すものはありませんでした。", "There was nothing to undo: another tab has undone it already, or has changed it since.";
        nothing_to_change: "ほかの画面で先に変更されたため、変更するものはありませんでした。", "There was nothing to change: another tab was faster.";
        loading: "読み込んでいます…", "Loading…";
        loading_rest: "残りの行事を読み込んでいます…", "Loading the remaining events…";
        opens_new_tab: "（別の画面で開きます）", "(opens in a new tab)";
        page_not_found_title: "このページはありません", "No such page";
        page_not_found_text: "アドレスが途中で切れているか、古くなっています。保存した内容はそのままです。予定から探してください。", "The address is incomplete or out of date. Your saved data is still here. Look for it in the agenda.";
        go_to_agenda: "予定を開く", "Open the agenda";

        start_title: "ようこそ", "Welcome";
        start_what: "つどいは、組合の行事カレンダーと参加者名簿を、この端末の中だけに保存するアプリです。", "Tsudoi keeps your union's event calendars and participant lists on this device only.";
        start_how: "アカウントの登録は不要です。通信できない場所でも読めます。", "It needs no account and no server, and can be read where there is no signal.";
        start_open_file: "受け取ったファイルを開く", "Open a file you received";
        start_open_file_hint: "LINEやメールで届いたカレンダーのファイルを選びます。内容を確かめてから取り込みます。", "Choose a calendar file that came by chat or mail. You will see what it contains before anything is added.";
        start_sample: "見本を見る", "Look at a sample";
        start_sample_hint: "見本の行事を取り込みます。あとで元に戻せます。", "Adds a few sample events. You can undo this later.";
        start_empty: "空のカレンダーで始める", "Start an empty calendar";
        start_empty_hint: "自分で行事を登録します。", "Add events yourself.";
        start_coming: "準備ができしだい開きます。", "This opens as soon as the app is ready.";
        start_empty_calendar_title: "組合の行事", "Union events";

        agenda_title: "予定", "Agenda";
        agenda_today: "今日", "Today";
        agenda_nothing_today: "今日の行事はありません", "No events today";
        agenda_earlier: "前の予定を表示", "Show earlier";
        agenda_later: "先の予定を表示", "Show later";
        agenda_no_earlier: "これより前の行事はありません", "No earlier events";
        agenda_no_later: "これより先の行事はありません", "No later events";

        filter: "絞り込み", "Filter";
        filter_calendars: "カレンダー", "Calendars";
        filter_kinds: "種別", "Kinds";
        filter_clear: "絞り込みを解除", "Clear the filter";
        filter_active: "絞り込み中", "Filtered";

        now_title: "いま", "Now";
        next_title: "次", "Next";

        month_previous: "前の月", "Previous month";
        month_next: "次の月", "Next month";
        month_this: "今月", "Today";
        month_empty: "この月の行事はありません", "No events this month";
        week_previous: "前の週", "Previous week";
        week_next: "次の週", "Next week";
        week_this: "今週", "This week";
        days_previous: "前の3日", "Previous three days";
        days_next: "次の3日", "Next three days";
        week_span: "スマートフォンの週の表示", "Week on a phone";
        week_span_three: "3日ずつ", "Three days";
        week_span_seven: "7日", "Seven days";
        show_seven_days: "7日で表示", "Show seven days";
        show_three_days: "3日で表示", "Show three days";
        axis_empty: "行事はありません", "No events";
        axis_lane: "終日など、時刻のない行事", "All day, or without a time";
        axis_scroll: "時間軸", "Time axis";
        views_label: "表示の切り替え", "Views";
        view_month: "月", "Month";
        view_week: "週", "Week";
        view_day: "日", "Day";
        day_as_list: "一覧", "List";
        day_previous: "前の日", "Previous day";
        day_next: "次の日", "Next day";
        day_empty: "この日の行事はありません", "No events on this day";
        day_add: "この日に行事を追加", "Add an event on this day";

        event_not_found_title: "この行事は見つかりません", "Event not found";
        event_not_found_text: "削除されたか、この端末にはまだ取り込まれていません。ほかの行事はそのままです。", "It was deleted, or has not been imported on this device. Your other events are untouched.";
        event_when: "日時", "When";
        event_meeting: "集合", "Gathering";
        event_meeting_place: "集合場所", "Gathering point";
        event_venue: "会場", "Venue";
        event_other_places: "その他の場所", "Other places";
        event_map: "地図で見る", "Show on a map";
        event_online: "オンライン", "Online";
        event_join_online: "オンラインで参加する", "Join online";
        event_over: "終了した行事です。", "This event has ended.";
        event_contact: "問い合わせ先", "Contact";
        event_programme: "プログラム", "Programme";
        event_speakers: "講師・出演", "Speakers";
        event_organizer: "主催", "Organiser";
        event_description: "内容", "Description";
        event_links: "リンク", "Links";
        event_participants: "参加者", "Participants";
        event_see_participants: "参加者名簿を見る", "See the participant list";
        event_headcount: "参加者数（主催発表）", "Attendance (as announced)";
        event_calendar: "カレンダー", "Calendar";
        event_kind: "種別", "Kind";
        event_status: "開催状況", "Status";
        event_series: "回次", "Meeting no.";
        event_repeats: "繰り返し", "Repeats";
        event_changes: "読み込みで変わったところ", "Changed by an import";
        event_new_text: "読み込んだファイルで届いた行事です。", "This event came with an imported file.";
        event_share: "共有", "Share";
        event_mark_mine: "自分の行事にする", "Mark as mine";
        event_unmark_mine: "自分の行事から外す", "Remove from mine";
        event_export: "この行事を書き出す", "Export this event";
        event_copied: "コピーしました。", "Copied.";
        event_deleted: "行事を削除しました。", "Deleted.";
        event_cancelled_text: "この行事は中止になりました。", "This event was cancelled.";
        event_tentative_text: "この行事はまだ仮の予定です。", "This event is still tentative.";
        share_failed: "共有できませんでした。文面をコピーして送ってください。", "Sharing did not work. Copy the text and send that instead.";
        share_copy: "文面をコピー", "Copy as text";
        link_not_offered: "安全でないリンクのため、文字だけを表示しています", "Shown as text only, because this kind of link is not safe";

        participants_title: "参加者", "Participants";
        participants_apart: "講師・来賓（人数に含みません）", "Speakers and guests (not counted)";
        participants_none: "参加者はまだ登録されていません。", "No participants yet.";
        participants_speakers: "講師・来賓", "Speakers and guests";
        participants_unaffiliated: "所属なし・不明", "No organisation";
        participants_groups: "団体", "Groups";
        participants_only_headcount: "名簿はなく、人数だけが記録されています。", "There is no list of names, only the totals.";
        participants_listed: "名簿", "On the list";
        participants_reported: "参加者数（主催発表）", "Attendance (as announced)";
        participants_reply: "出欠回答", "Reply";
        participants_attendance: "出欠", "Attendance";
        participants_role: "役割", "Role";
        participants_organization: "所属", "Organisation";
        participants_note: "備考", "Note";
        participants_delegated: "委任先", "Delegated to";

        calendars_title: "カレンダー", "Calendars";
        calendars_none: "カレンダーはまだありません。", "No calendars yet.";
        calendar_shown: "表示する", "Show";
        calendar_hidden: "非表示", "Hidden";
        calendar_add: "カレンダーを追加", "Add a calendar";
        calendar_edit: "カレンダーを編集", "Edit the calendar";
        calendar_color: "色", "Colour";
        calendar_imported: "ファイルから", "From a file";
        calendar_made_here: "この端末で作成", "Made here";

        history_title: "履歴", "History";
        history_hint: "新しい操作から順に元に戻せます。", "You can undo actions, most recent first.";
        history_none: "操作の履歴はありません。", "Nothing has been done yet.";
        history_undo_newest: "最後の操作を元に戻す", "Undo the last action";
        day_many_instances: "回がとても多い行事は、1日に24回までを表示します。", "For events that repeat very often, up to 24 a day are shown.";
        bounded_text: "とても長い文は、途中までを表示します。すべて保存しています。", "Very long texts are cut short here. All of the text is kept.";
        bounded_rows: "とても多い項目は、最初の100件を表示します。すべて保存していて、編集のページで見られます。", "Only the first 100 rows of very long lists are shown. All are kept, and the form shows them.";
        show_more: "さらに表示", "Show more";
    }
    composed {
        months_without_events(months: &str) => format!("{months}の行事はありません"), format!("No events in {months}");
        undone_of(what: &str) => format!("「{what}」を元に戻しました。"), format!("Undone: {what}");
        event_zone(zone: &str) => format!("{zone}の時刻です"), format!("Times are in {zone}");
        event_meets(time: &str) => format!("{time} 集合"), format!("Gather at {time}");
        event_starts(time: &str) => format!("{time} 開始"), format!("Starts at {time}");
        history_line(act: &str, subject: &str) => format!("{act}：{subject}"), format!("{act}: {subject}");
    }
}
