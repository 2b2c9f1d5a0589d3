//! A field of a form: its label, its input, and its error.

use leptos::html;
use leptos::prelude::*;

/// The kind of content of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// One line of text.
    #[default]
    Line,
    /// Several lines of text.
    Lines,
    /// An address.
    Address,
    /// A whole number, possibly with the characters that people write around one.
    Number,
    /// A day.
    Day,
    /// A time of day.
    Clock,
}

/// Shows a labelled input that follows its signal. Its text is changed only if it differs from what the person typed,
/// so that Japanese input is not disturbed.
#[component]
pub fn Input(
    /// Its id, unique in the page.
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Its text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new text.
    on_input: Callback<String>,
    /// The error.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// 必須, 任意.
    #[prop(into, optional)]
    mark: Signal<&'static str>,
    /// The kind of content.
    #[prop(optional)]
    input: InputKind,
    /// The id of a list of suggestions.
    #[prop(default = None)]
    list: Option<&'static str>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let control = Control { id: id.clone(), error_id: error_id.clone(), value, on_input, error };
    let control = match input {
        InputKind::Lines => control.lines(),
        InputKind::Line => control.line("text", "text", list),
        InputKind::Address => control.line("url", "url", list),
        InputKind::Number => control.line("text", "numeric", list),
        InputKind::Day => control.picker("date", Some("9999-12-31")),
        InputKind::Clock => control.picker("time", None),
    };
    view! {
        <div class="field">
            <label class="label" for=id>
                {move || label.get()}
                {move || (!mark.get().is_empty()).then(|| view! { <small>{mark.get()}</small> })}
            </label>
            {control}
            {move || {
                error.get().map(|words| view! { <p class="error" id=error_id.clone()>{words}</p> })
            }}
        </div>
    }
}

/// The input itself.
struct Control {
    id: String,
    error_id: String,
    value: Signal<String>,
    on_input: Callback<String>,
    error: Signal<Option<String>>,
}

impl Control {
    fn lines(self) -> AnyView {
        let Self { id, error_id, value, on_input, error } = self;
        let node = NodeRef::<html::Textarea>::new();
        // Talks to the input, because the browser owns its text.
        Effect::new(move |_| {
            let text = value.get();
            if let Some(input) = node.get().filter(|input| input.value() != text) {
                input.set_value(&text);
            }
        });
        view! {
            <textarea
                id=id
                rows="5"
                node_ref=node
                aria-invalid=move || error.read().as_ref().map(|_| "true")
                aria-describedby=move || error.read().as_ref().map(|_| error_id.clone())
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    }

    fn line(self, kind: &'static str, mode: &'static str, list: Option<&'static str>) -> AnyView {
        let Self { id, error_id, value, on_input, error } = self;
        let node = NodeRef::<html::Input>::new();
        // Talks to the input, because the browser owns its text.
        Effect::new(move |_| {
            let text = value.get();
            if let Some(input) = node.get().filter(|input| input.value() != text) {
                input.set_value(&text);
            }
        });
        view! {
            <input
                id=id
                type=kind
                inputmode=mode
                list=list
                autocomplete="off"
                node_ref=node
                aria-invalid=move || error.read().as_ref().map(|_| "true")
                aria-describedby=move || error.read().as_ref().map(|_| error_id.clone())
                on:input=move |event| on_input.run(event_target_value(&event))
            />
        }
        .into_any()
    }

    fn picker(self, kind: &'static str, max: Option<&'static str>) -> AnyView {
        let Self { id, error_id, value, on_input, error } = self;
        view! {
            <input
                id=id
                type=kind
                max=max
                prop:value=move || value.get()
                aria-invalid=move || error.read().as_ref().map(|_| "true")
                aria-describedby=move || error.read().as_ref().map(|_| error_id.clone())
                on:input=move |event| on_input.run(event_target_value(&event))
            />
        }
        .into_any()
    }
}

/// Shows a labelled list to choose one option from.
#[component]
pub fn Select(
    /// Its id, unique in the page.
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The values and the labels of the options.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new choice.
    on_choose: Callback<String>,
    /// The error.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    view! {
        <div class="field">
            <label class="label" for=id.clone()>{move || label.get()}</label>
            <select
                id=id
                aria-invalid=move || error.read().as_ref().map(|_| "true")
                aria-describedby=move || error.read().as_ref().map(|_| described_by.clone())
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
            {move || {
                error.get().map(|words| view! { <p class="error" id=error_id.clone()>{words}</p> })
            }}
        </div>
    }
}
