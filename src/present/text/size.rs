//! Amounts of storage as people say them.

/// Bytes in the largest unit that leaves at least 1: `820 B`, `1.2 MB`, `64 GB`. Units of 1000, as devices are sold.
///
/// What the browser cannot tell (not a number, or below 0) is said as nothing.
pub fn size_text(bytes: f64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let mut amount = if bytes.is_finite() { bytes.max(0.0) } else { 0.0 };
    let mut unit = "B";
    for larger in UNITS {
        // What would be rounded to 1000 is said in the next unit.
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
