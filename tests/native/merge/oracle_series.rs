//! A slow and obvious merge of series, compared with the real one: it counts the meetings and knows no wall clocks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::{DateTime, date};
use proptest::collection::vec;
use proptest::prelude::*;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::field::FieldPath;
use tsudoi::domain::event::place::Location;
use tsudoi::domain::id::{CalendarId, LocalId};
use tsudoi::domain::series::edit::{delete_one, edit_one, move_all};
use tsudoi::domain::series::occurrence::{instance, within};
use tsudoi::domain::series::recurrence::rule::{End, Frequency, Rule, RuleParts};
use tsudoi::domain::series::repeat::{Repeat, RepeatRule};
use tsudoi::domain::time::days_off::BY_LAW;
use tsudoi::domain::time::{Days, UtcTime};
use tsudoi::merge::event::conflict::{Side, Sides};
use tsudoi::merge::event::merge;

use crate::support::sample;

/// An edit of a series; meetings are counted from 0.
#[derive(Clone, Debug)]
enum Edit {
    Off(i64),
    Title(i64, &'static str),
    Place(i64, &'static str),
    Move { days: i64, minutes: i64 },
    Count(u32),
}

/// A meeting: what differs, or that it does not take place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Meeting {
    #[default]
    Plain,
    Own(Option<&'static str>, Option<&'static str>),
    Off,
}

/// A weekly series.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Weekly {
    start: DateTime,
    count: u32,
    meetings: BTreeMap<i64, Meeting>,
}

fn key(number: i64) -> DateTime {
    date(2026, 5, 5).at(18, 30, 0, 0).saturating_add((number * 7).days())
}

impl Weekly {
    fn new() -> Self {
        Self { start: key(0), count: 8, meetings: BTreeMap::new() }
    }

    fn at(&self, number: i64) -> DateTime {
        self.start.saturating_add((number * 7).days())
    }

    fn meeting(&self, number: i64) -> Meeting {
        self.meetings.get(&number).cloned().unwrap_or_default()
    }

    fn has(&self, number: i64) -> bool {
        number < i64::from(self.count)
    }

    fn edited(mut self, edits: &[Edit]) -> Self {
        for edit in edits {
            match edit {
                Edit::Move { days, minutes } => {
                    let moved = self.start.saturating_add(days.days());
                    self.start = moved.saturating_add(minutes.minutes());
                }
                Edit::Count(count) => {
                    self.count = *count;
                    let last = i64::from(*count);
                    self.meetings.retain(|number, _| *number < last);
                }
                Edit::Off(number) if self.has(*number) => {
                    self.meetings.insert(*number, Meeting::Off);
                }
                Edit::Title(number, text) if self.has(*number) => {
                    self.put(*number, |title, _| *title = Some(text));
                }
                Edit::Place(number, text) if self.has(*number) => {
                    self.put(*number, |_, place| *place = Some(text));
                }
                Edit::Off(_) | Edit::Title(..) | Edit::Place(..) => {}
            }
        }
        self
    }

    fn put(
        &mut self,
        number: i64,
        put: impl Fn(&mut Option<&'static str>, &mut Option<&'static str>),
    ) {
        let (mut title, mut place) = match self.meeting(number) {
            Meeting::Plain | Meeting::Off => (None, None),
            Meeting::Own(title, place) => (title, place),
        };
        put(&mut title, &mut place);
        self.meetings.insert(number, Meeting::Own(title, place));
    }

    /// Builds the event with the edits of the program.
    fn event(&self, updated: i8) -> Event {
        let rule = |count| {
            let parts = RuleParts { end: End::Count(count), ..RuleParts::new(Frequency::Weekly) };
            RepeatRule::Known(Box::new(Rule::new(parts).expect("a plain rule")))
        };
        let mut event = sample::event(
            "s",
            "例会",
            tsudoi::domain::event::kind::Kind::Other,
            sample::at(key(0), 60),
        );
        event
            .locations
            .insert(LocalId::new("v"), Location { name: "本館".to_owned(), ..Location::default() });
        event.repeat = Some(Box::new(Repeat { rule: Some(rule(self.count)), ..Repeat::default() }));
        for (number, meeting) in &self.meetings {
            let at = key(*number);
            event = match meeting {
                Meeting::Plain => event,
                Meeting::Off => delete_one(&event, at),
                Meeting::Own(title, place) => {
                    let entry = Entry::local(event.clone(), CalendarId::new("c"));
                    let mut wanted =
                        instance(&entry, at).expect("it takes place").standalone(&BY_LAW);
                    if let Some(title) = title {
                        (*title).clone_into(&mut wanted.title);
                    }
                    if let Some(place) = place {
                        let venue = wanted.locations.get_mut(&LocalId::new("v"));
                        (*place).clone_into(&mut venue.expect("it is there").name);
                    }
                    edit_one(&event, at, &wanted, &BY_LAW)
                }
            };
        }
        let when = event.when.moved_to(self.start);
        let mut event = move_all(event, when);
        event.revision.updated = Some(UtcTime(date(2026, 1, updated).at(0, 0, 0, 0)));
        event
    }

    /// Returns when each meeting takes place, what it is called, and where it is.
    fn shown(&self) -> BTreeSet<String> {
        let numbers = 0..i64::from(self.count);
        numbers.filter_map(|number| line(self.at(number), &self.meeting(number))).collect()
    }
}

fn line(at: DateTime, meeting: &Meeting) -> Option<String> {
    let (title, place) = match meeting {
        Meeting::Plain => (None, None),
        Meeting::Own(title, place) => (*title, *place),
        Meeting::Off => return None,
    };
    Some(format!("{at} {} {}", title.unwrap_or("例会"), place.unwrap_or("本館")))
}

fn shown(event: &Event) -> BTreeSet<String> {
    let entry = Entry::local(event.clone(), CalendarId::new("c"));
    let window = Days { first: date(2026, 1, 1), last: date(2027, 12, 31) };
    let all: Vec<DateTime> = within(&entry, window).filter_map(|it| it.instance).collect();
    let line = |at: DateTime| {
        let it = instance(&entry, at).expect("it was found").standalone(&BY_LAW);
        let venue = it.venue().map(|it| it.name.as_str()).unwrap_or_default();
        format!("{} {} {venue}", it.when.start(), it.title)
    };
    all.into_iter().map(line).collect()
}

/// Decides one value; a conflict is noted by its name.
fn decide<T: Clone + PartialEq>(
    values: [&T; 3],
    newer: Side,
    name: String,
    conflicts: &mut BTreeSet<String>,
) -> T {
    let [base, ours, theirs] = values;
    let side = if ours == theirs || base == theirs {
        Side::Ours
    } else if base == ours {
        Side::Theirs
    } else {
        conflicts.insert(name);
        newer
    };
    if side == Side::Ours { ours.clone() } else { theirs.clone() }
}

/// Returns what takes place, and the conflicts.
fn slow_merge(states: [&Weekly; 3], newer: Side) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut conflicts = BTreeSet::new();
    let start = decide(states.map(|it| &it.start), newer, "when".to_owned(), &mut conflicts);
    let count = decide(states.map(|it| &it.count), newer, "recurrence".to_owned(), &mut conflicts);
    let mut merged = Weekly { start, count, meetings: BTreeMap::new() };
    let mut extra = BTreeSet::new();
    for number in 0..40 {
        let known = states[0].meeting(number);
        // A side whose series does not reach so far says nothing.
        let said = |it: &Weekly| if it.has(number) { it.meeting(number) } else { known.clone() };
        let [base, ours, theirs] = states.map(said);
        if !merged.has(number) {
            let longer = states.iter().skip(1).find(|it| it.has(number));
            let Some(longer) = longer else { continue };
            let own = longer.meeting(number);
            if own == Meeting::Off || own == Meeting::Plain || own == base {
                continue;
            }
            conflicts.insert(format!("{}/event", longer.at(number)));
            let side = if std::ptr::eq(*longer, states[1]) { Side::Ours } else { Side::Theirs };
            extra.extend(line(longer.at(number), &own).filter(|_| side == newer));
            continue;
        }
        let at = merged.at(number);
        let is_off = |meeting: &Meeting| *meeting == Meeting::Off;
        let meeting =
            if base == ours || base == theirs || ours == theirs || is_off(&ours) || is_off(&theirs)
            {
                decide([&base, &ours, &theirs], newer, format!("{at}/event"), &mut conflicts)
            } else {
                let parts = [base, ours, theirs].map(|it| match it {
                    Meeting::Own(title, place) => (title, place),
                    Meeting::Plain | Meeting::Off => (None, None),
                });
                let [b, o, t] = &parts;
                let title =
                    decide([&b.0, &o.0, &t.0], newer, format!("{at}/title"), &mut conflicts);
                let place =
                    decide([&b.1, &o.1, &t.1], newer, format!("{at}/locations/v"), &mut conflicts);
                Meeting::Own(title, place)
            };
        merged.meetings.insert(number, meeting);
    }
    let mut all = merged.shown();
    all.extend(extra);
    (all, conflicts)
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let number = || 0i64..10;
    let word = || prop_oneof![Just("甲"), Just("乙")];
    let edit = prop_oneof![
        3 => number().prop_map(Edit::Off),
        3 => (number(), word()).prop_map(|(number, text)| Edit::Title(number, text)),
        2 => (number(), word()).prop_map(|(number, text)| Edit::Place(number, text)),
        2 => (-3i64..=3, prop_oneof![Just(0i64), Just(30), Just(-60)])
            .prop_map(|(days, minutes)| Edit::Move { days, minutes }),
        2 => (4u32..12).prop_map(Edit::Count),
    ];
    vec(edit, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn the_merge_of_series_is_what_counting_says(
        known in edits(), here in edits(), there in edits(), is_file_newer in any::<bool>(),
    ) {
        let base = Weekly::new().edited(&known);
        let (ours, theirs) = (base.clone().edited(&here), base.clone().edited(&there));
        // Moves of more than half a week are another series.
        let near = |it: &Weekly| it.start.duration_since(base.start).as_hours().abs() <= 72;
        prop_assume!(near(&ours) && near(&theirs) && ours.start.duration_since(theirs.start).as_hours().abs() < 160);
        let newer = if is_file_newer { Side::Theirs } else { Side::Ours };
        let (slow, conflicts) = slow_merge([&base, &ours, &theirs], newer);
        let updated = if is_file_newer { [1, 2, 3] } else { [1, 3, 2] };
        let [b, o, t] = [base.event(updated[0]), ours.event(updated[1]), theirs.event(updated[2])];
        prop_assert_eq!(shown(&b), base.shown());
        let merged = merge(Some(&b), &o, &t, Sides::default());
        prop_assert_eq!(shown(&merged.event), slow);
        let found: BTreeSet<String> = merged.conflicts.iter().map(|it| name(&it.field)).collect();
        prop_assert_eq!(found, conflicts);
        // What both sides agree on stays, and the same merge again changes nothing.
        let again = merge(Some(&t), &merged.event, &t, Sides::default());
        prop_assert_eq!(shown(&again.event), shown(&merged.event));
        prop_assert!(again.changed.is_empty() && again.conflicts.is_empty());
    }

    #[test]
    fn no_meeting_appears_that_neither_side_has(known in edits(), here in edits(), there in edits()) {
        let base = Weekly::new().edited(&known);
        let (ours, theirs) = (base.clone().edited(&here), base.clone().edited(&there));
        let is_moved = |it: &Weekly| it.start != base.start;
        prop_assume!(!is_moved(&ours) && !is_moved(&theirs));
        let merged = merge(Some(&base.event(1)), &ours.event(2), &theirs.event(3), Sides::default());
        let starts = |lines: BTreeSet<String>| -> BTreeSet<String> {
            lines.iter().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect()
        };
        let mut known = starts(ours.shown());
        known.extend(starts(theirs.shown()));
        prop_assert!(starts(shown(&merged.event)).is_subset(&known));
    }
}

fn name(field: &FieldPath) -> String {
    if let FieldPath::Instance { at, part } = field {
        return format!("{at}/{}", part.slug());
    }
    field.slug().into_owned()
}
