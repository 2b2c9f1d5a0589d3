//! Another tab changes the event while its form is open: the person is told, and chooses before anything is saved.

use leptos::prelude::*;

use crate::domain::event::kind::Kind;
use crate::domain::event::status::Status;
use crate::domain::id::CalendarId;
use crate::domain::rebase::Preferred;
use crate::present::form::event::form::EventForm;
use crate::present::form::event::rebase::{FormConflict, WHEN, differing, rebased};
use crate::present::form::event::save::SaveTrouble;
use crate::present::form::named::Named;
use crate::ui::context::Ui;
use crate::ui::elements::dialog::Dialog;
use crate::ui::form::context::Leave;

use super::context::{EventContext, Goal};

/// What another tab has done to the event of an open form.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Elsewhere {
    /// It deleted the event, or the instance.
    Deleted,
    /// It changed these fields.
    Changed(Vec<String>),
    /// It changed these fields, which the person has edited too.
    Conflicting(Vec<String>),
}

/// Says that another tab has changed the event since the form was opened.
#[component]
pub fn ChangedElsewhere(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let messages = context.form.ui().messages();
    let standing = Memo::new(move |_| standing(context));
    let elsewhere = Memo::new(move |_| {
        context.form.values.track();
        let now = match &*standing.read() {
            Standing::New => return None,
            Standing::Deleted => return Some(Elsewhere::Deleted),
            Standing::There(now) => now.clone(),
        };
        context.form.before.with_value(|before| {
            if *before == *now {
                return None;
            }
            let form = context.form.values.read();
            let (_, conflicts) = rebased(before, &form, &now, Preferred::Now);
            let mut fields: Vec<String> =
                conflicts.into_iter().map(|conflict| conflict.field).collect();
            fields.dedup();
            if fields.is_empty() {
                Some(Elsewhere::Changed(differing(before, &now)))
            } else {
                Some(Elsewhere::Conflicting(fields))
            }
        })
    });
    let named = move |fields: &[String]| {
        let labels: Vec<&str> = fields.iter().map(|it| label(it, context.form.ui())).collect();
        labels.join(messages.joiner())
    };
    let text = move || {
        let text = match &*elsewhere.read() {
            None => return None,
            Some(Elsewhere::Deleted) => messages.deleted_elsewhere().to_owned(),
            Some(Elsewhere::Changed(fields)) => messages.changed_elsewhere(&named(fields)),
            Some(Elsewhere::Conflicting(fields)) => messages.conflicting_elsewhere(&named(fields)),
        };
        Some(view! { <p class="note" data-look="warning">{text}</p> })
    };
    view! { <div class="elsewhere" role="status">{text}</div> }
}

/// The event of a form as it is now.
#[derive(Clone, Debug, PartialEq)]
enum Standing {
    /// There is none yet.
    New,
    /// It was deleted.
    Deleted,
    /// The form that it would have now.
    There(Box<EventForm>),
}

fn standing(context: EventContext) -> Standing {
    let ui = context.form.ui();
    context.goal.with_value(|goal| {
        let Goal::Edit { entry: opened, instance, .. } = goal else { return Standing::New };
        ui.state.almanac.track();
        let Some(entry) = super::entry(ui, &opened.event.id) else { return Standing::Deleted };
        let event = match instance {
            None => Some(entry.event.clone()),
            Some(at) => super::standalone(ui, &entry, *at),
        };
        let form = event.map(|event| Box::new(EventForm::of(&event, &entry.calendar)));
        form.map_or(Standing::Deleted, Standing::There)
    })
}

/// Asks what to do if another tab was faster; nothing has been saved.
#[component]
pub fn SaveTroubleDialog(
    /// Shared form state.
    context: EventContext,
) -> impl IntoView {
    let ui = context.form.ui();
    let messages = ui.messages();
    let is_open = Signal::derive(move || context.trouble.read().is_some());
    let close = Callback::new(move |()| context.trouble.set(None));
    let title = Signal::derive(move || {
        let title = match &*context.trouble.read() {
            None => "",
            Some(SaveTrouble::Conflict { .. }) => messages.overtaken_title(),
            Some(SaveTrouble::Deleted) => messages.overtaken_deleted_title(),
            Some(SaveTrouble::InstanceDeleted) => messages.overtaken_instance_title(),
            Some(SaveTrouble::CalendarDeleted) => messages.overtaken_calendar_title(),
        };
        title.to_owned()
    });
    view! {
        <Dialog is_open=is_open on_close=close title=title>
            {move || context.trouble.get().map(|trouble| match trouble {
                SaveTrouble::Conflict { conflicts, .. } => view! { <Conflicts context=context conflicts=conflicts/> }.into_any(),
                SaveTrouble::Deleted => {
                    view! { <Deleted context=context text=messages.overtaken_deleted_text() save=messages.overtaken_restore()/> }.into_any()
                }
                SaveTrouble::InstanceDeleted => {
                    view! { <Deleted context=context text=messages.overtaken_instance_text() save=messages.overtaken_as_new()/> }.into_any()
                }
                SaveTrouble::CalendarDeleted => view! { <p>{messages.overtaken_calendar_text()}</p> }.into_any(),
            })}
            <div class="buttons">
                <button class="button" type="button" data-look="quiet" on:click=move |_| close.run(())>{messages.overtaken_back()}</button>
            </div>
        </Dialog>
    }
}

/// Shows both versions of each field, and asks which are kept.
#[component]
fn Conflicts(
    /// Shared form state.
    context: EventContext,
    /// The fields that both have changed.
    conflicts: Vec<FormConflict>,
) -> impl IntoView {
    let ui = context.form.ui();
    let messages = ui.messages();
    let row = |conflict: FormConflict| {
        let name = label(&conflict.field, ui);
        let FormConflict { field, part, mine, now } = conflict;
        let is_member = field == "details";
        let name = match part.filter(|part| !part.is_empty() && !is_member) {
            Some(part) => messages.named(name, &part),
            None => name.to_owned(),
        };
        let shown = |text: Option<String>| {
            let text = text.map(|text| value(&field, text, ui)).filter(|text| !text.is_empty());
            text.unwrap_or_else(|| messages.overtaken_nothing().to_owned())
        };
        let (mine, now) = (shown(mine), shown(now));
        view! {
            <div class="conflict">
                <dt>{name}</dt>
                <dd><small>{messages.overtaken_mine()}</small><span>{mine}</span></dd>
                <dd><small>{messages.overtaken_now()}</small><span>{now}</span></dd>
            </div>
        }
    };
    let rows: Vec<_> = conflicts.into_iter().map(row).collect();
    view! {
        <p>{messages.overtaken_text()}</p>
        <dl class="conflicts">{rows}</dl>
        <div class="extents">
            <button class="button" type="button" on:click=move |_| context.save_over(Preferred::Edit)>{messages.overtaken_keep_mine()}</button>
            <button class="button" type="button" on:click=move |_| context.save_over(Preferred::Now)>{messages.overtaken_keep_now()}</button>
        </div>
    }
}

/// Asks whether to save what another tab has deleted.
#[component]
fn Deleted(
    /// Shared form state.
    context: EventContext,
    /// What happened.
    text: &'static str,
    /// The label of the button that saves.
    save: &'static str,
) -> impl IntoView {
    let messages = context.form.ui().messages();
    let discard = move |_| {
        context.trouble.set(None);
        context.form.go(Leave::Back);
    };
    view! {
        <p>{text}</p>
        <div class="extents">
            <button class="button" type="button" on:click=move |_| context.save_restored()>{save}</button>
            <button class="button" type="button" data-look="danger" on:click=discard>{messages.edit_discard()}</button>
        </div>
    }
}

/// Returns the label of a field, given its name in drafts.
fn label(field: &str, ui: Ui) -> &'static str {
    let messages = ui.messages();
    match field {
        WHEN => messages.event_when(),
        "title" => messages.field_title(),
        "kind" => messages.field_kind(),
        "second_kind" => messages.field_second_kind(),
        "calendar" => messages.field_calendar(),
        "status" => messages.field_status(),
        "repeat" => messages.event_repeats(),
        "meeting_time" => messages.field_meeting_time(),
        "places" => messages.field_place(),
        "online" => messages.event_online(),
        "links" => messages.event_links(),
        "programme" => messages.event_programme(),
        "organizer" => messages.event_organizer(),
        "description" => messages.field_description(),
        "people" => messages.field_participants(),
        _ => messages.overtaken_other_field(),
    }
}

/// Returns the value of a field as the form shows it, given as in drafts.
fn value(field: &str, text: String, ui: Ui) -> String {
    let messages = ui.messages();
    let shown = match field {
        "kind" | "second_kind" => Kind::from_name(&text).map(|kind| messages.kind(kind).to_owned()),
        "status" => Status::from_name(&text).map(|status| messages.status(&status)),
        "calendar" => ui.state.almanac.with_untracked(|almanac| {
            let calendar = almanac.kept_calendar(&CalendarId::new(text.as_str()));
            calendar.map(|calendar| calendar.facts.title.clone())
        }),
        WHEN => text.split_once(' ').map(|(_, days_and_clocks)| days_and_clocks.to_owned()),
        _ => None,
    };
    shown.unwrap_or(text)
}
