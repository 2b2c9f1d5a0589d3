//! What the texts of an event, or of a person, say of one word.

use crate::domain::search::posting::{IndexedField, Posting};
use crate::domain::search::text_table::Fit;

/// What some texts say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    /// How well the best of them fits; 0 if none does.
    pub(super) best: u16,
    /// The fields of those that fit, a bit for each.
    fields: u8,
}

impl Said {
    /// Reads texts, of which `fits` says how well each fits the word.
    pub(super) fn of(postings: &[Posting], fits: &[Fit]) -> Self {
        let mut said = Self::default();
        for posting in postings {
            let fit = fits.get(posting.text()).copied().unwrap_or(0);
            if fit > 0 {
                let field = posting.field();
                said = said
                    .and(Self { best: field.weight() * 8 + u16::from(fit), fields: field.bit() });
            }
        }
        said
    }

    /// Adds what other texts of the same event say.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self { best: self.best.max(other.best), fields: self.fields | other.fields }
    }

    /// Whether a text of this field fits.
    pub(super) fn is_in(self, field: IndexedField) -> bool {
        self.fields & field.bit() != 0
    }

    /// Whether texts of this field fit, and no others.
    pub(super) fn is_only_in(self, field: IndexedField) -> bool {
        self.fields == field.bit()
    }
}
