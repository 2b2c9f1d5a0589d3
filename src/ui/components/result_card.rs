//! One search result, with its matches marked.

use leptos::prelude::*;

use crate::present::card::EventPhase;
use crate::present::page::search::{Piece, ResultCard as Found};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

use super::kind_mark::KindMark;
use super::numbered_title::{unbroken_lengths, unbroken_number};

/// Shows one search result: title, time, place, and other matches.
#[component]
pub fn ResultCard(
    /// The event.
    found: Found,
    /// Called when it is opened.
    on_open: Callback<()>,
) -> impl IntoView {
    let ui = use_ui();
    let Found { card, when, relative, title, place, lines } = found;
    let has_place = !place.is_empty();
    let look = if card.is_cancelled { "cancelled" } else { "plain" };
    view! {
        <article
            class="event-card result-card"
            data-color=card.color.slug()
            data-past=(card.phase == EventPhase::Past).then_some("true")
            data-cancelled=card.is_cancelled.then_some("true")
        >
            <h2 class="title">
                <a href=card.path on:click=move |_| on_open.run(())>{marked_title(title)}</a>
            </h2>
            <p class="badges">
                {(card.phase == EventPhase::Now).then(|| view! { <span class="badge">{ui.messages().now()}</span> })}
                {card.status_label.map(|label| view! { <span class="badge" data-look=look>{label}</span> })}
                {card.is_mine.then(|| view! { <IconView icon=Icon::StarFilled/><span class="visually-hidden">{ui.messages().mine()}</span> })}
            </p>
            <p class="details">
                <time class="time" datetime=card.machine_time><span>{unbroken_lengths(&when)}</span></time>
                {relative.map(|relative| view! { <span class="badge" data-look="plain">{relative}</span> })}
                <span><KindMark kind=card.kind label=card.kind_label/>{card.kind_label}</span>
                {has_place.then(|| view! {
                    <span><IconView icon=Icon::Place/><span class="words">{marked(place)}</span></span>
                })}
            </p>
            {(!lines.is_empty()).then(|| view! {
                <dl class="found">
                    {lines.into_iter().map(|line| view! {
                        <div>
                            <dt>{line.label}</dt>
                            <dd>{marked(line.pieces)}</dd>
                        </div>
                    }).collect_view()}
                </dl>
            })}
        </article>
    }
}

/// Draws a text with its matches marked.
fn marked(pieces: Vec<Piece>) -> impl IntoView {
    pieces.into_iter().map(|piece| drawn(piece.is_marked, piece.text)).collect_view()
}

/// Draws a title with its matches marked; it does not break inside 第5回.
fn marked_title(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece: Piece| drawn(piece.is_marked, unbroken_number(&piece.text));
    pieces.into_iter().map(piece).collect_view()
}

fn drawn(is_marked: bool, text: impl IntoView + 'static) -> AnyView {
    if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
}
