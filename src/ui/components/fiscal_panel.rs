//! The fiscal rule of this device: when a year begins and which year names it.

use leptos::prelude::*;

use crate::domain::time::Month;
use crate::ui::components::fiscal_fields::FiscalFields;
use crate::ui::components::own_holidays_panel::{Edit, OwnHolidays};
use crate::ui::context::use_ui;

/// Shows the fiscal rule of this device, and the days off in addition to those by law.
#[component]
pub fn FiscalPanel() -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let rule = Memo::new(move |_| ui.state.settings.with(|settings| settings.portable.fiscal));
    let set_rule =
        Callback::new(move |rule| ui.state.set_up(|settings| settings.portable.fiscal = rule));
    let kept = Memo::new(move |_| {
        ui.state.settings.with(|settings| settings.portable.own_holidays.clone())
    });
    let set_holidays = Callback::new(move |edit: Edit| {
        ui.state.set_up(|settings| settings.portable.own_holidays = edit.all);
        ui.say(edit.said);
    });
    let example = move || {
        let rule = ui.own_time.get().fiscal;
        let year = rule.year_of(Month::of(ui.state.now.get().date()));
        let months = rule.months(year);
        let (first, last) = months.first().copied().zip(months.last().copied())?;
        let span = messages.range(&messages.month(first), &messages.month(last));
        Some(messages.fiscal_example(&messages.fiscal_year(year), &span))
    };
    view! {
        <section class="panel">
            <h2>{messages.fiscal_title()}</h2>
            <div class="box">
                <FiscalFields unset=messages.fiscal_by_calendars() rule=rule on_choose=set_rule/>
                <p class="soft" role="status">{example}</p>
                <OwnHolidays hint=messages.own_hint() kept=kept on_change=set_holidays/>
            </div>
        </section>
    }
}
