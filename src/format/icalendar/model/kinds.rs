//! The kinds of union event as CATEGORIES has them: by the label that a reader of any calendar understands.

use crate::domain::event::kind::Kind;

/// The label of a kind in files for other calendars.
pub fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::GeneralAssembly => "総会・大会",
        Kind::ExecutiveCommittee => "執行委員会",
        Kind::OfficersMeeting => "5役会",
        Kind::Board => "幹事会",
        Kind::Secretariat => "書記局会議",
        Kind::Negotiation => "団体交渉",
        Kind::WorkingTalks => "折衝",
        Kind::UnitedAction => "統一行動",
        Kind::Rally => "集会",
        Kind::StudySession => "学習会",
        Kind::Exchange => "交流会",
        Kind::Welfare => "厚生事業",
        Kind::Election => "選挙",
        Kind::Other => "その他",
    }
}

/// The kind of that label.
pub(crate) fn of_label(label: &str) -> Option<Kind> {
    // Anybody's "other" says nothing.
    Kind::ALL.into_iter().find(|kind| *kind != Kind::Other && self::label(*kind) == label.trim())
}
