//! Notes about a day while the person chooses it: that it is a day off, or past. They never prevent saving.

use jiff::civil::Date;

use crate::domain::time::{Days, plus_days};
use crate::present::text::day_off::day_off;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The largest number of days that are checked.
const MOST: i32 = 14;

/// Returns a note that the days of a new event are past.
pub fn past(viewer: &Viewer, days: Days) -> Option<&'static str> {
    (days.last < viewer.today).then(|| viewer.messages.past_day())
}

/// Returns a note for each of the days that is a day off: `11月23日(土祝)は勤労感謝の日です。`
pub fn days_off(viewer: &Viewer, days: Days) -> Vec<String> {
    let said = |day: Date| {
        let off = day_off(viewer, day)?;
        Some(viewer.messages.is_day_off(&time::day(viewer, day), &off.full_name))
    };
    let shown = (0..MOST).map(|offset| plus_days(days.first, offset));
    let mut notes: Vec<String> =
        shown.take_while(|day| *day <= days.last).filter_map(said).collect();
    notes.dedup();
    notes
}
