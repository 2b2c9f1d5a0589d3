//! A month or a list as it will look on paper, and the button that prints it.

use leptos::prelude::*;

use crate::i18n::Messages;
use crate::present::card::{Card, WithoutDay};
use crate::present::page::agenda::DayGroup;
use crate::present::page::print::list::ListMonth;
use crate::present::page::print::{
    Body, MonthTable, PrintDay, PrintLine, PrintPage as Page, RestLine, days, print_page,
};
use crate::present::route::filter::Filter;
use crate::present::route::path::Path;
use crate::present::route::print::{PrintOf, Sheet};
use crate::state::navigation;
use crate::ui::components::filter_bar::FilterBar;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::turns::Turns;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows a month or a list as it will look on paper.
#[component]
pub fn PrintPage(
    /// What is to be printed.
    of: PrintOf,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let held = StoredValue::new(of.clone());
    ui.keep_read(move || Some(held.with_value(|of| days(of, ui.week_start()))));
    let page = Memo::new(move |_| {
        let (viewer, week_start) = (ui.viewer(), ui.week_start());
        let of = held.get_value();
        ui.state.almanac.with(|almanac| print_page(almanac, &of, week_start, &viewer))
    });
    let choose = Callback::new(move |filter: Filter| {
        let of = PrintOf { filter, ..held.get_value() };
        ui.go(&Path::Print(Box::new(of)));
    });
    let form = if of.sheet == Sheet::Month { "month" } else { "list" };
    let turns = Signal::derive(move || page.read().turns.clone());
    view! {
        <TopBar title=messages.print_title() has_back=true takes_focus=true>
            <FilterBar filter=Signal::stored(of.filter) on_choose=choose/>
            <Turns paths=turns labels=[messages.print_previous(), messages.print_next()]/>
            <button class="button" data-look="primary" on:click=move |_| navigation::print()>
                <IconView icon=Icon::Print/>
                {messages.year_print()}
            </button>
        </TopBar>
        <div class="content print-page" data-form=form>
            <Forms page=page/>
            <div class="paper" tabindex="0" role="region" aria-label=move || page.read().heading.clone()>
                <article class="sheet">
                    <Heading page=page/>
                    <Legend page=page/>
                    {move || match page.get().body {
                        Body::Month(table) => month_table(table, messages.print_rest()).into_any(),
                        Body::List(months) => {
                            months.into_iter().map(|it| list_month(it, messages)).collect_view().into_any()
                        }
                    }}
                </article>
            </div>
        </div>
    }
}

/// Shows the forms to choose from.
#[component]
fn Forms(
    /// The sheet.
    page: Memo<Page>,
) -> impl IntoView {
    let messages = use_ui().messages();
    let link = |(name, path, is_this): (String, String, bool)| {
        view! { <li><a href=path aria-current=is_this.then_some("page")>{name}</a></li> }
    };
    view! {
        <nav class="views" aria-label=messages.print_forms()>
            <ul>{move || page.read().forms.iter().cloned().map(link).collect_view()}</ul>
        </nav>
    }
}

/// Shows the title, the calendars, and the day of printing.
#[component]
fn Heading(
    /// The sheet.
    page: Memo<Page>,
) -> impl IntoView {
    view! {
        <header class="head">
            <h2>
                {move || page.read().heading.clone()}
                {move || page.read().era.clone().map(|era| view! { " "<small>{era}</small> })}
            </h2>
            <p class="calendars">{move || page.read().calendars.clone()}</p>
            <p class="made">{move || page.read().printed.clone()}</p>
        </header>
    }
}

/// Explains the letters of the kinds.
#[component]
fn Legend(
    /// The sheet.
    page: Memo<Page>,
) -> impl IntoView {
    view! {
        <ul class="kinds">
            {move || page.get().kinds.into_iter().map(|(mark, label)| view! {
                <li><span class="mark">{mark}</span>" "{label}</li>
            }).collect_view()}
        </ul>
    }
}

fn month_table(table: MonthTable, rest_heading: &'static str) -> impl IntoView {
    let week = |week: Vec<PrintDay>| view! { <tr>{week.into_iter().map(day).collect_view()}</tr> };
    let rest = (!table.rest.is_empty()).then(|| {
        view! {
            <section class="rest">
                <h3>{rest_heading}</h3>
                <ul>{table.rest.into_iter().map(rest_line).collect_view()}</ul>
                {table.hidden_text.map(|text| view! { <p class="more">{text}</p> })}
            </section>
        }
    });
    let weeks = table.weeks.len();
    view! {
        <table class="month-table" data-weeks=weeks.to_string() data-has-rest=rest.is_some().then_some("true")>
            <thead>
                <tr>{table.weekdays.into_iter().map(|it| view! { <th scope="col"><abbr title=it.long>{it.short}</abbr></th> }).collect_view()}</tr>
            </thead>
            <tbody>{table.weeks.into_iter().map(week).collect_view()}</tbody>
        </table>
        {rest}
    }
}

fn day(day: PrintDay) -> impl IntoView {
    view! {
        <td data-outside=(!day.is_in_month).then_some("true") data-weekday=day.tone.slug()>
            <p class="day"><b>{day.number}</b>{day.off.map(|off| view! { " "<small>{off}</small> })}</p>
            {day.lines.into_iter().map(line).collect_view()}
            {day.hidden_text.map(|text| view! { <p class="more">{text}</p> })}
        </td>
    }
}

fn line(line: PrintLine) -> impl IntoView {
    let has_time = !line.time_text.is_empty();
    view! {
        <p class="line" data-continued=line.is_continued.then_some("true") data-goes-on=line.goes_on.then_some("true") data-cancelled=line.is_cancelled.then_some("true")>
            <span class="mark">{line.kind_mark}</span>
            {has_time.then(|| view! { <time>{line.time_text}</time>" " })}
            <span class="name">{unbroken_number(&line.title)}</span>
            {line.status}
        </p>
    }
}

fn rest_line(line: RestLine) -> impl IntoView {
    let place = (!line.place.is_empty()).then(|| view! { " "<small>{line.place}</small> });
    view! { <li><time>{line.when}</time>" "<b>{unbroken_number(&line.title)}</b>{place}</li> }
}

fn list_month(month: ListMonth, messages: &dyn Messages) -> impl IntoView {
    view! {
        <section class="list-month">
            <h3>{month.heading}</h3>
            {month.empty_text.map(|text| view! { <p class="none">{text}</p> })}
            {month.days.into_iter().map(list_day).collect_view()}
            {(month.without_day.count > 0).then(|| list_without_day(month.without_day, messages))}
        </section>
    }
}

fn list_day(group: DayGroup) -> impl IntoView {
    let off = group.day_off.map(|off| view! { <small>{off.full_name}</small> });
    view! {
        <div class="list-day">
            <h4>{group.heading}{off}</h4>
            <ul>{group.cards.into_iter().map(list_row).collect_view()}</ul>
            {group.hidden_text.map(|text| view! { <p class="more">{text}</p> })}
        </div>
    }
}

fn list_without_day(group: WithoutDay, messages: &dyn Messages) -> impl IntoView {
    view! {
        <div class="list-day">
            <h4>{messages.without_day()}</h4>
            <ul>{group.cards.into_iter().map(list_row).collect_view()}</ul>
            {group.hidden_text.map(|text| view! { <p class="more">{text}</p> })}
        </div>
    }
}

fn list_row(card: Card) -> impl IntoView {
    let status = card.status_label.map(|label| view! { <span class="badge">{label}</span>" " });
    let beside = [Some(card.kind_label.to_owned()), Some(card.place), card.zone_note];
    let beside: Vec<String> =
        beside.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    view! {
        <li data-cancelled=card.is_cancelled.then_some("true")>
            <time datetime=card.machine_time>{card.time_text}{card.nth_day.map(|nth| view! { " "<small>{nth}</small> })}</time>
            <p>{status}<b>{unbroken_number(&card.title)}</b>" "<small>{beside.join("・")}</small></p>
        </li>
    }
}
