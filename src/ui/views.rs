//! The second part of the app: the agenda, the month, and the reading of what is stored. A first visit does not need it;
//! where something is stored, it is fetched side by side with the first part.
//!
//! The release build moves the code that is reachable only from [`here`] into files of its own, as it does for `ui::lazy`.
//! The first part must reach it only through [`Views`](crate::ui::context::Views).

use leptos::prelude::*;

use crate::present::card::overlap;
use crate::state::navigation;
use crate::state::reading::Reading;
use crate::ui::context::{MonthSignals, Ui, Views};
use crate::ui::pages::agenda::AgendaPage;
use crate::ui::pages::month::MonthPage;

/// Returns the second part. Only the code that marks the cut may call this.
pub fn here() -> Views {
    Views {
        agenda: |pane| view! { <AgendaPage pane=pane/> }.into_any(),
        month: |MonthSignals { month, open_day, filter, takes_focus }| {
            view! { <MonthPage month=month open_day=open_day filter=filter takes_focus=takes_focus/> }
                .into_any()
        },
        keep_badge,
        reading: Reading::here(),
    }
}

fn keep_badge(ui: Ui) {
    let left_today = Memo::new(move |_| {
        if !ui.state.is_ready() {
            return 0;
        }
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| overlap::left_today(almanac, &viewer))
    });
    // Talks to the icon on the home screen.
    Effect::new(move |_| navigation::show_badge(left_today.get()));
}
