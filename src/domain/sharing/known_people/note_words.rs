//! The words of a note about a person that would tell something of them in another text.

/// Words that stand in many notes and in many texts: what happens at every meeting.
const USUAL: [&str; 40] = [
    "参加",
    "不参加",
    "出席",
    "欠席",
    "遅刻",
    "早退",
    "代理",
    "委任",
    "委任状",
    "受付",
    "確認",
    "連絡",
    "予定",
    "未定",
    "会場",
    "来場",
    "現地",
    "報告",
    "発言",
    "議長",
    "司会",
    "講師",
    "役員",
    "委員",
    "委員長",
    "担当",
    "本人",
    "返事",
    "回答",
    "資料",
    "当日",
    "前日",
    "午前",
    "午後",
    "途中",
    "変更",
    "希望",
    "オンライン",
    "メール",
    "zoom",
];

/// What ends a word before another one begins: particles and endings of verbs.
const ENDINGS: [&str; 22] = [
    "しました",
    "します",
    "です",
    "ます",
    "した",
    "して",
    "する",
    "から",
    "まで",
    "より",
    "あり",
    "なし",
    "で",
    "に",
    "を",
    "は",
    "が",
    "と",
    "の",
    "も",
    "へ",
    "な",
];

/// Returns the words of a note, without those that every note may have.
pub(super) fn note_words(note: &str) -> Vec<String> {
    let mut words = Vec::new();
    let is_sign = |c: char| !c.is_alphanumeric() && c != 'ー';
    for phrase in note.split(is_sign) {
        words.push(phrase.to_owned());
        words.extend(pieces(phrase));
    }
    words.retain(|word| is_telling(word));
    words.sort();
    words.dedup();
    words
}

/// Cuts a phrase before each kanji, katakana or letter that follows hiragana, and removes the endings. What stands before the
/// hiragana of a piece is a word too: 腰痛 of 腰痛のため.
fn pieces(phrase: &str) -> Vec<String> {
    let is_hiragana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for c in phrase.chars() {
        if !is_hiragana(c) && piece.chars().next_back().is_some_and(is_hiragana) {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(c);
    }
    pieces.push(piece);
    let head = |piece: &String| piece.chars().take_while(|c| !is_hiragana(*c)).collect();
    let heads: Vec<String> = pieces.iter().map(head).collect();
    let whole = pieces.iter().map(|piece| without_endings(piece).to_owned());
    whole.chain(heads).collect()
}

fn without_endings(piece: &str) -> &str {
    let mut piece = piece;
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| piece.strip_suffix(ending)) {
        piece = shorter;
    }
    piece
}

fn is_telling(word: &str) -> bool {
    let count = word.chars().count();
    let has_kanji = word.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    let is_number = word.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_hiragana = word.chars().all(|c| ('\u{3041}'..='\u{309f}').contains(&c));
    let least = if has_kanji {
        2
    } else if is_hiragana {
        4
    } else {
        3
    };
    count >= least && !is_number && !USUAL.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_a_person_is_kept_and_what_is_usual_is_not() {
        let rows = [
            ("車いすで参加", vec!["車いす", "車いすで参加"]),
            ("アレルギー：そば", vec!["アレルギー"]),
            ("欠席", vec![]),
            (
                "腰痛のため途中で退席します。",
                vec!["腰痛", "腰痛のため", "腰痛のため途中で退席します", "退席"],
            ),
            ("糖尿病なので弁当は不要", vec!["不要", "弁当", "糖尿病", "糖尿病なので弁当は不要"]),
            ("", vec![]),
        ];
        for (note, words) in rows {
            assert_eq!(note_words(note), words, "{note}");
        }
    }
}
