//! The kinds of union event in CATEGORIES: written as the label that users of any calendar understand.

use crate::domain::event::kind::Kind;

/// Returns the label of a kind in files for other calendars.
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

/// Returns the kind for a label.
pub(crate) fn of_label(label: &str) -> Option<Kind> {
    // A category "other" from any program has no meaning.
    Kind::ALL.into_iter().find(|kind| *kind != Kind::Other && self::label(*kind) == label.trim())
}
