//! A fiscal year on one page, for the screen and for paper.

use jiff::civil::Date;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::domain::id::CalendarId;
use crate::domain::time::{Days, Month, plus_days};
use crate::present::page::month::grid::WeekdayHeading;
use crate::present::page::month::tone::Tone;
use crate::present::page::year::rules::{RuleChoice, YearOf, rule_by};
use crate::present::page::year::{
    KindCount, OffRow, SmallDay, SmallMonth, YearPage as Page, year_page,
};
use crate::present::route::filter::Filter;
use crate::present::route::path::Path;
use crate::present::route::print::{PrintOf, Sheet};
use crate::state::navigation;
use crate::ui::components::kind_mark::KindMark;
use crate::ui::components::month_grid::focus_day;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::year_month::YearMonth;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::pages::not_found::NotFoundPage;

/// Shows a fiscal year on one page.
#[component]
pub fn YearPage(
    /// The year that it is named after; the current one if the address names none.
    year: Option<i16>,
    /// The calendar whose rule is used, if the address names one.
    calendar: Option<CalendarId>,
) -> impl IntoView {
    let ui = use_ui();
    let requested_path = StoredValue::new(calendar);
    let this_year =
        move || Path::Year { year: None, calendar: requested_path.get_value() }.format();
    let rule = Memo::new(move |_| {
        let viewer = ui.viewer();
        let rule = |calendar: &Option<CalendarId>| {
            ui.state.almanac.with(|almanac| rule_by(almanac, calendar.as_ref(), &viewer))
        };
        requested_path.with_value(rule)
    });
    let year = Memo::new(move |_| {
        let today = Month::of(ui.state.now.get().date());
        year.unwrap_or_else(|| rule.get().year_of(today))
    });
    let days = Memo::new(move |_| rule.get().days(year.get()));
    ui.keep_read(move || days.get());
    let page = Memo::new(move |_| {
        let viewer = ui.viewer();
        let week_start = ui.week_start();
        let of = YearOf { year: year.get(), calendar: requested_path.get_value() };
        ui.state.almanac.with(|almanac| year_page(almanac, &of, week_start, &viewer))
    });
    let is_real = Memo::new(move |_| !page.read().months.is_empty());
    let first = days.get_untracked().map_or(Date::ZERO, |days| {
        let today = ui.state.now.get_untracked().date();
        if days.contains(today) { today } else { days.first }
    });
    let current = RwSignal::new(first);
    let under = move || {
        let line = move || {
            let page = page.read();
            page.era.iter().chain([&page.span]).cloned().collect::<Vec<_>>().join(" ")
        };
        view! { <p class="under">{line}</p> }
    };
    let step = move |path: fn(&Page) -> Option<String>| move || path(&page.read());
    view! {
        <Show when=move || is_real.get() fallback=NotFoundPage>
            <TopBar title=Signal::derive(move || page.read().heading.clone()) takes_focus=true under=under>
                <a class="button" data-look="quiet" href=this_year>
                    <IconView icon=Icon::Today/>
                    {ui.messages().year_this()}
                </a>
                <a class="button" data-look="bar" href=step(|page| page.previous_path.clone()) aria-label=ui.messages().year_previous()>
                    <IconView icon=Icon::Previous/>
                </a>
                <a class="button" data-look="bar" href=step(|page| page.next_path.clone()) aria-label=ui.messages().year_next()>
                    <IconView icon=Icon::Forward/>
                </a>
            </TopBar>
            <div class="content year-page">
                <p class="visually-hidden" role="status">{move || page.read().count_text.clone()}</p>
                <Rules rules=Signal::derive(move || page.read().rules.clone())/>
                <Months months=Signal::derive(move || page.read().months.clone()) weekdays=Signal::derive(move || page.read().weekdays.clone()) current=current/>
                <Legend/>
                <Sums page=page/>
                <Printing days=days/>
            </div>
        </Show>
    }
}

/// Shows the links to printable pages.
#[component]
fn Printing(
    /// The days of the year.
    days: Memo<Option<Days>>,
) -> impl IntoView {
    let ui = use_ui();
    let list_path = move || {
        let first = days
            .get()
            .map_or_else(|| Month::of(ui.state.now.get().date()), |it| Month::of(it.first));
        let of = PrintOf { sheet: Sheet::List(12), first, filter: Filter::default() };
        Path::Print(Box::new(of)).format()
    };
    view! {
        <p class="buttons">
            <button class="button" on:click=move |_| navigation::print()>
                <IconView icon=Icon::Print/>
                {ui.messages().year_print()}
            </button>
            <a class="button" href=list_path>{ui.messages().print_list_title()}</a>
        </p>
    }
}

/// Shows the rules by which the year can be shown, if there are several.
#[component]
fn Rules(
    /// The rules; empty if there is no choice.
    rules: Signal<Vec<RuleChoice>>,
) -> impl IntoView {
    let messages = use_ui().messages();
    let link = |choice: RuleChoice| {
        let current = choice.is_chosen.then_some("true");
        view! { <li><a href=choice.path aria-current=current>{choice.label}</a></li> }
    };
    view! {
        <Show when=move || !rules.read().is_empty()>
            <nav class="rules" aria-label=messages.year_rules()>
                <span aria-hidden="true">{messages.year_rules_lead()}</span>
                <ul>{move || rules.get().into_iter().map(link).collect_view()}</ul>
            </nav>
        </Show>
    }
}

/// Shows the twelve months; arrow keys move between their days.
#[component]
fn Months(
    /// The months.
    months: Signal<Vec<SmallMonth>>,
    /// The headings of the columns.
    weekdays: Signal<Vec<WeekdayHeading>>,
    /// The day that is in the tab order of the page.
    current: RwSignal<Date>,
) -> impl IntoView {
    let ui = use_ui();
    let element = NodeRef::<html::Div>::new();
    let keys = move |event: KeyboardEvent| {
        let Some(to) = target(&event, current.get_untracked(), &months.read_untracked()) else {
            return;
        };
        event.prevent_default();
        current.set(to);
        focus_day(element, to);
    };
    view! {
        <p class="visually-hidden" id="year-hint">{ui.messages().year_hint()}</p>
        <div class="months" node_ref=element on:keydown=keys>
            {move || {
                let weekdays = weekdays.get();
                let month = |month| view! { <YearMonth month=month weekdays=weekdays.clone() current=current/> };
                months.get().into_iter().map(month).collect_view()
            }}
        </div>
    }
}

/// Explains the marks of the small months.
#[component]
fn Legend() -> impl IntoView {
    let messages = use_ui().messages();
    view! {
        <p class="legend" aria-hidden="true">
            <span><i class="sample" data-off="true" data-weekday=Tone::Sunday.slug()>"3"</i>{messages.year_legend_off()}</span>
            <span><i class="sample">"••"</i>{messages.year_legend_event()}</span>
            <span><i class="sample" data-today="true">"1"</i>{messages.year_legend_today()}</span>
        </p>
    }
}

/// Shows the number of events of each kind, and the days off.
#[component]
fn Sums(
    /// The year.
    page: Memo<Page>,
) -> impl IntoView {
    let messages = use_ui().messages();
    view! {
        <div class="sums">
            <section>
                <h2>{messages.year_kinds()} " " <small>{move || page.read().count_text.clone()}</small></h2>
                <ul class="kinds">{move || page.read().kinds.iter().cloned().map(kind_row).collect_view()}</ul>
            </section>
            <section>
                <h2>{messages.year_holidays()}</h2>
                <ul class="days-off">{move || page.read().days_off.iter().cloned().map(off_row).collect_view()}</ul>
            </section>
        </div>
    }
}

fn kind_row(row: KindCount) -> impl IntoView {
    view! {
        <li>
            <KindMark kind=row.kind label=row.label/>
            <span class="name">{row.label}</span>
            <span class="count">{row.count_text}</span>
        </li>
    }
}

fn off_row(row: OffRow) -> impl IntoView {
    view! { <li><a href=row.path><span class="day">{row.day}</span> <span class="name">{row.name}</span></a></li> }
}

/// Returns the day to which a key leads, within the year.
fn target(event: &KeyboardEvent, from: Date, months: &[SmallMonth]) -> Option<Date> {
    let days = || months.iter().flat_map(|month| &month.weeks).flatten().flatten();
    let has = |day: Date| days().any(|shown: &SmallDay| shown.day == day);
    let month = Month::of(from);
    let same_day = |month: Month| {
        let offset = i32::from(from.day()) - 1;
        plus_days(month.first(), offset).min(month.last())
    };
    let day = match event.key().as_str() {
        "ArrowLeft" => plus_days(from, -1),
        "ArrowRight" => plus_days(from, 1),
        "ArrowUp" => plus_days(from, -7),
        "ArrowDown" => plus_days(from, 7),
        "PageUp" => same_day(month.plus(-1)),
        "PageDown" => same_day(month.plus(1)),
        "Home" => month.first(),
        "End" => month.last(),
        _ => return None,
    };
    has(day).then_some(day)
}
