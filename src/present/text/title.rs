//! What a title says of the number and the kind of its event: 第5回執行委員会, 執行委員会 第5回.

use crate::domain::event::kind::Kind;
use crate::domain::title_number::{BRACKETS, SplitTitle, said_number, split};
use crate::i18n::{Language, Messages};
use crate::present::viewer::Viewer;

/// What people write in titles for a kind, in addition to its names on the screen.
const KIND_WORDS: [(&str, Kind); 45] = [
    ("総会", Kind::GeneralAssembly),
    ("大会", Kind::GeneralAssembly),
    ("代議員会", Kind::GeneralAssembly),
    ("general meeting", Kind::GeneralAssembly),
    ("annual meeting", Kind::GeneralAssembly),
    ("convention", Kind::GeneralAssembly),
    ("執行委員会", Kind::ExecutiveCommittee),
    ("中執", Kind::ExecutiveCommittee),
    ("executive committee", Kind::ExecutiveCommittee),
    ("5役会", Kind::OfficersMeeting),
    ("５役会", Kind::OfficersMeeting),
    ("五役会", Kind::OfficersMeeting),
    ("幹事会", Kind::Board),
    ("書記局", Kind::Secretariat),
    ("書記局会議", Kind::Secretariat),
    ("団体交渉", Kind::Negotiation),
    ("団交", Kind::Negotiation),
    ("collective bargaining", Kind::Negotiation),
    ("折衝", Kind::WorkingTalks),
    ("統一行動", Kind::UnitedAction),
    ("集会", Kind::Rally),
    ("メーデー", Kind::Rally),
    ("may day", Kind::Rally),
    ("rally", Kind::Rally),
    ("学習会", Kind::StudySession),
    ("勉強会", Kind::StudySession),
    ("研修会", Kind::StudySession),
    ("講演会", Kind::StudySession),
    ("セミナー", Kind::StudySession),
    ("学校", Kind::StudySession),
    ("seminar", Kind::StudySession),
    ("workshop", Kind::StudySession),
    ("交流会", Kind::Exchange),
    ("交流集会", Kind::Exchange),
    ("懇親会", Kind::Exchange),
    ("懇談会", Kind::Exchange),
    ("厚生事業", Kind::Welfare),
    ("旅行", Kind::Welfare),
    ("運動会", Kind::Welfare),
    ("新年会", Kind::Welfare),
    ("忘年会", Kind::Welfare),
    ("レクリエーション", Kind::Welfare),
    ("選挙", Kind::Election),
    ("投票", Kind::Election),
    ("election", Kind::Election),
];

/// What stands between the events that a title names side by side.
const SEPARATORS: [&str; 13] =
    ["･", "、", "，", ",", "/", "／", "＋", "+", "＆", "&", "および", "及び", " and "];

/// Splits a title that is written as events with a number are shown in this language: Committee No. 5.
pub fn split_shown(title: &str, messages: &dyn Messages) -> Option<SplitTitle> {
    let title = title.trim();
    let name_and_sign = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u32 = title.get(name_and_sign.len()..)?.parse().ok()?;
    let said = messages.series_number(number);
    let name = title.strip_suffix(said.as_str())?.trim_end();
    (!name.is_empty() && messages.numbered(&said, name) == title)
        .then(|| SplitTitle { number, name: name.to_owned() })
}

/// Returns a title with the number that it says at its end at the beginning: 執行委員会 第5回 reads 第5回執行委員会.
pub fn number_first(title: &str) -> String {
    match said_number(title).zip(split(title)) {
        Some((said, split)) if said.bytes.start > 0 => {
            let language = Language::Ja.messages();
            language.numbered(&language.series_number(split.number), &split.name)
        }
        Some(_) | None => title.to_owned(),
    }
}

/// Returns a title with the number of its event: 第4回執行委員会. A title that says the number already only gets it at the
/// beginning; another number at its end is replaced, because the title of a series is that of all its instances.
pub fn numbered(title: &str, number: Option<u32>, viewer: &Viewer) -> String {
    let said = said_number(title);
    let is_said = |number: u32| {
        let in_words = |it: &Language| title.contains(&it.messages().series_number(number));
        said.as_ref().is_some_and(|said| said.number == number)
            || Language::ALL.iter().any(in_words)
    };
    let Some(number) = number.filter(|number| !is_said(*number)) else {
        return number_first(title);
    };
    let at_end = said.as_ref().filter(|said| said.bytes.start > 0).and_then(|_| split(title));
    let name = at_end.map_or_else(|| title.to_owned(), |split| split.name);
    viewer.messages.numbered(&viewer.messages.series_number(number), &name)
}

/// Returns the kinds that a title names, most important first: 定期総会・懇親会 is an assembly and a social. What is in
/// brackets counts only if the rest names none: 懇親会（総会後）.
pub fn kinds(title: &str) -> Vec<Kind> {
    let (outside, inside) = by_brackets(&title.to_lowercase());
    let named = |text: &str| {
        let separated = SEPARATORS.iter().fold(text.to_owned(), |it, mark| it.replace(mark, "・"));
        let mut kinds: Vec<Kind> = separated.split('・').filter_map(kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    let kinds = named(&outside);
    if kinds.is_empty() { named(&inside) } else { kinds }
}

/// Returns what is outside brackets, and what is inside.
fn by_brackets(title: &str) -> (String, String) {
    let mut depth = 0_usize;
    let (mut outside, mut inside) = (String::new(), String::new());
    for c in title.chars() {
        if BRACKETS.iter().any(|(open, _)| *open == c) {
            depth += 1;
            inside.push('・');
        } else if depth > 0 && BRACKETS.iter().any(|(_, close)| *close == c) {
            depth -= 1;
        } else if depth > 0 {
            inside.push(c);
        } else {
            outside.push(c);
        }
    }
    (outside, inside)
}

/// Returns the kind that a part of a title names, in small letters. If it names several, the last one counts, because it
/// says what the others are about: 選挙学習会 is a study session.
fn kind(title: &str) -> Option<Kind> {
    let named = Language::ALL
        .into_iter()
        .flat_map(|it| Kind::ALL.map(|kind| (it.messages().kind(kind).to_lowercase(), kind)))
        .filter(|(_, kind)| *kind != Kind::Other);
    let words = KIND_WORDS.into_iter().map(|(word, kind)| (word.to_owned(), kind));
    let end = |word: &str| title.rfind(word).map(|start| (start + word.len(), word.len()));
    let found = named.chain(words).filter_map(|(word, kind)| Some((end(&word)?, kind)));
    found.max_by_key(|(place, _)| *place).map(|(_, kind)| kind)
}
