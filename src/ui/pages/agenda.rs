//! The agenda: past and future events in one endless list, with today between them.
//!
//! The page shows the months that have been loaded into the list. Each month is a section that the browser lays out
//! only when it comes near (`content-visibility`). Therefore a long list costs almost nothing, and can still be
//! searched and read aloud.

use jiff::civil::Date;
use leptos::ev;
use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, Node};

use crate::domain::almanac::Almanac;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, Month};
use crate::present::page::agenda::{
    DayGroup as Group, Section, first_months, horizon, known_gap, next_month, previous_month,
    section,
};
use crate::present::route::filter::Filter;
use crate::present::route::path::Path;
use crate::state::early;
use crate::ui::components::day_group::DayGroup;
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::now_next::NowNext;
use crate::ui::components::search_link::SearchLink;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::without_day::WithoutDay;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::elements::scroll_pin::ScrollPin;
use crate::ui::elements::sentinel::Sentinel;
use crate::ui::pages::agenda_place::{ListPlace, asked, day_group, follow};
use crate::ui::scope::Scope;

/// A month with up to this number of cards is drawn at once.
const WHOLE_MONTH: usize = 24;

/// How many cards of a larger month are drawn at once; the others follow when the browser is idle.
const CARDS_AT_ONCE: usize = 12;

/// Shows the agenda.
#[component]
pub fn AgendaPage(
    /// The pane that scrolls.
    pane: NodeRef<html::Div>,
) -> impl IntoView {
    let ui = use_ui();
    let filter = followed_filter(ui);
    let today = move || ui.state.now.get_untracked().date();
    let asked = Memo::new(move |before| asked(ui, before));
    let place = move || {
        let (day, left) = asked.get();
        left.unwrap_or_else(|| ListPlace::at(day.unwrap_or_else(today)))
    };
    let anchor = Memo::new(move |_| place().day);
    let months = RwSignal::new(SortedSet::from([Month::of(anchor.get_untracked())]));
    let is_placed = RwSignal::new(false);
    let scope = Scope::here();
    let pin = ScrollPin::new(pane, move |pin, pane| follow(ui, pin, pane));
    let list = List { ui, scope, pane, pin, months, is_placed };
    // Talks to the database: the months around the requested place are loaded, then shown at their position.
    Effect::new(move |_| list.open(Scope::here(), place()));
    let earlier = Memo::new(move |_| {
        let first = months.read().first().copied()?;
        let reader = ui.reader();
        ui.state.almanac.with(|almanac| previous_month(almanac, first, &reader))
    });
    let later = Memo::new(move |_| {
        let latest = months.read().last().copied()?;
        let reader = ui.reader();
        ui.state.almanac.with(|almanac| {
            next_month(almanac, latest, horizon(anchor.get().max(today())), &reader)
        })
    });
    let extend = move |month| list.extend(month);
    let show_earlier = move || extend(earlier.get_untracked());
    let show_later = move || extend(later.get_untracked());
    let open = Memo::new(move |_| open_event(ui));
    let is_printed = RwSignal::new(false);
    // Talks to the browser's printing.
    scope.on(&window(), ev::Custom::<Event>::new("beforeprint"), move |_| is_printed.set(true));
    let choose = Callback::new(move |filter: Filter| apply_filter(ui, &filter));
    let go_today = move |_| list.open(scope, ListPlace::at(today()));
    let is_beside = Signal::derive(move || !matches!(&*ui.path.read(), Some(Path::Agenda { .. })));
    let enter = enter_at_today(ui, pane);
    view! {
        <TopBar title=ui.messages().agenda_title() is_secondary=is_beside>
            <SearchLink/>
            <FilterBar filter=filter on_choose=choose/>
            <button class="button" data-look="quiet" on:click=go_today>
                <IconView icon=Icon::Today/>
                {ui.messages().agenda_today()}
            </button>
            <a class="button" data-look="bar" href=new_event() aria-label=ui.messages().edit_new_title()>
                <IconView icon=Icon::Add/>
            </a>
        </TopBar>
        <NowNext/>
        <div class="agenda" on:focusin=enter>
            <Edge month=earlier words=ui.messages().agenda_earlier() none=ui.messages().agenda_no_earlier() is_placed=is_placed on_reach=Callback::new(move |()| show_earlier())/>
            <For each=move || neighbours(&months.read()) key=|(month, _)| *month let((month, before))>
                <MonthSection month=month before=before months=months filter=filter anchor=anchor open=open is_printed=is_printed/>
            </For>
            <Edge month=later words=ui.messages().agenda_later() none=ui.messages().agenda_no_later() is_placed=is_placed on_reach=Callback::new(move |()| show_later())/>
        </div>
    }
}

/// Returns what happens when the focus comes into the list: the first Tab from above goes to today, and not to the
/// first of many past events, which Shift+Tab reaches from there.
fn enter_at_today(ui: Ui, pane: NodeRef<html::Div>) -> impl Fn(FocusEvent) + 'static {
    let is_from_above = StoredValue::new(false);
    let in_list = |target: Option<EventTarget>| {
        let element = target.and_then(|it| it.dyn_into::<Element>().ok());
        element.and_then(|it| it.closest(".agenda").ok().flatten()).is_some()
    };
    let scope = Scope::here();
    // Talks to the pane, which holds the bar above the list too.
    Effect::new(move |_| {
        if let Some(pane) = pane.get() {
            scope.on(&pane, ev::keydown, move |event| {
                let is_tab = event.key() == "Tab" && !event.shift_key();
                is_from_above.set_value(is_tab && !in_list(event.target()));
            });
            scope.on(&pane, ev::pointerdown, move |_| is_from_above.set_value(false));
        }
    });
    move |event: FocusEvent| {
        if !is_from_above.try_update_value(std::mem::take).unwrap_or(false) {
            return;
        }
        let today = ui.state.now.get_untracked().date();
        let group = pane.get_untracked().and_then(|pane| day_group(&pane, today));
        let link = group.and_then(|group| first_from(&group));
        if let Some(link) = link.filter(|link| event.target().as_ref() != Some(link.as_ref())) {
            // After this event: moving the focus calls this listener again. It fails only if the element is gone.
            scope.spawn(async move { _ = link.focus() });
        }
    }
}

/// Finds the first thing of the list that takes the focus in an element or after it: today may have no event.
fn first_from(element: &Element) -> Option<HtmlElement> {
    let list = element.closest(".agenda").ok()??;
    let all = list.query_selector_all(":is(a, button):not([hidden] *, [tabindex='-1'])").ok()?;
    // What is in the element counts as following it.
    let following = Node::DOCUMENT_POSITION_FOLLOWING;
    let is_from = |node: &Node| element.compare_document_position(node) & following != 0;
    let found = (0..all.length()).filter_map(|index| all.get(index)).find(is_from);
    found.and_then(|node| node.dyn_into().ok())
}

/// The scrolled list of months.
#[derive(Clone, Copy)]
struct List {
    ui: Ui,
    scope: Scope,
    pane: NodeRef<html::Div>,
    pin: ScrollPin,
    months: RwSignal<SortedSet<Month>>,
    /// Whether the list is at its position. Before that the ends of the list would be visible, and would load more and
    /// more.
    is_placed: RwSignal<bool>,
}

impl List {
    /// Loads the months around a place, then shows them with the place at its position. Months that are far away from
    /// it go, because there would be a gap between them.
    fn open(self, scope: Scope, place: ListPlace) {
        let Self { ui, pin, is_placed, .. } = self;
        let reader = untrack(|| ui.reader());
        let first = ui.state.almanac.with_untracked(|it| opening_months(it, place.day, &reader));
        scope.spawn(async move {
            want(ui, &first).await;
            self.months.update(|months| {
                if !months.contains(&Month::of(place.day)) {
                    months.clear();
                }
                months.extend(first);
            });
            place.hold(ui, pin);
            scope.next_frame(move || {
                pin.restore();
                early::tell_shown();
                scope.next_frame(move || is_placed.set(true));
            });
        });
    }

    /// Adds a month to the list after it is loaded, at its full height, because at the very top no browser keeps the
    /// position.
    fn extend(self, month: Option<Month>) {
        let Some(month) = month else { return };
        self.scope.spawn(async move {
            want(self.ui, &SortedSet::from([month])).await;
            let add = move || self.months.update(|months| _ = months.insert(month));
            let first = self.months.with_untracked(|months| months.first().copied());
            let is_above = first.is_some_and(|first| month < first);
            // A month below moves nothing. Following it would bring the end near again and again.
            if is_above && !self.pin.is_holding() { self.keep_scroll_position(add) } else { add() }
        });
    }

    /// Runs `add`, which inserts something above, and keeps the visible content at its position.
    fn keep_scroll_position(self, add: impl FnOnce()) {
        let Some(pane) = self.pane.get_untracked() else { return add() };
        let (height, top) = (pane.scroll_height(), pane.scroll_top());
        add();
        self.scope.next_frame(move || {
            // Browsers with scroll anchoring have moved by themselves, unless the list was at the very top.
            if pane.scroll_top() == top {
                pane.set_scroll_top(top + pane.scroll_height() - height);
            }
        });
    }
}

/// Returns the filter that the address names; it is kept while an event is open next to the list.
fn followed_filter(ui: Ui) -> RwSignal<Filter> {
    let filter = RwSignal::new(Filter::default());
    // Follows the address.
    Effect::new(move |_| {
        if let Some(
            Path::Agenda { filter: requested_path, .. }
            | Path::Month { filter: requested_path, .. }
            | Path::Week { filter: requested_path, .. }
            | Path::Day { filter: requested_path, .. },
        ) = &*ui.path.read()
        {
            filter.set(requested_path.clone());
        }
    });
    filter
}

fn new_event() -> String {
    Path::NewEvent { calendar: None, day: None, time: None }.format()
}

/// Returns the first months to show. A full month is shown alone, and its neighbours follow when they come near.
fn opening_months(almanac: &Almanac, day: Date, off: &dyn LocalContext) -> SortedSet<Month> {
    let month = Month::of(day);
    let is_full = almanac.occurrences(Days::month(month), off).len() > CARDS_AT_ONCE;
    if is_full { SortedSet::from([month]) } else { first_months(almanac, day, off) }
}

/// Returns the address of the event that is open next to the list; for a series, of the open instance.
fn open_event(ui: Ui) -> Option<String> {
    match &*ui.path.read() {
        Some(Path::Event(id)) => Some(Path::Event(id.clone()).format()),
        Some(Path::Participants(id, instance)) => Some(Path::event(id.clone(), *instance).format()),
        Some(path @ Path::Instance(..)) => Some(path.format()),
        Some(_) | None => None,
    }
}

fn apply_filter(ui: Ui, filter: &Filter) {
    let path = match ui.path.get_untracked() {
        Some(Path::Month { month, day, .. }) => Path::Month { month, day, filter: filter.clone() },
        Some(_) | None => Path::Agenda { day: None, filter: filter.clone() },
    };
    ui.go(&path);
}

async fn want(ui: Ui, months: &SortedSet<Month>) {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return };
    let window = Days { first: first.first(), last: last.last() };
    if let Err(problem) = ui.state.want(window).await {
        ui.show_problem(problem);
    }
}

/// Returns each month with the month shown before it.
fn neighbours(months: &SortedSet<Month>) -> Vec<(Month, Option<Month>)> {
    let before = std::iter::once(None).chain(months.iter().copied().map(Some));
    months.iter().copied().zip(before).collect()
}

/// Shows one month of the agenda.
#[component]
fn MonthSection(
    /// The month.
    month: Month,
    /// The month shown before it when it was inserted.
    before: Option<Month>,
    /// The months that are shown.
    months: RwSignal<SortedSet<Month>>,
    /// The filter for the events that are shown.
    filter: RwSignal<Filter>,
    /// The day at which the list was opened.
    anchor: Memo<Date>,
    /// The address of the event that is open next to the list.
    open: Memo<Option<String>>,
    /// Whether the page is being printed.
    is_printed: RwSignal<bool>,
) -> impl IntoView {
    let ui = use_ui();
    let section = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| section(almanac, month, &filter.read(), &viewer))
    });
    let before = Memo::new(move |_| months.read().range(..month).next_back().copied().or(before));
    let gap = move || {
        let before = before.get()?;
        let viewer = ui.viewer();
        ui.state
            .almanac
            .with(|almanac| known_gap(almanac, &months.read(), [before, month], &viewer))
    };
    let is_without_events = move || {
        let section = section.read();
        section.count_without_day == 0 && section.days.iter().all(|day| day.cards.is_empty())
    };
    let is_bare = move || section.read().is_bare();
    view! {
        {move || gap().map(|words| view! { <p class="gap">{words}</p> })}
        <div class="month" role="group" hidden=is_bare aria-label=move || section.read().heading.clone()>
            <h2 class="heading">
                <a href=move || section.read().path.clone()>{move || section.read().heading.clone()}</a>
                {move || section.read().era.clone().map(|era| view! { <small class="era">{era}</small> })}
                <small>{move || (!is_without_events()).then(|| section.read().count_text.clone())}</small>
            </h2>
            <For each=move || section.get().days key=|group| group.iso.clone() let(group)>
                <Day group=group section=section anchor=anchor open=open is_printed=is_printed/>
            </For>
            <WithoutDay month=month filter=filter open=open/>
        </div>
    }
}

/// Shows one day of a month, and follows the content of the month.
#[component]
fn Day(
    /// The content of the day when it was inserted.
    group: Group,
    /// The month.
    section: Memo<Section>,
    /// The day at which the list was opened.
    anchor: Memo<Date>,
    /// The address of the event that is open next to the list.
    open: Memo<Option<String>>,
    /// Whether the page is being printed.
    is_printed: RwSignal<bool>,
) -> impl IntoView {
    let is_near = is_near(&section.read_untracked(), &group, anchor.get_untracked());
    let day = group.day;
    let current = Memo::new(move |before: Option<&Group>| {
        let found = section.read().days.iter().find(|group| group.day == day).cloned();
        found.or_else(|| before.cloned()).unwrap_or_else(|| group.clone())
    });
    view! { <DayGroup group=current open=open is_near=is_near is_printed=is_printed/> }
}

/// Returns whether a day is among the first ones that are visible from the anchor on.
fn is_near(section: &Section, group: &Group, anchor: Date) -> bool {
    // A month of ordinary length is drawn completely, so that nothing moves the content below it.
    let all: usize = section.days.iter().map(|day| day.cards.len()).sum();
    if all <= WHOLE_MONTH {
        return true;
    }
    let between = section.days.iter().filter(|other| anchor <= other.day && other.day < group.day);
    let cards: usize = between.map(|other| other.cards.len()).sum();
    anchor <= group.day && cards < CARDS_AT_ONCE
}

/// Shows an end of the list: it loads more when it comes near, or when the button is pressed.
#[component]
fn Edge(
    /// The next month to load.
    month: Memo<Option<Month>>,
    /// The label of the button.
    words: &'static str,
    /// The text if there is no further month.
    none: &'static str,
    /// Whether the list is at the position where it was opened, so that its ends may load more by themselves.
    is_placed: RwSignal<bool>,
    /// Called when the end is reached.
    on_reach: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="edge">
            {move || match month.get() {
                Some(_) => view! {
                    {is_placed.get().then(|| view! { <Sentinel on_near=on_reach/> })}
                    <button class="button" data-look="quiet" on:click=move |_| on_reach.run(())>{words}</button>
                }.into_any(),
                None => view! { <p>{none}</p> }.into_any(),
            }}
        </div>
    }
}
