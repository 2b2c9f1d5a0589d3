//! Where a form of a name counts as a name: 林 does not in 森林, and does in 林さん.

use std::ops::Range;

use crate::domain::search::fold::fold;
use crate::domain::search::folded::Folded;

/// What stands after a name that is one. The first is the most usual.
pub(super) const HONORIFICS: [&str; 58] = [
    "さん",
    "様",
    "さま",
    "氏",
    "君",
    "くん",
    "ちゃん",
    "殿",
    "先生",
    "議員",
    "委員",
    "執行委員",
    "書記",
    "部長",
    "次長",
    "課長",
    "係長",
    "室長",
    "所長",
    "局長",
    "班長",
    "店長",
    "社長",
    "会長",
    "組合長",
    "支部長",
    "分会長",
    "議長",
    "団長",
    "校長",
    "園長",
    "院長",
    "副",
    "前",
    "元",
    "代表",
    "幹事",
    "監事",
    "監査",
    "顧問",
    "理事",
    "専務",
    "常務",
    "主任",
    "事務",
    "弁護士",
    "教授",
    "講師",
    "博士",
    "医師",
    "司会",
    "組合員",
    "夫妻",
    "夫人",
    "宅",
    "家",
    "邸",
    "両氏",
];

/// Honorifics that stand after names of people only.
const SPOKEN: [&str; 8] = ["さん", "様", "さま", "氏", "くん", "ちゃん", "殿", "先生"];

/// What stands before a name that is one, if it is kanji.
pub(super) const TITLES: [&str; 24] = [
    "講師",
    "司会",
    "議長",
    "担当",
    "代表",
    "連絡先",
    "窓口",
    "責任者",
    "会長",
    "委員長",
    "書記長",
    "組合長",
    "支部長",
    "部長",
    "局長",
    "次長",
    "報告",
    "報告者",
    "発言",
    "講演",
    "氏名",
    "教授",
    "弁護士",
    "故",
];

/// Where a form of a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// In every place.
    Anywhere,
    /// In kanji: with an honorific, or where no kanji is next to it.
    Name,
    /// Where no kanji is before it; the honorific is a part of it.
    Led,
    /// Only before an honorific: it is a guess that it is a part of the name.
    Addressed,
    /// Only before an honorific that is only said of people: it is a guess that it is a name.
    Called,
    /// In kana: before an honorific, or as a whole word in katakana.
    Kana,
    /// In Latin script: as a whole word.
    Word,
    /// As a word of any script.
    Phrase,
}

impl Standing {
    /// Returns where a whole name counts.
    pub(super) fn of_whole(name: &str) -> Self {
        let count = fold(name).units().len();
        match script(name) {
            Script::Kanji if count > 2 => Self::Anywhere,
            Script::Hiragana | Script::Katakana if count > 4 => Self::Anywhere,
            Script::Kanji => Self::Name,
            Script::Hiragana | Script::Katakana => Self::Kana,
            Script::Latin => Self::Word,
            Script::None => Self::Anywhere,
        }
    }

    /// Returns where a part of a name counts.
    pub(super) fn of_part(part: &str) -> Self {
        match script(part) {
            Script::Kanji => Self::Name,
            Script::Hiragana | Script::Katakana => Self::Kana,
            // A short one is also a word: Li, Do.
            Script::Latin if part.chars().count() < 3 => Self::Addressed,
            Script::Latin => Self::Word,
            Script::None => Self::Phrase,
        }
    }

    /// Returns where a word of a note counts.
    pub(super) fn of_note(word: &str) -> Self {
        match script(word) {
            Script::Latin => Self::Word,
            Script::Kanji | Script::Hiragana | Script::Katakana | Script::None => Self::Phrase,
        }
    }
}

/// Whether the form of a name at those units of a text counts there.
pub(super) fn stands(text: &str, folded: &Folded, units: Range<usize>, standing: Standing) -> bool {
    let Some(bytes) = folded.byte_range(units.clone()) else { return false };
    let (before, rest) = text.split_at_checked(bytes.start).unwrap_or(("", ""));
    let (own, after) = rest.split_at_checked(bytes.end - bytes.start).unwrap_or((rest, ""));
    // Folding leaves out a long vowel at the end of a word.
    let after = after.strip_prefix(['ー', 'ｰ']).unwrap_or(after);
    let last = before.chars().next_back().map_or(Script::None, of_letter);
    let next = after.chars().next().map_or(Script::None, of_letter);
    let is_addressed = || {
        let after = after.trim_start();
        HONORIFICS.iter().any(|honorific| after.starts_with(honorific))
    };
    let is_led = || last != Script::Kanji || TITLES.iter().any(|title| before.ends_with(title));
    match standing {
        Standing::Anywhere => true,
        Standing::Name => is_addressed() || (is_led() && next != Script::Kanji),
        Standing::Led => is_led(),
        Standing::Addressed => is_addressed(),
        Standing::Called => {
            SPOKEN.iter().any(|honorific| after.trim_start().starts_with(honorific))
        }
        Standing::Kana => {
            let is_katakana = own.chars().all(|c| of_letter(c) == Script::Katakana);
            let is_alone = last != Script::Katakana && next != Script::Katakana;
            let is_short = own.chars().count() < 3;
            if is_katakana {
                is_alone
            } else {
                is_addressed() && !(is_short && last == Script::Hiragana)
            }
        }
        Standing::Word => last != Script::Latin && next != Script::Latin,
        Standing::Phrase => {
            let first = own.chars().next().map_or(Script::None, of_letter);
            let end = own.chars().next_back().map_or(Script::None, of_letter);
            first != last && (end != next || end == Script::Hiragana)
        }
    }
}

/// The script of a letter, or of a word: that which says most of where the word ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    /// With digits, and the signs inside e-mail addresses.
    Latin,
    /// Everything else.
    None,
}

fn script(word: &str) -> Script {
    let has = |wanted: Script| word.chars().any(|c| of_letter(c) == wanted);
    let order = [Script::Kanji, Script::Latin, Script::Hiragana, Script::Katakana];
    order.into_iter().find(|wanted| has(*wanted)).unwrap_or(Script::None)
}

fn of_letter(c: char) -> Script {
    match c {
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' => {
            Script::Kanji
        }
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => {
            Script::Katakana
        }
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            Script::Latin
        }
        '_' => Script::None,
        _ if c.is_alphanumeric() => Script::Latin,
        _ => Script::None,
    }
}
