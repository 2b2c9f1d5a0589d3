//! Takes the number and the kind from a title as it is typed: 執行委員会 第5回.

use crate::domain::event::kind::Kind;
use crate::present::form::event::form::EventForm;
use crate::present::text::title::{kind, split};

/// What was taken from a title into other fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The number, which the title no longer says.
    pub number: Option<u32>,
    /// The kind; the title still says it.
    pub kind: Option<Kind>,
}

impl Taken {
    /// Whether nothing was taken.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Moves the number from the title to its field, and chooses the kind that the title names. A field that the person has
/// filled in already is not changed.
pub fn take(form: &mut EventForm) -> Taken {
    let mut taken = Taken::default();
    if let Some(split) = split(&form.title) {
        let said = split.number.to_string();
        let first = form.repeat.numbers.first.trim();
        if first.is_empty() || first == said {
            form.repeat.numbers.first = said;
            form.title = split.name;
            taken.number = Some(split.number);
        }
    }
    if form.kind == Kind::Other
        && let Some(kind) = kind(&form.title)
    {
        form.set_kind(kind);
        taken.kind = Some(kind);
    }
    taken
}
