//! The days that an export contains.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::time::Days;
use crate::i18n::Messages;
use crate::present::route::path::parse_day;
use crate::ui::context::use_ui;
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

/// The days that an export contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// All time.
    All,
    /// Today and the future.
    FromToday,
    /// Some days; a missing end means no limit.
    Chosen {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        until: Option<Date>,
    },
}

/// The chosen option of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RangeKind {
    All,
    FromToday,
    Chosen,
}

impl Range {
    /// Returns the days of the range; `None` for all.
    pub fn days(self, today: Date) -> Option<Days> {
        match self {
            Self::All => None,
            Self::FromToday => Some(Days { first: today, last: Date::MAX }),
            Self::Chosen { from, until } => {
                Some(Days { first: from.unwrap_or(Date::MIN), last: until.unwrap_or(Date::MAX) })
            }
        }
    }

    /// Returns whether it ends before it begins.
    pub fn is_backwards(self) -> bool {
        matches!(self, Self::Chosen { from: Some(from), until: Some(until) } if until < from)
    }

    fn sort(self) -> RangeKind {
        match self {
            Self::All => RangeKind::All,
            Self::FromToday => RangeKind::FromToday,
            Self::Chosen { .. } => RangeKind::Chosen,
        }
    }
}

/// Shows the choice of days.
#[component]
pub fn ExportRange(
    /// The current choice.
    range: RwSignal<Range>,
) -> impl IntoView {
    let ui = use_ui();
    let sort = Memo::new(move |_| range.get().sort());
    let choose = Callback::new(move |sort| {
        let today = ui.state.now.get_untracked().date();
        range.set(match sort {
            RangeKind::All => Range::All,
            RangeKind::FromToday => Range::FromToday,
            RangeKind::Chosen => Range::Chosen {
                from: Some(today.first_of_month()),
                until: Some(today.last_of_month()),
            },
        });
    });
    let choosable = |value, label: fn(&'static dyn Messages) -> &'static str| Choosable {
        value,
        label: label(ui.messages()),
        color: None,
    };
    let choices = vec![
        choosable(RangeKind::All, <dyn Messages>::export_range_all),
        choosable(RangeKind::FromToday, <dyn Messages>::export_range_from_today),
        choosable(RangeKind::Chosen, <dyn Messages>::export_range_chosen),
    ];
    view! {
        <section class="panel">
            <h2>{ui.messages().export_range()}</h2>
            <div class="box">
                <RadioGroup legend=ui.messages().export_range() is_legend_hidden=true name="export-range" choices=choices chosen=sort on_choose=choose/>
                <Show when=move || sort.get() == RangeKind::Chosen>
                    <ChosenDays range=range/>
                </Show>
            </div>
        </section>
    }
}

/// Shows the fields for the first and the last day.
#[component]
fn ChosenDays(
    /// The current choice.
    range: RwSignal<Range>,
) -> impl IntoView {
    let ui = use_ui();
    let ends = Memo::new(move |_| match range.get() {
        Range::Chosen { from, until } => (from, until),
        Range::All | Range::FromToday => (None, None),
    });
    let is_wrong = Memo::new(move |_| range.get().is_backwards());
    let set_from = move |event| {
        let (_, until) = ends.get_untracked();
        range.set(Range::Chosen { from: parse_day(&event_target_value(&event)), until });
    };
    let set_until = move |event| {
        let (from, _) = ends.get_untracked();
        range.set(Range::Chosen { from, until: parse_day(&event_target_value(&event)) });
    };
    view! {
        <div class="ends">
            <div class="field">
                <label class="label" for="export-from">{ui.messages().export_from()}</label>
                <input type="date" id="export-from" prop:value=move || text(ends.get().0) on:change=set_from/>
            </div>
            <div class="field">
                <label class="label" for="export-until">{ui.messages().export_until()}</label>
                <input type="date" id="export-until" prop:value=move || text(ends.get().1) aria-invalid=move || is_wrong.get().to_string() aria-describedby="export-until-wrong" on:change=set_until/>
            </div>
            <p class="wrong" id="export-until-wrong" role="alert">{move || is_wrong.get().then(|| ui.messages().wrong_end_before_start())}</p>
        </div>
    }
}

fn text(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
