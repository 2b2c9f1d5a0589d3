//! One event of a day as a card.

use crate::domain::almanac::entry::Happening;
use crate::i18n::Messages;
use crate::present::card::{Card, EventPhase};
use crate::ui::elements::drawing::Tag;
use crate::ui::elements::icon::Icon;

use super::kind_mark::mark_tag;
use super::numbered_title::titled;

/// Draws the events of a list, each as an item: title, time, place, and a link to it. `open` is the address of the event that
/// is open next to the list.
pub fn card_tags(cards: &[Card], open: Option<&String>, messages: &dyn Messages) -> Vec<Tag> {
    cards.iter().map(|card| card_tag(card, open == Some(&card.path), messages)).collect()
}

/// Draws the list itself.
pub fn list_tag(cards: &[Card], open: Option<&String>, messages: &dyn Messages) -> Tag {
    Tag::new("ul").with("class", "cards").tags(card_tags(cards, open, messages))
}

fn card_tag(card: &Card, is_open: bool, messages: &dyn Messages) -> Tag {
    let link = Tag::new("a").with("href", &card.path).with("aria-label", &card.label);
    let title = Tag::new("h3").with("class", "title");
    let article = Tag::new("article")
        .with("class", "event-card")
        .with("data-color", card.color.slug())
        .with_any("data-past", (card.phase == EventPhase::Past).then_some(true))
        .with_any("data-cancelled", card.is_cancelled.then_some(true))
        .with_any("aria-current", is_open.then_some(true))
        .tags([title.tags([titled(link, &card.title, messages.language())])])
        .tags([badges(card, messages), details(card)]);
    Tag::new("li").tags([article])
}

fn badges(card: &Card, messages: &dyn Messages) -> Tag {
    let badge = |look: Option<&str>, text: &str| {
        Tag::new("span").with("class", "badge").with_any("data-look", look).text(text)
    };
    let status_look = if card.is_cancelled { "cancelled" } else { "plain" };
    Tag::new("p")
        .with("class", "badges")
        .with("aria-hidden", true)
        .tags(
            (card.phase == EventPhase::Now)
                .then(|| badge(None, messages.now()).with("data-momentary", "")),
        )
        .tags(card.badge.as_ref().map(|it| badge(Some(look(it.happening)), it.label)))
        .tags(card.status_label.as_ref().map(|label| badge(Some(status_look), label)))
        .tags(card.is_mine.then(|| Icon::StarFilled.tag()))
}

fn details(card: &Card) -> Tag {
    let span = || Tag::new("span");
    let words = |class: &str, text: &str| span().with("class", class).text(text);
    let time = Tag::new("time").with("class", "time").with("datetime", &card.machine_time);
    let is_said = |text: &str| !text.is_empty();
    Tag::new("p")
        .with("class", "details")
        .with("aria-hidden", true)
        .tags([time.text(&card.time_text)])
        .tags(card.nth_day.as_ref().map(|day| words("badge", day).with("data-look", "plain")))
        .tags([span().tags([mark_tag(card.kind, card.kind_label)]).text(card.kind_label)])
        .tags(is_said(&card.place).then(|| span().tags([Icon::Place.tag()]).text(&card.place)))
        .tags(is_said(&card.reason).then(|| words("reason", &card.reason)))
        .tags(card.closes.as_ref().map(|closes| words("closes", closes)))
        .tags(card.zone_note.as_ref().map(|note| span().text(note)))
}

/// Returns the style of a badge.
pub fn look(happening: Happening) -> &'static str {
    match happening {
        Happening::New => "new",
        Happening::Changed => "changed",
        Happening::Cancelled => "cancelled",
    }
}
