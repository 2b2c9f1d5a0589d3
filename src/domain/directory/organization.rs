//! An organisation of the directory: a federation, a union, a branch, a company, the house that a guest belongs to.

use jiff::civil::Date;

use crate::domain::directory::contact::Contact;
use crate::domain::foreign::Foreign;
use crate::domain::id::OrganizationId;
use crate::domain::sorted_set::SortedSet;
use crate::domain::time::UtcTime;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its identity.
    pub id: OrganizationId,
    /// The formal name: 見本市役所職員労働組合.
    pub name: String,
    /// The short name by which people call it: 見本市職労.
    pub short_name: String,
    /// The reading of the name (ふりがな), by which lists are sorted.
    pub reading: String,
    /// Other names by which lists and files call it.
    pub aliases: SortedSet<String>,
    /// What sort of organisation it is.
    pub sort: OrganizationSort,
    /// The organisation that it is a part of.
    pub parent: Option<OrganizationId>,
    /// How it is affiliated, in the words of the federation: 本部加盟組織, ブロック支部加盟組合.
    pub affiliation: String,
    /// Its region or block.
    pub region: String,
    /// Its industry.
    pub industry: String,
    /// How many members it has.
    pub size: Option<MemberCount>,
    /// How to reach it.
    pub contact: Contact,
    /// A note of the secretary, which no file for others contains.
    pub note: String,
    /// When it was last changed.
    pub updated: Option<UtcTime>,
    /// When it was moved to the trash, if it is there.
    pub deleted: Option<UtcTime>,
    /// Everything else that a backup of a later version contained.
    pub foreign: Foreign,
}

/// What sort of organisation one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganizationSort {
    /// A federation of unions: 連合会, 産別.
    Federation,
    /// A regional part of a federation: ブロック, 県本部.
    Block,
    /// A union.
    #[default]
    Union,
    /// A branch of a union: 支部, 分会.
    Branch,
    /// A workplace: 職場, 課.
    Workplace,
    /// A company or another employer.
    Company,
    /// Any other house: a university, a parliament, a newspaper.
    Other,
}

/// How many members an organisation had on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberCount {
    /// The number of members.
    pub members: u32,
    /// The day on which they were counted, if it is known.
    pub as_of: Option<Date>,
}

impl Organization {
    /// Creates an organisation of that name about which nothing else is known.
    pub fn new(id: OrganizationId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            short_name: String::new(),
            reading: String::new(),
            aliases: SortedSet::new(),
            sort: OrganizationSort::default(),
            parent: None,
            affiliation: String::new(),
            region: String::new(),
            industry: String::new(),
            size: None,
            contact: Contact::default(),
            note: String::new(),
            updated: None,
            deleted: None,
            foreign: Foreign::default(),
        }
    }

    /// Returns the name by which lists show it: the short one if there is one.
    pub fn shown_name(&self) -> &str {
        if self.short_name.is_empty() { &self.name } else { &self.short_name }
    }

    /// Returns every name by which it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = [&self.name, &self.short_name].into_iter().filter(|name| !name.is_empty());
        own.chain(&self.aliases).map(String::as_str)
    }
}

impl OrganizationSort {
    /// Every sort, from the largest house to the smallest.
    pub const ALL: [Self; 7] = [
        Self::Federation,
        Self::Block,
        Self::Union,
        Self::Branch,
        Self::Workplace,
        Self::Company,
        Self::Other,
    ];

    /// Returns the name in records and files.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Federation => "federation",
            Self::Block => "block",
            Self::Union => "union",
            Self::Branch => "branch",
            Self::Workplace => "workplace",
            Self::Company => "company",
            Self::Other => "other",
        }
    }

    /// Returns the sort of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.slug() == slug)
    }
}
