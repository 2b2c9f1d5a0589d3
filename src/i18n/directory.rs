//! The texts of the directory: people, organisations, and their forms.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        people_title: "人", "People";
        people_search: "名前・ふりがな・組織で探す", "Find by name, reading or organisation";
        people_none: "まだ誰も登録されていません。", "Nobody has been added yet.";
        people_letters: "五十音の索引", "Index";
        people_without_reading: "ふりがななし", "No reading";
        people_doubles: "同じ人かもしれません", "May be the same person";
        person_add: "人を追加", "Add a person";
        person_edit: "人を編集", "Edit the person";
        person_memberships: "所属", "Organisations";
        person_offices: "役職", "Offices";
        person_add_membership: "所属を追加", "Add an organisation";
        person_add_office: "役職を追加", "Add an office";
        person_agreed: "上部団体への氏名提供に同意した日", "Agreed to be named to the federation on";
        person_agreed_hint: "同意がないときは空けておきます。", "Leave it empty if the person has not agreed.";
        person_events: "この人の行事", "Events";
        person_no_events: "この人が載っている行事はありません。", "No event names this person.";
        office_title: "役職名", "Title of the office";
        office_organization: "役職のある組織（空欄は最初の所属）", "Organisation (empty: the first one)";
        office_from: "就任日", "From";
        office_until: "退任日", "Until";
        organizations_title: "組織", "Organisations";
        organizations_search: "組織の名前で探す", "Find an organisation";
        organizations_none: "まだ組織が登録されていません。", "No organisation has been added yet.";
        organization_add: "組織を追加", "Add an organisation";
        organization_edit: "組織を編集", "Edit the organisation";
        organization_name: "正式名称", "Formal name";
        organization_short_name: "略称", "Short name";
        organization_reading: "名称のふりがな", "Reading of the name";
        organization_aliases: "別名", "Other names";
        organization_aliases_hint: "1行に1つずつ。名簿やファイルの中の呼び方を同じ組織とみなします。", "One on each line. Lists and files that use such a name mean this organisation.";
        organization_sort: "種類", "Type";
        organization_parent: "上部組織", "Part of";
        organization_affiliation: "加盟区分", "Affiliation";
        organization_region: "地域・ブロック", "Region";
        organization_industry: "業種", "Industry";
        organization_size: "組合員数", "Members";
        organization_size_day: "組合員数の基準日", "Counted on";
        organization_parts: "下部組織", "Its parts";
        organization_people: "この組織の人", "People";
        organization_doubles: "同じ組織かもしれません", "May be the same organisation";
        organization_federation: "連合体", "Federation";
        organization_block: "ブロック・県本部", "Block";
        organization_union: "単組", "Union";
        organization_branch: "支部・分会", "Branch";
        organization_workplace: "職場", "Workplace";
        organization_company: "会社・使用者", "Company";
        organization_other: "その他の団体", "Other body";
        directory_title: "人と組織", "People and organisations";
        directory_hint: "名前、所属、役職、連絡先。この端末の中だけに保存します。", "Names, organisations, offices and contacts, kept on this device only.";
        directory_lists: "一覧の切り替え", "Lists";
        directory_none_found: "見つかりませんでした。", "Nothing was found.";
        directory_not_found: "見つかりません。削除されたか、ほかとまとめられたのかもしれません。", "It is not there. It may have been deleted or merged.";
        directory_to_list: "一覧へ", "To the list";
        directory_address: "住所", "Address";
        directory_note: "メモ", "Note";
        directory_note_hint: "バックアップ以外のファイルには書き出しません。", "No file but a backup contains it.";
        directory_merge: "ここにまとめる", "Merge into this one";
        directory_merge_hint: "まとめると、空いている項目を相手から補い、相手は一覧から消えます。元に戻せます。", "What is missing here is taken from the other one, which then leaves the list. You can undo this.";
        directory_merged: "1つにまとめました。", "They were merged.";
        picker_open: "登録した人から選ぶ", "Choose registered people";
        picker_title: "参加者を選ぶ", "Choose participants";
        picker_more: "ほかの人は、名前で探してください。", "Search for others by name.";
        same_name: "名前が同じ", "same name";
        same_reading: "ふりがなが同じ", "same reading";
        same_organization: "所属が同じ", "same organisation";
        same_email: "メールが同じ", "same e-mail";
        same_phone: "電話が同じ", "same phone";
        trash_person: "人", "Person";
        trash_organization: "組織", "Organisation";
        trash_roster: "名簿", "Roster";
    }
    composed {
        organization_as_of(members: &str, day: &str) => format!("{members}（{day}現在）"), format!("{members} on {day}");
        picker_add(count: impl Count) => format!("{count}人を追加"), format!("Add {}", plural(count, "person", "people"));
        restore_directory(count: impl Count) => format!("人と組織を{count}件戻します。この端末で後から変えたものは、そのままです。"), format!("{} of people and organisations will come back. What was changed here later stays.", plural(count, "entry", "entries"));
        term(from: &str, until: &str) => format!("{from}～{until}"), format!("{from} – {until}");
        membership_label(name: &str) => format!("所属 {name}"), format!("Organisation {name}");
        office_label(name: &str) => format!("役職 {name}"), format!("Office {name}");
        directory_trashed(name: &str) => format!("「{name}」をごみ箱に移しました（30日間）。"), format!("“{name}” was moved to the bin, where it stays for 30 days.");
    }
}
