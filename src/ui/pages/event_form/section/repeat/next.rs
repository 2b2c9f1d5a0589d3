//! The result of the rule in the form: the rule in words, and the next instances.

use leptos::prelude::*;

use crate::i18n::Messages;
use crate::present::form::event::repeat::off_rule::off_rule;
use crate::present::form::event::repeat::preview::{Fate, NextLine, next_instances, series};
use crate::present::text::repeat::words;
use crate::ui::pages::event_form::context::EventContext;

/// Shows the rule in words, and the next instances; those that a holiday moved or removed are marked.
#[component]
pub fn NextInstances(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let form = context.form;
    let messages = form.ui().messages();
    let standing = StoredValue::new(context.standing_event());
    let said = Memo::new(move |_| {
        let viewer = form.ui().viewer();
        let event =
            standing.with_value(|standing| form.with(|form| series(form, standing.as_ref())))?;
        words(&event, &viewer)
    });
    let is_off_rule = Memo::new(move |_| {
        form.before.with_value(|before| form.with(|form| off_rule(form, before).is_some()))
    });
    let next = Memo::new(move |_| {
        if is_off_rule.get() {
            return Vec::new();
        }
        let viewer = form.ui().viewer();
        standing.with_value(|event| form.with(|form| next_instances(form, event.as_ref(), &viewer)))
    });
    view! {
        <div class="preview next" role="status">
            {move || said.get().filter(|_| !is_off_rule.get()).map(|words| view! { <p>{words}</p> })}
            <Show when=move || !next.read().is_empty()>
                <h3>{messages.repeat_next()}</h3>
                <ol>
                    {move || next.get().into_iter().map(|it| line(it, messages)).collect_view()}
                </ol>
            </Show>
            <Show when=move || said.read().is_some() && next.read().is_empty() && !is_off_rule.get()>
                <p class="soft">{messages.repeat_none_left()}</p>
            </Show>
        </div>
    }
}

fn line(NextLine { number, text, fate }: NextLine, messages: &dyn Messages) -> impl IntoView {
    let (look, note) = match fate {
        Fate::Held => ("held", None),
        Fate::Moved => ("moved", Some(messages.repeat_moved())),
        Fate::Skipped => ("skipped", Some(messages.repeat_skipped())),
    };
    let is_numbered = number.is_some().then_some("true");
    view! {
        <li data-fate=look data-numbered=is_numbered>
            {number.map(|number| view! { <span class="number">{number}</span>" " })}
            <span class="day">{text}</span>
            {note.map(|note| view! { " "<small>{note}</small> })}
        </li>
    }
}
