//! What of a written name is the name: calendars put an e-mail address in its place, and people write numbers after it.

/// The fewest digits of a telephone number that begins like one, and of any other.
const SHORTEST: usize = 6;
const SHORTEST_BARE: usize = 9;

/// Words that stand before an address or a number.
const LABELS: [&str; 18] = [
    "mailto",
    "e-mail",
    "email",
    "mail",
    "tel",
    "phone",
    "mobile",
    "fax",
    "line",
    "メール",
    "アドレス",
    "電話",
    "携帯",
    "連絡先",
    "番号",
    "☎",
    "📞",
    "✉",
];

/// What stands around an address or a number, and says nothing without it.
const EMPTY: [&str; 9] = ["()", "（）", "<>", "＜＞", "[]", "［］", "【】", "〔〕", "「」"];

/// Returns a name without the e-mail addresses and telephone numbers in it; empty if it is nothing else.
pub(crate) fn name_only(name: &str) -> String {
    split(name).0
}

/// Returns the e-mail addresses and telephone numbers in a name.
pub(crate) fn contacts_in(name: &str) -> Vec<String> {
    split(name).1
}

/// Whether people write this sign between the digits of one number.
pub(crate) fn is_sign_in_number(c: char) -> bool {
    "-‐‑‒–—―−－ーｰ.．・･()（）".contains(c)
}

fn split(name: &str) -> (String, Vec<String>) {
    let mut rest: Vec<char> = name.replace("[at]", "@").replace("(at)", "@").chars().collect();
    let mut contacts = Vec::new();
    while let Some((start, end)) = email(&rest).or_else(|| number(&rest)) {
        let tail = rest.split_off(end);
        let contact: String = rest.split_off(start).into_iter().collect();
        contacts.push(contact.trim().to_owned());
        rest = without_label(&rest);
        rest.push(' ');
        rest.extend(tail);
    }
    if contacts.is_empty() {
        return (name.to_owned(), contacts);
    }
    (tidied(rest.into_iter().collect()), contacts)
}

/// Returns where the first e-mail address is.
fn email(text: &[char]) -> Option<(usize, usize)> {
    let is_local = |c: &char| is_latin(*c) || "._-+%＿．－＋".contains(*c);
    let is_host = |c: &char| is_latin(*c) || ".-．－".contains(*c);
    let ats = text.iter().enumerate().filter(|(_, c)| matches!(c, '@' | '＠'));
    ats.map(|(at, _)| {
        let (before, after) = text.split_at(at);
        let local = before.iter().rev().take_while(|c| is_local(c)).count();
        let host = after.iter().skip(1).take_while(|c| is_host(c)).count();
        (at, local, host)
    })
    .find(|(_, local, host)| *local > 0 && *host > 0)
    .map(|(at, local, host)| (at - local, at + 1 + host))
}

/// Returns where the first telephone number is.
fn number(text: &[char]) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = text.iter().skip(from).position(|c| is_number_start(*c)) {
        let start = from + start;
        let (mut digits, mut gap, mut end) = (0, 0, start);
        for (at, c) in text.iter().enumerate().skip(start) {
            if is_digit(*c) {
                (digits, gap, end) = (digits + 1, 0, at + 1);
            } else if at == start {
                end = at + 1;
            } else if gap < 2 && (is_sign_in_number(*c) || c.is_whitespace()) {
                gap += 1;
            } else {
                break;
            }
        }
        let begins = text.get(start).is_some_and(|c| matches!(c, '0' | '０' | '+' | '＋'));
        if digits >= if begins { SHORTEST } else { SHORTEST_BARE } {
            // A bracket around the code of a town is a part of the number.
            let is_open = start.checked_sub(1).and_then(|at| text.get(at));
            let is_open = is_open.is_some_and(|c| matches!(c, '(' | '（'));
            let has_close = text.iter().take(end).skip(start).any(|c| matches!(c, ')' | '）'));
            return Some((start - usize::from(is_open && has_close), end));
        }
        from = end.max(start + 1);
    }
    None
}

fn is_number_start(c: char) -> bool {
    is_digit(c) || matches!(c, '+' | '＋')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || ('０'..='９').contains(&c)
        || ('Ａ'..='Ｚ').contains(&c)
        || ('ａ'..='ｚ').contains(&c)
}

/// Removes the word that introduces an address or a number from the end of what stands before it.
fn without_label(before: &[char]) -> Vec<char> {
    let text: String = before.iter().collect();
    let bare = text.trim_end_matches([' ', '　', ':', '：', '.']);
    let lower = bare.to_ascii_lowercase();
    let label = LABELS.iter().find(|label| lower.ends_with(**label));
    let kept = label.and_then(|label| bare.get(..bare.len() - label.len()));
    // The label is a word of its own: the end of another word in Latin letters is not.
    let kept = kept.filter(|kept| !kept.ends_with(|c: char| c.is_ascii_alphabetic()));
    kept.unwrap_or(&text).chars().collect()
}

fn tidied(text: String) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (open, close) in EMPTY.iter().filter_map(|pair| pair.split_at_checked(pair.len() / 2)) {
        text =
            text.replace(&format!("{open} {close}"), " ").replace(&format!("{open}{close}"), " ");
    }
    let is_sign = |c: char| c.is_whitespace() || "\"'“”,、，;；:：/／-|｜・".contains(c);
    let text = text.trim_matches(is_sign);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_is_left() {
        let rows = [
            ("山田 花子", "山田 花子"),
            ("x@gmail.com", ""),
            ("ｘ＠ｇｍａｉｌ．ｃｏｍ", ""),
            ("<x.y+z@e.jp>", ""),
            ("x[at]e.jp", ""),
            ("講師 boss.private@gmail.com 090-9999-8888", "講師"),
            ("山田花子（090-1234-5678）", "山田花子"),
            ("山田 花子 <hanako@e.jp>", "山田 花子"),
            ("\"山田 花子\" mailto:hanako@e.jp", "山田 花子"),
            ("山田　花子 TEL：０９０（１２３４）５６７８", "山田 花子"),
            ("見本労組 電話 (03)1234-5678", "見本労組"),
            ("+81 (0)90 1234 5678", ""),
            ("090 1234 5678", ""),
            ("123456789", ""),
            ("山田@渋谷支部", "山田@渋谷支部"),
            ("2026年度役員", "2026年度役員"),
            ("第123支部", "第123支部"),
            ("Taro Suzuki, Jr.", "Taro Suzuki, Jr."),
        ];
        for (written, name) in rows {
            assert_eq!(name_only(written), name, "{written}");
            assert_eq!(name_only(name), name, "{written}");
        }
        let found = contacts_in("講師 boss.private@gmail.com 090-9999-8888");
        assert_eq!(found, ["boss.private@gmail.com", "090-9999-8888"]);
    }
}
