//! The texts of an event's details: audience, reason for not taking place, signing up, colour, privacy.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        details_title: "対象・申込み・色・公開範囲", "Audience, sign-up, colour, privacy";
        field_reason: "理由", "Reason";
        field_reason_hint: "例：台風のため。行事名のそばに表示します。", "For example: because of the typhoon. It is shown beside the title.";
        field_audience_hint: "例：青年部員と新入組合員", "For example: members of the youth section, new members";
        field_closes_day: "回答締切日", "Reply by: day";
        field_closes_time: "回答締切時刻", "Reply by: time";
        field_closes_hint: "時刻を入れなければ、その日いっぱいです。", "Without a time, until the end of the day.";
        field_capacity: "定員（人）", "Capacity";
        field_fee: "参加費（円）", "Fee (yen)";
        field_fee_hint: "0と入れると「無料」になります。", "0 means free of charge.";
        field_color: "行事の色", "Colour of the event";
        color_of_calendar: "カレンダーと同じ", "Same as the calendar";
        field_privacy: "公開範囲", "Privacy";
        privacy_public: "公開", "Public";
        privacy_public_hint: "公開用と名簿入りのファイルに、内容がそのまま入ります。", "Included in full in files for everybody and with lists.";
        privacy_private: "日時だけ公開", "Time only";
        privacy_private_hint: "公開用と名簿入りのファイルには、日時と「予定あり」だけが入ります。", "Files for everybody and with lists show only its time and “Busy”.";
        privacy_secret: "非公開", "Not public";
        privacy_secret_hint: "公開用と名簿入りのファイルには入りません。", "It is left out of files for everybody and with lists.";
        privacy_other_hint: "ファイルの値のまま残します。「日時だけ公開」と同じに扱います。", "Kept as it is in the file, and treated as “Time only”.";
        privacy_of_series: "公開範囲は、繰り返しのすべての回で同じです。", "Privacy is the same for all instances of a series.";
        note_closes_late: "回答締切が、行事の始まりより後になっています。", "The reply deadline is after the event begins.";
        wrong_amount: "0以上の整数を入れてください。例：1000", "Enter a whole number, 0 or more. Example: 1000";
        event_postponed_text: "この行事は延期になりました。この日には行いません。", "This event was postponed. It does not take place on this day.";
        event_reason: "理由", "Reason";
        event_audience: "対象", "Audience";
        event_closes: "回答締切", "Reply by";
        event_capacity: "定員", "Capacity";
        event_fee: "参加費", "Fee";
        event_sign_up: "申込み", "Sign-up";
        event_color: "色", "Colour";
        event_privacy: "公開範囲", "Privacy";
        closes_over: "締切済み", "closed";
        closes_today: "今日まで", "today";
        capacity_full: "満員", "full";
        fee_free: "無料", "free of charge";
        export_busy: "予定あり", "Busy";
        export_secret_event: "この行事は「非公開」なので、公開用と名簿入りのファイルには入りません。渡すときは「すべて」を選ぶか、公開範囲を変えてください。", "This event is not public, so it is not included in files for everybody and with lists. To share it, choose everything or change its privacy.";
    }
    composed {
        status_because(status: &str, reason: &str) => format!("{status}（{reason}）"), format!("{status} ({reason})");
        closes_by(when: &str) => format!("{when}まで"), when.to_owned();
        closes_left(days: impl Count) => format!("あと{days}日"), plural(days, "day left", "days left");
        closes_soon(days: u64) => if days == 0 { "回答は今日まで".to_owned() } else { format!("回答締切まで{days}日") }, if days == 0 { "Reply today".to_owned() } else { format!("{} to reply", plural(days, "day", "days")) };
        capacity_of(count: impl Count) => format!("{count}名"), plural(count, "person", "people");
        capacity_taken(count: impl Count, capacity: impl Count) => format!("{count}/{capacity}名"), format!("{count} of {capacity}");
        capacity_left(count: impl Count) => format!("あと{count}名"), plural(count, "place left", "places left");
        capacity_over(count: impl Count) => format!("定員を{count}名超えています"), format!("{count} over capacity");
        fee_yen(amount: &str) => format!("{amount}円"), format!("¥{amount}");
        export_private(count: impl Count) => format!("「日時だけ公開」の行事{count}件は、日時と「予定あり」だけが入ります。"), format!("For {}, only the time is in the file.", plural(count, "“Time only” event", "“Time only” events"));
        export_secret(count: impl Count) => format!("「非公開」の行事{count}件は入りません。"), format!("{} left out.", plural(count, "event that is not public is", "events that are not public are"));
    }
}
