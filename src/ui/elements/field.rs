//! A field of a form: its label, its input, and what is wrong with it beside it.

use leptos::html;
use leptos::prelude::*;

/// What an input takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// One line of text.
    #[default]
    Line,
    /// Many lines of text.
    Lines,
    /// An address.
    Address,
    /// A whole number, with the letters that people write around one.
    Number,
    /// A day.
    Day,
    /// A time of day.
    Clock,
}

/// A labelled input that follows its signal. A text is only ever touched where it is another than the person's own, so
/// that nothing disturbs the composing of Japanese.
#[component]
pub fn Field(
    /// Its id, unique in the page.
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what stands in it instead.
    on_input: Callback<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// 必須, 任意.
    #[prop(into, optional)]
    mark: Signal<&'static str>,
    /// What it takes.
    #[prop(optional)]
    input: InputKind,
    /// The id of a list of suggestions.
    #[prop(default = None)]
    list: Option<&'static str>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let described = move || error.read().as_ref().map(|_| described.clone());
    let invalid = move || error.read().as_ref().map(|_| "true");
    let kind = input;
    let input = move |event| on_input.run(event_target_value(&event));
    let held = id.clone();
    let inner = match kind {
        InputKind::Lines => {
            let node = NodeRef::<html::Textarea>::new();
            // Talks to the input: its text is the browser's.
            Effect::new(move |_| {
                let text = value.get();
                if let Some(input) = node.get().filter(|input| input.value() != text) {
                    input.set_value(&text);
                }
            });
            view! {
                <textarea
                    id=held
                    rows="5"
                    node_ref=node
                    aria-invalid=invalid
                    aria-describedby=described
                    on:input=input
                ></textarea>
            }
            .into_any()
        }
        InputKind::Line | InputKind::Address | InputKind::Number => {
            let node = NodeRef::<html::Input>::new();
            // Talks to the input: its text is the browser's.
            Effect::new(move |_| {
                let text = value.get();
                if let Some(input) = node.get().filter(|input| input.value() != text) {
                    input.set_value(&text);
                }
            });
            let (kind, mode) = match kind {
                InputKind::Address => ("url", "url"),
                InputKind::Number => ("text", "numeric"),
                InputKind::Line | InputKind::Lines | InputKind::Day | InputKind::Clock => {
                    ("text", "text")
                }
            };
            view! {
                <input
                    id=held
                    type=kind
                    inputmode=mode
                    list=list
                    autocomplete="off"
                    node_ref=node
                    aria-invalid=invalid
                    aria-describedby=described
                    on:input=input
                />
            }
            .into_any()
        }
        InputKind::Day => view! {
            <input
                id=held
                type="date"
                max="9999-12-31"
                prop:value=move || value.get()
                aria-invalid=invalid
                aria-describedby=described
                on:input=input
            />
        }
        .into_any(),
        InputKind::Clock => view! {
            <input
                id=held
                type="time"
                prop:value=move || value.get()
                aria-invalid=invalid
                aria-describedby=described
                on:input=input
            />
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label class="label" for=id>
                {move || label.get()}
                {move || (!mark.get().is_empty()).then(|| view! { <small>{mark.get()}</small> })}
            </label>
            {inner}
            {move || {
                error.get().map(|words| view! { <p class="error" id=error_id.clone()>{words}</p> })
            }}
        </div>
    }
}

/// A labelled list to choose one from.
#[component]
pub fn Select(
    /// Its id, unique in the page.
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The values and words to choose from.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what is chosen instead.
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="label" for=id.clone()>{move || label.get()}</label>
            <select
                id=id
                prop:value=move || {
                    options.track();
                    value.get()
                }
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {move || options.get().into_iter().map(|(name, words)| {
                    let is_chosen = value.with_untracked(|value| *value == name);
                    view! { <option value=name selected=is_chosen>{words}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
