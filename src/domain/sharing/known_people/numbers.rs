//! Telephone numbers in texts: with and without hyphens, in full width, with or without the code of the country.

/// The fewest digits that count as a telephone number: one inside its town.
const SHORTEST: usize = 6;

/// A number with the code of its town has this many digits at least.
const WHOLE: usize = 10;

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
        } else if !run.is_empty() && gap < 2 && is_gap(c, run.len()) {
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
    let abroad = digits.strip_prefix("+81").or_else(|| digits.strip_prefix("01081"));
    match abroad {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits.trim_start_matches('+').to_owned(),
    }
}

/// Whether a run of digits contains a number, or is its end: people leave out the code of their own town.
pub(super) fn is_number_in(number: &str, run: &str) -> bool {
    let run = national(run);
    run.contains(number)
        || (number.len() >= WHOLE && run.len() >= SHORTEST && number.ends_with(&run))
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
        _ => None,
    }
}

/// Whether people write it between the digits of one number. A space ends a number that is complete.
fn is_gap(c: char, length: usize) -> bool {
    "-‐‑‒–—―−－ーｰ.．・･()（）".contains(c) || (c.is_whitespace() && length < WHOLE)
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
            "1234-5678",
            "担当 090.1234.5678 03-1111-2222",
        ] {
            assert!(numbers(text).iter().any(|run| is_number_in(&known, run)), "{text}");
        }
        for text in ["2024-11-01", "090-1234-5679", "1234", "14:00-16:00", "5678"] {
            assert!(!numbers(text).iter().any(|run| is_number_in(&known, run)), "{text}");
        }
    }
}
