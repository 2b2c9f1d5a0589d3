//! The fields of a fiscal rule: when a year begins and which year names it, or that the rule comes from elsewhere.

use leptos::prelude::*;

use crate::domain::time::Month;
use crate::domain::time::fiscal::{FiscalRule, NamedAfter};
use crate::i18n::time_texts::named_after;
use crate::ui::context::use_ui;
use crate::ui::elements::field::Select;
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

/// Shows the fields of a fiscal rule: when a year begins, and which year names it.
#[component]
pub fn FiscalFields(
    /// The label for having no rule of one's own.
    unset: &'static str,
    /// The rule, if there is one.
    #[prop(into)]
    rule: Signal<Option<FiscalRule>>,
    /// Called with the new choice.
    on_choose: Callback<Option<FiscalRule>>,
) -> impl IntoView {
    let messages = use_ui().messages();
    let months = (1..=12).filter_map(|month| Month::new(2024, month));
    let months = months.map(|month| (month.month().to_string(), messages.month_short(month)));
    let options: Vec<(String, String)> =
        std::iter::once((String::new(), unset.to_owned())).chain(months).collect();
    let name = move || rule.get().map(|rule| rule.named_after).unwrap_or_default();
    let start =
        Signal::derive(move || rule.get().map_or(String::new(), |it| it.start_month().to_string()));
    let set_start = Callback::new(move |text: String| {
        let month = text.parse().ok();
        on_choose.run(month.and_then(|month| FiscalRule::new(month, untrack(name))));
    });
    let set_name = Callback::new(move |named_after| {
        if let Some(rule) = rule.get_untracked() {
            on_choose.run(FiscalRule::new(rule.start_month(), named_after));
        }
    });
    let names = [NamedAfter::First, NamedAfter::Last].map(|value| Choosable {
        value,
        label: named_after(messages, value),
        color: None,
    });
    // A year that begins in January is in one calendar year only.
    let has_name = Memo::new(move |_| rule.get().is_some_and(|rule| rule.start_month() != 1));
    view! {
        <Select id="fiscal-start".to_owned() label=messages.fiscal_start().to_owned() options=options value=start on_choose=set_start/>
        <Show when=move || has_name.get()>
            <RadioGroup legend=messages.fiscal_name() name="fiscal-name" choices=names.to_vec() chosen=Signal::derive(name) on_choose=set_name/>
        </Show>
    }
}
