//! Search while the person types, over everything that is stored. The address always contains the conditions.

pub mod answer;
pub mod narrowing;
pub mod words;

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::search::query::{SearchQuery, Wanted};
use crate::present::page::search::{Asked, Results, results};
use crate::present::route::path::Path;
use crate::present::route::search_query::Seek;
use crate::state::navigation;
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::scope::{Scope, run_to_end};

use answer::Answer;
use narrowing::Narrowing;
use words::Words;

/// The id of the input.
pub const WORDS: &str = "search-words";

/// How many results are shown at first, and how many more each time the button is pressed.
const SHOWN_AT_ONCE: usize = 40;

/// The time without changes before the address is updated.
const ADDRESS_PAUSE: Duration = Duration::from_millis(250);

/// Shows the search page.
#[component]
pub fn SearchPage(
    /// The conditions in the address.
    seek: Seek,
) -> impl IntoView {
    let ui = use_ui();
    let is_new = seek.is_blank();
    let left = ui.state.finder.left.with_value(Clone::clone);
    let seek = RwSignal::new(seek);
    let shown = RwSignal::new(left.as_ref().map_or(SHOWN_AT_ONCE, |(_, shown)| *shown));
    keep_index(ui);
    follow_in_address(seek);
    let found = Memo::new(move |_| look(ui, &seek.read(), shown.get()));
    let filter = Signal::derive(move || seek.read().filter.clone());
    let choose = Callback::new(move |filter| {
        shown.set(SHOWN_AT_ONCE);
        seek.update(|seek| seek.filter = filter);
    });
    let type_words = Callback::new(move |text: String| {
        if seek.with_untracked(|seek| seek.text != text) {
            shown.set(SHOWN_AT_ONCE);
            seek.update(|seek| seek.text = text);
        }
    });
    let enter = Callback::new(move |()| {
        let first = found.with_untracked(|it| Some(it.as_ref()?.cards.first()?.card.path.clone()));
        if let Some(first) = first {
            navigation::focus_link(&first);
        }
    });
    // Moves the browser's focus to the result that was open, or to the input.
    Scope::here().next_frame(move || {
        if is_new {
            navigation::focus(WORDS);
        } else if let Some((path, _)) = left {
            navigation::focus_link(&path);
            ui.state.finder.left.set_value(None);
        }
    });
    let initial = seek.with_untracked(|seek| seek.text.clone());
    view! {
        <TopBar title=ui.messages().search_title() has_back=true>
            <FilterBar filter=filter on_choose=choose/>
        </TopBar>
        <div class="content search-page">
            <Words initial=initial on_type=type_words on_enter=enter/>
            <Narrowing seek=seek/>
            <Answer seek=seek found=found shown=shown/>
        </div>
    }
}

/// Builds the index when the page opens, and again when the stored data changes.
fn keep_index(ui: Ui) {
    // Talks to the database: search needs everything.
    Effect::new(move |_| {
        Scope::here().spawn(async move { ui.report(ui.state.whole().await) });
    });
    // Talks to the index.
    Effect::new(move |_| {
        ui.state.almanac.track();
        let messages = ui.messages();
        run_to_end(async move {
            let today = ui.state.now.get_untracked().date();
            let reader = untrack(|| ui.reader());
            let word = |kind| messages.kind(kind);
            ui.state.finder.prepare(ui.state.almanac, today, reader, word).await;
        });
    });
}

/// Updates the address with the conditions, without an entry in the browser's history for each letter.
fn follow_in_address(seek: RwSignal<Seek>) {
    // Talks to the address bar, once nothing has changed for a while.
    Effect::new(move |before: Option<()>| {
        let seek = seek.get();
        if before.is_some() {
            Scope::here().after(ADDRESS_PAUSE, move || {
                // The address may already name another page, which is about to be drawn.
                if navigation::is_at("#/search") {
                    navigation::replace(&Path::Search(Box::new(seek)).format());
                }
            });
        }
    });
}

/// Searches; `None` if there are no conditions.
fn look(ui: Ui, seek: &Seek, limit: usize) -> Option<Results> {
    if seek.is_blank() {
        return None;
    }
    let viewer = ui.viewer();
    ui.state.almanac.with(|almanac| {
        let asked = Asked { almanac, seek, viewer: &viewer, limit };
        Some(ui.state.finder.ask(|index| results(index, &asked)))
    })
}

/// Returns the number of results without the filters.
fn count_unfiltered(ui: Ui, text: &str) -> usize {
    let query = SearchQuery::new(text);
    let today = ui.state.now.get_untracked().date();
    ui.state.finder.ask(|index| index.search(&query, &Wanted::default(), today, 0).count)
}
