//! Numbers as people write them in Japanese: 5, ５, 五, 十二, 一二.

/// Returns the number that a text writes in digits or kanji, with spaces around it allowed; `None` for anything else,
/// and for numbers that do not fit.
pub fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 12 {
        return None;
    }
    let numerals: Vec<u32> =
        text.chars().map(|c| digit(c).or_else(|| numeral(c))).collect::<Option<_>>()?;
    if numerals.iter().any(|numeral| *numeral >= 10) {
        return with_tens(numerals);
    }
    let add = |sum: u32, digit: u32| sum.checked_mul(10)?.checked_add(digit);
    numerals.into_iter().try_fold(0, add)
}

/// Returns the number that numerals with 十, 百 or 千 write: each of these multiplies the digit before it, or stands alone
/// for itself. `None` if they are in no order that people write.
pub fn with_tens(numerals: impl IntoIterator<Item = u32>) -> Option<u32> {
    let (mut sum, mut digit, mut last) = (0_u32, None, u32::MAX);
    for numeral in numerals {
        if numeral < 10 {
            digit = digit.is_none().then_some(numeral);
            digit?;
        } else {
            if numeral >= last {
                return None;
            }
            sum += digit.take().unwrap_or(1) * numeral;
            last = numeral;
        }
    }
    Some(sum + digit.unwrap_or(0))
}

/// Returns the value of a kanji numeral: 0 to 9, 10, 100 or 1000.
pub fn numeral(c: char) -> Option<u32> {
    let value = match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        _ => return None,
    };
    Some(value)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_in_every_style() {
        let all = [
            ("5", 5),
            ("１２", 12),
            (" 12 ", 12),
            ("五", 5),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("九十九", 99),
            ("百三", 103),
            ("千二百三十四", 1_234),
            ("一二", 12),
            ("一〇", 10),
        ];
        for (text, expected) in all {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_not_a_number() {
        for text in ["", "次", "十十", "二三十", "十百", "5a", "99999999999", "1 2"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
