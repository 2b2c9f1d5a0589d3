//! The longer sections of an event's page: changes, description, programme, links.

use leptos::prelude::*;

use crate::present::page::event::{EventPage as Page, NamedLink, PartRow};
use crate::present::text::difference::DifferenceRow;
use crate::present::text::programme::Speaker;
use crate::ui::components::difference::Difference;
use crate::ui::components::spans::{OutLink, Paragraphs};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

use super::facts::UnsafeAddress;

/// How many differences are shown at first.
const FIRST_ROWS: usize = 12;

/// Shows what the last import did to the event.
#[component]
pub fn Changes(
    /// The page.
    page: Page,
) -> impl IntoView {
    let ui = use_ui();
    let rows = page.changes;
    view! {
        {page.new_text.map(|text| view! { <p class="arrived"><IconView icon=Icon::Import/>{text}</p> })}
        {(!rows.is_empty()).then(|| view! {
            <details class="changes disclosure" open=true>
                <summary><h2>{ui.messages().event_changes()}</h2></summary>
                <Rows rows=rows/>
            </details>
        })}
    }
}

/// Shows the first differences, and the others when a button is pressed: in a new list of participants, each person is
/// a difference.
#[component]
fn Rows(
    /// All rows.
    rows: Vec<DifferenceRow>,
) -> impl IntoView {
    let ui = use_ui();
    let shown = RwSignal::new(FIRST_ROWS);
    let all = StoredValue::new(rows);
    let rest = move || all.with_value(Vec::len).saturating_sub(shown.get());
    let first =
        move || all.with_value(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    view! {
        {move || view! { <Difference rows=first()/> }}
        <Show when=move || { rest() > 0 }>
            <button class="button" data-look="quiet" on:click=move |_| shown.update(|shown| *shown += 200)>
                {move || ui.messages().more_events(rest())}
            </button>
        </Show>
    }
}

/// Shows the description of the event.
#[component]
pub fn Description(
    /// The page.
    page: Page,
) -> impl IntoView {
    let ui = use_ui();
    let text = page.description;
    (!text.is_empty()).then(|| {
        view! {
            <section class="panel">
                <h2>{ui.messages().event_description()}</h2>
                <Paragraphs text=text/>
            </section>
        }
    })
}

/// Shows the parts of the programme, in order.
#[component]
pub fn Programme(
    /// The page.
    page: Page,
) -> impl IntoView {
    let ui = use_ui();
    let parts = page.programme;
    (!parts.is_empty()).then(|| {
        view! {
            <section class="panel">
                <h2>{ui.messages().event_programme()}</h2>
                <ol class="programme">
                    {parts.into_iter().map(|part| view! { <Part part=part/> }).collect_view()}
                </ol>
            </section>
        }
    })
}

/// Shows one part of the programme.
#[component]
fn Part(
    /// The part.
    part: PartRow,
) -> impl IntoView {
    let ui = use_ui();
    let speaker = |speaker: Speaker| {
        view! {
            <li>
                <strong>{speaker.name}</strong>
                {(!speaker.title.is_empty()).then(|| view! { <span class="soft">{speaker.title}</span> })}
            </li>
        }
    };
    let (text, speakers) = (part.description, part.speakers);
    view! {
        <li>
            {(!part.time_text.is_empty()).then(|| view! { <p class="time">{part.time_text}</p> })}
            <h3>
                {part.title}
                {part.mode_label.map(|mode| view! { <span class="badge" data-look="plain">{mode}</span> })}
            </h3>
            {(!text.is_empty()).then(|| view! { <Paragraphs text=text/> })}
            {(!speakers.is_empty()).then(|| view! {
                <ul class="speakers" aria-label=ui.messages().event_speakers()>
                    {speakers.into_iter().map(speaker).collect_view()}
                </ul>
            })}
        </li>
    }
}

/// Shows links to further pages.
#[component]
pub fn Links(
    /// The page.
    page: Page,
) -> impl IntoView {
    let ui = use_ui();
    let one = |named: NamedLink| {
        let text = if let Some(link) = named.link {
            view! { <OutLink link=link words=named.name/> }.into_any()
        } else {
            let name = (named.name != named.address).then_some(named.name);
            view! { <span>{name} " " <UnsafeAddress address=named.address/></span> }.into_any()
        };
        view! { <li><IconView icon=Icon::Link/>{text}</li> }
    };
    let links = page.links;
    (!links.is_empty()).then(|| {
        view! {
            <section class="panel">
                <h2>{ui.messages().event_links()}</h2>
                <ul class="links">{links.into_iter().map(one).collect_view()}</ul>
            </section>
        }
    })
}
