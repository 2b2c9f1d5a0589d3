//! Two people, or two organisations, become one, everywhere in the directory.
//!
//! Events are not touched: they name a person by a calendar address and an organisation by its name, and the one that is
//! kept takes over the addresses and names of the one that goes.

use crate::domain::directory::Directory;
use crate::domain::directory::contact::Contact;
use crate::domain::directory::item::{DirectoryChange, DirectoryId, wanted};
use crate::domain::directory::organization::Organization;
use crate::domain::directory::person::Person;
use crate::domain::id::{OrganizationId, PersonId};
use crate::domain::time::UtcTime;

/// Merges one person into another, who keeps what is known and gets what is not; the change is empty if one of them is not
/// there.
pub fn merged_people(
    directory: &Directory,
    kept: &PersonId,
    gone: &PersonId,
    at: UtcTime,
) -> DirectoryChange {
    let both = directory.person(kept).zip(directory.person(gone)).filter(|_| kept != gone);
    let Some((kept, gone)) = both else { return DirectoryChange::new() };
    let mut person = kept.clone();
    fill(&mut person.reading, &gone.reading);
    fill_contact(&mut person.contact, &gone.contact);
    add_note(&mut person.note, &gone.note);
    for id in &gone.organizations {
        if !person.organizations.contains(id) {
            person.organizations.push(id.clone());
        }
    }
    for office in &gone.offices {
        if !person.offices.contains(office) {
            person.offices.push(office.clone());
        }
    }
    person.agreed = person.agreed.or(gone.agreed);
    person.addresses.extend(gone.addresses.iter().cloned());
    person.addresses.insert(gone.address());
    person.updated = Some(at.later_than(person.updated));
    let mut change: DirectoryChange = [wanted(person)].into_iter().collect();
    change.insert(DirectoryId::Person(gone.id.clone()), None);
    for roster in directory.rosters() {
        let mut roster = roster.clone();
        let is_kept_there = roster.members.iter().any(|member| member.person == kept.id);
        if !roster.members.iter().any(|member| member.person == gone.id) {
            continue;
        }
        if is_kept_there {
            roster.members.retain(|member| member.person != gone.id);
        }
        for member in roster.members.iter_mut().filter(|member| member.person == gone.id) {
            member.person = kept.id.clone();
        }
        roster.updated = Some(at.later_than(roster.updated));
        change.extend([wanted(roster)]);
    }
    change
}

/// Merges one organisation into another, which keeps what is known and gets what is not, and the names of the other as
/// aliases; the change is empty if one of them is not there.
pub fn merged_organizations(
    directory: &Directory,
    kept: &OrganizationId,
    gone: &OrganizationId,
    at: UtcTime,
) -> DirectoryChange {
    let both = directory.organization(kept).zip(directory.organization(gone));
    let Some((kept, gone)) = both.filter(|(kept, gone)| kept.id != gone.id) else {
        return DirectoryChange::new();
    };
    let mut it = filled(kept, gone);
    it.updated = Some(at.later_than(it.updated));
    let mut change: DirectoryChange = [wanted(it)].into_iter().collect();
    change.insert(DirectoryId::Organization(gone.id.clone()), None);
    let parts = directory.organizations().filter(|it| it.parent.as_ref() == Some(&gone.id));
    let parts = parts.filter(|it| it.id != kept.id).map(|part| {
        let updated = Some(at.later_than(part.updated));
        wanted(Organization { parent: Some(kept.id.clone()), updated, ..part.clone() })
    });
    change.extend(parts.collect::<Vec<_>>());
    let members = directory.people().filter_map(|person| member_of(person, kept, gone, at));
    change.extend(members.map(wanted).collect::<Vec<_>>());
    let rosters = directory.rosters().filter(|it| it.organization.as_ref() == Some(&gone.id));
    let rosters = rosters.map(|roster| {
        let mut roster = roster.clone();
        roster.organization = Some(kept.id.clone());
        roster.updated = Some(at.later_than(roster.updated));
        wanted(roster)
    });
    change.extend(rosters.collect::<Vec<_>>());
    change
}

/// Returns an organisation with what only the other one says.
fn filled(kept: &Organization, gone: &Organization) -> Organization {
    let mut it = kept.clone();
    fill(&mut it.short_name, &gone.short_name);
    fill(&mut it.reading, &gone.reading);
    fill(&mut it.affiliation, &gone.affiliation);
    fill(&mut it.region, &gone.region);
    fill(&mut it.industry, &gone.industry);
    fill_contact(&mut it.contact, &gone.contact);
    add_note(&mut it.note, &gone.note);
    it.size = it.size.or(gone.size);
    it.aliases.extend(gone.names().map(str::to_owned));
    let (name, short_name) = (it.name.clone(), it.short_name.clone());
    it.aliases.retain(|alias| *alias != name && *alias != short_name);
    // What was a part of the other one is not a part of itself now.
    let parent = it.parent.filter(|parent| *parent != gone.id).or_else(|| gone.parent.clone());
    it.parent = parent.filter(|parent| *parent != it.id && *parent != gone.id);
    it
}

/// Returns a person with the organisation that is kept in place of the one that goes; `None` if they are not in that one.
fn member_of(
    person: &Person,
    kept: &Organization,
    gone: &Organization,
    at: UtcTime,
) -> Option<Person> {
    let mut after = person.clone();
    let ids = after.organizations.iter_mut();
    let ids = ids.chain(after.offices.iter_mut().filter_map(|it| it.organization.as_mut()));
    ids.filter(|id| **id == gone.id).for_each(|id| *id = kept.id.clone());
    if after == *person {
        return None;
    }
    let mut seen = Vec::new();
    after.organizations.retain(|id| {
        let is_new = !seen.contains(id);
        seen.push(id.clone());
        is_new
    });
    after.updated = Some(at.later_than(after.updated));
    Some(after)
}

fn fill(text: &mut String, other: &str) {
    if text.trim().is_empty() {
        other.clone_into(text);
    }
}

fn fill_contact(contact: &mut Contact, other: &Contact) {
    let Contact { email, phone, address } = contact;
    fill(email, &other.email);
    fill(phone, &other.phone);
    fill(address, &other.address);
}

fn add_note(note: &mut String, other: &str) {
    let is_said = note.lines().any(|line| line == other);
    if note.trim().is_empty() {
        other.clone_into(note);
    } else if !other.trim().is_empty() && !is_said {
        note.push('\n');
        note.push_str(other);
    }
}
