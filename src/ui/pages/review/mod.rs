//! The review of an import: the number of events of each class, a row for each difference, and the choices.

pub mod conflict;
pub mod namesakes;

use leptos::html;
use leptos::prelude::*;

use crate::domain::id::CalendarId;
use crate::format::issue::{Issue, Reason};
use crate::import::message::Summary;
use crate::merge::choices::Take;
use crate::merge::event::conflict::Side;
use crate::merge::preview::Class;
use crate::present::page::review::calendars::with_free_colors;
use crate::present::page::review::{
    ClassCount, FetchedRow, ReviewRow, RowContext, is_anything_taken, review_row, summary, theirs,
};
use crate::present::route::path::Path;
use crate::present::text::class::accept_label;
use crate::state::session::{Fetched, Review};
use crate::ui::components::bad_file_note::BadFileNote;
use crate::ui::components::difference::Difference;
use crate::ui::components::kind_mark::KindMark;
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::context::{Ui, use_ui};
use crate::ui::describe::{describe_issue, describe_reason};
use crate::ui::pages::review::conflict::ConflictView;
use crate::ui::pages::review::namesakes::Namesakes;
use crate::ui::scope::Scope;

/// Reads something from the open review.
fn of_review<T: Default>(ui: Ui, read: impl FnOnce(&Review) -> T) -> T {
    ui.state.session.with(|session| session.review().map(read).unwrap_or_default())
}

/// Shows the review of an import.
#[component]
pub fn ReviewView() -> impl IntoView {
    let ui = use_ui();
    let overview = Memo::new(move |_| {
        let viewer = ui.viewer();
        of_review(ui, |review| {
            let Summary { counts, calendars, report, .. } = &review.summary;
            // A backup is restored as it was.
            let colored = (!report.is_backup)
                .then(|| ui.state.almanac.with(|almanac| with_free_colors(almanac, calendars)));
            let calendars = colored.as_ref().unwrap_or(calendars);
            Some(summary(counts, calendars, &review.choices, &viewer))
        })
    });
    let is_finished = Memo::new(move |_| of_review(ui, Review::is_finished));
    let is_newer = Memo::new(move |_| of_review(ui, |review| review.summary.report.is_newer));
    let classes = Memo::new(move |_| {
        let shown = |count: &ClassCount| count.class != Class::Unchanged;
        overview
            .get()
            .map(|it| it.classes.into_iter().filter(shown).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <div class="overview">
            <p class="line" role="status">{move || overview.get().map(|it| it.line)}</p>
            <Show when=move || is_finished.get()>
                <p>{ui.messages().review_nothing_new_text()}</p>
            </Show>
            <ul class="calendars">
                {move || overview.get().map(|it| it.calendars).unwrap_or_default().into_iter().map(|news| view! {
                    <li>
                        <span class="swatch" data-color=news.color.slug()></span>
                        <strong>{news.title}</strong>
                        " "
                        <small>{news.text}</small>
                        {news.renamed.map(|renamed| view! { <small>{renamed}</small> })}
                    </li>
                }).collect_view()}
            </ul>
        </div>
        <Namesakes/>
        <Show when=move || is_newer.get()>
            <div class="note" data-look="warning"><p>{ui.messages().bad_newer_version()}</p></div>
        </Show>
        <Issues/>
        {move || overview.get().and_then(|it| it.conflicts_text).map(|text| view! {
            <div class="note" data-look="warning"><p>{text}</p></div>
        })}
        <For each=move || classes.get() key=|count| count.class let(count)>
            <ClassSection count=count/>
        </For>
        <Decide/>
    }
}

/// Shows the buttons at the end of the review.
#[component]
fn Decide() -> impl IntoView {
    let ui = use_ui();
    let is_finished = Memo::new(move |_| of_review(ui, Review::is_finished));
    let is_backup = Memo::new(move |_| of_review(ui, |review| review.summary.report.is_backup));
    let directory = Memo::new(move |_| of_review(ui, |review| review.summary.directory_count));
    // A backup brings its settings too.
    let is_empty = Memo::new(move |_| !of_review(ui, takes_anything) && !is_backup.get());
    let accept_words = move || {
        let messages = ui.messages();
        if is_backup.get() { messages.restore_accept() } else { messages.import_accept() }
    };
    let accept = move |_| {
        if !is_empty.get_untracked() {
            ui.state.accept_import();
        }
    };
    let decline = move |_| {
        ui.state.close_session();
        ui.go(&Path::home());
    };
    view! {
        {move || (directory.get() > 0).then(|| view! { <p class="note">{ui.messages().restore_directory(directory.get())}</p> })}
        <div class="decide">
            <Show
                when=move || !is_finished.get()
                fallback=move || view! {
                    <button class="button" on:click=move |_| ui.state.close_session()>{ui.messages().import_another()}</button>
                    <button class="button" data-look="primary" on:click=decline>{ui.messages().go_to_agenda()}</button>
                }
            >
                <p class="hint" id="import-none" role="status">{move || is_empty.get().then(|| ui.messages().import_none_chosen())}</p>
                <button class="button" on:click=decline>{ui.messages().import_decline()}</button>
                <button class="button" data-look="primary" aria-disabled=move || is_empty.get().to_string() aria-describedby="import-none" on:click=accept>
                    {accept_words}
                </button>
            </Show>
        </div>
    }
}

/// Returns whether the choices of the person take anything.
fn takes_anything(review: &Review) -> bool {
    let rows = review.rows.iter().flat_map(|(class, rows)| rows.iter().map(|row| (*class, row)));
    let fetched: Vec<FetchedRow<'_>> = rows
        .map(|(class, it)| FetchedRow { class, id: &it.row.id, calendar: &it.source.calendar })
        .collect();
    let Summary { counts, calendars, .. } = &review.summary;
    is_anything_taken(counts, calendars, &review.choices, &fetched)
}

/// Shows what could not be read, with the locations in the file.
#[component]
fn Issues() -> impl IntoView {
    let ui = use_ui();
    let bad_files =
        Memo::new(move |_| of_review(ui, |review| review.summary.report.bad_files.clone()));
    let issues = Memo::new(move |_| {
        of_review(ui, |review| {
            (review.summary.report.issues.clone(), review.summary.report.tallies.clone())
        })
    });
    let is_news = Memo::new(move |_| of_review(ui, |review| !review.summary.is_nothing_new));
    let broken_off = Memo::new(move |_| of_review(ui, |review| review.summary.report.broken_off));
    view! {
        {move || bad_files.get().into_iter().map(|file| view! { <BadFileNote file=file/> }).collect_view()}
        {move || broken_off.get().map(|read| view! {
            <div class="note" data-look="danger" role="alert">
                <p class="title">{ui.messages().issue_cut_short()}</p>
                <p>{move || ui.messages().bad_json_kept(read)}</p>
            </div>
        })}
        {move || {
            let (told, tallies) = issues.get();
            let lost = tallies.loss_count();
            let noted = tallies.count() - lost;
            let (losses, notes): (Vec<Issue>, Vec<Issue>) =
                told.iter().cloned().partition(|issue| issue.reason.is_loss());
            let (lost_more, noted_more): (Vec<_>, Vec<_>) =
                tallies.unlisted(&told).into_iter().partition(|(reason, _)| reason.is_loss());
            let messages = ui.messages();
            // If there is nothing new, or something was lost, not everything is there to be taken.
            let all = if lost == 0 && is_news.get() { messages.issue_notes_safe() } else { "" };
            let rest = if is_news.get() { messages.issue_rest_safe() } else { "" };
            let lost_text = format!("{}{rest}", messages.issue_count(lost));
            let noted_text = format!("{}{all}", messages.issue_note_count(noted));
            view! {
                {(lost > 0).then(|| view! { <IssueList look="warning" summary=lost_text issues=losses more=lost_more/> })}
                {(noted > 0).then(|| view! { <IssueList look="plain" summary=noted_text issues=notes more=noted_more/> })}
            }
        }}
    }
}

/// A folded list of issues.
#[component]
fn IssueList(
    /// How it looks.
    look: &'static str,
    /// The text while it is folded.
    summary: String,
    /// The issues with their locations.
    issues: Vec<Issue>,
    /// The kinds of which there are more, and how many more.
    more: Vec<(Reason, usize)>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let listed = issues.iter().map(|issue| describe_issue(issue, messages));
    let more = more.iter().map(|(reason, count)| {
        let reason = describe_reason(reason, messages);
        messages.issue_at(&reason, &messages.issue_more(*count))
    });
    let lines = listed.chain(more).map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <details class="note issues" data-look=look>
            <summary>{summary}</summary>
            <ul>{lines}</ul>
        </details>
    }
}

/// A class with up to this number of rows is unfolded at first.
const UNFOLDED: usize = 20;

/// Shows all rows of one class.
#[component]
fn ClassSection(
    /// The class.
    count: ClassCount,
) -> impl IntoView {
    let ui = use_ui();
    let class = count.class;
    let fetched = Memo::new(move |_| {
        of_review(ui, |review| review.rows.get(&class).cloned().unwrap_or_default())
    });
    let all = usize::try_from(count.count).unwrap_or(usize::MAX);
    let take =
        Memo::new(move |_| of_review(ui, |review| Some(review.choices.take_of_class(class))));
    let toggle = move |event| {
        let take = if event_target_checked(&event) { Take::Accept } else { Take::Skip };
        ui.state.choose(|choices| {
            choices.classes.insert(class, take);
            choices.events.clear();
        });
    };
    let is_open = matches!(
        class,
        Class::Conflicting | Class::Refused | Class::Elsewhere | Class::Cancelled | Class::Updated
    );
    // Folded rows are not drawn, because a large file has thousands of rows.
    let element = NodeRef::<html::Details>::new();
    let is_unfolded = RwSignal::new(is_open || all <= UNFOLDED);
    let scope = Scope::here();
    // The browser reports the folding later, when the person may have left the page.
    let fold = move |_| {
        scope.if_alive(|| {
            if let Some(details) = element.get_untracked() {
                is_unfolded.set(details.open());
            }
        });
    };
    view! {
        <details class="class disclosure" data-arrow="start" node_ref=element open=is_unfolded.get_untracked() on:toggle=fold>
            <summary><h2>{count.text}</h2></summary>
            <p class="hint">{count.hint}</p>
            {count.is_choosable.then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || take.get() == Some(Take::Accept) on:change=toggle/>
                    <span class="words">{move || accept_label(class, &ui.viewer())}</span>
                </label>
            })}
            <Show when=move || class == Class::Conflicting>
                <div class="buttons">
                    <button class="button" on:click=move |_| all_sides(ui, Side::Ours)>{ui.messages().choose_all_mine()}</button>
                    <button class="button" on:click=move |_| all_sides(ui, Side::Theirs)>{ui.messages().choose_all_theirs()}</button>
                </div>
            </Show>
            <ul class="rows">
                <For each=move || if is_unfolded.get() { fetched.get() } else { Vec::new() } key=|fetched| fetched.row.id.to_string() let(fetched)>
                    <li><RowView fetched=fetched/></li>
                </For>
            </ul>
            <Show when=move || fetched.read().len() < all>
                <button class="button" data-wide="true" on:click=move |_| ui.state.more_rows(class)>
                    {move || ui.messages().more_events(all - fetched.read().len())}
                </button>
            </Show>
        </details>
    }
}

fn all_sides(ui: Ui, side: Side) {
    ui.state.choose(|choices| {
        choices.all_conflicts = Some(side);
        choices.classes.insert(Class::Conflicting, Take::Accept);
        choices.conflicts.clear();
    });
}

/// Shows one row of the review.
#[component]
fn RowView(
    /// The event.
    fetched: Fetched,
) -> impl IntoView {
    let ui = use_ui();
    let id = fetched.row.id.clone();
    let row = Memo::new(move |_| {
        let viewer = ui.viewer();
        let source = &fetched.source;
        let incoming = theirs(source.ours.as_ref(), &source.fact);
        of_review(ui, |review| {
            let title = |id: &CalendarId| {
                let mut steps = review.summary.calendars.iter().map(|step| &step.after);
                let named = steps.find(|calendar| calendar.id == *id).cloned();
                let known = || ui.state.almanac.with(|it| it.kept_calendar(id).cloned());
                named.or_else(known).map(|calendar| calendar.facts.title).unwrap_or_default()
            };
            let context = RowContext {
                theirs: incoming,
                home: source.ours.as_ref().map(|ours| title(&ours.calendar)).unwrap_or_default(),
                calendar: title(&source.calendar),
            };
            Some(review_row(&fetched.row, &context, &review.choices, &viewer))
        })
    });
    let held = id.clone();
    let toggle = move |event| {
        let take = if event_target_checked(&event) { Take::Accept } else { Take::Skip };
        ui.state.choose(|choices| _ = choices.events.insert(held.clone(), take));
    };
    let toggle = StoredValue::new(toggle);
    let is_taken = Memo::new(move |_| {
        row.with(|row| row.as_ref().is_some_and(|row| row.take == Take::Accept))
    });
    let is_choosable =
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.is_choosable)));
    let differences = Memo::new(move |_| {
        row.with(|row| row.as_ref().map(|row| row.differences.clone()).unwrap_or_default())
    });
    let conflicts = Memo::new(move |_| {
        row.with(|row| row.as_ref().map(|row| row.conflicts.clone()).unwrap_or_default())
    });
    view! {
        <article class="review-row" data-taken=move || is_taken.get().to_string()>
            <div class="head">
                {move || row.with(|row| row.as_ref().map(head))}
                <Show when=move || is_choosable.get()>
                    <label class="take">
                        <input type="checkbox" prop:checked=move || is_taken.get() on:change=move |event| toggle.with_value(|toggle| toggle(event))/>
                        <span class="visually-hidden">{move || row.with(|row| row.as_ref().map(accept_text))}</span>
                    </label>
                </Show>
            </div>
            {move || (!differences.read().is_empty()).then(|| view! { <Difference rows=differences.get()/> })}
            {move || conflicts.get().into_iter().map(|conflict| view! { <ConflictView id=id.clone() conflict=conflict/> }).collect_view()}
        </article>
    }
}

fn head(row: &ReviewRow) -> impl IntoView + use<> {
    view! {
        <KindMark kind=row.kind label=row.kind_label/>
        <div>
            <h3>{unbroken_number(&row.title)}</h3>
            <p class="soft">{row.when.clone()} " " {row.place.clone()}</p>
            {row.remark.clone().map(|remark| view! { <p class="soft">{remark}</p> })}
        </div>
    }
}

fn accept_text(row: &ReviewRow) -> String {
    format!("{} {}", row.accept_label, row.title)
}
