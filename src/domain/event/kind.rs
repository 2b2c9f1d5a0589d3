//! The kinds of union event, which decide colour, icon and defaults.

/// What kind of gathering an event is. The order is the order of importance: an event of several kinds is shown as the
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 総会・大会: the highest organ.
    GeneralAssembly,
    /// 執行委員会.
    ExecutiveCommittee,
    /// 5役会: chair, vice-chairs, secretary, treasurer.
    OfficersMeeting,
    /// 幹事会.
    Board,
    /// 書記局会議.
    Secretariat,
    /// 団体交渉: negotiation with the employer.
    Negotiation,
    /// 折衝: working talks below the level of negotiation.
    WorkingTalks,
    /// 統一行動.
    UnitedAction,
    /// 集会.
    Rally,
    /// 学習会.
    StudySession,
    /// 交流会.
    Exchange,
    /// 厚生事業: trips, classes, parties.
    Welfare,
    /// 選挙.
    Election,
    /// その他.
    Other,
}

impl Kind {
    /// Every kind, in order of importance.
    pub const ALL: [Self; 14] = [
        Self::GeneralAssembly,
        Self::ExecutiveCommittee,
        Self::OfficersMeeting,
        Self::Board,
        Self::Secretariat,
        Self::Negotiation,
        Self::WorkingTalks,
        Self::UnitedAction,
        Self::Rally,
        Self::StudySession,
        Self::Exchange,
        Self::Welfare,
        Self::Election,
        Self::Other,
    ];

    /// Returns the name in files, addresses and style sheets.
    pub fn slug(self) -> &'static str {
        match self {
            Self::GeneralAssembly => "general-assembly",
            Self::ExecutiveCommittee => "executive-committee",
            Self::OfficersMeeting => "officers-meeting",
            Self::Board => "board",
            Self::Secretariat => "secretariat",
            Self::Negotiation => "negotiation",
            Self::WorkingTalks => "working-talks",
            Self::UnitedAction => "united-action",
            Self::Rally => "rally",
            Self::StudySession => "study-session",
            Self::Exchange => "exchange",
            Self::Welfare => "welfare",
            Self::Election => "election",
            Self::Other => "other",
        }
    }

    /// Returns the kind for a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A category of an event or of one instance (JSCalendar `categories`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// One of our kinds.
    Kind(Kind),
    /// The URI of any other.
    Uri(String),
}
