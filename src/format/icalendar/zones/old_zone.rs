//! The zone of a vCalendar 1.0, which has no definitions: the distance from UTC, and when summer time begins and ends.
//!
//! ```text
//! TZ:-05
//! DAYLIGHT:TRUE;-04;19970406T020000;19971026T020000;EST;EDT
//! ```

use jiff::civil::DateTime;

use crate::domain::time::zone::Zones;
use crate::format::icalendar::model::rule::weekday_word;
use crate::format::icalendar::syntax::Component;
use crate::format::icalendar::syntax::values::{Stamp, parse_offset, parse_stamp, print_clock};
use crate::format::icalendar::zones::candidates::fixed_by_name;
use crate::format::icalendar::zones::resolve::Resolver;

/// The name of the definition, under which nobody else can find it.
const NAME: &str = "/vcalendar";

/// Whether a calendar is a vCalendar 1.0.
pub(crate) fn is_vcalendar(calendar: &Component) -> bool {
    calendar.value("VERSION").is_some_and(|version| version.trim() == "1.0")
}

/// Returns the zone of the clocks in a vCalendar 1.0: the fixed one, or one of the world with the same summer time.
pub(crate) fn zone_of_vcalendar(calendar: &Component, zones: &dyn Zones) -> Option<String> {
    let offset = calendar.value("TZ").filter(|_| is_vcalendar(calendar))?;
    let summers = calendar.properties.iter().filter(|property| property.name == "DAYLIGHT");
    let mut summers = summers
        .map(|property| property.value.trim())
        .filter(|summer| !summer.is_empty() && !summer.eq_ignore_ascii_case("FALSE"))
        .peekable();
    if summers.peek().is_none() {
        return fixed_by_name(offset);
    }
    let winter = whole_offset(offset)?;
    let mut definition = Component::named("VTIMEZONE");
    definition.push("TZID", NAME);
    // The last one stands for today.
    let changes = summers.last().and_then(|summer| changes(&winter, summer))?;
    definition.components.extend(changes);
    let mut calendar = Component::named("VCALENDAR");
    calendar.components.push(definition);
    let resolver = Resolver::new(zones, &calendar);
    let found = resolver.find(NAME, None).zone;
    resolver.is_known(&found.0).then(|| found.0.to_string())
}

/// Returns the changes of the clock as RFC 5545 3.6.5 has them. The clock changes in the same week of every year.
fn changes(winter: &str, summer: &str) -> Option<[Component; 2]> {
    let mut parts = summer.split(';').skip(1);
    let summer = whole_offset(parts.next()?)?;
    let mut moment = || parts.next().and_then(parse_stamp).map(Stamp::reading);
    let (begin, end) = (moment()?, moment()?);
    (parse_offset(&summer)? > parse_offset(winter)?).then_some(())?;
    Some([change("DAYLIGHT", begin, (winter, &summer)), change("STANDARD", end, (&summer, winter))])
}

fn change(name: &str, at: DateTime, (from, to): (&str, &str)) -> Component {
    let day = weekday_word(at.weekday());
    let is_last = at.day() + 7 > at.days_in_month();
    let nth = if is_last { -1 } else { (at.day() - 1) / 7 + 1 };
    let mut component = Component::named(name);
    component.push("DTSTART", print_clock(at));
    component.push("RRULE", format!("FREQ=YEARLY;BYMONTH={};BYDAY={nth}{day}", at.month()));
    component.push("TZOFFSETFROM", from);
    component.push("TZOFFSETTO", to);
    component
}

/// Returns `-05`, `-5` and `+09:00` as RFC 5545 3.3.14 writes them.
fn whole_offset(text: &str) -> Option<String> {
    let (sign, digits) = match text.trim().split_at_checked(1)? {
        ("-", digits) => ("-", digits),
        ("+", digits) => ("+", digits),
        _ => ("+", text.trim()),
    };
    let digits = digits.replace(':', "");
    let whole = match digits.len() {
        1 => format!("{sign}0{digits}00"),
        2 => format!("{sign}{digits}00"),
        _ => format!("{sign}{digits}"),
    };
    parse_offset(&whole).map(|_| whole)
}
