//! An event as a message to share.

use crate::domain::event::Event;
use crate::domain::event::participant::{Participant, Role};
use crate::domain::id::LocalId;
use crate::domain::series::here::on_local_clock;
use crate::domain::sorted_set::SortedSet;
use crate::present::card;
use crate::present::text::details::share_lines;
use crate::present::text::programme::Speaker;
use crate::present::text::{field, programme, time};
use crate::present::viewer::Viewer;

/// Returns an event, or one instance of a series, as a message to share: title, time, place, online meeting, programme with speakers.
pub fn share_text(event: &Event, is_instance: bool, viewer: &Viewer) -> String {
    let event = &*on_local_clock(event, &viewer.days_off());
    let messages = viewer.messages;
    let status = card::status_label(&event.status, viewer);
    let title = card::event_title(event, is_instance, viewer);
    let reason = Some(event.status_reason.trim()).filter(|it| !it.is_empty());
    let reason = reason.filter(|_| event.is_cancelled());
    let status = status.map(|it| reason.map_or_else(|| it.clone(), |r| messages.named(&it, r)));
    let title = status.map_or_else(|| title.clone(), |it| messages.in_brackets(&title, &it));
    let line = |name: &str, text: String| (!text.is_empty()).then(|| messages.named(name, &text));
    let venue = event.venue().map(|venue| venue.name.clone()).unwrap_or_default();
    let online = event.virtual_locations.values().map(|it| it.uri.clone());
    let lines = [
        Some(title),
        line(messages.event_when(), time::when(viewer, &event.when)),
        line(messages.event_meeting(), meeting_text(event, viewer)),
        line(messages.event_venue(), venue),
    ];
    let online = online.filter_map(|uri| line(messages.event_online(), uri));
    let lines = lines.into_iter().flatten().chain(online);
    let lines = lines.chain(share_lines(event, viewer));
    lines.chain(programme_lines(event, viewer)).collect::<Vec<_>>().join("\n")
}

/// Returns the programme and the speakers as lines of a message: `・14:00～15:00 学び（見本 太郎 見本大学 准教授）`.
fn programme_lines(event: &Event, viewer: &Viewer) -> Vec<String> {
    let messages = viewer.messages;
    let named = |speaker: Speaker| match speaker.title.trim() {
        "" => speaker.name,
        title => messages.in_brackets(&speaker.name, title),
    };
    let mut lines = Vec::new();
    let parts = event.parts();
    let spoken: SortedSet<&LocalId> = parts.iter().flat_map(|part| &part.speakers).collect();
    for part in parts {
        let words = [programme::time_text(part, event, viewer), part.title.clone()]
            .into_iter()
            .filter(|it| !it.trim().is_empty());
        let line = words.collect::<Vec<_>>().join(" ");
        let speakers = programme::speakers(part, event, viewer);
        let speakers: Vec<String> = speakers.into_iter().map(named).collect();
        let speakers = speakers.join(messages.joiner());
        let line = match (line.is_empty(), speakers.is_empty()) {
            (true, true) => continue,
            (_, true) => line,
            (true, false) => speakers,
            (false, false) => messages.named(&line, &speakers),
        };
        lines.push(format!("{}{line}", messages.bullet()));
    }
    if !lines.is_empty() {
        lines.insert(0, messages.named(messages.event_programme(), ""));
    }
    let is_left = |(key, person): &(&LocalId, &Participant)| {
        person.roles.contains(&Role::Speaker) && !spoken.contains(key)
    };
    let left = event.participants.iter().filter(is_left);
    let left: Vec<String> =
        left.map(|(_, person)| named(programme::speaker(person, viewer))).collect();
    if !left.is_empty() {
        let label = messages.role(&Role::Speaker);
        lines.insert(0, messages.named(&label, &left.join(messages.joiner())));
    }
    lines
}

/// Returns the meeting time and place: `13:30 見本駅 北口`.
fn meeting_text(event: &Event, viewer: &Viewer) -> String {
    let places = event.meeting_places().map(|place| place.name.clone());
    let parts = std::iter::once(field::meeting(viewer, event)).chain(places);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
