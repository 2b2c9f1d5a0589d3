//! The filter of a page: by calendar and kind, and whether only one's own events are shown.

use leptos::prelude::*;

use crate::domain::event::kind::Kind;
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::present::route::filter::Filter;
use crate::ui::context::use_ui;
use crate::ui::elements::dialog::Dialog;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows the button that opens the filter, and the filter.
#[component]
pub fn FilterBar(
    /// The current choice.
    #[prop(into)]
    filter: Signal<Filter>,
    /// Called with the new choice.
    on_choose: Callback<Filter>,
) -> impl IntoView {
    let ui = use_ui();
    let is_open = RwSignal::new(false);
    let is_active = move || filter.read().is_active();
    view! {
        <button
            class="button"
            data-look="bar"
            aria-haspopup="dialog"
            aria-pressed=move || is_active().to_string()
            aria-label=move || if is_active() { ui.messages().filter_active() } else { ui.messages().filter() }
            on:click=move |_| is_open.set(true)
        >
            <IconView icon=Icon::Filter/>
            {move || is_active().then(|| view! { <span class="dot"></span> })}
        </button>
        <Dialog is_open=is_open on_close=Callback::new(move |()| is_open.set(false)) title=ui.messages().filter()>
            <Choices filter=filter on_choose=on_choose/>
            <div class="buttons">
                <button class="button" on:click=move |_| on_choose.run(Filter::default())>
                    {ui.messages().filter_clear()}
                </button>
                <button class="button" data-look="primary" on:click=move |_| is_open.set(false)>
                    {ui.messages().close()}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Choices(
    /// The current choice.
    filter: Signal<Filter>,
    /// Called with the new choice.
    on_choose: Callback<Filter>,
) -> impl IntoView {
    let ui = use_ui();
    let calendars = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| {
            let calendar = |calendar: &crate::domain::almanac::calendar::Calendar| {
                let color = Color::of(calendar.facts.color.as_deref());
                (calendar.id.clone(), calendar.facts.title.clone(), color)
            };
            almanac.calendars().values().map(calendar).collect::<Vec<_>>()
        })
    });
    let calendar = move |(id, title, color): (CalendarId, String, Color)| {
        let (held, toggled) = (id.clone(), id);
        let is_chosen = move || filter.read().calendars.contains(&held);
        let toggle = move |_| {
            let mut filter = filter.get_untracked();
            if !filter.calendars.remove(&toggled) {
                filter.calendars.insert(toggled.clone());
            }
            on_choose.run(filter);
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=is_chosen on:change=toggle/>
                <span class="swatch" data-color=color.slug()></span>
                {title}
            </label>
        }
    };
    let kind = move |kind: Kind| {
        let is_chosen = move || filter.read().kinds.contains(&kind);
        let toggle = move |_| {
            let mut filter = filter.get_untracked();
            if !filter.kinds.remove(&kind) {
                filter.kinds.insert(kind);
            }
            on_choose.run(filter);
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=is_chosen on:change=toggle/>
                {ui.messages().kind(kind)}
            </label>
        }
    };
    let is_mine = move || filter.read().only_mine;
    let toggle_mine = move |_| {
        let filter = filter.get_untracked();
        on_choose.run(Filter { only_mine: !filter.only_mine, ..filter });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=is_mine on:change=toggle_mine/>
            <span class="words">{ui.messages().filter_mine()}</span>
        </label>
        <fieldset class="choice">
            <legend class="label">{ui.messages().filter_calendars()}</legend>
            {move || calendars.get().into_iter().map(calendar).collect_view()}
        </fieldset>
        <fieldset class="choice">
            <legend class="label">{ui.messages().filter_kinds()}</legend>
            {Kind::ALL.map(kind)}
        </fieldset>
    }
}
