//! Organisations of the directory in words.

use crate::domain::directory::organization::{MemberCount, OrganizationSort};
use crate::i18n::Messages;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// Returns the word for what sort of organisation one is.
pub fn sort_label(sort: OrganizationSort, messages: &dyn Messages) -> &'static str {
    match sort {
        OrganizationSort::Federation => messages.organization_federation(),
        OrganizationSort::Block => messages.organization_block(),
        OrganizationSort::Union => messages.organization_union(),
        OrganizationSort::Branch => messages.organization_branch(),
        OrganizationSort::Workplace => messages.organization_workplace(),
        OrganizationSort::Company => messages.organization_company(),
        OrganizationSort::Other => messages.organization_other(),
    }
}

/// Returns the number of members with the day on which they were counted; empty if it is not known.
pub fn size_text(size: Option<MemberCount>, viewer: &Viewer) -> String {
    let Some(MemberCount { members, as_of }) = size else { return String::new() };
    let members = viewer.messages.people(members);
    match as_of {
        Some(day) => viewer.messages.organization_as_of(&members, &time::day(viewer, day)),
        None => members,
    }
}
