//! The month page.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::time::Month;
use crate::present::page::month::grid::{Layout, MonthGrid as Grid, month_grid, window};
use crate::present::route::filter::Filter;
use crate::present::route::path::Path;
use crate::present::route::print::{PrintOf, Sheet};
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::month_grid::{MonthGrid, MonthTurn};
use crate::ui::components::search_link::SearchLink;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::components::view_switch::{ShownView, ViewSwitch};
use crate::ui::components::without_day::WithoutDay;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};

/// How many rows of events a day has on a phone, and on a wide screen.
const ROWS: [usize; 2] = [3, 4];

/// Shows the page of a month.
#[component]
pub fn MonthPage(
    /// The month that is shown.
    #[prop(into)]
    month: Signal<Month>,
    /// The filter for the events that are shown.
    #[prop(into)]
    filter: Signal<Filter>,
    /// Whether the person navigated to the page, so that it is not only shown next to the agenda.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let ui = use_ui();
    let layout = Memo::new(move |_| {
        let [phone, wide] = ROWS;
        Layout {
            month: month.get(),
            week_start: ui.week_start(),
            visible_rows: if ui.is_wide.get() { wide } else { phone },
        }
    });
    ui.keep_read(move || Some(window(&layout.read())));
    let grid = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state
            .almanac
            .with(|almanac| month_grid(almanac, &layout.read(), &filter.read(), &viewer))
    });
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
        ui.go(&Path::Month { month: Some(month), filter: filter.get_untracked() });
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
        ui.go(&Path::Month { month: Some(month.get_untracked()), filter });
    });
    let turns = Signal::derive(move || {
        grid.with(|grid| [grid.previous_path.clone(), grid.next_path.clone()])
    });
    let without_day = Memo::new(move |_| grid.read().without_day.clone());
    let shown = Signal::derive(move || ShownView::Month(month.get()));
    let today_path = move || Path::Month { month: None, filter: filter.get() }.format();
    view! {
        <TopBar title=Signal::derive(move || grid.read().heading.clone()) takes_focus=takes_focus under=move || year_link(grid)>
            <ViewSwitch shown=shown filter=filter/>
            // Next to the agenda, the agenda's filter applies to both.
            <Show when=move || !ui.is_wide.get()>
                <SearchLink/>
                <FilterBar filter=filter on_choose=choose/>
            </Show>
            <a class="button" data-look="quiet" href=today_path>
                <IconView icon=Icon::Today/>
                {ui.messages().month_this()}
            </a>
            {print_link(ui, month, filter)}
            <Turns paths=turns labels=[ui.messages().month_previous(), ui.messages().month_next()]/>
        </TopBar>
        <div class="month-page">
            <p class="visually-hidden" role="status">{move || grid.read().count_text.clone()}</p>
            <MonthGrid grid=grid current=current on_turn=turn/>
            <WithoutDay cards=without_day open=Signal::stored(None::<String>)/>
        </div>
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
