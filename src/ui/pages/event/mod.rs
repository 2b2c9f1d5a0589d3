//! The page of one event, with everything that is known about it.

pub mod details;
pub mod facts;
pub mod overlap;
pub mod sections;

use std::cell::Cell;
use std::rc::Rc;

use jiff::civil::DateTime;
use leptos::html;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::{Change, Needs};
use crate::domain::almanac::entry::Entry;
use crate::domain::almanac::journal::OperationKind;
use crate::domain::almanac::trash;
use crate::domain::id::EventId;
use crate::domain::series::edit::Extent;
use crate::domain::time::days_off::BY_LAW;
use crate::present::card::EventPhase;
use crate::present::form::event::series::Instance;
use crate::present::page::event::{EventPage as Page, instance_page};
use crate::present::route::path::Path;
use crate::state::app::AppState;
use crate::state::export::ShareOutcome;
use crate::state::navigation;
use crate::state::writing::PlannedEdit;
use crate::ui::components::event_card::look;
use crate::ui::components::extent_dialog::ExtentDialog;
use crate::ui::components::finding::{FoundEvent, Missing, find};
use crate::ui::components::kind_mark::KindMark;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

use details::PrivacyNote;
use facts::{Facts, MoreFacts};
use overlap::Overlap;
use sections::{Changes, Description, Links, Programme};

/// Shows one event with everything that is known about it.
#[component]
pub fn EventPage(
    /// The event.
    id: EventId,
    /// The instance of a repeating event; `None` for the series.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    let found = find(ui, id.clone());
    view! {
        <Show when=move || found.get() == FoundEvent::There fallback=move || view! { <Missing found=found/> }>
            <EventView id=id.clone() instance=instance/>
        </Show>
    }
}

/// Shows the page of an event that is loaded.
#[component]
fn EventView(
    /// The event.
    id: EventId,
    /// The instance of a repeating event; `None` for the series.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    let held = id.clone();
    let page = Memo::new(move |before: Option<&Page>| {
        let viewer = ui.viewer();
        let shown = |almanac: &Almanac| {
            almanac.entry(&held).map(|entry| instance_page(almanac, entry, instance, &viewer))
        };
        // If the event has just been removed, the page is about to be removed too.
        let shown = ui.state.almanac.with(shown).or_else(|| before.cloned());
        shown.expect("the page is shown only while its event is there")
    });
    see_news(ui, id.clone());
    let heading = NodeRef::<html::H1>::new();
    // Moves the browser's focus to the opened page, so that a screen reader continues there.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Focusing fails only if the element is not in the page.
            let _ = heading.focus();
        }
    });
    view! {
        <Bar id=id.clone() page=page/>
        <article class="content event-page" data-cancelled=move || page.read().is_cancelled.to_string()>
            <header class="hero">
                {move || kinds(&page.read(), ui.messages().past())}
                <h1 class="title" tabindex="-1" node_ref=heading>{move || unbroken_number(&page.read().title)}</h1>
                {move || page.read().status_text.clone().map(|text| {
                    let look = if page.read().is_cancelled { "danger" } else { "warning" };
                    let reason = page.read().status_reason.clone();
                    let reason = reason.map(|reason| view! { <p class="title">{reason}</p> });
                    view! { <div class="note" data-look=look>{reason}<p>{text}</p></div> }
                })}
                {move || page.read().details.privacy.clone().map(|mark| view! { <PrivacyNote mark=mark/> })}
            </header>
            {move || page.read().bounded_text.clone().map(|text| view! { <p class="note bounded">{text}</p> })}
            <Overlap id=id.clone() instance=instance/>
            {move || view! { <Changes page=page.get()/> }}
            {move || view! { <Facts page=page.get()/> }}
            {move || view! { <Programme page=page.get()/> }}
            {move || view! { <Description page=page.get()/> }}
            {move || view! { <Links page=page.get()/> }}
            {move || view! { <MoreFacts page=page.get()/> }}
            <Actions id=id page=page/>
        </article>
    }
}

/// Shows the most frequent actions, at the top of the page.
#[component]
fn Bar(
    /// The event.
    id: EventId,
    /// The page.
    page: Memo<Page>,
) -> impl IntoView {
    let ui = use_ui();
    let is_mine = Memo::new(move |_| page.read().is_mine);
    view! {
        <div class="top-bar event-bar">
            <button class="button back" data-look="bar" aria-label=ui.messages().back() on:click=|_| navigation::back()>
                <IconView icon=Icon::Back/>
            </button>
            <span class="space"></span>
            <button
                class="button star"
                data-look="bar"
                aria-pressed=move || is_mine.get().to_string()
                aria-label=ui.messages().mine()
                title=move || if is_mine.get() { ui.messages().event_unmark_mine() } else { ui.messages().event_mark_mine() }
                on:click=move |_| toggle_mine(ui, &id)
            >
                {move || view! { <IconView icon=if is_mine.get() { Icon::StarFilled } else { Icon::Star }/> }}
            </button>
            <button
                class="button"
                data-look="bar"
                aria-label=ui.messages().event_share()
                title=ui.messages().event_share()
                on:click=move |_| share(ui, page.read_untracked().share_text.clone())
            >
                <IconView icon=Icon::Share/>
            </button>
            <a
                class="button"
                data-look="bar"
                href=move || page.read().paths.edit.clone()
                aria-label=ui.messages().edit()
                title=ui.messages().edit()
            >
                <IconView icon=Icon::Edit/>
            </a>
        </div>
    }
}

/// Shows the less frequent actions, at the bottom of the page.
#[component]
fn Actions(
    /// The event.
    id: EventId,
    /// The page.
    page: Memo<Page>,
) -> impl IntoView {
    let ui = use_ui();
    let extents = RwSignal::new(Vec::new());
    let held = id.clone();
    let ask = move |_| match page.read_untracked().instance {
        Some(at) => extents.set(choices(ui, &id, at)),
        None => delete(ui, &id, None),
    };
    let choose = Callback::new(move |extent| {
        let at = page.read_untracked().instance;
        delete(ui, &held, at.map(|at| (at, extent)));
    });
    let copy_page = move |_| copy(ui, page.read_untracked().share_text.clone());
    view! {
        <footer class="actions">
            <a class="button" href=move || page.read().paths.export.clone()>
                <IconView icon=Icon::Save/>
                {ui.messages().event_export()}
            </a>
            <a class="button" href=move || page.read().paths.copy.clone()>
                <IconView icon=Icon::Add/>
                {ui.messages().event_copy()}
            </a>
            <button class="button" on:click=copy_page>
                <IconView icon=Icon::Text/>
                {ui.messages().share_copy()}
            </button>
            <button class="button" data-look="danger" on:click=ask>
                <IconView icon=Icon::Delete/>
                {ui.messages().delete()}
            </button>
        </footer>
        <ExtentDialog title=ui.messages().extent_delete() extents=extents on_choose=choose/>
    }
}

/// Draws the line above the title: kinds, whether it is over, what the last import did, and the status.
fn kinds(page: &Page, over: &'static str) -> impl IntoView + use<> {
    let is_over = page.phase == EventPhase::Past;
    let label = page.kind_labels.first().copied().unwrap_or_default();
    let others = page.kind_labels.iter().skip(1).map(|label| view! { <span>{*label}</span> });
    let status = page.status_label.clone().map(|label| {
        let look = if page.is_cancelled { "cancelled" } else { "plain" };
        view! { <span class="badge" data-look=look>{label}</span> }
    });
    // A cancelled event shows this only once.
    let is_said = |label: &str| page.status_label.as_deref() == Some(label);
    let badge = page.badge.filter(|badge| !is_said(badge.label)).map(
        |badge| view! { <span class="badge" data-look=look(badge.happening)>{badge.label}</span> },
    );
    view! {
        <p class="kinds">
            <span class="kind"><KindMark kind=page.kind label=label/>{label}</span>
            {others.collect_view()}
            {is_over.then(|| view! { <span class="badge" data-look="plain">{over}</span> })}
            {badge}
            {status}
        </p>
    }
}

/// Marks the changes of the last import as seen; they stay visible on the page.
fn see_news(ui: Ui, id: EventId) {
    let held = id.clone();
    let is_unseen = Memo::new(move |_| {
        ui.state
            .almanac
            .with(|almanac| almanac.entry(&held).is_some_and(|entry| entry.badge().is_some()))
    });
    // Talks to the database.
    Effect::new(move |_| {
        if !is_unseen.get() {
            return;
        }
        let (id, needs) = (id.clone(), Needs::Events(vec![id.clone()]));
        let plan = move |almanac: &Almanac| {
            let Some(mut entry) = almanac.entry(&id).cloned() else { return Change::default() };
            match entry.news.as_mut() {
                Some(news) if !news.is_seen => news.is_seen = true,
                Some(_) | None => return Change::default(),
            }
            Change::entry(id.clone(), Some(entry))
        };
        run_to_end(async move { ui.report(ui.state.commit_quietly(needs, plan).await) });
    });
}

fn entry(ui: Ui, id: &EventId) -> Option<Entry> {
    ui.state.almanac.with_untracked(|almanac| almanac.entry(id).cloned())
}

fn toggle_mine(ui: Ui, id: &EventId) {
    let Some(entry) = entry(ui, id) else { return };
    let (is_mine, title) = (!entry.is_mine, entry.event.title);
    let (id, needs) = (id.clone(), Needs::Events(vec![id.clone()]));
    let plan = move |almanac: &Almanac| match almanac.entry(&id) {
        Some(now) if now.is_mine != is_mine => {
            Change::entry(id.clone(), Some(Entry { is_mine, ..now.clone() }))
        }
        Some(_) | None => Change::default(),
    };
    ui.commit(PlannedEdit::new(OperationKind::Mark, title, needs, plan), |_| {});
}

/// Returns the possible extents of a deletion.
fn choices(ui: Ui, id: &EventId, at: DateTime) -> Vec<Extent> {
    let entry = entry(ui, id);
    entry
        .map(|entry| {
            Instance { entry: &entry, at, now: AppState::utc_now(), off: BY_LAW }.extents()
        })
        .unwrap_or_default()
}

/// Deletes an event, or some instances of it.
fn delete(ui: Ui, id: &EventId, instances: Option<(DateTime, Extent)>) {
    let Some(title) = entry(ui, id).map(|entry| entry.event.title) else { return };
    let messages = ui.language.get_untracked().messages();
    let now = AppState::utc_now();
    let (id, needs) = (id.clone(), Needs::Events(vec![id.clone()]));
    let is_trashed = Rc::new(Cell::new(false));
    let noted = Rc::clone(&is_trashed);
    let plan = move |almanac: &Almanac| {
        let Some(entry) = almanac.entry(&id) else { return Change::default() };
        let of_series = |(at, extent)| Instance { entry, at, now, off: BY_LAW }.delete(extent);
        // If a series has no instances left, the whole series is moved into the trash.
        let is_left = |change: &Change| change.entries.values().all(Option::is_some);
        let change = instances.map(of_series).filter(is_left);
        noted.set(change.is_none());
        change.unwrap_or_else(|| trash::delete_event(almanac, &id, now))
    };
    navigation::go_instead(&Path::home().format());
    let edit = PlannedEdit::new(OperationKind::DeleteEvent, title, needs, plan);
    ui.commit(edit, move |operation| {
        let is_trashed = is_trashed.get();
        let said = if is_trashed { messages.event_trashed() } else { messages.event_deleted() };
        ui.say_undoable(said, operation);
    });
}

/// Shares the event, or copies it if the browser has no share sheet.
fn share(ui: Ui, text: String) {
    run_to_end(async move {
        match ui.state.share_text(&text).await {
            ShareOutcome::Saved | ShareOutcome::Shared | ShareOutcome::Closed => {}
            ShareOutcome::Failed => copy(ui, text),
        }
    });
}

fn copy(ui: Ui, text: String) {
    let messages = ui.language.get_untracked().messages();
    run_to_end(async move {
        let is_copied = ui.state.copy_text(&text).await;
        ui.say(if is_copied { messages.event_copied() } else { messages.share_failed() });
    });
}
