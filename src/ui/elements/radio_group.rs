//! A choice among a few options, as pills in a row.

use leptos::prelude::*;

/// One option.
#[derive(Clone, Copy, Debug)]
pub struct Choosable<T: 'static> {
    /// The value.
    pub value: T,
    /// The label.
    pub label: &'static str,
    /// The colour shown before the label, if the option is a colour.
    pub color: Option<&'static str>,
}

/// Shows a choice among a few options.
#[component]
pub fn RadioGroup<T>(
    /// The question.
    legend: &'static str,
    /// Whether a heading above already contains the question.
    #[prop(optional)]
    is_legend_hidden: bool,
    /// A name that no other group on the page has.
    name: &'static str,
    /// The options.
    choices: Vec<Choosable<T>>,
    /// The current choice.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with the new choice.
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let choice = move |choice: Choosable<T>| {
        let value = choice.value;
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| on_choose.run(value)
                />
                {choice.color.map(|color| view! { <span class="swatch" data-color=color></span> })}
                {choice.label}
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class=if is_legend_hidden { "visually-hidden" } else { "label" }>
                {legend}
            </legend>
            {choices.into_iter().map(choice).collect_view()}
        </fieldset>
    }
}
