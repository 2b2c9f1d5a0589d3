//! Adjusts the rule of a series that is moved: its weekdays and days of the month move too.

use jiff::civil::DateTime;

use crate::domain::series::recurrence::rule::{End, Frequency, NthDay, Rule, RuleParts};
use crate::domain::time::day_number::{plus_seconds, seconds_between};
use crate::domain::time::signed_days_between;

/// Returns the rule for a series that starts at `to` instead of `from`; `None` if the new rule is not clear.
///
/// If a second Thursday is moved to the Friday after it, the rule takes the number of that Friday: the second or the
/// third one.
pub fn moved(rule: &Rule, from: DateTime, to: DateTime) -> Option<Rule> {
    let mut parts = rule.parts().clone();
    if let End::Until(until) = parts.end {
        parts.end = End::Until(plus_seconds(until, seconds_between(from, to)));
    }
    let days = signed_days_between(from.date(), to.date());
    if days != 0 {
        move_days(&mut parts, days, to)?;
    }
    // If the rule lists one hour, minute or second, it is that of the start.
    let own = [
        (&mut parts.by_hour, from.hour(), to.hour()),
        (&mut parts.by_minute, from.minute(), to.minute()),
        (&mut parts.by_second, from.second(), to.second()),
    ];
    for (list, was, is) in own {
        if was != is && !list.is_empty() {
            (list.as_slice() == [i16::from(was)]).then_some(())?;
            *list = vec![i16::from(is)];
        }
    }
    Rule::new(parts)
}

fn move_days(parts: &mut RuleParts, days: i32, to: DateTime) -> Option<()> {
    let is_plain = parts.by_year_day.is_empty()
        && parts.by_week_no.is_empty()
        && (parts.by_set_position.is_empty() || days % 7 == 0);
    is_plain.then_some(())?;
    let is_of_month = matches!(parts.frequency, Frequency::Monthly | Frequency::Yearly);
    for day in &mut parts.by_day {
        day.day = day.day.wrapping_add(days % 7);
    }
    if let ([NthDay { day, nth: Some(nth) }], true) = (parts.by_day.as_mut_slice(), is_of_month) {
        *day = to.weekday();
        *nth = nth_of(*nth, to);
    } else if parts.by_day.iter().any(|day| day.nth.is_some()) && days % 7 != 0 {
        // The rule has several numbered weekdays, so it is not clear which of them the new day replaces.
        return None;
    }
    match parts.by_month_day.as_slice() {
        [] => {}
        [own] => {
            let from_end = to.day() - to.days_in_month() - 1;
            let day = if *own < 0 { from_end } else { to.day() };
            parts.by_month_day = vec![i16::from(day)];
        }
        several => {
            let days = i16::try_from(days).ok()?;
            let moved: Vec<i16> = several.iter().map(|day| day.saturating_add(days)).collect();
            let is_within =
                several.iter().zip(&moved).all(|(was, is)| (1..=28).contains(is) && *was > 0);
            parts.by_month_day = Some(moved).filter(|_| is_within)?;
        }
    }
    match parts.by_month.as_slice() {
        [_] => parts.by_month = vec![to.month().into()],
        [] => {}
        _ => {
            // The months stay the same as long as the day stays in its month.
            let is_same = parts.by_month.contains(&to.month().into());
            is_same.then_some(())?;
        }
    }
    Some(())
}

/// Returns which of its weekday a day is in its month, counted from the end if `like` was.
fn nth_of(like: i16, day: DateTime) -> i16 {
    let (of, last) = (i16::from(day.day()), i16::from(day.days_in_month()));
    if like < 0 { -((last - of) / 7 + 1) } else { (of - 1) / 7 + 1 }
}
