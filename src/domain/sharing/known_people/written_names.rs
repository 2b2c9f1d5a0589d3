//! What a name on a list says of its person, however office programs and people write it: with a title or an office
//! before or after it, in brackets or quotes, with a former surname, in two scripts.

use crate::domain::sharing::known_people::standing::{HONORIFICS, TITLES};

/// Brackets around something beside the name.
const BRACKETS: [(char, char); 12] = [
    ('(', ')'),
    ('（', '）'),
    ('[', ']'),
    ('［', '］'),
    ('【', '】'),
    ('〔', '〕'),
    ('<', '>'),
    ('＜', '＞'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
];

/// What introduces another name of the same person.
const FORMER: [&str; 7] = ["旧姓", "旧", "通称", "本名", "別名", "芸名", "筆名"];

/// How the names of organisations and offices end. Surnames such as 阿部 and 田所 are shorter.
const OFFICES: [&str; 36] = [
    "労組",
    "労働組合",
    "組合",
    "労連",
    "連合",
    "連合会",
    "協議会",
    "委員会",
    "支部",
    "分会",
    "本部",
    "本社",
    "支社",
    "支店",
    "市職",
    "県職",
    "町職",
    "職員",
    "組合員",
    "委員",
    "部長",
    "課長",
    "係長",
    "局長",
    "室長",
    "会長",
    "委員長",
    "書記長",
    "次長",
    "議長",
    "団長",
    "代理",
    "担当",
    "課",
    "係",
    "事務局",
];

/// Endings of offices that are those of surnames too, if a letter or two stand before them.
const LONG_OFFICES: [&str; 6] = ["部", "室", "会", "局", "職", "労"];

/// The names of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WrittenNames {
    /// Each way of writing the whole name, as its parts in order.
    pub(super) whole: Vec<Vec<String>>,
    /// Other surnames that they have or had.
    pub(super) former: Vec<String>,
    /// What stands in brackets beside the name: another name, or anything else.
    pub(super) beside: Vec<String>,
}

/// Reads a name as it is on a list.
pub(super) fn written_names(name: &str) -> WrittenNames {
    let (outside, inside) = without_brackets(name);
    let has_outside = outside.chars().any(char::is_alphanumeric);
    // Brackets around the whole name say nothing.
    let (main, inside) =
        if has_outside { (outside, inside) } else { (inside.join(" "), Vec::new()) };
    let mut names = WrittenNames::default();
    for way in main.split(['/', '／', '|', '｜']) {
        names.take(&parts(way));
    }
    let firsts = names.whole.clone();
    for inner in &inside {
        let former = FORMER.iter().find_map(|word| inner.strip_prefix(word));
        let words = parts(former.unwrap_or(inner));
        let words = words.into_iter().filter(|word| !is_office(word));
        let words: Vec<String> = words.collect();
        let Some(first) = words.first() else { continue };
        // The given name is the same with another surname.
        for rest in firsts.iter().filter_map(|way| way.get(1..)).filter(|rest| !rest.is_empty()) {
            let mut way = vec![first.clone()];
            way.extend_from_slice(rest);
            names.add(way);
        }
        let list = if former.is_some() { &mut names.former } else { &mut names.beside };
        list.extend(words);
    }
    names
}

impl WrittenNames {
    /// Takes one way of writing the whole name, also without titles and honorifics.
    fn take(&mut self, parts: &[String]) {
        self.add(parts.to_vec());
        let bare: Vec<String> = parts.iter().filter(|part| !is_title(part)).cloned().collect();
        let bare = if bare.is_empty() { parts.to_vec() } else { bare };
        // An office is no part of the name, so it is not looked for.
        if bare.len() < parts.len() {
            self.whole.clear();
        }
        self.add(bare.clone());
        if let Some(shorter) = without_honorific(&bare) {
            self.add(shorter);
        }
        if let Some(shorter) = without_title(&bare) {
            self.add(shorter);
        }
    }

    fn add(&mut self, way: Vec<String>) {
        if !way.is_empty() && !self.whole.contains(&way) {
            self.whole.push(way);
        }
    }
}

/// Returns the words of a name: everything that is no letter stands between them.
fn parts(name: &str) -> Vec<String> {
    let is_mark = |c: char| {
        let marks = ['\u{300}'..='\u{36f}', '\u{3099}'..='\u{309a}', '\u{fe00}'..='\u{fe0f}'];
        marks.iter().any(|range| range.contains(&c)) || ('\u{e0100}'..='\u{e01ef}').contains(&c)
    };
    let is_inner =
        |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '\'' | '’' | '‐');
    let words =
        name.split(|c: char| !is_inner(c)).map(|word| word.trim_matches(['-', '\'', '’', '‐']));
    let words = words.filter(|word| !word.is_empty());
    let all: Vec<String> = words.map(str::to_owned).collect();
    // The number of a row or of a member is no part of the name.
    let is_number = |word: &String| word.chars().all(char::is_numeric);
    let letters: Vec<String> = all.iter().filter(|word| !is_number(word)).cloned().collect();
    if letters.is_empty() { all } else { letters }
}

/// Returns what stands outside of all brackets, and what stands in each of them.
fn without_brackets(name: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut open: Option<(char, String)> = None;
    for c in name.chars() {
        match &mut open {
            Some((close, _)) if *close == c => {
                inside.extend(open.take().map(|(_, text)| text));
                outside.push(' ');
            }
            Some((_, text)) => text.push(c),
            None => match BRACKETS.iter().find(|(own, _)| *own == c) {
                Some((_, close)) => open = Some((*close, String::new())),
                None => outside.push(c),
            },
        }
    }
    inside.extend(open.map(|(_, text)| text));
    (outside, inside.into_iter().map(|text| text.trim().to_owned()).collect())
}

/// Whether a word is a title or an honorific, and no name.
fn is_title(word: &str) -> bool {
    let is_one = |list: &[&str]| list.contains(&word);
    let is_single = word.chars().count() == 1;
    let is_listed = is_one(&HONORIFICS) || is_one(&TITLES);
    let is_spoken = matches!(word, "様" | "氏" | "殿" | "君");
    (is_listed && (!is_single || is_spoken)) || ends_as_office(word)
}

/// Whether a word in brackets is an office or an organisation, and no name.
fn is_office(word: &str) -> bool {
    let count = word.chars().count();
    let is_long = LONG_OFFICES.iter().any(|ending| word.ends_with(ending)) && count > 2;
    count < 2 || is_title(word) || (is_long && !matches!(word, "長谷部" | "日下部"))
}

fn ends_as_office(word: &str) -> bool {
    OFFICES.iter().any(|ending| word.ends_with(ending))
}

/// Returns the parts without the honorific or the office at the end: 山田花子様, 山田委員長.
fn without_honorific(parts: &[String]) -> Option<Vec<String>> {
    let (last, before) = parts.split_last()?;
    let is_word = |it: &&&str| it.chars().count() > 1 || matches!(**it, "様" | "氏" | "殿" | "君");
    let endings = HONORIFICS.iter().filter(is_word).chain(TITLES.iter().filter(is_word));
    let ending = endings.filter(|it| last.ends_with(**it)).max_by_key(|it| it.len())?;
    let rest = last.strip_suffix(ending)?;
    let is_name = rest.chars().count() > 1 || (!before.is_empty() && !rest.is_empty());
    is_name.then(|| before.iter().cloned().chain([rest.to_owned()]).collect())
}

/// Returns the parts without the office at the beginning: 委員長山田花子.
fn without_title(parts: &[String]) -> Option<Vec<String>> {
    let (first, after) = parts.split_first()?;
    let titles = TITLES.iter().filter(|it| it.chars().count() > 1);
    let title = titles.filter(|it| first.starts_with(**it)).max_by_key(|it| it.len())?;
    let rest = first.strip_prefix(title)?;
    (rest.chars().count() > 1)
        .then(|| [rest.to_owned()].into_iter().chain(after.iter().cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_told_from_what_stands_beside_it() {
        let rows = [
            ("山田　花子", "山田 花子"),
            ("山田花子様", "山田花子様, 山田花子"),
            ("山田　花子　様", "山田 花子"),
            ("委員長 山田花子", "山田花子"),
            ("委員長山田花子", "委員長山田花子, 山田花子"),
            ("【総務】山田花子", "山田花子; 総務"),
            ("高崎市職 山田花子", "山田花子"),
            ("\"山田 花子\"", "山田 花子"),
            ("「山田 花子」", "山田 花子"),
            ("佐藤(山田) 花子", "佐藤 花子, 山田 花子; 山田"),
            ("山田花子（旧姓鈴木）", "山田花子: 鈴木"),
            ("山田 花子(旧姓：鈴木)", "山田 花子, 鈴木 花子: 鈴木"),
            ("山田花子（代理）", "山田花子"),
            ("山田花子（組織部）", "山田花子"),
            ("山田花子/Hanako Yamada", "山田花子, Hanako Yamada"),
            ("3. 山田花子★", "山田花子"),
            ("委員長", "委員長"),
            ("阿部 委員", "阿部"),
            ("Jean-Paul O'Brien", "Jean-Paul O'Brien"),
        ];
        for (name, read) in rows {
            let WrittenNames { whole, former, beside } = written_names(name);
            let ways: Vec<String> = whole.iter().map(|way| way.join(" ")).collect();
            let mut text = ways.join(", ");
            for (sign, list) in [(": ", former), ("; ", beside)] {
                if !list.is_empty() {
                    text = format!("{text}{sign}{}", list.join(", "));
                }
            }
            assert_eq!(text, read, "{name}");
        }
    }
}
