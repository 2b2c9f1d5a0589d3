//! The programme of an event and its people as text, for calendars that have no parts: it is added at the end of the
//! description, and removed again on reading if the file also contains the parts themselves.

use std::fmt::Write as _;

use crate::domain::foreign::Json;
use crate::format::icalendar::model::people;
use crate::format::icalendar::model::tree::{
    Map, as_list, as_map, as_text, as_word, map_of, members, text, text_of,
};
use crate::format::jscalendar::write::parts::SPEAKER_ORDER;
use crate::format::names;

/// The label of a line with the address of an online meeting.
const ONLINE: &str = "オンライン：";

/// Returns the text that follows the description; empty if there is nothing to add. It is in Japanese, as are the
/// labels of the kinds.
pub(crate) fn tail(event: &Map) -> String {
    let mut tail = String::new();
    if let Some(clock) = text_of(event, names::MEETING_TIME).and_then(hour_and_minute) {
        write!(tail, "\n集合 {clock}").expect("a string takes any text");
    }
    for (_, place) in map_of(event, "locations").filter(|(_, place)| is_meeting_place(place)) {
        let name = as_map(place).and_then(|place| text_of(place, "name")).unwrap_or_default();
        tail.extend(["\n集合場所 ", name]);
    }
    let mut parts: Vec<(u32, &Map)> = map_of(event, names::PROGRAMME)
        .filter_map(|(_, part)| as_map(part))
        .map(|part| (order(part), part))
        .collect();
    parts.sort_by_key(|(order, _)| *order);
    if !parts.is_empty() {
        tail.push_str("\n【プログラム】");
    }
    for (_, part) in parts {
        tail.push_str("\n・");
        if let Some(clock) = text_of(part, "start").and_then(hour_and_minute) {
            tail.extend([clock, " "]);
        }
        tail.push_str(text_of(part, "title").unwrap_or_default());
        if let Some(words) = text_of(part, "description") {
            for line in words.lines() {
                tail.extend(["\n　", line]);
            }
        }
        let speakers = speakers(part).into_iter().filter_map(|key| people::named(event, key));
        people::line(&mut tail, &format!("　{}", people::SPEAKERS), speakers);
    }
    for (_, meeting) in map_of(event, "virtualLocations") {
        let uri = as_map(meeting).and_then(|meeting| text_of(meeting, "uri")).unwrap_or_default();
        if uri.starts_with("https://") {
            tail.extend(["\n", ONLINE, uri]);
        }
    }
    people::lines(event, &mut tail);
    tail
}

/// Returns the keys of the speakers of a part in the order in which they were entered.
fn speakers(part: &Map) -> Vec<&str> {
    let order = part.get(SPEAKER_ORDER).and_then(as_list).unwrap_or_default();
    let place = |key: &str| order.iter().position(|it| as_text(it) == Some(key));
    let mut keys: Vec<&str> = members(part, "speakers").collect();
    keys.sort_by_key(|key| place(key).unwrap_or(usize::MAX));
    keys
}

/// Removes the text from the description. It is at the end, unless another program added something after it.
pub(crate) fn take_from_description(event: &mut Map) {
    let Some(whole) = text_of(event, "description") else { return };
    let Some(own) = own_text(event, whole) else { return };
    if own.is_empty() {
        event.remove("description");
    } else {
        event.insert("description".to_owned(), text(own));
    }
}

/// Returns a description without the text of an event, if it has it.
pub(crate) fn own_text(event: &Map, description: &str) -> Option<String> {
    let tail = tail(event);
    if tail.is_empty() {
        return None;
    }
    with_tail_off(description, &tail).or_else(|| with_block_off(description, &tail))
}

/// Returns the description without the text at its end; `None` if it does not end with it.
///
/// The lines about people are compared by their labels only: people are read after the text, and others may have changed
/// how a name is written.
fn with_tail_off(whole: &str, tail: &str) -> Option<String> {
    let bare = tail.trim_start_matches('\n');
    if whole == bare {
        return Some(String::new());
    }
    if let Some(own) = whole.strip_suffix(tail).and_then(|own| own.strip_suffix('\n')) {
        return Some(own.to_owned());
    }
    let labels: Vec<&str> = bare.lines().filter_map(label).collect();
    // Beside a programme the lines are ours, also before the people themselves are read.
    let has_more = bare.lines().any(|line| label(line).is_none());
    let is_people =
        |line: &str| label(line).is_some_and(|label| has_more || labels.contains(&label));
    let mut wanted = bare.lines().rev().filter(|line| !is_people(line)).peekable();
    let mut own: Vec<&str> = whole.split('\n').collect();
    let count = own.len();
    while let Some(line) = own.last() {
        if wanted.next_if_eq(line).is_none() && !is_people(line) {
            break;
        }
        own.pop();
    }
    if wanted.next().is_some() || own.len() == count {
        return None;
    }
    // An empty line stands between the description and the text.
    (own.is_empty() || own.pop() == Some("")).then(|| own.join("\n"))
}

/// Returns the description without the lines of the text, with what stands before and after them; `None` if it does not
/// have all of them together.
fn with_block_off(whole: &str, tail: &str) -> Option<String> {
    let lines: Vec<&str> = whole.lines().collect();
    let block: Vec<&str> = tail.trim_start_matches('\n').lines().collect();
    let at = lines.windows(block.len()).position(|window| window == block)?;
    let (before, rest) = lines.split_at_checked(at)?;
    let (_, after) = rest.split_at_checked(block.len())?;
    let before = before.strip_suffix(&[""]).unwrap_or(before);
    Some([before, after].concat().join("\n"))
}

/// Returns the label of a line about people, or about an online meeting, which another program may have removed.
fn label(line: &str) -> Option<&'static str> {
    let line = line.trim_start_matches('　');
    people::LABELS.into_iter().chain([ONLINE]).find(|label| line.starts_with(label))
}

/// Returns the description followed by the text.
pub(crate) fn whole_description(event: &Map) -> String {
    let own = text_of(event, "description").unwrap_or_default();
    let tail = tail(event);
    match (own.is_empty(), tail.is_empty()) {
        (_, true) => own.to_owned(),
        (true, false) => tail.trim_start_matches('\n').to_owned(),
        (false, false) => format!("{own}\n{tail}"),
    }
}

/// Whether the place is only a meeting point.
pub(crate) fn is_meeting_place(place: &Json) -> bool {
    as_map(place).is_some_and(|place| place.get(names::IS_MEETING_PLACE) == Some(&Json::Bool(true)))
}

fn order(part: &Map) -> u32 {
    let number = part.get("order").filter(|order| matches!(order, Json::Number(_)));
    number.and_then(as_word).and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// Returns `14:00` of `2024-11-01T14:00:00`.
fn hour_and_minute(local: &str) -> Option<&str> {
    local.get(11..16)
}
