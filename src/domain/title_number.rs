//! The number that a title says: 第5回執行委員会, 執行委員会 第5回.

use std::ops::Range;

use crate::domain::numerals;

/// The brackets in which people put the number after the name.
pub const BRACKETS: [(char, char); 5] =
    [('（', '）'), ('(', ')'), ('【', '】'), ('［', '］'), ('[', ']')];

/// A number that a title says, as 第5回.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidNumber {
    /// The number.
    pub number: u32,
    /// The bytes of the title from 第 to 回.
    pub bytes: Range<usize>,
}

/// A title without the number at its beginning or its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitTitle {
    /// The number.
    pub number: u32,
    /// The rest; never empty.
    pub name: String,
}

/// Returns the first number that a title says: 第5回, 第 ５ 回, 第十二回.
pub fn said_number(title: &str) -> Option<SaidNumber> {
    title.match_indices('第').find_map(|(start, mark)| {
        let rest = title.get(start + mark.len()..)?;
        let (digits, _) = rest.split_once('回')?;
        let number = numerals::number(digits)?;
        let end = start + mark.len() + digits.len() + '回'.len_utf8();
        Some(SaidNumber { number, bytes: start..end })
    })
}

/// Splits a title that says its number at the beginning or at the end; `None` for any other title.
///
/// A number in the middle, as in 大会第5回実行委員会, belongs to the words around it.
pub fn split(title: &str) -> Option<SplitTitle> {
    let said = said_number(title)?;
    let before = title.get(..said.bytes.start)?.trim();
    let after = title.get(said.bytes.end..)?.trim();
    let name = match (before.is_empty(), after.is_empty()) {
        (true, false) => after,
        (false, true) => before,
        (false, false) => in_brackets(before, after)?,
        (true, true) => return None,
    };
    // What ends so only says when: 2026年度 第3回 stays as it is.
    let is_period = ["年度", "年", "期", "次", "月"].iter().any(|end| name.ends_with(end));
    (!name.is_empty() && !is_period)
        .then(|| SplitTitle { number: said.number, name: name.to_owned() })
}

/// Returns what is before a bracket that holds only the number.
fn in_brackets<'t>(before: &'t str, after: &str) -> Option<&'t str> {
    let is_pair = |(open, close): &(char, char)| {
        before.ends_with(*open) && after.chars().eq(std::iter::once(*close))
    };
    let (open, _) = BRACKETS.into_iter().find(is_pair)?;
    Some(before.trim_end_matches(open).trim_end())
}
