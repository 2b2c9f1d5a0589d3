//! A small month of the year page: a grid of days with their marks.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::present::page::month::grid::WeekdayHeading;
use crate::present::page::year::{SmallDay, SmallMonth};

/// Shows a small month of the year page.
#[component]
pub fn YearMonth(
    /// The content.
    month: SmallMonth,
    /// The headings of the columns.
    weekdays: Vec<WeekdayHeading>,
    /// The day that is in the tab order of the page.
    current: RwSignal<Date>,
) -> impl IntoView {
    let heading = |heading: WeekdayHeading| {
        view! { <th scope="col" abbr=heading.long data-weekday=heading.tone.slug()>{heading.short}</th> }
    };
    let week = move |week: Vec<Option<SmallDay>>| {
        view! { <tr>{week.into_iter().map(|day| day_cell(day, current)).collect_view()}</tr> }
    };
    view! {
        <section class="year-month">
            <h2 class="heading">
                <a href=month.path aria-label=month.label.clone()>{month.heading}</a>
                <small aria-hidden="true">{month.count_text}</small>
            </h2>
            <table role="grid" aria-label=month.label aria-describedby="year-hint">
                <thead><tr>{weekdays.into_iter().map(heading).collect_view()}</tr></thead>
                <tbody>{month.weeks.into_iter().map(week).collect_view()}</tbody>
            </table>
        </section>
    }
}

fn day_cell(day: Option<SmallDay>, current: RwSignal<Date>) -> AnyView {
    let Some(day) = day else { return view! { <td></td> }.into_any() };
    let date = day.day;
    view! {
        <td>
            <a
                href=day.path
                data-day=day.iso
                data-weekday=day.tone.slug()
                data-off=day.is_off.then_some("true")
                aria-current=day.is_today.then_some("date")
                aria-label=day.label
                tabindex=move || if current.get() == date { "0" } else { "-1" }
            >
                <span class="number">{day.number}</span>
                <span class="dots">{day.dots}</span>
            </a>
        </td>
    }
    .into_any()
}
