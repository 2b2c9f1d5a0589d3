//! Zones of the world that a definition is compared with, and zones with a fixed distance from UTC.

/// The name of UTC in JSCalendar.
pub(crate) const UTC: &str = "Etc/UTC";

/// Zones that a VTIMEZONE of unknown name is compared with: one for each set of rules in common use.
pub(crate) const CANDIDATES: [&str; 48] = [
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Dubai",
    "Asia/Kathmandu",
    "Asia/Yangon",
    "Asia/Kabul",
    "Asia/Tehran",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Jerusalem",
    "Asia/Beirut",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Helsinki",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Chisinau",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Atlantic/Azores",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Bogota",
    "America/Caracas",
    "America/Havana",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Pacific/Guam",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Marquesas",
];

/// Returns the zone without summer time at an offset in seconds east, if IANA has one.
pub(crate) fn fixed_zone(offset: i32) -> Option<String> {
    let hours = offset / 3600;
    match hours {
        _ if offset % 3600 != 0 || !(-12..=14).contains(&hours) => None,
        0 => Some(UTC.to_owned()),
        // In POSIX names, positive offsets are west.
        hours => Some(format!("Etc/GMT{:+}", -hours)),
    }
}

/// Reads `GMT+0900`, `UTC+9`, `(UTC+09:00) Osaka, Sapporo, Tokyo`.
pub(crate) fn fixed_by_name(name: &str) -> Option<String> {
    let name = name.trim_start_matches('(');
    let rest = ["UTC", "GMT"]
        .iter()
        .find_map(|word| name.get(..3).filter(|head| head.eq_ignore_ascii_case(word)))
        .and_then(|head| name.strip_prefix(head))
        .unwrap_or(name)
        .trim_start();
    let end = rest.find([')', ' ']).unwrap_or(rest.len());
    let (rest, _) = rest.split_at_checked(end)?;
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace([':', '.'], "");
    let number: i32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    let (hours, minutes) =
        if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    fixed_zone(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_names_are_read() {
        let rows = [
            ("GMT+0900", Some("Etc/GMT-9")),
            ("UTC-5", Some("Etc/GMT+5")),
            ("(UTC+09:00) Osaka, Sapporo, Tokyo", Some("Etc/GMT-9")),
            ("(GMT+09.00) Osaka/Sapporo/Tokyo", Some("Etc/GMT-9")),
            ("+00:00", Some("Etc/UTC")),
            ("UTC+5:30", None),
            ("Somewhere", None),
        ];
        for (name, expected) in rows {
            assert_eq!(fixed_by_name(name).as_deref(), expected, "{name}");
        }
    }
}
