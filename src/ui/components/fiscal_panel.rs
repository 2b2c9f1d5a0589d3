//! When the fiscal year begins, and what it is called after.

use leptos::prelude::*;

use crate::domain::fiscal::{FiscalRule, NamedAfter};
use crate::domain::time::Month;
use crate::i18n::time_texts::named_after;
use crate::ui::components::own_holidays_panel::OwnHolidays;
use crate::ui::context::use_ui;
use crate::ui::elements::field::Select;
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

/// When the fiscal year begins, what it is called after, and the organisation's own holidays.
#[component]
pub fn FiscalPanel() -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let rule = Memo::new(move |_| ui.state.settings.with(|settings| settings.fiscal));
    let months = (1..=12).filter_map(|month| Month::new(2024, month));
    let months: Vec<(String, String)> =
        months.map(|month| (month.month().to_string(), messages.month_short(month))).collect();
    let start = Signal::derive(move || rule.get().start_month().to_string());
    let set_start = Callback::new(move |text: String| {
        let named_after = rule.get_untracked().named_after;
        if let Some(rule) = text.parse().ok().and_then(|month| FiscalRule::new(month, named_after))
        {
            ui.state.set_up(|settings| settings.fiscal = rule);
        }
    });
    let set_name = Callback::new(move |named_after| {
        ui.state.set_up(|settings| settings.fiscal.named_after = named_after);
    });
    let names = [NamedAfter::First, NamedAfter::Last].map(|value| Choosable {
        value,
        label: named_after(messages, value),
        color: None,
    });
    let example = move || {
        let rule = rule.get();
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
                <Select id="fiscal-start".to_owned() label=messages.fiscal_start().to_owned() options=months value=start on_choose=set_start/>
                // A year that begins in January lies in one year only.
                <Show when=move || rule.get().start_month() != 1>
                    <RadioGroup legend=messages.fiscal_name() name="fiscal-name" choices=names.to_vec() chosen=Signal::derive(move || rule.get().named_after) on_choose=set_name/>
                </Show>
                <p class="soft" role="status">{example}</p>
                <OwnHolidays/>
            </div>
        </section>
    }
}
