//! Spellings that search treats as the same.

use proptest::prelude::*;
use tsudoi::domain::search::fold::fold;
use tsudoi::domain::search::query::SearchQuery;

fn folded(text: &str) -> String {
    String::from_utf16_lossy(fold(text).units())
}

/// Returns the text with its marked parts in brackets.
fn marked(text: &str, query: &str) -> String {
    let (mut shown, mut rest) = (text, String::new());
    for mark in SearchQuery::new(query).marks(text).into_iter().rev() {
        let (before, after) = shown.split_at(mark.end);
        let (before, marked) = before.split_at(mark.start);
        rest = format!("[{marked}]{after}{rest}");
        shown = before;
    }
    format!("{shown}{rest}")
}

#[test]
fn ways_of_writing_the_same_are_the_same() {
    let groups: &[&[&str]] = &[
        &["第3回 Web会議", "第３回Ｗｅｂ会議", "第③回ＷＥＢ会議", "第3回　web会議"],
        &[
            "ガイドライン",
            "ｶﾞｲﾄﾞﾗｲﾝ",
            "がいどらいん",
            "カ\u{3099}イト\u{3099}ライン",
            "カ゛イド゛ライン",
        ],
        &[
            "パーティー",
            "パーティ",
            "ﾊﾟｰﾃｨｰ",
            "ハ\u{309a}ーティー",
            "パ－ティー",
            "パーテイー",
            "ぱーてぃー〜",
        ],
        &["サーバー管理", "サーバ管理", "ｻｰﾊﾞｰ管理"],
        &["髙﨑", "高崎", "髙碕"],
        &["渡邊", "渡邉", "渡辺"],
        &["齋藤", "齊藤", "斎藤", "斉藤"],
        &["廣澤 國學", "広沢国学", "広沢　国学"],
        &["濵田", "濱田", "浜田"],
        &["佐々木", "佐佐木"],
        &["いすゞ", "イスヾ", "いすず"],
        &["こゝろ", "こころ", "ココロ"],
        &["見本 太郎", "見本　太郎", "見本太郎", "見本・太郎"],
        &["ジョン・スミス", "ジョンスミス", "ジヨン　スミス"],
        &["㈱見本", "(株)見本", "（株）見本"],
        &["㍻", "平成"],
        &["1ヶ月", "一箇月", "１カ月", "一か月", "1箇月"],
        &["三箇所", "3ヶ所"],
        &["二階", "2階", "２階"],
        &["㏍見本", "㊑見本", "㈱見本", "株式会社見本"],
        &["四ッ谷", "四ツ谷", "四谷"],
        &["御茶ノ水", "お茶の水", "御茶の水"],
        &["Ōsaka Café", "osaka cafe", "OSAKA  CAFÉ", "O\u{304}saka Cafe\u{301}"],
        &["10：00〜12：00", "10:00~12:00", "１０:００～１２:００"],
        &["葛\u{e0100}飾", "葛飾"],
        &["祇\u{fe00}園", "祇園"],
        &["𠮷野", "吉野"],
        &["Ⅱ期", "ii期", "ⅱ期"],
        &["霞ヶ関", "霞が関", "霞ケ関", "霞ｹ関"],
        &["一か月", "一ヶ月", "一ヵ月", "1ヶ月", "１ケ月", "1カ月"],
        &["ヴァイオリン", "バイオリン", "ﾊﾞｲｵﾘﾝ", "ｳﾞｧｲｵﾘﾝ", "う゛ぁいおりん"],
        &["ベルサイユ", "ヴェルサイユ"],
        &["第十二回", "第12回", "第１２回", "第⑫回"],
        &["第百二十三回", "第123回"],
        &["二〇二六年度", "2026年度", "２０２６年度", "二千二十六年度"],
        &["令和八年", "令和8年"],
        &["第二四半期", "第2四半期", "第２四半期", "第二・四半期"],
        &["一万人", "1万人", "１万人"],
        &["第十万三億", "第10万3億"],
        &["㈱見本", "(株)見本", "（株）見本", "株式会社見本", "㍿見本"],
        &["見本㈲", "見本(有)", "見本有限会社"],
        &["№5", "No.5", "no．５"],
    ];
    check_same(groups);
}

#[test]
fn kana_after_kanji_may_be_left_out() {
    let groups: &[&[&str]] = &[
        &["組み合わせ", "組合せ", "組み合せ", "組合わせ"],
        &["持ち回り", "持回り"],
        &["打ち合わせ", "打合せ", "打合わせ", "打ち合せ"],
        &["申し込み", "申込み", "申込", "申し込"],
        &["受け付け", "受付", "受付け", "受け付"],
        &["引き継ぎ", "引継ぎ", "引継"],
        &["貸し付け", "貸付け", "貸付", "貸し付"],
        &["雇い止め", "雇止め", "雇止"],
        &["取り引き先", "取引先"],
        &["組み立て", "組立て", "組立"],
    ];
    check_same(groups);
}

/// Checks that the texts of each group are the same when they are folded.
fn check_same(groups: &[&[&str]]) {
    for group in groups {
        let Some((first, others)) = group.split_first() else { continue };
        for other in others {
            assert_eq!(folded(other), folded(first), "{other} beside {first}");
        }
    }
}

#[test]
fn what_is_not_the_same_stays_apart() {
    let pairs = [
        ("ビール", "ビル"),
        ("コース", "コス"),
        ("はは", "ばば"),
        ("大人", "犬人"),
        ("web site", "website"),
        ("三浦", "3浦"),
        ("一", "1"),
        ("犬か猫", "犬が猫"),
        ("受け取り", "受付"),
        ("組合", "組み合わせ"),
        ("御中", "お中"),
    ];
    for (one, other) in pairs {
        assert_ne!(folded(one), folded(other));
    }
}

#[test]
fn matches_are_marked_in_the_text_as_it_was_written() {
    let rows = [
        ("第３回ﾊﾟｰﾃｨｰ", "パーティ", "第３回[ﾊﾟｰﾃｨｰ]"),
        ("髙﨑 一郎さん", "高崎一郎", "[髙﨑 一郎]さん"),
        ("佐々木さん", "佐佐", "[佐々]木さん"),
        ("佐々木さん", "佐々木", "[佐々木]さん"),
        ("㈱見本", "株", "[㈱]見本"),
        ("サーバー管理", "さば", "サーバー管理"),
        ("サーバー管理", "サーバ", "[サーバー]管理"),
        ("が\u{3099}っき", "学", "が\u{3099}っき"),
        ("か\u{3099}っき", "が", "[か\u{3099}]っき"),
        ("交流会・学習会", "会　学", "交流[会]・[学]習[会]"),
        ("ああああ", "ああ", "[ああああ]"),
        ("Café et café", "CAFE", "[Café] et [café]"),
        ("葛\u{e0100}飾区", "葛", "[葛\u{e0100}]飾区"),
        ("第十二回大会", "第12回", "[第十二回]大会"),
        ("打合せの件", "打ち合わせ", "[打合せ]の件"),
        ("打合せの件", "合わせ", "打[合せ]の件"),
        ("㈱見本", "株式会社見", "[㈱見]本"),
        ("霞ヶ関で", "霞が関", "[霞ヶ関]で"),
    ];
    for (text, query, expected) in rows {
        assert_eq!(marked(text, query), expected, "{query} in {text}");
    }
}

#[test]
fn a_query_is_a_few_different_words() {
    assert!(SearchQuery::new(" 　\u{200b}").is_empty());
    assert_eq!(SearchQuery::new("会議 会議　かいぎ カイギ").words().count(), 2);
    assert_eq!(SearchQuery::new(&"あ い う え お か き く け こ".repeat(100)).words().count(), 8);
}

/// Text made of characters that have folding rules.
fn text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        proptest::sample::select(
            "ケ関が第十二〇百千回申し込み打ち合わせ(株)かガｶﾞ゛゜\u{3099}\u{309a}ぱッっーｰ-～〜ゝゞヾ々佐髙﨑𠮷 　・\n①㈱ⅣぁヶヴゔヸゐéßÆOo\u{304}ζΣς3３０Ａz!？（\u{200b}\u{fe0f}😀ﬁ…"
                .chars()
                .collect::<Vec<_>>()
        ),
        any::<char>(),
    ];
    proptest::collection::vec(sign, 0..20).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #[test]
    fn folding_what_was_folded_changes_nothing(text in text()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn units_cover_the_text_in_order(text in text()) {
        let folded = fold(&text);
        let mut from = 0;
        for unit in 0..folded.units().len() {
            let place = folded.byte_range(unit..unit + 1).expect("each unit has a place");
            prop_assert!(from <= place.start && place.start <= place.end);
            prop_assert!(text.get(place.clone()).is_some(), "{place:?} is not a part of {text:?}");
            from = place.start;
        }
        let all = folded.byte_range(0..folded.units().len());
        prop_assert!(all.is_none_or(|all| text.get(all).is_some()));
    }

    #[test]
    fn what_is_marked_matches_and_is_apart(text in text(), query in text()) {
        let query = SearchQuery::new(&query);
        let mut from = 0;
        for mark in query.marks(&text) {
            prop_assert!(from <= mark.start && mark.start < mark.end);
            prop_assert!(text.get(mark.clone()).is_some());
            from = mark.end + 1;
        }
        prop_assert_eq!(query.touches(&text), !query.marks(&text).is_empty());
    }

    #[test]
    fn a_text_is_found_by_itself(text in "[ぁ-んァ-ヶ一-龠々a-zA-Z0-9ー]{1,12}") {
        prop_assert!(SearchQuery::new(&text).touches(&text));
    }
}

#[test]
fn radicals_of_pdf_files_are_the_kanji_that_they_look_like() {
    assert_eq!(fold("⼭⽥⼀郎"), fold("山田一郎"));
    assert_eq!(fold("⾼橋"), fold("高橋"));
}
