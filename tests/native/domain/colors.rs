//! A new calendar takes the next free colour.

use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::id::CalendarId;
use tsudoi::domain::palette::Color;

fn calendar(id: &str, color: Option<&str>) -> Calendar {
    let color = color.map(str::to_owned);
    Calendar::new(CalendarId::new(id), CalendarFacts { color, ..CalendarFacts::default() })
}

fn adding(calendars: &[Calendar]) -> Change {
    let calendars = calendars.iter().map(|it| (it.id.clone(), Some(it.clone())));
    Change { calendars: calendars.collect(), ..Change::default() }
}

fn colors(almanac: &Almanac) -> Vec<Color> {
    almanac.colors().collect()
}

#[test]
fn calendars_without_a_colour_can_be_told_apart() {
    let mut almanac = Almanac::default();
    for calendars in [
        vec![calendar("a", None), calendar("b", Some("teal")), calendar("c", None)],
        vec![calendar("d", None)],
    ] {
        let change = almanac.with_free_colors(adding(&calendars));
        almanac.apply(change);
    }
    assert_eq!(colors(&almanac), [Color::Blue, Color::Teal, Color::Green, Color::Olive]);
    // A calendar that is here keeps what it has, also if it states no colour.
    let change = almanac.with_free_colors(adding(&[calendar("a", None)]));
    assert_eq!(change, adding(&[calendar("a", None)]));
}

#[test]
fn when_all_are_taken_the_rarest_is_next() {
    let all = Color::ALL.into_iter().chain([Color::Blue, Color::Teal]);
    assert_eq!(Color::free(all), Color::Green);
    assert_eq!(Color::free([]), Color::Blue);
}
