//! The results, or advice if there are none.

use std::time::Duration;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::present::page::search::{Results, jump};
use crate::present::route::path::Path;
use crate::present::route::search_query::Seek;
use crate::state::navigation;
use crate::ui::components::result_card::result_tag;
use crate::ui::context::use_ui;
use crate::ui::elements::drawing::{Tag, keep_drawn};
use crate::ui::scope::Scope;

use super::{SHOWN_AT_ONCE, WORDS, count_unfiltered};

/// The time without changes before a screen reader announces the number of results.
const SPEECH_PAUSE: Duration = Duration::from_millis(700);

/// Shows the results.
#[component]
pub fn Answer(
    /// The conditions.
    seek: RwSignal<Seek>,
    /// The results; `None` if there are no conditions.
    found: Memo<Option<Results>>,
    /// How many results are shown.
    shown: RwSignal<usize>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let is_waiting = Memo::new(move |_| {
        let is_whole = ui.state.almanac.with(crate::domain::almanac::Almanac::is_whole);
        !is_whole || ui.state.finder.edition.get() == 0
    });
    let count = Memo::new(move |_| found.read().as_ref().map(|found| found.count));
    let count_text = Memo::new(move |_| match &*found.read() {
        Some(found) if found.count > 0 => found.count_text.clone(),
        Some(_) if !is_waiting.get() => messages.search_none().to_owned(),
        Some(_) | None => String::new(),
    });
    let has_more = move || found.read().as_ref().is_some_and(|found| found.has_more);
    // The click itself follows the link.
    let open = move |event: MouseEvent| {
        if let Some(path) = opened(&event) {
            navigation::replace(&Path::Search(Box::new(seek.get_untracked())).format());
            ui.state.finder.left.set_value(Some((path, shown.get_untracked())));
        }
    };
    let list = NodeRef::<html::Ul>::new();
    keep_drawn(list, move || {
        let found = found.read();
        let cards = found.as_ref().map(|found| &*found.cards).unwrap_or_default();
        let cards = cards.iter().map(|found| result_tag(found, messages));
        let is_empty = found.as_ref().is_none_or(|found| found.count == 0);
        let list = Tag::new("ul").with("class", "cards");
        list.with_any("hidden", is_empty.then_some("")).tags(cards)
    });
    let keys = |event: KeyboardEvent| {
        if let Some(target) = target(&event) {
            event.prevent_default();
            match target {
                // Focusing fails only if the element is not in the page.
                Target::Result(link) => _ = link.focus(),
                Target::Words => navigation::focus(WORDS),
            }
        }
    };
    let to_day = move || jump(&seek.read().text, &ui.viewer());
    view! {
        <Spoken text=count_text/>
        {move || to_day().map(|jump| view! { <p><a class="button" href=jump.path>{jump.text}</a></p> })}
        {move || (count.get().is_some() && is_waiting.get()).then(|| view! { <p class="note">{messages.search_waiting()}</p> })}
        {move || match count.get() {
            None => view! { <Advice/> }.into_any(),
            Some(0) if is_waiting.get() => ().into_any(),
            Some(0) => view! { <Nothing seek=seek/> }.into_any(),
            Some(_) => view! { <p class="count" aria-hidden="true">{move || count_text.get()}</p> }.into_any(),
        }}
        <ul node_ref=list on:click=open on:keydown=keys></ul>
        <Show when=has_more>
            <p>
                <button class="button" data-wide="true" on:click=move |_| shown.update(|shown| *shown += SHOWN_AT_ONCE)>
                    {messages.search_more()}
                </button>
            </p>
        </Show>
    }
}

/// Returns the address of the result that was clicked.
fn opened(event: &MouseEvent) -> Option<String> {
    let clicked: Element = event.target()?.dyn_into().ok()?;
    clicked.closest("a").ok()??.get_attribute("href")
}

/// The target of a key in the list of results.
enum Target {
    /// Another result.
    Result(HtmlElement),
    /// The input.
    Words,
}

/// Returns where a key leads: ↓ and ↑ to the next and the previous result, ↑ at the first one and Escape to the input.
fn target(event: &KeyboardEvent) -> Option<Target> {
    let key = event.key();
    if key == "Escape" {
        return Some(Target::Words);
    }
    if key != "ArrowDown" && key != "ArrowUp" {
        return None;
    }
    let list: Element = event.current_target()?.dyn_into().ok()?;
    let links = list.query_selector_all(".title > a").ok()?;
    let links = (0..links.length()).filter_map(|index| links.get(index)?.dyn_into().ok());
    let links: Vec<HtmlElement> = links.collect();
    let focused = document().active_element()?;
    let at = links.iter().position(|link| *AsRef::<Element>::as_ref(link) == focused)?;
    if key == "ArrowDown" {
        return links.get(at + 1).cloned().map(Target::Result);
    }
    match at.checked_sub(1) {
        Some(before) => links.get(before).cloned().map(Target::Result),
        None => Some(Target::Words),
    }
}

/// Announces the results to a screen reader, as soon as the person pauses.
#[component]
fn Spoken(
    /// The announcement.
    text: Memo<String>,
) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    // Talks to the screen reader.
    Effect::new(move |_| {
        let text = text.get();
        Scope::here().after(SPEECH_PAUSE, move || spoken.set(text));
    });
    view! { <p class="visually-hidden" role="status">{move || spoken.get()}</p> }
}

/// Shows advice before there are any conditions.
#[component]
fn Advice() -> impl IntoView {
    let ui = use_ui();
    view! {
        <div class="advice">
            <p>{ui.messages().search_hint()}</p>
            <p>{ui.messages().search_hint_folding()}</p>
        </div>
    }
}

/// Shows what to do if nothing was found.
#[component]
fn Nothing(
    /// The conditions.
    seek: RwSignal<Seek>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let unfiltered = Memo::new(move |_| {
        let seek = seek.read();
        if seek.is_narrowed() { count_unfiltered(ui, &seek.text) } else { 0 }
    });
    let has_hidden = move || {
        let is_hidden = |calendar: &crate::domain::almanac::calendar::Calendar| !calendar.is_shown;
        ui.state.almanac.with(|almanac| almanac.calendars().values().any(is_hidden))
    };
    let unfilter = move |_| {
        seek.update(|seek| {
            *seek = Seek { text: std::mem::take(&mut seek.text), ..Seek::default() }
        });
    };
    view! {
        <div class="advice" data-look="nothing">
            <p class="title">{messages.search_none()}</p>
            <p>{messages.search_none_advice()}</p>
            {move || has_hidden().then(|| view! { <p>{messages.search_none_hidden()}</p> })}
            {move || Some(unfiltered.get()).filter(|count| *count > 0).map(|count| view! {
                <p>
                    <button class="button" on:click=unfilter>
                        {messages.search_unfiltered(count)}
                    </button>
                </p>
            })}
        </div>
    }
}
