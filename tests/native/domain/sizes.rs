//! What an event costs in memory. A page holds tens of thousands of them, and the memory of WebAssembly never shrinks.

use std::sync::Arc;

use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::almanac::shard::{Entries, Shard};
use tsudoi::domain::event::Event;
use tsudoi::domain::event::place::Location;
use tsudoi::domain::id::EventId;
use tsudoi::domain::time::When;
use tsudoi::format::stored::record::decode_shard;

/// Two events as an import stores them.
const SHARD: &str = r#"{"calendar":"c","entries":[
    {"base":true,"event":{"@type":"Event","categories":{"https://tsudoi.example/categories/welfare":true},
        "duration":"PT1H","locations":{"venue":{"@type":"Location","name":"見本会館"}},"mainLocationId":"venue",
        "start":"2026-06-10T18:30:00","timeZone":"Asia/Tokyo","title":"教室","uid":"one"}},
    {"base":true,"event":{"@type":"Event","categories":{"https://tsudoi.example/categories/welfare":true},
        "duration":"PT1H","locations":{"venue":{"@type":"Location","name":"見本会館"}},"mainLocationId":"venue",
        "start":"2026-06-11T18:30:00","timeZone":"Asia/Tokyo","title":"教室","uid":"two"}}],"v":2}"#;

fn shard() -> Entries {
    match decode_shard(SHARD).expect("a record") {
        Shard::Entries(entries) => entries,
        Shard::Directory(_) => unreachable!("it has entries"),
    }
}

/// The bounds are those of 64 bits, where a pointer is twice as long as in the browser: there an event has 200 bytes, and
/// an entry 252. What few events have belongs in [`tsudoi::domain::event::RareFacts`] or into a box.
#[test]
fn an_entry_is_small() {
    assert!(size_of::<Event>() <= 336, "an event has {} bytes", size_of::<Event>());
    assert!(size_of::<Entry>() <= 424, "an entry has {} bytes", size_of::<Entry>());
    assert!(size_of::<Location>() <= 80, "a place has {} bytes", size_of::<Location>());
}

#[test]
fn a_simple_event_has_no_rare_facts() {
    let shard = shard();
    assert_eq!(shard.len(), 2);
    assert!(shard.values().all(|entry| entry.event.rare.0.is_none()));
}

#[test]
fn events_share_the_texts_that_they_have_in_common() {
    let shard = shard();
    let texts = |(id, entry): (&EventId, &Arc<Entry>)| {
        let event = &entry.event;
        assert_eq!(address(id.as_str()), address(event.id.as_str()));
        let (key, _) = event.locations.iter().next().expect("a place");
        let main = event.main_location.as_ref().expect("a venue");
        let When::Timed(timed) = &event.when else { unreachable!("it has a time") };
        let zone = timed.zone.as_ref().expect("a zone");
        [key.as_str(), main.as_str(), &zone.0, entry.calendar.as_str()].map(address)
    };
    let all: Vec<_> = shard.iter().map(texts).collect();
    assert_eq!(all.first(), all.last());
    let [key, main, ..] = all.first().expect("an event");
    assert_eq!(key, main);
}

/// Returns where a text is in memory.
fn address(text: &str) -> *const u8 {
    text.as_ptr()
}
