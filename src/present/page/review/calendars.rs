//! What the review says about the calendars of the files.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::change::Change;
use crate::domain::id::CalendarId;
use crate::domain::palette::Color;
use crate::merge::calendars::CalendarStep;
use crate::merge::namesakes::Namesake;
use crate::present::viewer::Viewer;

/// A calendar that is new or changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarNews {
    /// The calendar.
    pub id: CalendarId,
    /// Its title after the import.
    pub title: String,
    /// Its colour.
    pub color: Color,
    /// 新しいカレンダー, or that its name or colour changes.
    pub text: &'static str,
    /// `前の名前 → 新しい名前`, if it is renamed.
    pub renamed: Option<String>,
}

/// The question where the events of a calendar go whose name a calendar here has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesakeQuestion {
    /// The calendar of the file.
    pub id: CalendarId,
    /// The question.
    pub text: String,
    /// The answers; one of them is chosen.
    pub answers: Vec<NamesakeAnswer>,
}

/// One answer to the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesakeAnswer {
    /// The calendar here that gets the events; `None` for one of their own.
    pub into: Option<CalendarId>,
    /// The answer in words.
    pub text: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Asks where the events of a calendar go whose name a calendar here has.
pub fn namesake_question(namesake: &Namesake, viewer: &Viewer) -> NamesakeQuestion {
    let messages = viewer.messages;
    let Namesake { id, title, here, into } = namesake;
    let answer = |of: Option<&CalendarId>, text: String| NamesakeAnswer {
        into: of.cloned(),
        text,
        is_chosen: into.as_ref() == of,
    };
    let apart = answer(None, messages.namesake_apart().to_owned());
    let join = here.iter().map(|(id, count)| answer(Some(id), messages.namesake_join(*count)));
    NamesakeQuestion {
        id: id.clone(),
        text: messages.namesake_question(title),
        answers: std::iter::once(apart).chain(join).collect(),
    }
}

/// Gives the new calendars the colours that they take when a file is accepted.
pub fn with_free_colors(almanac: &Almanac, calendars: &[CalendarStep]) -> Vec<CalendarStep> {
    let made = calendars.iter().filter(|step| step.is_new());
    let made = made.map(|step| (step.after.id.clone(), Some(step.after.clone()))).collect();
    let colored = almanac.with_free_colors(Change { calendars: made, ..Change::default() });
    let step = |step: &CalendarStep| {
        let made = colored.calendars.get(&step.after.id).cloned().flatten();
        CalendarStep {
            before: step.before.clone(),
            after: made.unwrap_or_else(|| step.after.clone()),
        }
    };
    calendars.iter().map(step).collect()
}

/// Describes a calendar; `is_empty` if the file has nothing but calendars.
pub(super) fn news(step: &CalendarStep, is_empty: bool, viewer: &Viewer) -> CalendarNews {
    let messages = viewer.messages;
    let after = &step.after.facts;
    let renamed = step.before.as_ref().filter(|before| before.facts.title != after.title);
    CalendarNews {
        id: step.after.id.clone(),
        title: after.title.clone(),
        color: Color::of(after.color.as_deref()),
        text: if step.is_from_trash() {
            messages.calendar_from_trash()
        } else if step.is_new() && is_empty {
            messages.calendar_new_empty()
        } else if step.is_new() {
            messages.calendar_new()
        } else {
            messages.calendar_changed()
        },
        renamed: renamed.map(|before| messages.lapse(&before.facts.title, &after.title)),
    }
}
