//! One search result, with its matches marked. It is a drawing: forty of them change at each letter.

use crate::i18n::Messages;
use crate::present::card::{Card, EventPhase};
use crate::present::page::search::{Piece, ResultCard};
use crate::ui::elements::drawing::Tag;
use crate::ui::elements::icon::Icon;

use super::kind_mark::mark_tag;
use super::numbered_title::{titled, with_lengths};

/// Draws one search result as an item of a list: title, time, place, and other matches.
pub fn result_tag(found: &ResultCard, messages: &dyn Messages) -> Tag {
    let card = &found.card;
    let link = Tag::new("a").with("href", &card.path);
    // A title does not break inside 第5回.
    let add = |tag: Tag, text: &str| titled(tag, text, messages.language());
    let title = Tag::new("h2").with("class", "title").tags([marked(link, &found.title, add)]);
    let article = Tag::new("article")
        .with("class", "event-card result-card")
        .with("data-color", card.color.slug())
        .with_any("data-past", (card.phase == EventPhase::Past).then_some(true))
        .with_any("data-cancelled", card.is_cancelled.then_some(true))
        .tags([title, badges(card, messages), details(found)])
        .tags((!found.lines.is_empty()).then(|| lines(found)));
    Tag::new("li").tags([article])
}

fn badges(card: &Card, messages: &dyn Messages) -> Tag {
    let badge = || Tag::new("span").with("class", "badge");
    let look = if card.is_cancelled { "cancelled" } else { "plain" };
    let status = card.status_label.as_ref();
    let hidden = |text: &str| Tag::new("span").with("class", "visually-hidden").text(text);
    Tag::new("p")
        .with("class", "badges")
        .tags((card.phase == EventPhase::Now).then(|| badge().text(messages.now())))
        .tags(status.map(|label| badge().with("data-look", look).text(label)))
        .tags(card.is_mine.then(|| Icon::StarFilled.tag()))
        .tags(card.is_mine.then(|| hidden(messages.mine())))
}

fn details(found: &ResultCard) -> Tag {
    let card = &found.card;
    let span = || Tag::new("span");
    let time = Tag::new("time").with("class", "time").with("datetime", &card.machine_time);
    let badge = |text: &String| span().with("class", "badge").with("data-look", "plain").text(text);
    let place = || {
        let words = marked(span().with("class", "words"), &found.place, |tag, text| tag.text(text));
        span().tags([Icon::Place.tag(), words])
    };
    Tag::new("p")
        .with("class", "details")
        .tags([time.tags([with_lengths(span(), &found.when)])])
        .tags(found.relative.as_ref().map(badge))
        .tags([span().tags([mark_tag(card.kind, card.kind_label)]).text(card.kind_label)])
        .tags((!found.place.is_empty()).then(place))
}

fn lines(found: &ResultCard) -> Tag {
    let line = |label: &str, pieces: &[Piece]| {
        let words = marked(Tag::new("dd"), pieces, |tag, text| tag.text(text));
        Tag::new("div").tags([Tag::new("dt").text(label), words])
    };
    let lines = found.lines.iter().map(|it| line(it.label, &it.pieces));
    Tag::new("dl").with("class", "found").tags(lines)
}

/// Adds a text with its matches marked; `add` adds one piece of it.
fn marked(tag: Tag, pieces: &[Piece], add: impl Fn(Tag, &str) -> Tag) -> Tag {
    pieces.iter().fold(tag, |tag, piece| {
        if piece.is_marked {
            tag.tags([add(Tag::new("mark"), &piece.text)])
        } else {
            add(tag, &piece.text)
        }
    })
}
