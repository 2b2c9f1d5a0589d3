//! Folds single characters that are another form of others: widths, cases, accents, kana, rings and brackets.
//!
//! This is what Unicode calls compatibility (NFKC), for the characters that calendars contain, at a hundredth of the
//! size of the tables.

/// Latin letters with marks, U+00C0 to U+017F, replaced by lower case without marks.
const LATIN: &[u8] = b"aaaaaa_ceeeeiiiidnooooo_ouuuuyt_aaaaaa_ceeeeiiiidnooooo_ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkkllllllllllnnnnnnnnnoooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Half-width katakana, U+FF66 to U+FF9D, as large hiragana.
const HALF_WIDTH: &str = "をあいうえおやゆよつーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";

/// The radicals of Kangxi, U+2F00 to U+2FD5, as the kanji that they look like: PDF files have them instead of kanji.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Returns the plain form of a character: a letter in lower case without marks, kana as large hiragana, digits and
/// brackets as ASCII.
pub fn plain(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{c0}'..='\u{17f}' => latin(c),
        // Greek and Cyrillic capitals.
        '\u{3a2}' => c,
        'Α'..='Ω' | 'А'..='Я' => shifted(c, 0x20),
        'ς' => 'σ',
        'Ё' | 'ё' => 'е',
        '\u{1e00}'..='\u{1eff}' if u32::from(c) % 2 == 0 => shifted(c, 1),
        '\u{ff01}'..='\u{ff5e}' => plain(shifted(c, -0xfee0)),
        '\u{ff66}'..='\u{ff9d}' => HALF_WIDTH.chars().nth(distance(c, '\u{ff66}')).unwrap_or(c),
        '\u{ff61}' => '。',
        '\u{ff62}' => '「',
        '\u{ff63}' => '」',
        '\u{ff64}' => '、',
        '\u{30a1}'..='\u{30f6}' => plain(shifted(c, -0x60)),
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => {
            shifted(c, 1)
        }
        'ゐ' | 'ヸ' => 'い',
        'ゑ' | 'ヹ' => 'え',
        'ヷ' => 'わ',
        'ヺ' => 'を',
        'ゕ' => 'か',
        'ゖ' => 'け',
        '\u{2f00}'..='\u{2fd5}' => RADICALS.chars().nth(distance(c, '\u{2f00}')).unwrap_or(c),
        '‘' | '’' | '`' | '´' => '\'',
        '“' | '”' => '"',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        _ => c,
    }
}

/// Returns what a character stands for, if that is not one character: `①` is `1`, `㈱` is `(株)`.
pub fn spelled(c: char) -> Option<Spelled> {
    const BRACKETED: &str = "月火水木金土日株有社名特財祝労代呼学監企資協祭休自至";
    let number = |first: char, from: usize| from + distance(c, first);
    let ringed = match c {
        '①'..='⑳' => number('①', 1),
        '㉑'..='㉟' => number('㉑', 21),
        '❶'..='❿' => number('❶', 1),
        '➀'..='➉' => number('➀', 1),
        '⒈'..='⒛' => number('⒈', 1),
        '⁰' | '₀' | '⓪' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => number('⁴', 4),
        '₁'..='₉' => number('₁', 1),
        '㈪'..='㉃' => return letter(BRACKETED, distance(c, '㈪')).map(Spelled::Bracketed),
        _ => return words(c).map(Spelled::Words),
    };
    Some(Spelled::Number(ringed))
}

/// What a character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelled {
    /// A number below 100.
    Number(usize),
    /// Letters, already plain.
    Words(&'static str),
    /// A kanji in brackets.
    Bracketed(&'static str),
}

fn words(c: char) -> Option<&'static str> {
    const ROMAN: [&str; 12] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    const RINGED: &str = "月火水木金土日株有社名特財祝労";
    let words = match c {
        'Ⅰ'..='Ⅻ' => ROMAN.get(distance(c, 'Ⅰ')).copied()?,
        'ⅰ'..='ⅻ' => ROMAN.get(distance(c, 'ⅰ')).copied()?,
        '㏍' | '㊑' | '㍿' => "株式会社",
        '㊊'..='㊘' => letter(RINGED, distance(c, '㊊'))?,
        '㊡' => "休",
        '㊤' => "上",
        '㊥' => "中",
        '㊦' => "下",
        '㍻' => "平成",
        '㍼' => "昭和",
        '㍽' => "大正",
        '㍾' => "明治",
        '㋿' => "令和",
        '№' => "no.",
        '℡' => "tel",
        '㎡' => "m2",
        '㎏' => "kg",
        '㎞' => "km",
        '…' => "...",
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        'ß' => "ss",
        'Ĳ' | 'ĳ' => "ij",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ヿ' => "こと",
        'ゟ' => "より",
        _ => return None,
    };
    Some(words)
}

/// Returns hiragana with a voiced mark; `None` if it takes none.
pub fn voiced(kana: char) -> Option<char> {
    match kana {
        'う' => Some('ゔ'),
        'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち'
        | 'つ' | 'て' | 'と' | 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' => Some(shifted(kana, 1)),
        _ => None,
    }
}

/// Returns hiragana with a half-voiced mark; `None` if it takes none.
pub fn half_voiced(kana: char) -> Option<char> {
    matches!(kana, 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ').then(|| shifted(kana, 2))
}

/// Returns hiragana without its mark.
pub fn unvoiced(kana: char) -> char {
    let is_voiced = |before: i32| {
        let plain = shifted(kana, -before);
        let marked = if before == 1 { voiced(plain) } else { half_voiced(plain) };
        (marked == Some(kana)).then_some(plain)
    };
    if kana == 'ゔ' { 'う' } else { is_voiced(1).or_else(|| is_voiced(2)).unwrap_or(kana) }
}

/// Whether a character leaves no unit: marks over letters, variation selectors, characters without width.
pub fn is_silent(c: char) -> bool {
    matches!(c,
        '\0' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether it is a stroke that people type for a long vowel, a dash or a range.
pub fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '-' | 'ー'
            | 'ｰ'
            | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '−'
            | '－'
            | '─'
            | '━'
            | '~'
            | '～'
            | '〜'
    )
}

fn latin(c: char) -> char {
    match LATIN.get(distance(c, '\u{c0}')) {
        None | Some(b'_') => c,
        Some(plain) => char::from(*plain),
    }
}

fn distance(c: char, first: char) -> usize {
    usize::try_from(u32::from(c).saturating_sub(u32::from(first))).unwrap_or(usize::MAX)
}

fn shifted(c: char, by: i32) -> char {
    u32::from(c).checked_add_signed(by).and_then(char::from_u32).unwrap_or(c)
}

fn letter(letters: &'static str, nth: usize) -> Option<&'static str> {
    letters.get(nth * 3..nth * 3 + 3)
}
