//! The month page.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::time::Month;
use crate::present::page::month::grid::{MonthGrid as Grid, month_grid, window};
use crate::present::page::month::layout::{DayOpens, Layout};
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::present::route::print::{PrintOf, Sheet};
use crate::present::text::time;
use crate::state::navigation;
use crate::ui::components::add_link::AddLink;
use crate::ui::components::day_cards::DayCards;
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::month_grid::{CellRoom, MonthGrid, MonthTurn};
use crate::ui::components::search_link::SearchLink;
use crate::ui::components::today_link::TodayLink;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::components::view_switch::{ShownView, ViewSwitch};
use crate::ui::components::without_day::WithoutDay;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::Scope;

/// Shows the page of a month.
#[component]
pub fn MonthPage(
    /// The month that is shown.
    #[prop(into)]
    month: Signal<Month>,
    /// The day whose list is open below the grid, on a narrow screen.
    #[prop(into)]
    open_day: Signal<Option<Date>>,
    /// The filter for the events that are shown.
    #[prop(into)]
    filter: Signal<Filter>,
    /// Whether the person navigated to the page, so that it is not only shown next to the agenda.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let ui = use_ui();
    let room = RwSignal::new(CellRoom::expected());
    let open_day = Memo::new(move |_| open_day.get().filter(|_| !ui.is_wide.get()));
    let layout = Memo::new(move |_| {
        let CellRoom { rows, letters } = room.get();
        let open = open_day.get();
        Layout {
            month: month.get(),
            week_start: ui.week_start(),
            visible_rows: rows,
            row_letters: letters,
            opens: if ui.is_wide.get() { DayOpens::Page } else { DayOpens::List { open } },
        }
    });
    ui.keep_read(move || Some(window(&layout.read())));
    let grid = grid_of(ui, layout, filter);
    let current =
        RwSignal::new(first_day(month.get_untracked(), ui.state.now.get_untracked().date()));
    // Keeps one day of the shown month in the tab order.
    Effect::new(move |_| {
        let month = month.get();
        if Month::of(current.get_untracked()) != month {
            current.set(first_day(month, ui.state.now.get_untracked().date()));
        }
    });
    let go = move |month: Month| {
        let filter = filter.get_untracked();
        ui.go(&Path::Month { month: Some(month), day: None, filter });
    };
    let turn = Callback::new(move |turn: MonthTurn| match turn {
        MonthTurn::Day(day) => {
            current.set(day);
            go(Month::of(day));
        }
        MonthTurn::Previous => go(month.get_untracked().plus(-1)),
        MonthTurn::Next => go(month.get_untracked().plus(1)),
    });
    let choose = Callback::new(move |filter: Filter| {
        let (month, day) = (Some(month.get_untracked()), open_day.get_untracked());
        ui.go(&Path::Month { month, day, filter });
    });
    let turns = Signal::derive(move || {
        grid.with(|grid| [grid.previous_path.clone(), grid.next_path.clone()])
    });
    let shown = Signal::derive(move || ShownView::Month(month.get()));
    let today_path = move || Path::Month { month: None, day: None, filter: filter.get() }.format();
    view! {
        <TopBar title=Signal::derive(move || grid.read().heading.clone()) takes_focus=takes_focus is_secondary=Signal::stored(!takes_focus) under=move || year_link(grid)>
            <ViewSwitch shown=shown filter=filter/>
            // Next to the agenda, the agenda's filter applies to both.
            <Show when=move || !ui.is_wide.get()>
                <SearchLink/>
                <FilterBar filter=filter on_choose=choose/>
            </Show>
            <TodayLink path=Signal::derive(today_path) label=ui.messages().month_this()/>
            {print_link(ui, month, filter)}
            <AddLink day=Signal::derive(move || open_day.get().or_else(|| Some(current.get()))) label=ui.messages().edit_new_title()/>
            <Turns paths=turns labels=[ui.messages().month_previous(), ui.messages().month_next()]/>
        </TopBar>
        <div class="month-page">
            <p class="visually-hidden" role="status">{move || grid.read().count_text.clone()}</p>
            <MonthGrid grid=grid current=current room=room on_turn=turn/>
            <WithoutDay month=month filter=filter open=Signal::stored(None::<String>)/>
            {move || open_day.get().map(|day| view! { <OpenDay day=day month=month filter=filter/> })}
        </div>
    }
}

/// Returns the grid of a layout. Those of the months before and after are worked out in idle time.
fn grid_of(ui: Ui, layout: Memo<Layout>, filter: Signal<Filter>) -> Memo<Grid> {
    let draw = move |layout: &Layout| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| month_grid(almanac, layout, &filter.read(), &viewer))
    };
    // The number of the data, the filter and the time that a grid shows.
    let edition = Memo::new(move |before: Option<&u32>| {
        ui.state.almanac.track();
        filter.track();
        _ = ui.viewer();
        before.copied().unwrap_or_default().wrapping_add(1)
    });
    let ahead = StoredValue::new_local(Vec::<(u32, Layout, Grid)>::new());
    let scope = Scope::here();
    // Works ahead; not while the other data are still being loaded, of which each part would make it out of date.
    Effect::new(move |_| {
        let (edition_then, layout) = (edition.get(), layout.get());
        if !ui.state.almanac.with(Almanac::is_whole) {
            return;
        }
        scope.spawn(async move {
            navigation::idle().await;
            let mut next = Vec::new();
            for months in [1, -1] {
                navigation::idle().await;
                if edition.get_untracked() != edition_then {
                    return;
                }
                let layout = Layout { month: layout.month.plus(months), ..layout.clone() };
                let grid = untrack(|| draw(&layout));
                next.push((edition_then, layout, grid));
            }
            ahead.set_value(next);
        });
    });
    Memo::new(move |_| {
        let (edition, layout) = (edition.get(), layout.get());
        let known = ahead.with_value(|ahead| {
            let known = ahead.iter().find(|(of, at, _)| *of == edition && *at == layout);
            known.map(|(_, _, grid)| grid.clone())
        });
        known.unwrap_or_else(|| untrack(|| draw(&layout)))
    })
}

/// Shows the list of one day below the grid, on a narrow screen.
#[component]
fn OpenDay(day: Date, month: Signal<Month>, filter: Signal<Filter>) -> impl IntoView {
    let ui = use_ui();
    let heading = untrack(|| time::day(&ui.viewer(), day));
    let page = Path::Day { day, view: DayView::List, filter: filter.get_untracked() }.format();
    let close =
        move || Path::Month { month: Some(month.get()), day: None, filter: filter.get() }.format();
    view! {
        <section class="open-day" aria-label=heading.clone()>
            <header>
                <h2><a href=page>{heading.clone()}</a></h2>
                <AddLink day=Signal::stored(Some(day)) label=ui.messages().day_add()/>
                <a class="button" data-look="bar" href=close aria-label=ui.messages().close()>
                    <IconView icon=Icon::Close/>
                </a>
            </header>
            <DayCards day=day filter=filter.get_untracked()/>
        </section>
    }
}

/// Draws the link to the printable month; a narrow page has no room for it.
fn print_link(ui: Ui, month: Signal<Month>, filter: Signal<Filter>) -> impl IntoView {
    let path = move || {
        let of = PrintOf { sheet: Sheet::Month, first: month.get(), filter: filter.get() };
        Path::Print(Box::new(of)).format()
    };
    view! {
        <a class="button print-link" data-look="bar" href=path aria-label=ui.messages().print_title()>
            <IconView icon=Icon::Print/>
        </a>
    }
}

/// Draws the link to the fiscal year, under the title.
fn year_link(grid: Memo<Grid>) -> impl IntoView {
    view! { <a class="under" href=move || grid.read().year_path.clone()>{move || grid.read().year_text.clone()}</a> }
}

/// Returns the day that is in the tab order: today, if the month contains it.
fn first_day(month: Month, today: Date) -> Date {
    if Month::of(today) == month { today } else { month.first() }
}
