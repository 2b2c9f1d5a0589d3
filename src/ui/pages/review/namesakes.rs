//! Where the events of a calendar go whose name a calendar here has.

use leptos::prelude::*;

use crate::present::page::review::calendars::{NamesakeQuestion, namesake_question};
use crate::ui::context::use_ui;

/// Asks where the events of such calendars go. With each answer the import is planned again.
#[component]
pub fn Namesakes() -> impl IntoView {
    let ui = use_ui();
    let questions = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.session.with(|session| {
            let all = session.review().into_iter().flat_map(|it| &it.summary.namesakes);
            all.map(|namesake| namesake_question(namesake, &viewer)).collect::<Vec<_>>()
        })
    });
    move || {
        questions
            .get()
            .into_iter()
            .map(|question| view! { <Asked question=question/> })
            .collect_view()
    }
}

/// Shows one question with its answers.
#[component]
fn Asked(
    /// The question.
    question: NamesakeQuestion,
) -> impl IntoView {
    let ui = use_ui();
    let NamesakeQuestion { id, text, answers } = question;
    let name = format!("namesake-{id}");
    let answers = answers.into_iter().map(|answer| {
        let id = id.clone();
        let choose = move |_| ui.state.join_calendar(&id, answer.into.as_ref());
        view! {
            <label>
                <input type="radio" name=name.clone() prop:checked=answer.is_chosen on:change=choose/>
                <span>{answer.text}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choice">
            <legend class="label">{text}</legend>
            {answers.collect_view()}
        </fieldset>
    }
}
