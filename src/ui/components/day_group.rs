//! One day of the agenda with its cards.

use leptos::html;
use leptos::prelude::*;

use crate::present::page::agenda::{DayGroup as Group, Position};
use crate::state::navigation;
use crate::ui::context::use_ui;
use crate::ui::elements::drawing::{Tag, keep_drawn};
use crate::ui::elements::sentinel::NEAR;
use crate::ui::scope::Scope;

use super::event_card::card_tags;

/// The approximate height of a card.
const CARD_REM: usize = 5;

/// Shows one day of the agenda with its cards.
#[component]
pub fn DayGroup(
    /// The current content of the day.
    #[prop(into)]
    group: Signal<Group>,
    /// The address of the event that is open next to the list.
    #[prop(into)]
    open: Signal<Option<String>>,
    /// Whether the cards are drawn at once. Otherwise they are drawn when the browser is idle or when the day comes
    /// near.
    is_near: bool,
    /// Whether the cards of all days are drawn, because the page is being printed: there is no idle time before that.
    #[prop(into)]
    is_printed: Signal<bool>,
) -> impl IntoView {
    let ui = use_ui();
    let element = NodeRef::<html::Div>::new();
    let is_drawn = RwSignal::new(is_near);
    if !is_near {
        Scope::here().spawn(async move {
            navigation::idle().await;
            is_drawn.set(true);
        });
        // Talks to the browser's IntersectionObserver.
        Effect::new(move |_| {
            if let Some(element) = element.get() {
                Scope::here().on_near(&element, NEAR, move || is_drawn.set(true));
            }
        });
    }
    keep_drawn(element, move || {
        let group = group.read();
        let cards = if is_drawn.get() || is_printed.get() {
            card_tags(&group.cards, open.read().as_ref(), ui.messages())
        } else {
            vec![pending_tag(group.cards.len())]
        };
        day_tag(&group, cards)
    });
    view! { <div node_ref=element></div> }
}

fn day_tag(group: &Group, cards: Vec<Tag>) -> Tag {
    let span = |class: &str| Tag::new("span").with("class", class);
    let item = |class: &str| Tag::new("li").with("class", class);
    let nothing = |text: &str| item("nothing").text(text);
    let day = Tag::new("p")
        .with("class", "day")
        .with("data-weekday", group.tone.slug())
        .with("aria-hidden", true)
        .tags([span("number").text(group.day.day().to_string())])
        .tags([span("weekday").text(&group.weekday)])
        .tags(group.relative.as_ref().map(|relative| span("relative").text(relative)));
    let all = Tag::new("ul")
        .with("class", "cards")
        .tags(group.day_off.as_ref().map(|off| item("off").text(&off.full_name)))
        .tags(group.empty_text.map(nothing))
        .tags(group.many_text.map(nothing))
        .tags(cards)
        .tags(group.hidden_text.as_ref().map(|text| {
            item("nothing").tags([Tag::new("a").with("href", &group.path).text(text)])
        }));
    Tag::new("div")
        .with("class", "day-group")
        .with("role", "group")
        .with("id", format_args!("day-{}", group.iso))
        .with_any("data-today", (group.position == Position::Today).then_some(true))
        .with("aria-label", &group.heading)
        .tags([day, all])
}

/// Draws a place that is as high as the cards will be, so that nothing jumps.
fn pending_tag(count: usize) -> Tag {
    let height = format!("{}rem", count * CARD_REM);
    Tag::new("li").with("class", "pending").styled("block-size", height)
}
