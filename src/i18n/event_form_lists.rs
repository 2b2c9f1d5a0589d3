//! The texts of the lists in the form of an event: programme, places, online meetings, links, the organiser.

use crate::i18n::count::Count;

texts! {
    plain {
        part_add: "プログラムを追加", "Add a part";
        part_title: "題名", "Title";
        part_day: "日", "Day";
        part_mode: "参加形態", "How to attend";
        part_mode_unsaid: "指定しない", "Not specified";
        part_description: "内容", "Description";
        part_speaker_hint: "参加者にいない名前は、講師として参加者にも加わります。", "A name that is not among the participants is added to them as a speaker.";
        part_outside: "行事の時間の外です。", "This is outside the event’s time.";
        part_has_wrong: "直すところがあります。", "Something here needs correcting.";
        part_by_time: "時刻の順に並べる", "Sort by time";
        row_add: "追加", "Add";
        places_title: "場所とオンライン", "Place and online";
        place_add: "場所を追加", "Add a place";
        place_add_meeting: "集合場所を追加", "Add a gathering point";
        place_purpose: "用途", "Used as";
        purpose_venue: "会場", "Venue";
        purpose_meeting: "集合場所", "Gathering point";
        purpose_other: "その他", "Other";
        online_add: "オンラインを追加", "Add an online address";
        online_name: "名前", "Name";
        link_add: "リンクを追加", "Add a link";
        link_name: "題名", "Title";
        link_address: "リンクのアドレス", "Link address";
        link_hint: "https:// のページのほか、mailto:（メール）と tel:（電話）も使えます。", "Besides https:// pages, mailto: and tel: work too.";
        organizer_organization: "団体名を入力", "Enter an organisation";
        organizer_name: "主催団体の名前", "Name of the organiser";
        person_more: "役割・役職・連絡先", "Role, office, contact";
        person_nature: "区分", "Type";
        nature_person: "個人", "Person";
        nature_organization: "団体・会社", "Organisation";
        person_role: "役割", "Role";
        role_participant: "参加者", "Participant";
        role_too: "参加者としても数える", "also counted as a participant";
        role_several: "複数の役割（このまま）", "Several roles (as they are)";
        person_title: "肩書（講師などの紹介）", "Title, as printed";
        person_branch: "支部・ブロック", "Branch";
        person_office: "役職", "Office";
        person_email: "メール", "E-mail";
        person_phone: "電話", "Phone";
        field_second_kind: "2つ目の種別", "Second kind";
        second_kind_none: "なし", "None";
        wrong_email: "メールアドレスとして読めません。例：taro@union.example", "This is not an e-mail address. Example: taro@union.example";
        organizer_nobody: "指定しない", "Not specified";
        wrong_address: "https://、mailto:、tel: のどれかで始まるアドレスを入れてください。", "Enter an address that starts with https://, mailto: or tel:.";
        wrong_address_missing: "アドレスを入れてください。", "Enter an address.";
        wrong_part_title: "題名を入れてください。", "Enter a title.";
        wrong_part_start_missing: "開始時刻を入れてください。", "Enter a start time.";
    }
    composed {
        part_label(title: &str) => format!("プログラム {title}"), format!("Part {title}");
        part_day_number(number: u32) => format!("{number}日目"), format!("Day {number}");
        part_on_day(number: u32, day: &str) => format!("{number}日目 {day}"), format!("Day {number}, {day}");
        part_overlaps(title: &str) => format!("「{title}」と時間が重なっています。"), format!("This overlaps “{title}”.");
        part_earlier(title: &str) => format!("上の「{title}」より早い時刻です。"), format!("This is earlier than “{title}” above.");
        place_label(name: &str) => format!("場所 {name}"), format!("Place {name}");
        online_label(name: &str) => format!("オンライン {name}"), format!("Online {name}");
        link_label(name: &str) => format!("リンク {name}"), format!("Link {name}");
        remove_row(name: &str) => format!("「{name}」を外す"), format!("Remove “{name}”");
        remove_speaker(name: &str) => format!("{name}を講師から外す"), format!("Remove {name} as a speaker");
        move_up(name: &str) => format!("「{name}」を上へ移動"), format!("Move “{name}” up");
        move_down(name: &str) => format!("「{name}」を下へ移動"), format!("Move “{name}” down");
        moved_to(number: impl Count) => format!("{number}番目に移動しました"), format!("Moved to number {number}");
    }
}
