//! Takes the number and the kinds from a title as it is typed: 執行委員会 第5回.
//!
//! A number in a typed title replaces the one of its field, because it was said last. What was taken from a title
//! follows the title when that is written again, as long as the fields still say what was taken.

use crate::domain::event::kind::Kind;
use crate::domain::title_number::{SplitTitle, said_number, split};
use crate::i18n::Messages;
use crate::present::form::event::form::EventForm;
use crate::present::text::title::{kinds, split_shown};

/// What was taken from a title into other fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The number, which the title no longer says.
    pub number: Option<u32>,
    /// The kinds, most important first; the title still says them.
    pub kinds: Vec<Kind>,
}

impl Taken {
    /// Whether nothing was taken.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Moves the number from the title to its field, and chooses the kinds that the title names. A kind that the person has
/// chosen is not changed. `before` is the form as it was opened.
pub fn take(form: &mut EventForm, before: &EventForm, messages: &dyn Messages) -> Taken {
    let number = take_number(form, before, messages);
    let kinds = take_kinds(form, before);
    let said = |form: &EventForm| {
        let kinds = (form.kind, form.second_kind);
        (form.title.clone(), form.repeat.numbers.first.clone(), kinds)
    };
    form.from_title.title.clone_from(&form.title);
    // The title is what it was, and so are the fields: nothing was edited.
    let has_any = !form.from_title.number.is_empty() || form.from_title.kind != Kind::Other;
    if said(form) == said(before) || !has_any {
        form.from_title = before.from_title.clone();
    }
    Taken { number, kinds }
}

fn take_number(form: &mut EventForm, before: &EventForm, messages: &dyn Messages) -> Option<u32> {
    // The number of 第50回大会準備会 belongs to its name if the event has another one.
    let of_name = said_number(&before.title).map(|said| said.number);
    let said = split(&form.title).or_else(|| split_shown(&form.title, messages));
    let is_free = |said: &SplitTitle| {
        let first = form.repeat.numbers.first.trim();
        first.is_empty() || first == said.number.to_string() || of_name != Some(said.number)
    };
    if let Some(SplitTitle { number, name }) = said.filter(is_free) {
        let text = number.to_string();
        form.repeat.numbers.first.clone_from(&text);
        form.from_title.number = text;
        form.title = name;
        return Some(number);
    }
    let from = &form.from_title;
    let is_from_title = !from.number.is_empty() && form.repeat.numbers.first == from.number;
    if is_from_title && is_of_other_kind(&from.title, &form.title) {
        let is_as_before = form.title == before.title;
        let first = &before.repeat.numbers.first;
        form.repeat.numbers.first = if is_as_before { first.clone() } else { String::new() };
        form.from_title.number.clear();
    }
    None
}

/// Whether two titles name different kinds of events, so that the number of one is not that of the other. A title that
/// names none may be a slip.
fn is_of_other_kind(was: &str, now: &str) -> bool {
    let [was, now] = [was, now].map(kinds);
    !was.is_empty() && !now.is_empty() && was.iter().all(|kind| !now.contains(kind))
}

fn take_kinds(form: &mut EventForm, before: &EventForm) -> Vec<Kind> {
    let own = (form.kind, form.second_kind);
    let opened = (before.kind, before.second_kind);
    let from = (form.from_title.kind, form.from_title.second_kind);
    let is_from_title = own == from || (own == opened && own == first_two(&kinds(&before.title)));
    if form.kind != Kind::Other && !is_from_title {
        return Vec::new();
    }
    let named = kinds(&form.title);
    if named.is_empty() {
        if own == from && form.kind != Kind::Other {
            (form.kind, form.second_kind) = opened;
            (form.from_title.kind, form.from_title.second_kind) = (Kind::Other, None);
        }
        return Vec::new();
    }
    let now = first_two(&named);
    (form.kind, form.second_kind) = now;
    if now == own {
        return Vec::new();
    }
    (form.from_title.kind, form.from_title.second_kind) = now;
    named.into_iter().take(2).collect()
}

fn first_two(kinds: &[Kind]) -> (Kind, Option<Kind>) {
    (kinds.first().copied().unwrap_or(Kind::Other), kinds.get(1).copied())
}
