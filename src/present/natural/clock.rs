//! Parses clocks: `18:30`, `18時半`, `午後6時`, `25時`, `翌1時`, `6:30pm`, 正午.

use jiff::civil::Time;

use crate::present::natural::scan::Scan;

/// A clock, with the number of days after the day that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) days: i8,
    /// Whether the half of the day was named: 午後, pm.
    pub(super) half: Option<NamedHalf>,
}

/// A half of the day that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedHalf {
    /// 午前, am.
    Morning,
    /// 午後, pm.
    Afternoon,
}

/// The half of the day that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    /// 午前, 午後: 12時 is the end of either half (明治5年太政官達第337号).
    Japanese { is_later: bool },
    /// am, pm: 12 is the beginning of either half.
    English { is_later: bool },
}

/// Parses a clock.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Clock> {
    scan.try_read(|scan| {
        let is_next_day = scan.eat_any(&["翌日", "翌"]);
        scan.skip_blank();
        if scan.eat("正午") || scan.eat_word("noon") {
            return clock(12, 0, is_next_day, None);
        }
        let before = half_before(scan);
        let (hour, minute, is_marked) = hour_and_minute(scan)?;
        let after = if before.is_none() { half_after(scan) } else { None };
        let half = before.or(after);
        (is_marked || half.is_some()).then_some(())?;
        clock(in_day(hour, half)?, minute, is_next_day, half)
    })
}

/// Returns the end of a range that began with 午後: `午後1時半～3時` ends at 15:00.
pub(super) fn in_half_of(start: Clock, end: Clock) -> Clock {
    let is_afternoon = start.half == Some(NamedHalf::Afternoon) && end.half.is_none();
    if !is_afternoon || end.days > 0 || end.time.hour() >= 12 || end.time > start.time {
        return end;
    }
    let later = Time::new(end.time.hour() + 12, end.time.minute(), 0, 0).unwrap_or(end.time);
    if later > start.time { Clock { time: later, ..end } } else { end }
}

fn half_before(scan: &mut Scan<'_>) -> Option<Half> {
    let half = match () {
        () if scan.eat("午前") => Half::Japanese { is_later: false },
        () if scan.eat("午後") => Half::Japanese { is_later: true },
        () if scan.eat("am") => Half::English { is_later: false },
        () if scan.eat("pm") => Half::English { is_later: true },
        () => return None,
    };
    scan.skip_blank();
    Some(half)
}

fn half_after(scan: &mut Scan<'_>) -> Option<Half> {
    scan.try_read(|scan| {
        scan.skip_blank();
        let is_later =
            scan.eat_one(&[("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)]);
        is_later.map(|is_later| Half::English { is_later })
    })
}

/// Parses the hour and the minute; the flag says whether a mark shows that it is a clock and not only a number.
fn hour_and_minute(scan: &mut Scan<'_>) -> Option<(i16, i16, bool)> {
    let hour = scan.number(2)?;
    if scan.eat(":") {
        let minute = scan.number(2)?;
        return Some((hour, minute, true));
    }
    // 時間 is a duration.
    if scan.try_read(|scan| (scan.eat("時") && !scan.eat("間")).then_some(())).is_none() {
        return Some((hour, 0, false));
    }
    if scan.eat("半") {
        return Some((hour, 30, true));
    }
    let minute = scan.try_read(|scan| {
        let minute = scan.number(2)?;
        scan.eat("分").then_some(minute)
    });
    Some((hour, minute.unwrap_or(0), true))
}

fn in_day(hour: i16, half: Option<Half>) -> Option<i16> {
    match half {
        None => Some(hour),
        Some(_) if !(0..=12).contains(&hour) => None,
        Some(Half::Japanese { is_later }) => Some(if is_later { hour + 12 } else { hour }),
        Some(Half::English { is_later }) => Some(if is_later { hour % 12 + 12 } else { hour % 12 }),
    }
}

/// Builds a clock. Hours go up to 29, as in Japanese timetables: 25時 is 1:00 of the next day.
fn clock(hour: i16, minute: i16, is_next_day: bool, half: Option<Half>) -> Option<Clock> {
    let is_night = (24..30).contains(&hour);
    let hour = if is_night { hour - 24 } else { hour };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    let half = half.map(|half| match half {
        Half::Japanese { is_later: true } | Half::English { is_later: true } => {
            NamedHalf::Afternoon
        }
        Half::Japanese { is_later: false } | Half::English { is_later: false } => {
            NamedHalf::Morning
        }
    });
    Some(Clock { time, days: i8::from(is_night || is_next_day), half })
}
