//! The details of an event on its page: whom it is for, until when to reply, how much room there is, what it costs, who may know of it.

use leptos::prelude::*;

use crate::present::text::details::{Details, Mood, PrivacyMark, Standing};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Whom the event is for, and signing up: a line for each thing that was said.
#[component]
pub fn SignUp(
    /// The details.
    details: Details,
) -> impl IntoView {
    let messages = use_ui().messages();
    let standing = |icon: Icon, name: &'static str, standing: Standing| {
        let look = look(standing.mood);
        let note =
            standing.note.map(|note| view! { <span class="badge" data-look=look>{note}</span> });
        view! { <div><IconView icon=icon/><dt>{name}</dt><dd class="standing"><span>{standing.line}</span>{note}</dd></div> }
    };
    view! {
        {details.audience.map(|text| view! {
            <div><IconView icon=Icon::People/><dt>{messages.event_audience()}</dt><dd>{text}</dd></div>
        })}
        {details.closes.map(|it| standing(Icon::Mail, messages.event_closes(), it))}
        {details.capacity.map(|it| standing(Icon::People, messages.event_capacity(), it))}
        {details.fee.map(|fee| view! {
            <div><IconView icon=Icon::Coin/><dt>{messages.event_fee()}</dt><dd>{fee}</dd></div>
        })}
    }
}

/// That the event is not for everybody, and what that means.
#[component]
pub fn PrivacyNote(
    /// What to say.
    mark: PrivacyMark,
) -> impl IntoView {
    view! {
        <p class="private">
            <IconView icon=Icon::Shield/>
            <span><strong>{mark.label}</strong>" "<span class="soft">{mark.hint}</span></span>
        </p>
    }
}

fn look(mood: Mood) -> &'static str {
    match mood {
        Mood::Open => "plain",
        Mood::Near => "changed",
        Mood::Over => "cancelled",
    }
}
