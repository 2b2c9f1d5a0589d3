//! Exports a file: which calendars, which days, which names, and what it will contain.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::almanac::Almanac;
use crate::domain::id::CalendarId;
use crate::domain::sharing::known_people::KnownPeople;
use crate::domain::sorted_set::SortedSet;
use crate::format::export::{
    ExportFigures, ExportRequest, ExportSelection, Names, StemWords, figures, file_name, file_stem,
    people_of,
};
use crate::present::card::event_title;
use crate::present::page::calendars::{CalendarRow, calendars_page};
use crate::present::route::path::ExportOf;
use crate::state::export::{ExportFormat, ShareOutcome};
use crate::ui::actions::ensure_all_loaded;
use crate::ui::components::export_form::ExportForm;
use crate::ui::components::export_names::ExportNames;
use crate::ui::components::export_range::{ExportRange, Range};
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::run_to_end;

/// Shows the page that exports a file.
#[component]
pub fn ExportPage(
    /// The object of the export.
    of: ExportOf,
) -> impl IntoView {
    let ui = use_ui();
    ensure_all_loaded(ui);
    let chosen = RwSignal::new(preset(ui, &of));
    let range = RwSignal::new(Range::All);
    let names = RwSignal::new(Names::Without);
    let form = RwSignal::new(ExportFormat::default());
    let event = match of {
        ExportOf::Event(id) => Some(id),
        ExportOf::Chosen | ExportOf::Calendar(_) => None,
    };
    let is_event = event.is_some();
    let wanted = Memo::new(move |_| match &event {
        Some(id) => ExportSelection::Event(id.clone()),
        None => ExportSelection::Calendars {
            ids: chosen.get(),
            days: range.get().days(ui.state.today()),
        },
    });
    let order = Memo::new(move |_| ExportRequest {
        of: wanted.get(),
        names: names.get(),
        busy: ui.messages().export_busy(),
    });
    let people = Memo::new(move |_| ui.state.almanac.with(people_of));
    let come_to = Memo::new(move |_| {
        ui.state.almanac.with(|almanac| figures(almanac, &wanted.read(), &people.read()))
    });
    let set_names = Callback::new(move |value| names.set(value));
    view! {
        <TopBar title=ui.messages().export_title() has_back=true takes_focus=true/>
        <div class="content export">
            {if is_event {
                view! { <OneEvent order=order/> }.into_any()
            } else {
                view! {
                    <p>{ui.messages().export_intro()}</p>
                    <CalendarChoice chosen=chosen/>
                    <ExportRange range=range/>
                }.into_any()
            }}
            <ExportForm form=form/>
            <ExportNames names=names on_choose=set_names figures=come_to/>
            <Outcome order=order form=form range=range figures=come_to people=people/>
        </div>
    }
}

/// Returns the calendars that are ticked at first: the requested one, or all.
fn preset(ui: Ui, of: &ExportOf) -> SortedSet<CalendarId> {
    match of {
        ExportOf::Calendar(id) => SortedSet::from([id.clone()]),
        ExportOf::Chosen | ExportOf::Event(_) => {
            ui.state.almanac.with_untracked(|almanac| almanac.calendars().keys().cloned().collect())
        }
    }
}

/// Shows the one event that is exported.
#[component]
fn OneEvent(
    /// The chosen export.
    order: Memo<ExportRequest>,
) -> impl IntoView {
    let ui = use_ui();
    let title = Memo::new(move |_| match &order.read().of {
        ExportSelection::Event(id) => ui.state.almanac.with(|almanac| {
            let entry = almanac.entry(id);
            let title = entry.map(|entry| event_title(&entry.event, false, &ui.viewer()));
            title.unwrap_or_else(|| ui.messages().untitled().to_owned())
        }),
        ExportSelection::Calendars { .. } => String::new(),
    });
    view! {
        <section class="panel">
            <h2>{ui.messages().export_event()}</h2>
            <div class="box">
                <p><strong>{title}</strong></p>
                <p class="soft">{ui.messages().export_one_event()}</p>
            </div>
        </section>
    }
}

/// Shows the calendars, with a check box each.
#[component]
fn CalendarChoice(
    /// The ticked calendars.
    chosen: RwSignal<SortedSet<CalendarId>>,
) -> impl IntoView {
    let ui = use_ui();
    let rows = Memo::new(move |_| {
        let viewer = ui.viewer();
        ui.state.almanac.with(|almanac| calendars_page(almanac, &viewer))
    });
    let is_none = Memo::new(move |_| chosen.read().is_empty());
    let row = move |row: CalendarRow| {
        let (held, toggled) = (row.id.clone(), row.id);
        let is_chosen = move || chosen.read().contains(&held);
        let toggle = move |_| {
            chosen.update(|chosen| {
                if !chosen.remove(&toggled) {
                    chosen.insert(toggled.clone());
                }
            });
        };
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=is_chosen on:change=toggle/>
                    <span class="words">
                        <span class="name"><span class="swatch" data-color=row.color.slug()></span>{row.title}</span>
                        {row.count_text.map(|count| view! { <span class="hint">{count}</span> })}
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <section class="panel">
            <h2 id="export-calendars">{ui.messages().export_calendars()}</h2>
            <div class="box">
                <div role="group" aria-labelledby="export-calendars">
                    <ul>{move || rows.get().into_iter().map(row).collect_view()}</ul>
                </div>
                <p class="wrong" role="status">{move || is_none.get().then(|| ui.messages().export_none_chosen())}</p>
            </div>
        </section>
    }
}

/// Shows what the file will contain, the buttons that create it, and the result.
#[component]
fn Outcome(
    /// The chosen export.
    order: Memo<ExportRequest>,
    /// The program that will read the file.
    form: RwSignal<ExportFormat>,
    /// The days; a wrong range disables the buttons.
    range: RwSignal<Range>,
    /// The figures of the file.
    figures: Memo<ExportFigures>,
    /// Those whom the name of a file for everybody must not name.
    people: Memo<KnownPeople>,
) -> impl IntoView {
    let ui = use_ui();
    let stem = Memo::new(move |_| stem(ui, &order.read(), &people.read()));
    let problem = Memo::new(move |_| problem(ui, &range.read(), &order.read(), &figures.read()));
    let count = move || match problem.get() {
        Some(words) => words.to_owned(),
        None => ui.messages().export_count(written(&order.read(), &figures.read())),
    };
    let said = RwSignal::new(None::<((ExportRequest, ExportFormat), String)>);
    // If the page has been left meanwhile, the message has no reader.
    let say = move |words| _ = said.try_set(words);
    // A message about an earlier choice is no longer true.
    let now = move || (order.get(), form.get());
    let status = move || said.get().filter(|(of, _)| *of == now()).map(|(_, words)| words);
    let is_ready = move || problem.read().is_none();
    let save = move |_| {
        let (order, form, stem) =
            (order.get_untracked(), form.get_untracked(), stem.get_untracked());
        if problem.read_untracked().is_some() {
            return;
        }
        run_to_end(async move {
            let (name, handed) = ui.state.save_export(&order, form, &stem).await;
            say(outcome(ui, handed, Way::Save { name }).map(|words| ((order, form), words)));
        });
    };
    let share = move |_| {
        let (order, form, stem) =
            (order.get_untracked(), form.get_untracked(), stem.get_untracked());
        if problem.read_untracked().is_some() {
            return;
        }
        run_to_end(async move {
            let handed = ui.state.share_export(&order, form, &stem).await;
            say(outcome(ui, handed, Way::Share).map(|words| ((order, form), words)));
        });
    };
    view! {
        <section class="panel">
            <h2>{ui.messages().export_result()}</h2>
            <div class="box">
                <div id="export-count">
                    <p>{count}</p>
                    {move || is_ready().then(|| view! { <p class="soft">{ui.messages().export_file(&file_name(&stem.read(), form.get().ending()))}</p> })}
                </div>
                <div class="buttons">
                    <button class="button" data-look="primary" aria-disabled=move || (!is_ready()).to_string() aria-describedby="export-count" on:click=save>
                        <IconView icon=Icon::Save/>
                        {ui.messages().export_download()}
                    </button>
                    <button class="button" aria-disabled=move || (!is_ready()).to_string() aria-describedby="export-count" on:click=share>
                        <IconView icon=Icon::Share/>
                        {ui.messages().export_share()}
                    </button>
                </div>
                <p class="said" role="status">{status}</p>
            </div>
        </section>
    }
}

/// Returns how many events the file will contain.
fn written(order: &ExportRequest, figures: &ExportFigures) -> u64 {
    match order.names {
        Names::With => figures.events,
        Names::Without | Names::Lists => figures.events.saturating_sub(figures.secret),
    }
}

/// Returns why no file can be created yet.
fn problem(
    ui: Ui,
    range: &Range,
    order: &ExportRequest,
    figures: &ExportFigures,
) -> Option<&'static str> {
    let messages = ui.messages();
    if !ui.state.almanac.with(Almanac::is_whole) {
        return Some(messages.loading_rest());
    }
    match &order.of {
        ExportSelection::Calendars { ids, .. } if ids.is_empty() => {
            Some(messages.export_none_chosen())
        }
        ExportSelection::Calendars { .. } if range.is_backwards() => {
            Some(messages.wrong_end_before_start())
        }
        ExportSelection::Event(_) if figures.events > 0 && written(order, figures) == 0 => {
            Some(messages.export_secret_event())
        }
        ExportSelection::Calendars { .. } | ExportSelection::Event(_)
            if written(order, figures) == 0 =>
        {
            Some(messages.export_nothing())
        }
        ExportSelection::Calendars { .. } | ExportSelection::Event(_) => None,
    }
}

/// Returns the name of the file without its extension: its content, the day of the export, and which names it holds.
fn stem(ui: Ui, order: &ExportRequest, people: &KnownPeople) -> String {
    let messages = ui.messages();
    let part = match &order.of {
        ExportSelection::Event(_) => messages.export_one_in_name().to_owned(),
        ExportSelection::Calendars { days, .. } => days.map_or_else(String::new, |days| {
            let ends = |day: Date, none: Date| (day != none).then(|| day.to_string());
            match (ends(days.first, Date::MIN), ends(days.last, Date::MAX)) {
                (Some(from), None) => messages.export_from_in_name(&from),
                (None, Some(until)) => messages.export_until_in_name(&until),
                (Some(from), Some(until)) => messages.export_days_in_name(&from, &until),
                (None, None) => String::new(),
            }
        }),
    };
    let words = StemWords {
        plain: messages.export_file_stem(),
        part: &part,
        holds: match order.names {
            Names::Without => messages.export_public_in_name(),
            Names::Lists => messages.export_lists_in_name(),
            Names::With => messages.export_all_in_name(),
        },
        day: ui.state.today(),
    };
    ui.state.almanac.with(|almanac| file_stem(almanac, order, people, &words))
}

/// The button that was pressed.
enum Way {
    Save { name: String },
    Share,
}

/// Returns the result as a message; `None` if the person closed the share sheet.
fn outcome(ui: Ui, handed: ShareOutcome, way: Way) -> Option<String> {
    let messages = ui.messages();
    let words = match (handed, way) {
        (ShareOutcome::Saved, Way::Save { name }) => return Some(messages.export_done(&name)),
        (ShareOutcome::Saved | ShareOutcome::Shared, _) => messages.export_shared(),
        (ShareOutcome::Closed, _) => return None,
        (ShareOutcome::Failed, Way::Save { .. }) => messages.export_failed(),
        (ShareOutcome::Failed, Way::Share) => messages.export_share_failed(),
    };
    Some(words.to_owned())
}
