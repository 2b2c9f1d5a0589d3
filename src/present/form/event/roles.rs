//! What a participant does, as one choice in the form.

use crate::domain::event::participant::Role;
use crate::domain::sorted_set::SortedSet;
use crate::i18n::Messages;
use crate::present::form::named::named_by_slug;

/// What a participant does. Roles that the form has no choice for stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleChoice {
    /// Takes part, without a role.
    Participant,
    /// 要出席.
    Required,
    /// 任意参加.
    Optional,
    /// ご案内.
    Informational,
    /// 議長.
    Chair,
    /// 講師, who is not counted as a participant.
    Speaker,
    /// 講師, who takes part too.
    SpeakerToo,
    /// 来賓, who is not counted as a participant.
    Guest,
    /// 来賓, who takes part too.
    GuestToo,
    /// 傍聴.
    Observer,
    /// 運営.
    Staff,
    /// 問い合わせ先, who is not counted as a participant.
    Contact,
    /// Several roles that no other choice stands for.
    Several,
}

named_by_slug!(RoleChoice);

impl RoleChoice {
    /// Every choice, in the order of the list.
    pub const ALL: [Self; 13] = [
        Self::Participant,
        Self::Required,
        Self::Optional,
        Self::Informational,
        Self::Chair,
        Self::Speaker,
        Self::SpeakerToo,
        Self::Guest,
        Self::GuestToo,
        Self::Observer,
        Self::Staff,
        Self::Contact,
        Self::Several,
    ];

    /// Returns the name in drafts and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Informational => "informational",
            Self::Chair => "chair",
            Self::Speaker => "speaker",
            Self::SpeakerToo => "speaker-too",
            Self::Guest => "guest",
            Self::GuestToo => "guest-too",
            Self::Observer => "observer",
            Self::Staff => "staff",
            Self::Contact => "contact",
            Self::Several => "several",
        }
    }

    /// Returns the choice that stands for some roles.
    pub fn of(roles: &SortedSet<Role>) -> Self {
        let own: SortedSet<Role> = roles.iter().filter(|role| !is_beside(role)).cloned().collect();
        let stands = |choice: &Self| choice.roles() == own;
        let choices = Self::ALL.into_iter().filter(|choice| *choice != Self::Several);
        choices.into_iter().find(stands).unwrap_or(Self::Several)
    }

    /// Sets the roles of a participant.
    pub fn put_into(self, roles: &mut SortedSet<Role>) {
        if self == Self::Several {
            return;
        }
        roles.retain(is_beside);
        roles.extend(self.roles());
    }

    /// Returns the words of the choice.
    pub fn label(self, messages: &dyn Messages) -> String {
        let too = |role: Role| messages.in_brackets(&messages.role(&role), messages.role_too());
        match self {
            Self::Participant => messages.role_participant().to_owned(),
            Self::SpeakerToo => too(Role::Speaker),
            Self::GuestToo => too(Role::Guest),
            Self::Several => messages.role_several().to_owned(),
            Self::Required
            | Self::Optional
            | Self::Informational
            | Self::Chair
            | Self::Speaker
            | Self::Guest
            | Self::Observer
            | Self::Staff
            | Self::Contact => {
                let roles = self.roles();
                roles.first().map(|role| messages.role(role)).unwrap_or_default()
            }
        }
    }

    fn roles(self) -> SortedSet<Role> {
        let roles: &[Role] = match self {
            Self::Participant | Self::Several => &[],
            Self::Required => &[Role::Required],
            Self::Optional => &[Role::Optional],
            Self::Informational => &[Role::Informational],
            Self::Chair => &[Role::Chair],
            Self::Speaker => &[Role::Speaker],
            Self::SpeakerToo => &[Role::Required, Role::Speaker],
            Self::Guest => &[Role::Guest],
            Self::GuestToo => &[Role::Required, Role::Guest],
            Self::Observer => &[Role::Observer],
            Self::Staff => &[Role::Staff],
            Self::Contact => &[Role::Contact],
        };
        roles.iter().cloned().collect()
    }
}

/// Whether a role is independent of the choice: who organises the event is chosen elsewhere, and words of other programs
/// stay.
fn is_beside(role: &Role) -> bool {
    matches!(role, Role::Owner | Role::Other(_))
}

/// Whether a participant is a person or an organisation, as one choice in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NatureChoice {
    /// 個人.
    Person,
    /// 団体.
    Organization,
}

named_by_slug!(NatureChoice);

impl NatureChoice {
    /// Every choice, in the order of the list.
    pub const ALL: [Self; 2] = [Self::Person, Self::Organization];

    /// Returns the name in drafts and in the options of a list.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
        }
    }
}
