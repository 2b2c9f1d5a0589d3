//! Where a text of the index stands in an event.

use crate::domain::event::free_text::TextKind;

/// The part of an event that contains a text; the order is that of relevance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndexedField {
    /// What it is about, links and keywords.
    Description,
    /// The parts of the programme.
    Programme,
    /// An organisation or a branch of one.
    Organization,
    /// The name or reading of a person.
    Person,
    /// The same, of a person who has not answered.
    PersonUnanswered,
    /// A venue, or an online meeting.
    Place,
    /// What the event is called.
    Title,
    /// What each instance of a numbered series is called, without its number; see [`crate::domain::search::numbered`].
    NumberedTitle,
}

impl IndexedField {
    const ALL: [Self; 8] = [
        Self::Description,
        Self::Programme,
        Self::Organization,
        Self::Person,
        Self::PersonUnanswered,
        Self::Place,
        Self::Title,
        Self::NumberedTitle,
    ];

    /// Returns the field of a free text; `None` if it is not searched.
    pub(super) fn of(kind: TextKind) -> Option<Self> {
        match kind {
            TextKind::Title => Some(Self::Title),
            TextKind::Description | TextKind::Keyword | TextKind::Link => Some(Self::Description),
            TextKind::Place => Some(Self::Place),
            TextKind::Programme => Some(Self::Programme),
            TextKind::Uri => None,
        }
    }

    /// Returns its weight; people and organisations have the same.
    pub(super) fn weight(self) -> u16 {
        match self {
            Self::Description => 1,
            Self::Programme => 2,
            Self::Organization | Self::Person | Self::PersonUnanswered => 3,
            Self::Place => 4,
            Self::Title | Self::NumberedTitle => 5,
        }
    }

    /// Returns the bit of the field in a set of fields.
    pub(super) fn bit(self) -> u8 {
        1 << self.number()
    }

    fn number(self) -> u32 {
        match self {
            Self::Description => 0,
            Self::Programme => 1,
            Self::Organization => 2,
            Self::Person => 3,
            Self::PersonUnanswered => 4,
            Self::Place => 5,
            Self::Title => 6,
            Self::NumberedTitle => 7,
        }
    }
}

/// A text of an event: the number of the text and the field, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    pub(super) fn new(text: usize, field: IndexedField) -> Self {
        Self(u32::try_from(text).unwrap_or(u32::MAX >> 3) << 3 | field.number())
    }

    pub(super) fn text(self) -> usize {
        usize::try_from(self.0 >> 3).unwrap_or(usize::MAX)
    }

    pub(super) fn field(self) -> IndexedField {
        let number = usize::try_from(self.0 & 7).unwrap_or(0);
        IndexedField::ALL.get(number).copied().unwrap_or(IndexedField::Description)
    }
}
