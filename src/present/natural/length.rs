//! Parses lengths: `2時間`, `1時間半`, `90分`, `for 2 hours`, `3日間`, `2泊3日`.

use crate::present::natural::scan::Scan;

/// Parses a length of time, in minutes.
pub(super) fn minutes(scan: &mut Scan<'_>) -> Option<u32> {
    scan.try_read(|scan| {
        before(scan);
        let count = scan.number(3)?;
        let is_half = scan.eat(".5");
        scan.skip_blank();
        let is_hours = scan.eat("時間")
            || scan.eat_word("hours")
            || scan.eat_word("hour")
            || scan.eat_word("hrs")
            || scan.eat_word("h");
        let count = u32::try_from(count).ok()?;
        if is_hours {
            let half = if is_half || scan.eat("半") { 30 } else { 0 };
            let more = scan.try_read(|scan| {
                let more = scan.number(2)?;
                scan.eat("分").then_some(more)
            });
            return Some(count * 60 + half + u32::try_from(more.unwrap_or(0)).ok()?);
        }
        let is_minutes = scan.eat("分間")
            || scan.eat("分")
            || scan.eat_word("minutes")
            || scan.eat_word("mins")
            || scan.eat_word("min");
        (is_minutes && !is_half).then_some(count)
    })
    .filter(|minutes| *minutes > 0)
}

/// Parses a number of days, at least 2.
pub(super) fn days(scan: &mut Scan<'_>) -> Option<i32> {
    let days = scan.try_read(|scan| {
        before(scan);
        let count = i32::from(scan.number(2)?);
        if scan.eat("泊") {
            let days = scan.try_read(|scan| scan.number(2).filter(|_| scan.eat("日")));
            return Some(days.map_or(count + 1, i32::from));
        }
        if scan.eat("日間") {
            return Some(count);
        }
        scan.skip_blank();
        scan.eat_word("days").then_some(count)
    });
    days.filter(|days| *days > 1)
}

fn before(scan: &mut Scan<'_>) {
    if scan.eat("約") || scan.eat_word("for") {
        scan.skip_blank();
    }
}
