//! Where a line may break in a text of days, clocks and lengths: never between a number and its unit (3日間, 1時間30分).

/// The characters after which a line may break.
const JOINTS: [char; 4] = [' ', '・', '、', '～'];

/// Splits a text into the parts in which no line breaks: 11月29日(土)～, 31日(日)・, 3日間. A number in English keeps
/// its unit: 1 h, 30 min. The text is that of all parts together.
pub fn unbroken_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let (Some(before), Some(after)) = (text.get(from..at), text.get(end..)) else { continue };
        let is_within_length = c == ' ' && before.ends_with(|c: char| c.is_ascii_digit()) && {
            let unit = after.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            ["h", "min", "day", "days"].contains(&unit)
        };
        if JOINTS.contains(&c) && !is_within_length {
            parts.extend(text.get(from..end));
            from = end;
        }
    }
    parts.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    parts
}
