//! What is going on now, and what comes next.

use leptos::prelude::*;

use crate::present::card::Card;
use crate::present::card::now_next::{NowNext, now_next};
use crate::present::route::filter::Filter;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the banner at the top of the agenda; nothing if no event is near.
#[component]
pub fn NowNext() -> impl IntoView {
    let ui = use_ui();
    let shown = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| now_next(almanac, &Filter::default(), &viewer))
    });
    let item = |label: String, card: Card| {
        view! {
            <li>
                <a href=card.path>
                    <span class="badge">{label}</span>
                    <span class="words"><strong>{unbroken_number(&card.title)}</strong><span>{card.time_text}</span></span>
                    <IconView icon=Icon::Forward/>
                </a>
            </li>
        }
    };
    view! {
        {move || {
            let NowNext { now, next, more, next_day } = shown.get();
            if now.is_empty() && next.is_empty() {
                return None;
            }
            let on = ui.messages().now_title().to_owned();
            let coming = next_day.map_or_else(|| ui.messages().next_title().to_owned(), |day| format!("{} · {day}", ui.messages().next_title()));
            let items = now.into_iter().map(|card| item(on.clone(), card)).chain(next.into_iter().map(|card| item(coming.clone(), card)));
            let more = more.map(|(text, path)| view! { <li><a href=path><span class="words">{text}</span><IconView icon=Icon::Forward/></a></li> });
            Some(view! { <ul class="now-next" data-momentary="">{items.collect_view()}{more}</ul> })
        }}
    }
}
