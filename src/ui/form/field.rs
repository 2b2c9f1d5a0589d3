//! The fields of a form: one component for each kind of input.

use leptos::prelude::*;

use crate::domain::id::LocalId;
use crate::present::form::Form;
use crate::present::form::named::Named;
use crate::present::form::rows::Row;
use crate::ui::elements::field::{Input, InputKind, Select};
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

use super::context::FormContext;
use super::rows::RowContext;

/// The owner of the values of fields: the form itself, or one of its rows.
pub trait Holder: Copy + Send + Sync + 'static {
    /// The form.
    type Form: Form;
    /// The type that contains the values.
    type Values: 'static;

    /// Returns the context of the form.
    fn form(self) -> FormContext<Self::Form>;

    /// Reads the values, and follows them.
    fn read<T>(self, read: impl FnOnce(&Self::Values) -> T) -> T;

    /// Changes the values.
    fn write(self, edit: impl FnOnce(&mut Self::Values));

    /// Returns the id of a field, unique in the page.
    fn id(self, field: &'static str) -> String;

    /// Returns the key of the row; `None` for the form itself.
    fn row(self) -> Option<LocalId>;
}

impl<F: Form> Holder for FormContext<F> {
    type Form = F;
    type Values = F;

    fn form(self) -> Self {
        self
    }

    fn read<T>(self, read: impl FnOnce(&F) -> T) -> T {
        self.values.with(read)
    }

    fn write(self, edit: impl FnOnce(&mut F)) {
        self.values.update(edit);
    }

    fn id(self, field: &'static str) -> String {
        field.to_owned()
    }

    fn row(self) -> Option<LocalId> {
        None
    }
}

impl<F: Form, R: Row> Holder for RowContext<F, R> {
    type Form = F;
    type Values = R;

    fn form(self) -> FormContext<F> {
        self.form
    }

    fn read<T>(self, read: impl FnOnce(&R) -> T) -> T {
        self.values.with(read)
    }

    fn write(self, edit: impl FnOnce(&mut R)) {
        self.update(edit);
    }

    fn id(self, field: &'static str) -> String {
        self.id_of(field)
    }

    fn row(self) -> Option<LocalId> {
        Some(self.key())
    }
}

/// Whether a field must be filled in, as its label shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// The label does not show it.
    #[default]
    Unmarked,
    /// 必須.
    Required,
    /// 任意.
    Optional,
}

/// Shows a field with a text: a line, several lines, a number, a day, or a time of day.
#[component]
pub fn TextField<H: Holder>(
    /// The owner of the value.
    holder: H,
    /// The id, unique among the fields of the form or the row.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Reads the value.
    get: fn(&H::Values) -> &String,
    /// Writes the value.
    set: fn(&mut H::Values, String),
    /// The field whose errors are shown.
    #[prop(optional)]
    field: Option<<H::Form as Form>::Field>,
    /// The kind of content.
    #[prop(optional)]
    input: InputKind,
    /// Whether it must be filled in.
    #[prop(optional, into)]
    need: Signal<Need>,
    /// The id of a list of suggestions.
    #[prop(default = None)]
    list: Option<&'static str>,
    /// A help text.
    #[prop(optional)]
    help: &'static str,
) -> impl IntoView {
    let form = holder.form();
    let messages = form.ui().messages();
    let mark = Signal::derive(move || match need.get() {
        Need::Unmarked => "",
        Need::Required => messages.field_required(),
        Need::Optional => messages.field_optional(),
    });
    let error = field.map(|field| form.error(field, holder.row())).unwrap_or_default();
    view! {
        <Input
            id=holder.id(id)
            label=label
            value=Signal::derive(move || holder.read(|values| get(values).clone()))
            on_input=Callback::new(move |text| holder.write(|values| set(values, text)))
            error=error
            mark=mark
            input=input
            list=list
        />
        {(!help.is_empty()).then(|| view! { <p class="hint">{help}</p> })}
    }
}

/// Shows a field with one choice from a list.
#[component]
pub fn ChoiceField<H: Holder, C: Named + Clone + Send + Sync + 'static>(
    /// The owner of the value.
    holder: H,
    /// The id, unique among the fields of the form or the row.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The options, with their labels.
    #[prop(into)]
    choices: Signal<Vec<(C, String)>>,
    /// Reads the value.
    get: fn(&H::Values) -> C,
    /// Writes the value.
    set: fn(&mut H::Values, C),
) -> impl IntoView {
    let options = Signal::derive(move || {
        let option = |(choice, words): (C, String)| (choice.name().into_owned(), words);
        choices.get().into_iter().map(option).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |name: String| {
        if let Some(choice) = C::from_name(&name) {
            holder.write(|values| set(values, choice));
        }
    });
    view! {
        <Select
            id=holder.id(id)
            label=label
            options=options
            value=Signal::derive(move || holder.read(get).name().into_owned())
            on_choose=choose
        />
    }
}

/// Shows a field with one choice among a few, as pills in a row.
#[component]
pub fn RadioField<H: Holder, C: Copy + PartialEq + Send + Sync + 'static>(
    /// The owner of the value.
    holder: H,
    /// A name that no other group on the page has.
    name: &'static str,
    /// The question.
    legend: &'static str,
    /// The options.
    choices: Vec<Choosable<C>>,
    /// Reads the value.
    get: fn(&H::Values) -> C,
    /// Writes the value.
    set: fn(&mut H::Values, C),
) -> impl IntoView {
    let chosen = Memo::new(move |_| holder.read(get));
    let choose = Callback::new(move |choice| holder.write(|values| set(values, choice)));
    view! { <RadioGroup legend=legend name=name choices=choices chosen=chosen on_choose=choose/> }
}

/// One of several options.
#[derive(Clone, Debug)]
pub struct Checkable<C> {
    /// The value.
    pub value: C,
    /// The label.
    pub text: String,
    /// The full label, if the label is short.
    pub label: Option<String>,
}

/// Shows a field with several choices, each on or off, in the order of the options.
#[component]
pub fn CheckGroup<H: Holder, C: Copy + PartialEq + Send + Sync + 'static>(
    /// The owner of the value.
    holder: H,
    /// Its name in the style sheet.
    name: &'static str,
    /// The question.
    legend: &'static str,
    /// The options.
    choices: Vec<Checkable<C>>,
    /// Returns the value.
    get: fn(&H::Values) -> &Vec<C>,
    /// Returns the value, to be changed.
    get_mut: fn(&mut H::Values) -> &mut Vec<C>,
    /// Whether a choice is needed, and nothing is chosen.
    #[prop(optional, into)]
    is_wrong: Signal<bool>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| holder.read(|values| get(values).clone()));
    let order = StoredValue::new(choices.iter().map(|it| it.value).collect::<Vec<C>>());
    let toggle = move |value: C| {
        let is_on = |it: &C| chosen.with_untracked(|chosen| chosen.contains(it)) != (*it == value);
        let now = order.with_value(|order| order.iter().copied().filter(is_on).collect());
        holder.write(|values| *get_mut(values) = now);
    };
    let choice = move |Checkable { value, text, label }: Checkable<C>| {
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || chosen.read().contains(&value)
                    on:change=move |_| toggle(value)
                    aria-label=label
                />
                {text}
            </label>
        }
    };
    view! {
        <fieldset class="choice" data-list=name data-wrong=move || is_wrong.get().then_some("true")>
            <legend class="label">{legend}</legend>
            {choices.into_iter().map(choice).collect_view()}
        </fieldset>
    }
}
