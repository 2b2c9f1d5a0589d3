//! An event as a message to share.

use crate::domain::event::Event;
use crate::domain::series::here::on_local_clock;
use crate::present::card;
use crate::present::text::details::share_lines;
use crate::present::text::{field, time};
use crate::present::viewer::Viewer;

/// Returns the event as a message to share: title, time, place, online meeting.
pub fn share_text(event: &Event, viewer: &Viewer) -> String {
    let event = &*on_local_clock(event, &viewer.days_off());
    let messages = viewer.messages;
    let status = card::status_label(&event.status, viewer);
    let title = card::title(&event.title, viewer);
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
    lines.chain(share_lines(event, viewer)).collect::<Vec<_>>().join("\n")
}

/// Returns the meeting time and place: `13:30 見本駅 北口`.
fn meeting_text(event: &Event, viewer: &Viewer) -> String {
    let places = event.meeting_places().map(|place| place.name.clone());
    let parts = std::iter::once(field::meeting(viewer, event)).chain(places);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
