//! Telephone numbers in texts: with and without hyphens, in full width, with or without the code of the country.

use crate::domain::sharing::name_only::is_sign_in_number;

/// The fewest digits that count as a telephone number: one inside its town.
const SHORTEST: usize = 6;

/// A number with the code of its town has this many digits at least.
const WHOLE: usize = 10;

/// How many signs stand between two digits of a number: `+81 (0) 90`.
const MOST_GAP: usize = 2;

/// Returns the runs of digits in a text that may be telephone numbers, as ASCII digits; a run in the form for calls from
/// abroad begins with `+`.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut gap = 0;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            run.push(digit);
            gap = 0;
        } else if matches!(c, '+' | '＋') {
            close(&mut run, &mut found);
            run.push('+');
            gap = 0;
        } else if !run.is_empty() && gap < MOST_GAP && is_gap(c, &run) {
            gap += 1;
        } else {
            close(&mut run, &mut found);
            gap = 0;
        }
    }
    close(&mut run, &mut found);
    found
}

/// Returns a number as it is dialled inside the country: `+81-90-…` as `090…`.
pub(super) fn national(digits: &str) -> String {
    let bare = digits.strip_prefix("81").filter(|rest| (9..=10).contains(&rest.len()));
    let prefixes = ["+81", "0081", "01081", "001081"];
    let abroad = prefixes.iter().find_map(|prefix| digits.strip_prefix(prefix)).or(bare);
    match abroad {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits.trim_start_matches('+').to_owned(),
    }
}

/// Whether a run of digits contains a number, or is its end: people leave out the code of their own town. With the code
/// of the country, there are many ways to begin: `+81`, `0081`, `011-81`, and `wa.me/81`.
pub(super) fn is_number_in(number: &str, run: &str) -> bool {
    let abroad =
        |rest: &str| run.contains(&format!("81{rest}")) || run.contains(&format!("810{rest}"));
    if is_whole(number) && number.strip_prefix('0').is_some_and(abroad) {
        return true;
    }
    let run = national(run);
    run.contains(number) || (is_whole(number) && run.len() >= SHORTEST && number.ends_with(&run))
}

/// Whether a number has the code of its town.
pub(super) fn is_whole(number: &str) -> bool {
    number.len() >= WHOLE
}

fn close(run: &mut String, found: &mut Vec<String>) {
    let run = std::mem::take(run);
    if run.len() >= SHORTEST {
        found.push(run);
    }
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
        '零' | '〇' | '○' => Some('0'),
        _ => "一二三四五六七八九".chars().zip('1'..='9').find(|it| it.0 == c).map(|it| it.1),
    }
}

/// Whether people write it between the digits of one number. A space ends a number that is complete.
fn is_gap(c: char, run: &str) -> bool {
    is_sign_in_number(c) || (c.is_whitespace() && national(run).len() < WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let known = national("+819012345678");
        assert_eq!(known, "09012345678");
        for text in [
            "090-1234-5678",
            "09012345678",
            "０９０ー１２３４ー５６７８",
            "（090）1234-5678",
            "090 1234 5678まで",
            "+81 90-1234-5678",
            "+81(0)90-1234-5678",
            "+81 (0)90 1234 5678",
            "+81 (0) 90 1234 5678",
            "0081-90-1234-5678",
            "011-81-90-1234-5678",
            "WhatsApp 819012345678",
            "https://wa.me/819012345678",
            "1234-5678",
            "担当 090.1234.5678 03-1111-2222",
            "〇九〇―一二三四―五六七八",
        ] {
            assert!(numbers(text).iter().any(|run| is_number_in(&known, run)), "{text}");
        }
        for text in ["2024-11-01", "090-1234-5679", "1234", "14:00-16:00", "5678"] {
            assert!(!numbers(text).iter().any(|run| is_number_in(&known, run)), "{text}");
        }
    }
}
