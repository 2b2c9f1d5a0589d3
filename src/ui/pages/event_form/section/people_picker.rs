//! Chooses participants among the people of the directory: several at once, in a list that can be searched.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::directory::people_index::PeopleIndex;
use crate::domain::event::participant::is_same_address;
use crate::domain::id::{LocalId, PersonId};
use crate::domain::search::query::SearchQuery;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::rows::ParticipantForm;
use crate::present::page::directory::people::{PersonRow, person_row};
use crate::present::route::path::parse_day;
use crate::state::app::AppState;
use crate::ui::elements::dialog::Dialog;
use crate::ui::form::context::FormContext;
use crate::ui::scope::run_to_end;

/// How many people are listed.
const LISTED: usize = 50;

/// Shows the button that opens the list, and the list.
#[component]
pub fn PeoplePicker(
    /// The form.
    form: FormContext<EventForm>,
) -> impl IntoView {
    let ui = form.ui();
    let messages = ui.messages();
    let is_open = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<PersonId>::new());
    let open = move |_| {
        chosen.set(Vec::new());
        is_open.set(true);
        run_to_end(async move { ui.report(ui.state.directory().await) });
    };
    let add = move |_| {
        is_open.set(false);
        take(form, &chosen.get_untracked());
    };
    let count = move || chosen.read().len();
    view! {
        <button class="button" type="button" aria-haspopup="dialog" on:click=open>{messages.picker_open()}</button>
        <Dialog is_open=is_open on_close=Callback::new(move |()| is_open.set(false)) title=messages.picker_title().to_owned()>
            <Listed form=form chosen=chosen/>
            <div class="buttons">
                <button class="button" type="button" on:click=move |_| is_open.set(false)>{messages.cancel()}</button>
                <button class="button" type="button" data-look="primary" prop:disabled=move || count() == 0 on:click=add>
                    {move || messages.picker_add(count())}
                </button>
            </div>
        </Dialog>
    }
}

/// Shows the people that the words find, each with a box to tick.
#[component]
fn Listed(
    /// The form.
    form: FormContext<EventForm>,
    /// Who is ticked, in that order.
    chosen: RwSignal<Vec<PersonId>>,
) -> impl IntoView {
    let ui = form.ui();
    let messages = ui.messages();
    let words = RwSignal::new(String::new());
    let index =
        Memo::new(move |_| ui.state.almanac.with(|almanac| PeopleIndex::of(almanac.directory())));
    let found = Memo::new(move |_| {
        let (viewer, query) = (ui.viewer(), SearchQuery::new(&words.read()));
        let index = index.read();
        let found = index.find(&query);
        let row = |almanac: &Almanac, id: &PersonId| {
            let directory = almanac.directory();
            Some((id.clone(), person_row(directory.person(id)?, directory, &viewer)))
        };
        ui.state.almanac.with(|almanac| {
            let rows = found.iter().take(LISTED).filter_map(|it| row(almanac, &it.id));
            (rows.collect::<Vec<_>>(), found.len())
        })
    });
    let is_there = Memo::new(move |_| ui.state.almanac.with(Almanac::has_directory));
    let toggle = move |id: &PersonId| {
        chosen.update(|chosen| match chosen.iter().position(|it| it == id) {
            Some(at) => _ = chosen.remove(at),
            None => chosen.push(id.clone()),
        });
    };
    let item = move |(id, row): (PersonId, PersonRow)| {
        let ticked = id.clone();
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=move || chosen.read().contains(&ticked) on:change=move |_| toggle(&id)/>
                    <span class="words">{row.name} <small class="hint">{row.of}</small></span>
                </label>
            </li>
        }
    };
    let status = move || match (found.read().1, is_there.get()) {
        (_, false) => messages.loading().to_owned(),
        (0, true) if words.read().trim().is_empty() => messages.people_none().to_owned(),
        (0, true) => messages.directory_none_found().to_owned(),
        (count, true) if count > LISTED => messages.picker_more().to_owned(),
        (count, true) => messages.people(count),
    };
    view! {
        <div class="field">
            <input
                type="search"
                aria-label=messages.people_search()
                placeholder=messages.people_search()
                autocomplete="off"
                on:input=move |event| words.set(event_target_value(&event))
            />
        </div>
        <p class="hint" role="status">{status}</p>
        <ul class="picker">{move || found.get().0.into_iter().map(item).collect_view()}</ul>
    }
}

/// Adds rows for people who are not among the participants yet, with what they are on the day of the event.
fn take(form: FormContext<EventForm>, chosen: &[PersonId]) {
    let ui = form.ui();
    let today = ui.state.now.get_untracked().date();
    let day: Date = form.values.with_untracked(|form| parse_day(&form.first_day)).unwrap_or(today);
    let rows: Vec<ParticipantForm> = ui.state.almanac.with_untracked(|almanac| {
        let directory = almanac.directory();
        let people = chosen.iter().filter_map(|id| directory.person(id));
        let row = |person| {
            let key = LocalId::new(AppState::new_id());
            ParticipantForm::of_person(key, person, directory, day)
        };
        people.map(row).collect()
    });
    form.update(|form| {
        for row in rows {
            let is_there = form.people.iter().any(|it| is_same_address(&it.address, &row.address));
            if !is_there {
                form.people.push(row);
            }
        }
    });
}
