//! Amounts of storage in words.

/// Formats bytes in the largest unit that leaves at least 1: `820 B`, `1.2 MB`, `64 GB`. Units are powers of 1000, as
/// devices are sold.
///
/// A value that the browser does not know (not a number, or below 0) gives an empty text.
pub fn size_text(bytes: f64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let mut amount = if bytes.is_finite() { bytes.max(0.0) } else { 0.0 };
    let mut unit = "B";
    for larger in UNITS {
        // A value that would be rounded to 1000 is written in the next unit.
        if amount < 999.5 {
            break;
        }
        amount /= 1000.0;
        unit = larger;
    }
    if unit == "B" || amount >= 9.95 {
        format!("{amount:.0} {unit}")
    } else {
        format!("{amount:.1} {unit}")
    }
}
