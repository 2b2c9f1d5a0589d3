//! Numbers as people write them in Japanese: 5, ５, 五, 十二, 一二.

/// Returns the number that a text writes in digits or kanji, with spaces around it allowed; `None` for anything else,
/// and for numbers that do not fit.
pub fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 12 {
        return None;
    }
    let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
    match digits {
        Some(digits) => {
            let add = |sum: u32, digit: u32| sum.checked_mul(10)?.checked_add(digit);
            digits.into_iter().try_fold(0, add)
        }
        None => with_tens(text),
    }
}

/// Reads 十, 百 and 千: each multiplies the digit before it, or stands alone for itself.
fn with_tens(text: &str) -> Option<u32> {
    let (mut sum, mut ones, mut last_unit) = (0_u32, None, u32::MAX);
    for c in text.chars() {
        if let Some(unit) = unit(c) {
            if unit >= last_unit {
                return None;
            }
            sum += ones.take().unwrap_or(1) * unit;
            last_unit = unit;
        } else if ones.is_none() {
            ones = Some(digit(c)?);
        } else {
            return None;
        }
    }
    Some(sum + ones.unwrap_or(0))
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')),
        '〇' | '零' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
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
