//! The details of an event on its page: audience, reply deadline, capacity, fee, and privacy.

use leptos::prelude::*;

use crate::present::text::details::{Details, Mood, PrivacyMark, Standing};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the audience and the registration: a line for each detail that is given.
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

/// Shows that the event is not public, and what that means.
#[component]
pub fn PrivacyNote(
    /// The note.
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
