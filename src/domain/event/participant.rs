//! Who takes part in an event: role, reply, and attendance.
//!
//! The organisation is stored as it was at the time of the event. Across events, a person is identified by the calendar
//! address (`urn:uuid:…` if there is no e-mail).

use crate::domain::foreign::Foreign;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;

/// A person or a group in one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participant {
    /// The name as written.
    pub name: String,
    /// The reading (ふりがな), used to sort lists.
    pub name_kana: String,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// The URI that identifies the same person in every event.
    pub calendar_address: Option<String>,
    /// Whether this is an individual or a group.
    pub nature: Nature,
    /// What they do there.
    pub roles: SortedSet<Role>,
    /// What they answered.
    pub reply: Reply,
    /// Who may act for them (委任), by calendar address.
    pub delegated_to: SortedSet<String>,
    /// The organisation that they represent.
    pub affiliation: Option<Box<Affiliation>>,
    /// Whether they came.
    pub attendance: Option<Box<Attendance>>,
    /// Their title or office, as printed (JSCalendar `description`).
    pub description: String,
    /// The secretary's note.
    pub note: String,
    /// When this participant was last changed.
    pub updated: Option<UtcTime>,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

impl Participant {
    /// Whether a calendar address is that of this participant, see [`is_same_address`].
    pub fn has_address(&self, address: &str) -> bool {
        self.calendar_address.as_deref().is_some_and(|own| is_same_address(own, address))
    }

    /// Whether a participant is only beside the event: a speaker, a guest, or whom to ask, so that they are not counted.
    ///
    /// The rule is about roles, never about the reply: a speaker who has agreed to come is still no participant. Who has a
    /// role of taking part as well (required, optional, chair, observer, staff) is counted. The organiser, a copy for
    /// information, and words of other programs say nothing beside another role, and alone they do not keep anybody
    /// from being counted.
    pub fn is_beside(&self) -> bool {
        let beside = |role: &Role| match role {
            Role::Speaker | Role::Guest | Role::Contact => Some(true),
            Role::Chair | Role::Required | Role::Optional | Role::Observer | Role::Staff => {
                Some(false)
            }
            Role::Owner | Role::Informational | Role::Other(_) => None,
        };
        let mut said = self.roles.iter().filter_map(beside).peekable();
        said.peek().is_some() && said.all(|is_beside| is_beside)
    }
}

/// The address that Apple's programs write for people of whom they know none.
pub const NO_MAIL: &str = "invalid:nomail";

/// Whether two calendar addresses are the same. Programs write the same mail address in upper and in lower case.
pub fn is_same_address(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Returns a calendar address as a key: addresses that [`is_same_address`] says are the same have one key.
pub fn address_key(address: &str) -> String {
    address.to_ascii_lowercase()
}

/// Returns a calendar address as people read it: without the scheme `mailto:`, in upper or lower case (RFC 3986 3.1).
pub fn plain_address(address: &str) -> &str {
    const SCHEME: &str = "mailto:";
    match address.split_at_checked(SCHEME.len()) {
        Some((scheme, plain)) if scheme.eq_ignore_ascii_case(SCHEME) => plain,
        Some(_) | None => address,
    }
}

/// What a participant is (JSCalendar `kind`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Not stated.
    #[default]
    Unsaid,
    /// A human being.
    Individual,
    /// A group of people.
    Group,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// What a participant does in an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 主催.
    Owner,
    /// 議長.
    Chair,
    /// 出席義務.
    Required,
    /// 任意.
    Optional,
    /// 来賓・傍聴, copied for information.
    Informational,
    /// 講師.
    Speaker,
    /// 来賓.
    Guest,
    /// 傍聴.
    Observer,
    /// 運営.
    Staff,
    /// 問い合わせ先.
    Contact,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// What a participant answered (JSCalendar `participationStatus`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reply {
    /// The file does not say.
    #[default]
    Unsaid,
    /// 未回答.
    NeedsAction,
    /// 参加.
    Accepted,
    /// 欠席.
    Declined,
    /// 未定.
    Tentative,
    /// 委任.
    Delegated,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// The organisation of a participant, as it was at the event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affiliation {
    /// Its name.
    pub organization: String,
    /// The URI that identifies it.
    pub uri: Option<String>,
    /// The branch (支部, ブロック).
    pub branch: String,
    /// The person's office there (役職).
    pub position: String,
    /// How the organisation is affiliated (本部加盟組織, ブロック支部加盟組合).
    pub membership: String,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

/// How people attend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// 会場.
    Onsite,
    /// オンライン.
    Online,
    /// 会場とオンライン, of a programme part.
    Hybrid,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// Whether a participant came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// 出席.
    Present,
    /// 欠席.
    Absent,
    /// 遅刻.
    Late,
    /// 早退.
    LeftEarly,
    /// 代理.
    Proxy,
    /// Any other value, kept as it is.
    Other(Box<str>),
}

/// The record of one participant's attendance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// How they planned to attend.
    pub planned_mode: Option<Mode>,
    /// Whether they came; `None` if not yet known.
    pub presence: Option<Presence>,
    /// How they attended.
    pub mode: Option<Mode>,
    /// When this was recorded.
    pub checked_in_at: Option<UtcTime>,
    /// Who recorded it.
    pub marked_by: Option<String>,
    /// The method (`qr`, `manual`).
    pub method: Option<String>,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

/// Totals, if there is no list of people. 人数 and 組織数 are different numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    /// The number of people.
    pub persons: Option<u32>,
    /// The number of organisations.
    pub organizations: Option<u32>,
    /// How many of the people are on site.
    pub onsite: Option<u32>,
    /// How many of the people are online.
    pub online: Option<u32>,
    /// Everything else that the file contained.
    pub foreign: Foreign,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_an_address_without_its_scheme() {
        let cases = [
            ("mailto:a@example.com", "a@example.com"),
            ("MAILTO:A@example.com", "A@example.com"),
            ("https://example.com/a", "https://example.com/a"),
            ("あいうえお", "あいうえお"),
            ("", ""),
        ];
        for (address, plain) in cases {
            assert_eq!(plain_address(address), plain);
        }
    }
}
